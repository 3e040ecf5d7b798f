"""Activities that are planned, or should have been held by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item
from bb.domain.events import in_order
from bb.domain.records import Activiteit

_OVER = ("gehouden", "vervallen", "klaar")


def activity_items(activiteit: Activiteit, today: date) -> Iterator[Item]:
    """Yield the planned day of an activity that is neither held nor called off."""
    planned = None
    for event in in_order(activiteit.verloop, today):
        if event.wat == "gepland":
            planned = event
        elif event.wat in _OVER:
            planned = None
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
        )
