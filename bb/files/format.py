"""Values to the text that stands in the files: the other direction of `bb.files.convert`.

What is written reads back the same. Quotes stand only where they are needed, so that what `bb`
writes looks like what people type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date, time
from decimal import Decimal

from bb.domain.events import COMMON, EVENTS, Event
from bb.domain.records import KINDS, Record
from bb.domain.terms import Pattern
from bb.domain.types import Anything, Either, Key, Many, Range, Scalar, Shape, Table, Type, Value, defaults_of, keys_of
from bb.files.frontmatter import has_odd

# Plain text that means itself everywhere, also between [ ] and { }: words, numbers, dates, times.
_PLAIN = re.compile(r"[^\W_](?:[\w.+/%@&()-]|:(?=[0-9])| (?! ))*(?<! )")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_ANYTHING = Anything()


def format_text(text: str) -> str:
    r"""Return a text as a value in a file, in quotes when it would not mean itself without.

    Raises:
        ValueError: the text holds a control character; no file may.

    >>> format_text("di-avond"), format_text("Jansen, Piet"), format_text("19:30")
    ('di-avond', '"Jansen, Piet"', '19:30')
    """
    if has_odd(text) or "\r" in text:
        raise ValueError("a text with a control character cannot be written")
    return text if _PLAIN.fullmatch(text) else f'"{text.translate(_ESCAPES)}"'


def format_value(value: Value, type_: Type = _ANYTHING) -> str:
    """Return a value of a type on one line.

    >>> from bb.domain.types import LETTERS, WOORD, many
    >>> format_value(("A", "B"), LETTERS), format_value(("A", "B"), many(WOORD)), format_value(True)
    ('AB', '[A, B]', 'ja')
    """
    if isinstance(value, Pattern):
        value = {"wat": value.wat, **value.keys} if value.keys else value.wat
    if isinstance(value, tuple | list):
        if isinstance(type_, Scalar):  # the letters of parties
            return format_text("".join(value))
        return "[" + ", ".join(format_value(item, _inner(type_)) for item in value) + "]"
    if isinstance(value, Mapping) or _declared(value):
        return "{" + ", ".join(f"{name}: {part}" for name, part in _parts(value, type_)) + "}"
    return _single(value)


def format_event(event: Event | Mapping[str, Value], kind: str) -> str:
    """Return an event as the one line that stands in `verloop`, without the dash.

    Args:
        event: the event, or its keys with their values, `op` and `wat` among them.
        kind: the kind of record it is for; the events table gives the order of the keys.

    Raises:
        KeyError: `op` or `wat` lacks, or the table has no such event.

    >>> format_event({"wat": "gesprek", "minuten": 75, "met": ("A",), "op": date(2026, 6, 11)}, "casus")
    '{op: 2026-06-11, wat: gesprek, met: A, minuten: 75}'
    """
    values = {"op": event.op, "wat": event.wat, **event.keys} if isinstance(event, Event) else dict(event)
    op, wat, *others = COMMON
    row = EVENTS[kind][values["wat"]]
    keys = {key.name: key for key in (op, wat, *row.keys, *row.also, *others)}
    order = [*(name for name in keys if name in values or name == "op"), *(name for name in values if name not in keys)]
    types = {name: key.type for name, key in keys.items()}
    return "{" + ", ".join(f"{name}: {format_value(values[name], types.get(name, _ANYTHING))}" for name in order) + "}"


def format_record(
    kind: str, values: Mapping[str, Value], events: Iterable[Event | Mapping[str, Value]] = (), body: str = ""
) -> str:
    """Return the text of a new file: its keys in the order of the class, defaults left out, and its journal.

    >>> print(format_record("activiteit", {"soort": "uitje", "post": None}), end="")
    ---
    soort: uitje
    verloop: []
    ---
    """
    cls = KINDS[kind]
    lines = [line for key in _in_order(cls) for line in _key_lines(key, values.get(key.name), defaults_of(cls))]
    journal = [f"  - {format_event(event, kind)}" for event in events]
    lines += ["verloop:", *journal] if journal else ["verloop: []"]
    return "\n".join(["---", *lines, "---", body])


def _in_order(cls: type[Record]) -> list[Key]:
    """Return the keys of a record, its own before those that every record has."""
    shared = keys_of(Record)
    return sorted(keys_of(cls).values(), key=lambda key: key.name in shared)


def _key_lines(key: Key, value: Value, defaults: Mapping[str, Value]) -> list[str]:
    """Return the lines of one key; a list or map of groups gets a line for each."""
    if value is None or value == defaults.get(key.attribute):
        return []
    if isinstance(key.type, Table) and isinstance(key.type.of, Shape) and value:
        return [f"{key.name}:", *(f"  {name}: {part}" for name, part in _parts(value, key.type))]
    if isinstance(key.type, Many) and isinstance(key.type.of, Shape) and value:
        return [f"{key.name}:", *(f"  - {format_value(item, key.type.of)}" for item in value)]
    return [f"{key.name}: {format_value(value, key.type)}"]


def _parts(value: Value, type_: Type) -> list[tuple[str, str]]:
    """Return the keys and values of a map or a declared class, written."""
    if not isinstance(value, Mapping):
        cls = type(value)
        type_, defaults = Shape(of=cls), defaults_of(cls)
        held = {key.name: (key, getattr(value, key.attribute)) for key in keys_of(cls).values()}
        value = {name: part for name, (key, part) in held.items() if key.required or part != defaults[key.attribute]}
    types = keys_of(type_.of) if isinstance(type_, Shape) else {}
    return [
        (format_value(name), format_value(part, types[name].type if name in types else _inner(type_)))
        for name, part in value.items()
    ]


def _declared(value: Value) -> bool:
    """Tell whether a value is of a class declared with keys (`Partij`, `Term`), not a `Duration` or `Range`."""
    return is_dataclass(value) and not isinstance(value, type) and bool(keys_of(type(value)))


def _inner(type_: Type) -> Type:
    """Return the type of the parts of a list or map."""
    if isinstance(type_, Many | Table):
        return type_.of
    if isinstance(type_, Either) and type_.items is not None:
        return type_.items.of
    return _ANYTHING


def _single(value: Value) -> str:
    match value:
        case bool():
            return "ja" if value else "nee"
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case Decimal():
            return str(int(value)) if value == value.to_integral_value() else f"{value:.2f}"
        case Range(first=first, last=last):
            between = ".." if isinstance(first, date) else "-"
            return _single(first) if first == last and isinstance(first, date) else f"{first}{between}{last}"
        case _:
            return format_text(str(value))
