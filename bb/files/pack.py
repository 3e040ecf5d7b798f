"""Values of the files as JSON and back, exactly: what an index keeps of a record.

JSON can only be data: whatever somebody put in an index, reading it runs no code. Text, numbers, ja/nee and lists stand
as they are (a list is a tuple again); anything else is a map with an empty name in it, which no map of ours has:
`{"": "d2026-06-01"}` a day, `{"": "Partij", "wijk": "noord"}` one of our own classes without what has its default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Final

from bb.domain import records, terms, types
from bb.domain.events import Event
from bb.domain.finding import Finding, Position, Severity
from bb.domain.records import Organisatie, Record
from bb.domain.source import Source

_CLASSES: Final[Mapping[str, type[Any]]] = {
    cls.__name__: cls
    for module in (types, terms, records)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls)
}
_APART: Final = ("source", "verloop")  # of a record: its place is known, its journal is kept more tightly
_TAG: Final = ""
_AS_IS: Final = frozenset((str, int, bool, type(None)))

_DATE, _TIME, _DECIMAL, _MAP, _SET = "d", "t", "n", "m", "s"


def packed(record: Record | Organisatie) -> str:
    """Return a record (or the organisation) as one line of JSON."""
    verloop = [packed_event(event) for event in getattr(record, "verloop", ())]
    return json.dumps([_of_class(record), verloop], ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, source: Source) -> Any:  # noqa: ANN401 - a record of any kind, or the organisation
    """Return the record that was packed, with the place it came from.

    Raises:
        ValueError, TypeError, KeyError: this is nothing that was packed.
    """
    made, lines = json.loads(text)
    cls = _CLASSES[made.pop(_TAG)]
    values = {name: value(one) for name, one in made.items()}
    if cls is Organisatie:
        return Organisatie(source=source, **values)
    verloop = tuple([unpacked_event(line) for line in lines])
    return cls(source=source, verloop=verloop, **values)


def packed_event(event: Event) -> list[Any]:
    """Return a line of a journal for JSON."""
    return [event.op.isoformat(), event.wat, event.line, event.order, _map(event.keys)]


def unpacked_event(told: list[Any]) -> Event:
    """Return the line that was packed."""
    op, wat, line, order, keys = told
    return Event(
        op=date.fromisoformat(op),
        wat=wat,
        line=line,
        order=order,
        keys={key: one if one.__class__ in _AS_IS else value(one) for key, one in keys.items()},
    )


def packed_findings(findings: Iterable[Finding]) -> str:
    """Return what reading found as JSON, but for how it may be mended: who mends reads the file itself."""
    told = [[f.position.line, f.position.column, f.code, f.message, f.remedy, f.severity.name] for f in findings]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked_findings(text: str, path: str) -> tuple[Finding, ...]:
    """Return the findings that were packed, of the file `path`."""
    return tuple(
        Finding(
            path=path,
            position=Position(line, column),
            code=code,
            message=message,
            remedy=remedy,
            severity=Severity[severity],
        )
        for line, column, code, message, remedy, severity in json.loads(text)
    )


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a file
    """Return a value of a file for JSON."""
    if value.__class__ in _AS_IS:
        return value
    match value:
        case tuple() | list():
            return [plain(one) for one in value]
        case Mapping():
            return _map(value)
        case frozenset():
            return {_TAG: _SET, "of": [plain(one) for one in sorted(value)]}
        case date():
            return {_TAG: _DATE + value.isoformat()}
        case time():
            return {_TAG: _TIME + value.isoformat()}
        case Decimal():
            return {_TAG: _DECIMAL + str(value)}
        case _:
            return _of_class(value)


def _map(value: Mapping[Any, Any]) -> dict[str, Any]:
    if all(key.__class__ is str and key for key in value):
        return {key: plain(one) for key, one in value.items()}
    return {_TAG: _MAP, "of": [[plain(key), plain(one)] for key, one in value.items()]}


def _of_class(value: Any) -> dict[str, Any]:  # noqa: ANN401 - one of our classes
    cls = type(value)
    if _CLASSES.get(cls.__name__) is not cls:
        raise TypeError(f"no value of a file: {cls.__name__}")
    told = {_TAG: cls.__name__}
    for name, default in _defaults(cls.__name__):
        one = getattr(value, name)
        if default is MISSING or one != default:
            told[name] = plain(one)
    return told


@cache
def _defaults(name: str) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not MISSING else f.default)
        for f in fields(_CLASSES[name])
        if f.name not in _APART
    )


def value(told: Any) -> Any:  # noqa: ANN401 - any value of a file
    """Return the value that `plain` gave for JSON."""
    if told.__class__ is list:
        return tuple([value(one) for one in told])  # a list first: that is quicker than a generator
    if told.__class__ is not dict:
        return told
    tag = told.pop(_TAG, None)
    if tag is None:
        return {key: value(one) for key, one in told.items()}
    match tag[:1]:
        case "d":
            return date.fromisoformat(tag[1:])
        case "t":
            return time.fromisoformat(tag[1:])
        case "n":
            return Decimal(tag[1:])
        case "s":
            return frozenset(map(value, told["of"]))
        case "m":
            return {value(key): value(one) for key, one in told["of"]}
        case _:
            return _CLASSES[tag](**{name: value(one) for name, one in told.items()})
