"""Small records for tests, written the way a line of a file reads: `06-03 intake geschikt=ja`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bb.domain.due import Outcome
from bb.domain.dues import case_outcome
from bb.domain.events import EVENTS, Event
from bb.domain.records import (
    Activiteit,
    Casus,
    Coordinator,
    Organisatie,
    Partij,
    Partner,
    Record,
    Toezegging,
    Vrijwilliger,
    Wijk,
)
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.terms import Term
from bb.domain.types import DUUR, NORM, RITME, Many, Scalar, Type, Value
from bb.domain.workdays import calendar_of


def day(text: str) -> date:
    """The day as written; without a year (`06-03`) one of 2026."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def value(type_: Type, text: str) -> Value:
    """The value of a text by its declared type; a list is written with commas."""
    if isinstance(type_, Many):
        return tuple(value(type_.of, part) for part in text.split(",") if part)
    assert isinstance(type_, Scalar)
    found = type_.parse(text if len(text) != 5 or type_.name != "datum" else f"2026-{text}")
    assert found is not None, f"{text!r} is no {type_.name}"
    return found


def event(text: str, kind: str = "casus", order: int = 0) -> Event:
    op, wat, *written = shlex.split(text)
    row = EVENTS[kind][wat]
    keys: dict[str, Value] = {}
    for part in written:
        name, _, what = part.partition("=")
        key = row.key(name)
        assert key, f"{wat} has no {name}"
        keys[name] = value(key.type, what)
    return Event(op=day(op), wat=wat, keys=keys, line=order + 1, order=order)


def events(lines: Iterable[str], kind: str = "casus") -> tuple[Event, ...]:
    return tuple(event(line, kind, order) for order, line in enumerate(lines))


def case(*lines: str, id_: str = "2026-0123", **keys: Any) -> Casus:
    """A case of A and B, reported by A; `keys` are those of the header."""
    header = {
        "klachten": ("tuin",),
        "verwijzer": "zelf",
        "coordinator": "c-1",
        "partijen": {"A": Partij(wijk="noord"), "B": Partij(wijk="noord")},
    }
    return Casus(id=id_, source=Source(path=f"casus/2026/{id_}.md"), verloop=events(lines), **{**header, **keys})


def parties(letters: str) -> Mapping[str, Partij]:
    return {letter: Partij(wijk="noord") for letter in letters}


def volunteer(*lines: str, id_: str = "v-001", **keys: Any) -> Vrijwilliger:
    return Vrijwilliger(
        id=id_,
        source=Source(path=f"vrijwilligers/{id_}.md"),
        verloop=events(lines, "vrijwilliger"),
        **{"wijk": "zuid", **keys},
    )


def partner(*lines: str, id_: str = "woonstad", **keys: Any) -> Partner:
    return Partner(
        id=id_,
        source=Source(path=f"netwerk/{id_}.md"),
        verloop=events(lines, "partner"),
        **{"soort": "woningcorporatie", **keys},
    )


def activity(*lines: str, id_: str = "2026-intervisie-1", **keys: Any) -> Activiteit:
    return Activiteit(
        id=id_,
        source=Source(path=f"activiteiten/{id_}.md"),
        verloop=events(lines, "activiteit"),
        **{"soort": "intervisie", **keys},
    )


def organisation(**keys: Any) -> Organisatie:
    header = {
        "formaat": 1,
        "organisatie": "7f3a9c2e",
        "naam": "Buurtbemiddeling Waterstad",
        "coordinatoren": (Coordinator(id="c-1", naam="Noor Example"), Coordinator(id="c-2", naam="Sam Voorbeeld")),
        "wijken": {name: Wijk(gemeente="Waterstad") for name in ("noord", "centrum", "zuid")},
    }
    return Organisatie(**{**header, **keys})


def register(*records: Record, **keys: Any) -> Register:
    """An organisation with these records; `keys` are those of bb.yaml."""
    made = Register(organisatie=organisation(**keys))
    for record in records:
        made = made.with_record(record)
    return made


def _read(keys: Mapping[str, Any]) -> dict[str, Any]:
    types = {"binnen": DUUR, "elke": RITME, "eerder": DUUR, "minstens": NORM}
    return {
        name: types[name].parse(what)
        if name in types
        else day(what)
        if name == "vanaf"
        else (what,)
        if name == "bij" and isinstance(what, str)
        else what
        for name, what in keys.items()
    }


def term(**keys: Any) -> Term:
    """A term with its lengths of time, its norm and its `vanaf` as written."""
    return Term(**_read(keys))


def promise(wat: str, **keys: Any) -> Toezegging:
    return Toezegging(wat=wat, **_read(keys))


def outcome(
    casus: Casus, on: str, towards: Partner | None = None, left: Mapping[str, str] | None = None, **keys: Any
) -> Outcome:
    """What the terms make of a case on a day; `towards` is the partner that referred it, `left` who stopped when."""
    organisatie = organisation(**keys)
    return case_outcome(
        casus,
        organisatie=organisatie,
        partner=towards,
        calendar=calendar_of(organisatie.gesloten),
        until=day(on),
        left={who: event(f"{op} stop", "vrijwilliger") for who, op in (left or {}).items()},
    )


def dues(casus: Casus, on: str, towards: Partner | None = None, **keys: Any) -> list[str]:
    """What is due, by day, as `2026-06-25 gesprek A termijn`."""
    found = outcome(casus, on, towards, **keys).dues
    return [" ".join(filter(None, (str(d.day), d.term, d.party, d.reason))) for d in found]


def settled(casus: Casus, on: str, towards: Partner | None = None, **keys: Any) -> list[str]:
    """What was given up, as `nazorg A niet bereikt`."""
    return sorted(f"{s.term} {s.party} {s.why}" for s in outcome(casus, on, towards, **keys).settled)
