"""Which volunteers go to which case: requirements, preferences, the plan, its proof and its reasons."""
