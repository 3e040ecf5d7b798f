"""Activities that are planned, or should have been held by now, and the terms that run on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item, item_of
from bb.domain.detectors import mask
from bb.domain.dues import record_dues
from bb.domain.events import in_order
from bb.domain.practice import last_step, planned, room
from bb.domain.records import Activiteit
from bb.domain.register import Register
from bb.domain.workdays import Calendar


def activity_items(register: Register, activiteit: Activiteit, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield the planned day of an activity that is neither held nor called off, and what its terms ask."""
    events = in_order(activiteit.verloop, today)
    ahead = planned(events)
    if ahead and isinstance(ahead.get("datum"), date):
        yield Item(
            kind="activiteit",
            id=activiteit.id,
            path=activiteit.source.path,
            term="gehouden",
            day=ahead.get("datum"),
            reason="gepland",
            since=ahead,
            tijd=ahead.get("tijd"),
            told=f"zaal: {mask(place)}" if (place := room(events)) else "",
        )
    dues = record_dues(
        activiteit,
        "activiteit",
        organisatie=register.organisatie,
        calendar=calendar,
        until=today,
        is_open=last_step(events) is None or ahead is not None,
    )
    for due in dues:
        yield item_of("activiteit", activiteit, due)
