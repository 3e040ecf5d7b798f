"""What the year plan of `bb.yaml` still asks: each thing that is neither done nor planned, by the month it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bb.agenda.items import Item
from bb.domain.register import Register
from bb.domain.workdays import Calendar, add_months
from bb.domain.year_plan import Planned, year_plan

JAARPLAN = "jaarplan"
_NAMED = 5
"""So many of those who miss something are named; of more only how many."""


def year_plan_items(register: Register, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield what this year still lacks, at the end of its month; nothing when `bb.yaml` has no plan."""
    organisatie = register.organisatie
    if not organisatie.jaarplan:
        return
    for one in year_plan(register, today.year, today):
        for month in one.months():
            last = add_months(date(today.year, month, 1), 1) - timedelta(days=1)
            yield Item(
                kind=JAARPLAN,
                id=one.wat,
                path=organisatie.source.path,
                term=JAARPLAN,
                day=calendar.workday(last),
                reason=JAARPLAN,
                told=told(one),
            )


def told(one: Planned) -> str:
    """Return how far one thing of the plan is: `2 van 4 gedaan, 1 gepland`."""
    if one.voor == "activiteit":
        planned = f", {len(one.gepland)} gepland" if one.gepland else ""
        return f"jaarplan: {len(one.gedaan)} van {one.doel} gedaan{planned}"
    people = "vrijwilligers" if one.voor == "vrijwilliger" else "partners"
    missing = f"; nog niet: {', '.join(one.mist)}" if len(one.mist) <= _NAMED else ""
    return f"jaarplan: {len(one.gedaan)} van {one.doel} {people}{missing}"
