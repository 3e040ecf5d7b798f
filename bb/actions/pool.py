"""The volunteers against the work, with the advice of the matcher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.apart import TooLong
from bb.actions.plan_match import Advice, advice_for, open_with_wishes
from bb.figures.pool import Candidate, Capacity, Channel, Month, Pool, Share, Supply, pool

__all__ = ["Advice", "Candidate", "Capacity", "Channel", "Month", "Pool", "PoolNow", "Share", "Supply", "pool_now"]

SECONDS = 20.0
"""How long may be planned for the advice; `bb match --advice` takes more time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolNow:
    """The pool, and which one recruit or training would help most waiting cases; None when that takes too long."""

    pool: Pool
    advice: Advice | None


def pool_now(start: Path, today: date) -> PoolNow:
    """Return the pool of the organisation that `start` lies in.

    Raises:
        Stop: no organisation, its settings cannot be read, or the planner failed.
    """
    register = open_with_wishes(start, today).register
    try:
        advice = advice_for(register, today, SECONDS)
    except TooLong:
        advice = None
    return PoolNow(pool=pool(register, today), advice=advice)
