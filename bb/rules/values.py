"""The values of a record that name something: a word of a vocabulary, or another record.

The types say which values do (`Scalar.words`, `Scalar.refers`), so a new key is checked from the
day it is declared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from bb.domain.events import EVENTS
from bb.domain.finding import Position
from bb.domain.ids import ZELF, is_id
from bb.domain.records import KINDS, Organisatie, Record, Uitzondering
from bb.domain.source import Source
from bb.domain.types import Either, Key, Many, Scalar, Shape, StandIn, Table, Type, Value, keys_of
from bb.rules.rule import Context, Place, name_position

WORDS = "woorden"
"""Asks `named` for words of vocabularies; otherwise it is asked for a kind of record."""

_MOST = 1 << 16  # values remembered

_KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}


class Named(NamedTuple):
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


def named(record: Record | Organisatie, what: str) -> Sequence[Named]:
    """Return every value of a record that names a `what`: WORDS, or a kind such as `partner`.

    Many rules ask this of a record one after the other, so all it names is gathered at once.
    """
    return _all_named(_Same(record)).get(what, ())


def all_known(record: Record, context: Context) -> bool:
    """Tell whether all that a record names is there, and no word has an end: then no rule finds fault with a name.

    Lines that say the same share what they say (`bb.files.quick`), so most of it was looked at in a record before. It
    is known again by identity, and kept, so that no other value takes its place in memory.
    """
    if len(context.seen) > _MOST:
        context.seen.clear()
    return _header_known(record, context) and _journal_known(record, context)


def _header_known(record: Record, context: Context) -> bool:
    kind, seen = kind_of(record), context.seen
    cls: type = type(record)
    for name, attribute, type_, in_parts in _naming_values(cls):
        value = getattr(record, attribute)
        if not value or (value == ZELF and name == "verwijzer"):
            continue
        for part in value.values() if in_parts else (value,):
            if (kind, name, id(part)) not in seen:
                if not _is_known(type_, part, context):
                    return False
                seen[kind, name, id(part)] = part
    return True


def _journal_known(record: Record, context: Context) -> bool:
    kind, seen = kind_of(record), context.seen
    by_event = _naming_events(kind)
    for event in [event for event in record.verloop if (kind, event.wat, id(event.keys)) not in seen]:
        keys = event.keys
        for key in by_event.get(event.wat, ()):
            if key.name in keys and not _is_known(key.type, keys[key.name], context):
                return False
        seen[kind, event.wat, id(keys)] = keys
    return True


@cache
def _naming_values(cls: type) -> tuple[tuple[str, str, Type, bool], ...]:
    """Return the name, attribute and type of each key that can name something; of a map that of what stands in it."""
    return tuple(
        (key.name, key.attribute, key.type.of, True)
        if isinstance(key.type, Table) and not _names(key.type.key)
        else (key.name, key.attribute, key.type, False)
        for key in _naming(cls)
    )


def _is_known(type_: Type, value: Value, context: Context) -> bool:
    """Tell whether all that a value of a type names is known."""
    if isinstance(type_, Shape):
        keys = ((key.type, getattr(value, key.attribute)) for key in _naming(type_.of))
        return all(_is_known(of_key, one, context) for of_key, one in keys if one is not None)
    many = isinstance(type_, Many)
    scalar = type_.of if isinstance(type_, Many) else type_
    if isinstance(scalar, Scalar):
        plain = context.plain.get(id(scalar))
        if plain is None:
            plain = context.plain[id(scalar)] = _plainly_known(scalar, context)
        if plain.issuperset(value) if many else value in plain:
            return True
    return all(
        context.words[one.type.words].get(one.value, date.min) is None
        if one.type.words
        else all(_exists(kind, one.value, context) for kind in one.type.refers)
        for one in _within(type_, value, (), None)
    )


def _plainly_known(type_: Scalar, context: Context) -> frozenset[str]:
    """Return what a value may name without a closer look: words without an end, and ids that are there."""
    if type_.words:
        return frozenset(word for word, end in context.words[type_.words].items() if end is None)
    organisatie = context.organisatie
    ids = {
        **context.known,
        "wijk": organisatie.wijken.keys(),
        "gemeente": {wijk.gemeente for wijk in organisatie.wijken.values()},
        "coordinator": {coordinator.id for coordinator in organisatie.coordinatoren},
    }
    named = {id_ for kind in type_.refers for id_ in ids.get(kind, ())}
    return frozenset(id_ for id_ in named if all(_exists(kind, id_, context) for kind in type_.refers))


def _exists(kind: str, id_: str, context: Context) -> bool:
    """Tell whether what is named exists; a volunteer may be named where a coördinator may, and the other way round."""
    match kind:
        case "wijk":
            return id_ in context.organisatie.wijken
        case "gemeente":
            return any(id_ == wijk.gemeente for wijk in context.organisatie.wijken.values())
        case "coordinator":
            known = any(id_ == coordinator.id for coordinator in context.organisatie.coordinatoren)
            return known or not is_id(kind, id_)
        case "vrijwilliger":
            return context.exists(kind, id_) or not is_id(kind, id_)
        case _:
            return context.exists(kind, id_)


def day_of(record: Record, today: date) -> date:
    """Return the day the header of a record speaks of.

    That of a case or an activity tells how things were at the start; that of a volunteer or a
    partner how they are now.
    """
    if kind_of(record) in ("vrijwilliger", "partner"):
        return today
    return min((event.op for event in record.verloop), default=today)


class _Same:
    """A record by identity: comparing what stands in two would cost more than it saves."""

    __slots__ = ("it",)

    def __init__(self, it: Record | Organisatie) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


@lru_cache(maxsize=1)
def _all_named(same: _Same) -> Mapping[str, Sequence[Named]]:
    """Return all that a record names, by what it is."""
    record = same.it
    found: list[Named] = []
    cls: type = type(record)
    for key in _naming(cls):
        value = getattr(record, key.attribute)
        if value is not None and not (key.name == "verwijzer" and value == ZELF):
            found += _within(key.type, value, (key.name,), None)
    if not isinstance(record, Organisatie):
        by_event = _naming_events(kind_of(record))
        for event in record.verloop:
            for key in by_event.get(event.wat, ()):
                value = event.keys.get(key.name)
                if value is not None:
                    found += _within(key.type, value, ("verloop", event.order, key.name), event.op)
    by_what: dict[str, list[Named]] = {}
    for one in found:
        for what in (WORDS,) if one.type.words else one.type.refers:
            by_what.setdefault(what, []).append(one)
    return by_what


@cache
def _naming(cls: type) -> tuple[Key, ...]:
    """Return the keys of a class that can name something."""
    return tuple(key for key in keys_of(cls).values() if _names(key.type))


@cache
def _naming_events(kind: str) -> Mapping[str, tuple[Key, ...]]:
    found = {row.wat: tuple(key for key in row.every_key if _names(key.type)) for row in EVENTS[kind].values()}
    return {wat: keys for wat, keys in found.items() if keys}


@cache
def _names(type_: Type) -> bool:
    match type_:
        case Scalar():
            return type_.words is not None or bool(type_.refers)
        case Many():
            return _names(type_.of)
        case Table():
            return _names(type_.key) or _names(type_.of)
        case Shape():
            return bool(_naming(type_.of))
        case Either():
            return any(_names(form) for form in (type_.scalar, type_.items, type_.keys) if form)
        case _:
            return False


def _within(type_: Type, value: Value, place: Place, day: date | None) -> Sequence[Named]:
    """Return what is named in one value of a type that can name something."""
    match type_:
        case Scalar():
            return (Named(place, type_, value, day),) if _is_written(value) else ()
        case Many():
            parts = [_within(type_.of, one, (*place, index), day) for index, one in enumerate(value)]
        case Table():
            parts = [_in_pair(type_, name, one, (*place, name), day) for name, one in value.items()]
        case Shape():
            when = value.op if isinstance(value, Uitzondering) else day
            pairs = [(key, getattr(value, key.attribute)) for key in _naming(type_.of)]
            parts = [_within(key.type, one, (*place, key.name), when) for key, one in pairs if one is not None]
        case Either():
            form = type_.scalar if isinstance(value, str) else type_.items if isinstance(value, tuple) else type_.keys
            parts = [_within(form, value, place, day)] if form is not None and _names(form) else []
        case _:
            parts = []
    return [one for part in parts for one in part]


def _in_pair(type_: Table, name: Value, value: Value, place: Place, day: date | None) -> Sequence[Named]:
    key = (Named(place, type_.key, name, day, is_key=True),) if _names(type_.key) and _is_written(name) else ()
    return (*key, *(_within(type_.of, value, place, day) if _names(type_.of) else ()))


def _is_written(value: Value) -> bool:
    """Tell whether a value is a word of the file: what only stands in for one names nothing."""
    return isinstance(value, str) and not isinstance(value, StandIn)
