"""Settings shared by all tests."""

from __future__ import annotations

from hypothesis import settings

# Shared build machines stall now and then: a slow example is no failure.
settings.register_profile("default", deadline=None)
settings.register_profile("fuzz", deadline=None, max_examples=5000)
settings.load_profile("default")
