"""The year plan of an organisation, with how far the norms of the volunteers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.reading import open_readable
from bb.agenda import progress_of
from bb.domain.year_plan import Planned, year_plan

__all__ = ["Planned", "YearPlan", "year_plan_now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """The plan of a year on a day; `own` tells whether it is that of `bb.yaml`.

    `normen` are, for this year only, how many volunteers reached each norm, of how many.
    """

    jaar: int
    day: date
    own: bool
    plan: tuple[Planned, ...]
    normen: Mapping[str, tuple[int, int]]


def year_plan_now(start: Path, today: date, jaar: int | None = None) -> YearPlan:
    """Return the year plan of the organisation that `start` lies in; of this year when none is named.

    Raises:
        Stop: there is no organisation, or its settings cannot be read.
    """
    register = open_readable(start).register
    wanted = jaar or today.year
    day = min(today, date(wanted, 12, 31))
    norms: dict[str, tuple[int, int]] = {}
    for progress in progress_of(register, today) if wanted == today.year else ():
        if progress.kind == "vrijwilliger":
            met, of = norms.get(progress.norm, (0, 0))
            norms[progress.norm] = (met + progress.met, of + 1)
    return YearPlan(
        jaar=wanted,
        day=day,
        own=bool(register.organisatie.jaarplan),
        plan=year_plan(register, wanted, day),
        normen=norms,
    )
