"""When each volunteer was last spoken with, as cases and activities tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bb.domain.records import Activiteit, Casus, Record, Vrijwilliger
from bb.domain.types import Value

_NAMING = frozenset({"team", "wie", "aan", "van", "aanwezig", "door"})
"""Keys of events of cases and activities that name who was spoken with."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """All volunteers by id, and the last day on which each was named in a case or an activity."""

    vrijwilliger: Mapping[str, Vrijwilliger]
    last: Mapping[str, date]


def spoken_with(record: Record, today: date, last: dict[str, date]) -> None:
    """Keep in `last` the last day up to `today` on which a case or an activity names each volunteer."""
    if isinstance(record, Casus | Activiteit):
        for event in record.verloop:
            day = event.op
            if day <= today:
                for id_ in _named(event.keys):
                    if last.get(id_, day) <= day:
                        last[id_] = day


def merge(last: dict[str, date], more: Mapping[str, date]) -> None:
    """Keep the later of two days of each."""
    for id_, day in more.items():
        last[id_] = max(day, last.get(id_, day))


def _named(keys: Mapping[str, Value]) -> Iterator[str]:
    for name in keys:
        if name in _NAMING:
            value = keys[name]
            if isinstance(value, tuple):
                yield from value
            elif isinstance(value, str):
                yield value
