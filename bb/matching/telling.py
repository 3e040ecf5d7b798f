"""What may be said of a plan as a whole, in a sentence or two."""

from __future__ import annotations

from collections.abc import Mapping

from bb.matching.plan import Plan
from bb.text.plurals import count_nl

PROVEN = "Bewezen: geen ander plan telt zwaarder aan urgentie en wachttijd, en geen dat even zwaar telt past beter."
NOT_CANONICAL = "De tijd was op om uit plannen die even goed zijn steeds hetzelfde te kiezen."


def _loads(loads: Mapping[int, int]) -> str:
    return ", ".join(f"{count} met {count_nl(load, 'zaak', 'zaken')}" for load, count in loads.items())


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02d}"


def fairness_lines(plan: Plan) -> tuple[str, ...]:
    """Return how the cases lie over the volunteers, now and when the plan is followed."""
    found = plan.fairness
    if not found.before:
        return ("Er zijn geen actieve vrijwilligers.",)
    before, after = _decimal(found.unevenness_before), _decimal(found.unevenness_after)
    return (
        f"Vrijwilligers nu: {_loads(found.before)}.",
        f"Na dit plan: {_loads(found.after)}.",
        f"Twee vrijwilligers schelen gemiddeld {before} zaak, na dit plan {after}.",
    )


def verdict(plan: Plan) -> str:
    """Return what may be said of the plan as a whole; that nothing is better only when that is proven."""
    if not plan.proposals and not plan.unmatched:
        return "Er wacht geen zaak op een team."
    if not plan.proposals and not any(case.possible for case in plan.unmatched):
        return "Voor geen van de wachtende zaken is een team mogelijk."
    if plan.proven:
        return PROVEN if plan.canonical else f"{PROVEN} {NOT_CANONICAL}"
    lines = ["De tijd was op voordat het plan bewezen was."]
    if plan.weight_bound > plan.W:
        lines.append(f"Er is hoogstens {plan.weight_bound - plan.W} meer aan gewicht te plannen.")
    lines.append(f"Met deze zaken zijn hoogstens {count_nl(plan.bound - plan.Q, 'punt', 'punten')} meer mogelijk.")
    return " ".join(lines)
