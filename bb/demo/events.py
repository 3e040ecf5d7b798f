"""An event as the generator tells it, before it is text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Key = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """On `op`, `wat` happened. `note` is what the coördinator wrote below, `comment` beside it.

    `late` marks what happens in the evening or on a Saturday: written down the next working day.
    """

    op: date
    wat: str
    keys: Mapping[str, Key]
    note: str = ""
    comment: str = ""
    late: bool = False


def on(day: date, wat: str, **keys: Key) -> Event:
    """An event without more ado. A key that Python keeps for itself ends in an underscore.

    >>> on(date(2026, 6, 1), "verzoek", soort="klacht", van="A").keys["van"]
    'A'
    """
    return Event(op=day, wat=wat, keys={name.rstrip("_"): value for name, value in keys.items()})
