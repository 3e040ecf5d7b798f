"""Activities that are planned, or should have been held by now, and the terms that run on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item, item_of
from bb.domain.detectors import mask
from bb.domain.dues import record_dues
from bb.domain.events import in_order
from bb.domain.practice import room
from bb.domain.records import Activiteit
from bb.domain.register import Register
from bb.domain.workdays import Calendar

_OVER = ("gehouden", "vervallen", "klaar")


def activity_items(register: Register, activiteit: Activiteit, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield the planned day of an activity that is neither held nor called off, and what its terms ask."""
    steps = [e for e in in_order(activiteit.verloop, today) if e.wat in ("gepland", *_OVER)]
    planned = steps[-1] if steps and steps[-1].wat == "gepland" else None
    if planned and isinstance(planned.get("datum"), date):
        yield Item(
            kind="activiteit",
            id=activiteit.id,
            path=activiteit.source.path,
            term="gehouden",
            day=planned.get("datum"),
            reason="gepland",
            since=planned,
            tijd=planned.get("tijd"),
            told=f"zaal: {mask(place)}" if (place := room(in_order(activiteit.verloop, today))) else "",
        )
    dues = record_dues(
        activiteit,
        "activiteit",
        organisatie=register.organisatie,
        calendar=calendar,
        until=today,
        is_open=not steps or planned is not None,
    )
    for due in dues:
        yield item_of("activiteit", activiteit, due)
