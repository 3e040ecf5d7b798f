"""Trying again when somebody else was quicker: for a while, and each at moments of one's own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

PATIENCE = 30.0  # seconds; whoever waits longer is better told to come back later
_FIRST, _LONGEST = 0.05, 2.0  # seconds


def attempts(patience: float = PATIENCE) -> Iterator[None]:
    """Yield for the first attempt, and for each next one until `patience` seconds are over.

    Before each a pause of a length by chance, up to twice as long every time: those who keep meeting get out of step.
    """
    until, longest = time.monotonic() + patience, _FIRST
    yield
    while time.monotonic() < until:
        time.sleep(longest * os.urandom(1)[0] / 256)
        longest = min(2 * longest, _LONGEST)
        yield
