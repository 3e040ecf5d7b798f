"""The values of a record that name something: a word of a vocabulary, or another record.

The types say which values do (`Scalar.words`, `Scalar.refers`), so a new key is checked from the
day it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from bb.domain.events import EVENTS
from bb.domain.finding import Position
from bb.domain.records import KINDS, Organisatie, Record, Uitzondering
from bb.domain.source import Source
from bb.domain.types import Either, Key, Many, Scalar, Shape, Table, Type, Value, keys_of
from bb.domain.vocabulary import ZELF
from bb.rules.rule import Place, name_position

WORDS = "woorden"
"""Asks `named` for words of vocabularies; otherwise it is asked for a kind of record."""

_KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """One value that names something. `day` is that of its event, None for a value in the header.

    `is_key` tells that it is the name in `name: value`, not the value.
    """

    place: Place
    type: Scalar
    value: str
    day: date | None = None
    is_key: bool = False

    def position(self, source: Source) -> Position:
        """Return where it stands in the file."""
        return name_position(source, self.place) if self.is_key else source.at(*self.place)


def kind_of(record: Record) -> str:
    """Return the kind of a record: `casus`, `vrijwilliger`, `partner` or `activiteit`."""
    return _KIND_OF[type(record)]


def named(record: Record | Organisatie, what: str) -> Iterator[Named]:
    """Yield every value of a record that names a `what`: WORDS, or a kind such as `partner`."""
    cls: type = type(record)
    for key in _keys_with(cls, what):
        value = getattr(record, key.attribute)
        if value is not None and not (key.name == "verwijzer" and value == ZELF):
            yield from _within(key.type, value, (key.name,), what, None)
    if isinstance(record, Organisatie):
        return
    by_event = _event_keys_with(kind_of(record), what)
    for event in record.verloop:
        for key in by_event.get(event.wat, ()):
            value = event.keys.get(key.name)
            if value is not None:
                yield from _within(key.type, value, ("verloop", event.order, key.name), what, event.op)


def day_of(record: Record, today: date) -> date:
    """Return the day the header of a record speaks of.

    That of a case or an activity tells how things were at the start; that of a volunteer or a
    partner how they are now.
    """
    if kind_of(record) in ("vrijwilliger", "partner"):
        return today
    return min((event.op for event in record.verloop), default=today)


@cache
def _keys_with(cls: type, what: str) -> tuple[Key, ...]:
    return tuple(key for key in keys_of(cls).values() if _has(key.type, what))


@cache
def _event_keys_with(kind: str, what: str) -> Mapping[str, tuple[Key, ...]]:
    rows = EVENTS[kind].values()
    found = {row.wat: tuple(key for key in row.every_key if _has(key.type, what)) for row in rows}
    return {wat: keys for wat, keys in found.items() if keys}


@cache
def _has(type_: Type, what: str) -> bool:
    match type_:
        case Scalar():
            return _names(type_, what)
        case Many():
            return _has(type_.of, what)
        case Table():
            return _has(type_.key, what) or _has(type_.of, what)
        case Shape():
            return any(_has(key.type, what) for key in keys_of(type_.of).values())
        case Either():
            return any(_has(form, what) for form in (type_.scalar, type_.items, type_.keys) if form)
        case _:
            return False


def _names(type_: Scalar, what: str) -> bool:
    return type_.words is not None if what == WORDS else what in type_.refers


def _within(type_: Type, value: Value, place: Place, what: str, day: date | None) -> Iterator[Named]:
    """Yield what is named in one value; a type that can name no `what` is passed over."""
    match type_:
        case Scalar():
            if _names(type_, what) and isinstance(value, str):
                yield Named(place, type_, value, day)
        case Many():
            for index, one in enumerate(value):
                yield from _within(type_.of, one, (*place, index), what, day)
        case Table():
            yield from _in_table(type_, value, place, what, day)
        case Shape():
            yield from _in_shape(type_, value, place, what, day)
        case Either():
            form = type_.scalar if isinstance(value, str) else type_.items if isinstance(value, tuple) else type_.keys
            if form is not None:
                yield from _within(form, value, place, what, day)
        case _:
            pass


def _in_table(type_: Table, value: Value, place: Place, what: str, day: date | None) -> Iterator[Named]:
    for name, one in value.items():
        if _names(type_.key, what):
            yield Named((*place, name), type_.key, name, day, is_key=True)
        if _has(type_.of, what):
            yield from _within(type_.of, one, (*place, name), what, day)


def _in_shape(type_: Shape, value: Value, place: Place, what: str, day: date | None) -> Iterator[Named]:
    when = value.op if isinstance(value, Uitzondering) else day
    for key in _keys_with(type_.of, what):
        one = getattr(value, key.attribute)
        if one is not None:
            yield from _within(key.type, one, (*place, key.name), what, when)
