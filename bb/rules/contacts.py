"""When each volunteer was last spoken with, as cases and activities tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bb.domain.events import Event
from bb.domain.records import Activiteit, Casus, Record, Vrijwilliger

_NAMING = ("team", "wie", "aan", "van", "aanwezig", "door")
"""Keys of events of cases and activities that name who was spoken with."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """All volunteers by id, and the last day on which each was named in a case or an activity."""

    vrijwilliger: Mapping[str, Vrijwilliger]
    last: Mapping[str, date]


def spoken_with(record: Record, today: date) -> Mapping[str, date]:
    """Return the last day up to `today` on which a case or an activity names each volunteer."""
    last: dict[str, date] = {}
    if isinstance(record, Casus | Activiteit):
        for event in record.verloop:
            if event.op <= today:
                merge(last, dict.fromkeys(_named(event), event.op))
    return last


def merge(last: dict[str, date], more: Mapping[str, date]) -> None:
    """Keep the later of two days of each."""
    for id_, day in more.items():
        last[id_] = max(day, last.get(id_, day))


def _named(event: Event) -> Iterator[str]:
    for name in _NAMING:
        value = event.keys.get(name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, str):
            yield value
