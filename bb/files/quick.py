"""The short road for the usual file: one whose front matter is written line by line, as bb writes it.

Nearly every file consists of lines that stand in many files: `  B: {wijk: zuid, bezit: koop}`, or a
line of the journal but for its day. Such a line is read once (`bb.files.flow`), converted once by
`bb.files.convert`, and remembered. Anything else, down to a single comma in doubt or a value that does
not fit, and the file takes the long road (`bb.files.tree`), which knows all of YAML and points at what
is wrong. So this module never reports: it gives a record that the long road would give as well, without
a finding, or none. `tests/files/test_quick.py` holds the two together.

What is accepted:

- `key: value`, the value on the same line;
- `key:` and below it lines `key: value`, or lines `- value`, all indented alike;
- comments and blank lines between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from bb.domain.events import EVENTS, Event
from bb.domain.records import KINDS, Casus, Record, Vrijwilliger
from bb.domain.source import Source, Text
from bb.domain.types import DATUM, Key, Many, Scalar, Shape, Table, Type, Value, keys_of
from bb.files import convert
from bb.files.convert import VERLOOP
from bb.files.flow import NAME, node_of, pair_of, pairs_of
from bb.files.nodes import make_event

LONGEST: Final = 16 * 1024
"""Characters of front matter; the long road also has limits that count, and these never reach them."""

_TOP = re.compile(rf"({NAME}):(?: +(?:#.*|([^ #].*))?)?")
_INDENT = re.compile(" +")
_DASH = re.compile(" *- +")
_BARE = re.compile("[A-Za-z0-9][A-Za-z0-9.+-]*")
_BARE_LIST = re.compile(rf"\[{_BARE.pattern}(?:, {_BARE.pattern})*\]")
_MANY: Final = 1 << 15  # lines remembered of each sort


class _Said(NamedTuple):
    """What a line of a journal says besides its day; all events that say the same share it."""

    wat: str
    keys: Mapping[str, Value]


_day = lru_cache(maxsize=_MANY)(DATUM.parse)


def record(kind: str, id_: str, header: str, first_line: int, source: Source) -> Record | None:
    """Return the record in a front matter, None when the long road must be taken.

    Args:
        kind: `casus`, `vrijwilliger`, `partner` or `activiteit`.
        id_: the id, from the file's name.
        header: the front matter, without control characters.
        first_line: the line of the file it starts on.
        source: where it stands.
    """
    if len(header) > LONGEST or "\t" in header:
        return None
    lines = header.replace("\r\n", "\n").split("\n")
    values: dict[str, Value] = {}
    number, last = 0, len(lines)
    while number < last:
        line = lines[number]
        number += 1
        if _says_nothing(line):
            continue
        one = _entry(kind, line)
        if one is None:
            return None
        attribute, value = one
        if value is None:
            start = number
            while number < last and not lines[number][:1].isalpha():
                number += 1
            below = lines[start:number]
            journal = attribute == VERLOOP
            value = _journal(kind, below, first_line + start) if journal else _group(kind, attribute, below)
        if value is None or attribute in values:
            return None
        values[attribute] = value
    if not _required(kind) <= values.keys():
        return None
    made = KINDS[kind](id=id_, source=source, **values)
    return made if _is_whole(made) else None


def _says_nothing(line: str) -> bool:
    """Tell whether a line is blank, or a comment and no more."""
    said = line.lstrip(" ")
    return not said or said[0] == "#"


@lru_cache(maxsize=_MANY)
def _entry(kind: str, line: str) -> tuple[str, Value | None] | None:
    """Return the attribute and value of a line of the header, without a value when that stands below it."""
    match = _TOP.fullmatch(line)
    if match is None:
        return None
    name, written = match.groups()
    if name == VERLOOP:
        return (name, None) if written is None else (name, ()) if written == "[]" else None
    key = keys_of(KINDS[kind]).get(name)
    if key is None:
        return None
    value = None if written is None else _value(key.type, name, written)
    return None if value is None and written is not None else (key.attribute, value)


def _value(type_: Type, name: str, written: str) -> Value | None:
    """Return the value of a text; of a map the keys are remembered one by one, as whole maps are seldom alike."""
    if (plain := _plain(type_, written)) is not None:
        return plain
    pairs = pairs_of(written[1:]) if isinstance(type_, Shape) and written.startswith("{") else None
    if isinstance(type_, Shape) and pairs:
        return _shape(type_.of, pairs)
    node = node_of(written)
    value = None if node is None else convert.value(node, type_, name)
    return None if isinstance(value, tuple | dict) and not value else value  # empty is wrong for some


def _plain(type_: Type, written: str) -> Value | None:
    """Return the value of one word, or of a list of words, which is what most values are; None for any other."""
    if isinstance(type_, Scalar):
        return type_.parse(written) if _BARE.fullmatch(written) else None
    if isinstance(type_, Many) and isinstance(type_.of, Scalar) and _BARE_LIST.fullmatch(written):
        values = tuple(map(type_.of.parse, written[1:-1].split(", ")))
        return None if None in values else values
    return None


def _shape(cls: type, pairs: list[tuple[str, str]]) -> Value | None:
    declared = keys_of(cls)
    values: dict[str, Value] = {}
    for name, written in pairs:
        value = _of_class(cls, name, written)
        if value is None or name in values:
            return None
        values[name] = value
    if not _must_stand(cls) <= values.keys():
        return None
    return cls(**{declared[name].attribute: value for name, value in values.items()})


@cache
def _must_stand(cls: type) -> frozenset[str]:
    return frozenset(key.name for key in keys_of(cls).values() if key.required)


@lru_cache(maxsize=_MANY)
def _of_class(cls: type, name: str, written: str) -> Value | None:
    key = keys_of(cls).get(name)
    return None if key is None else _value(key.type, name, written)


def _group(kind: str, attribute: str, below: list[str]) -> Value | None:
    """Return the list or map that stands below its name."""
    said = [line for line in below if not _says_nothing(line)]
    type_ = _type(kind, attribute)
    indent = (_DASH if isinstance(type_, Many) else _INDENT).match(said[0]) if said else None
    if indent is None or not all(line.startswith(indent[0]) for line in said):
        return None
    parts = [line[indent.end() :] for line in said]
    if isinstance(type_, Many):
        items = tuple(_item(kind, attribute, part) for part in parts)
        return None if None in items else items
    if isinstance(type_, Table):
        made = dict(pair for part in parts if (pair := _pair(kind, attribute, part)))
        return None if len(made) < len(parts) else made
    return None


@lru_cache(maxsize=_MANY)
def _item(kind: str, attribute: str, written: str) -> Value | None:
    """Return the value of one line of a list."""
    type_ = _type(kind, attribute)
    return _value(type_.of, attribute, written) if isinstance(type_, Many) else None


@lru_cache(maxsize=_MANY)
def _pair(kind: str, attribute: str, line: str) -> tuple[Value, Value] | None:
    """Return the name and value of one line of a map."""
    type_, pair = _type(kind, attribute), pair_of(line)
    if pair is None or not isinstance(type_, Table):
        return None
    key, value = type_.key.parse(pair[0]), _value(type_.of, attribute, pair[1])
    return None if key is None or value is None else (key, value)


def _journal(kind: str, below: list[str], first_line: int) -> tuple[Event, ...] | None:
    """Return the events of the lines below `verloop:`, the first of which is `first_line`."""
    events: list[Event] = []
    dash = in_braces = ""
    number, last, at = 0, len(below), 0
    while number < last:
        line = below[number]
        number += 1
        if not dash and (found := _DASH.match(line)):
            dash, at = found[0], found.end()
            in_braces = dash + "{op: "
        start = first_line + number - 1
        if dash and line.startswith(in_braces):
            day, said = _day(line[at + 5 : at + 15]), _said(kind, line[at + 15 :])
        elif not (dash and line.startswith(dash)):
            if _says_nothing(line):
                continue
            return None
        elif line.startswith("op: ", at):
            part, indent = [line[at + 14 :]], " " * at
            while number < last and below[number].startswith(indent):
                part.append(below[number][at:])
                number += 1
            day, said = _day(line[at + 4 : at + 14]), _said_below(kind, "\n".join(part))
        else:
            return None
        if day is None or said is None:
            return None
        events.append(make_event(day, said.wat, said.keys, start, len(events)))
    return tuple(events) or None


@lru_cache(maxsize=_MANY)
def _said(kind: str, rest: str) -> _Said | None:
    """Return what a line of the journal says, from what follows its day."""
    pairs = pairs_of(rest[2:]) if rest.startswith(", ") else None
    if pairs:
        return _event(kind, pairs)
    node = node_of("{op: 2000-01-01" + rest)
    event = None if node is None else convert.event(node, kind)
    return None if event is None else _Said(event.wat, event.keys)


@lru_cache(maxsize=_MANY)
def _said_below(kind: str, rest: str) -> _Said | None:
    """Return what the lines of an event say, from what follows its day on the first."""
    first, *lines = rest.split("\n")
    pairs = [pair for line in lines if (pair := pair_of(line))]
    return _event(kind, pairs) if len(pairs) == len(lines) and _says_nothing(first) and first[:1] != "#" else None


def _event(kind: str, pairs: list[tuple[str, str]]) -> _Said | None:
    """Return what an event says besides its day, from its keys with their values as written."""
    wat = _word(next((written for name, written in pairs if name == "wat"), ""))
    required = _needed(kind, wat)
    values: dict[str, Value] = {}
    for name, written in pairs:
        value = _of_event(kind, wat, name, written)
        if value is None or name in values:
            return None
        values[name] = value
    if required is None or not required <= values.keys():
        return None
    del values["wat"]
    return _Said(wat, values)


@lru_cache(maxsize=_MANY)
def _word(written: str) -> str:
    node = node_of(written)
    return node.text if isinstance(node, Text) else ""


@lru_cache(maxsize=_MANY)
def _of_event(kind: str, wat: str, name: str, written: str) -> Value | None:
    """Return the value of a key of an event."""
    key = _keys(kind, wat).get(name)
    if key is None or name == "op":
        return None
    if (plain := _plain(key.type, written)) is not None:
        return plain
    node = node_of(written)
    value = None if node is None else convert.value(node, key.type, name)
    return None if key.required and isinstance(value, tuple) and not value else value


@cache
def _keys(kind: str, wat: str) -> Mapping[str, Key]:
    """Return the keys of an event by name; none when there is no such event."""
    row = EVENTS[kind].get(wat)
    return {key.name: key for key in row.every_key} if row else {}


@cache
def _needed(kind: str, wat: str) -> frozenset[str] | None:
    """Return the keys that must stand in a line of an event besides its day; None when there is no such event."""
    row = EVENTS[kind].get(wat)
    return None if row is None else frozenset(key.name for key in row.every_key if key.required) - {"op"}


@cache
def _type(kind: str, attribute: str) -> Type:
    return next(key.type for key in keys_of(KINDS[kind]).values() if key.attribute == attribute)


@cache
def _required(kind: str) -> frozenset[str]:
    """Return what must stand in a header; a journal must be there too."""
    return frozenset(key.attribute for key in keys_of(KINDS[kind]).values() if key.required) | {VERLOOP}


def _is_whole(made: Record) -> bool:
    """Tell whether a record has what it needs though its type allows it to be absent."""
    if isinstance(made, Casus):
        return made.wijk is not None
    return not isinstance(made, Vrijwilliger) or made.wijk is not None or made.id.startswith("g-")
