"""Where a field stands in a dossier: `partijen.A.naam`, and what belongs there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bb.domain.dossier import DOSSIERS
from bb.domain.types import Key, Shape, Table, Type, Value, keys_of

Place = tuple[str, ...]


def field_at(kind: str, place: Place) -> Key | None:
    """Return the field at a place in the dossiers of a kind of record; None when nothing that can be typed is there.

    >>> field_at("casus", ("partijen", "A", "naam")).asks
    'Naam'
    """
    type_: Type = Shape(of=DOSSIERS[kind])
    found: Key | None = None
    for name in place:
        match type_:
            case Shape(of=of):
                found = keys_of(of).get(name)
            case Table(key=key, of=of) if key.parse(name) is not None:
                found = Key(name=name, type=of, asks=name)
            case _:
                found = None
        if found is None:
            return None
        type_ = found.type
    return None if isinstance(type_, Shape | Table) else found


def names_at(kind: str, place: Place) -> tuple[str, ...]:
    """Return the names one may choose from below a place; none where they are free or there is nothing below."""
    type_: Type | None = Shape(of=DOSSIERS[kind])
    for name in place:
        key = keys_of(type_.of).get(name) if isinstance(type_, Shape) else None
        type_ = type_.of if isinstance(type_, Table) else key.type if key else None
    return tuple(keys_of(type_.of)) if isinstance(type_, Shape) else ()


def fields_below(place: Place, type_: Type) -> Iterator[tuple[Place, Key]]:
    """Yield the fields of a map with declared keys, deeper ones too, in order; maps with free names are passed over."""
    if isinstance(type_, Shape):
        for name, key in keys_of(type_.of).items():
            if isinstance(key.type, Shape):
                yield from fields_below((*place, name), key.type)
            elif not isinstance(key.type, Table):
                yield (*place, name), key


def as_written(value: Value) -> Value:
    """Return a value as text, tuples and maps: what a dossier's text holds.

    >>> as_written(("nl", "tr")), as_written(8)
    (('nl', 'tr'), '8')
    """
    if isinstance(value, tuple):
        return tuple(as_written(one) for one in value)
    if isinstance(value, Mapping):
        return {str(name): as_written(one) for name, one in value.items()}
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def asked(key: Key, question: str) -> Key:
    """Return a field with another question."""
    return replace(key, asks=question)
