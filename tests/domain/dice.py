"""Random journals: every event of every kind with random values of the declared types, in any order.

Half of them follow a case's usual course with things left out and thrown in, so that deep states
come up; the others are in no order at all. The same seed gives the same journals.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bb.domain.events import COMMON, EVENTS, Event
from bb.domain.records import Casus, Partij, Uitzondering
from bb.domain.source import Source
from bb.domain.types import Key, Many, Scalar, Type, Value
from bb.domain.vocabulary import WOORDEN

FIRST = date(2025, 11, 3)
TEXTS = (
    *("0", "1", "5", "10", "60", "6000", "85.50", "80%", "19:30", "00:00", "2 weken", "3 maanden"),
    *("A", "B", "C", "AB", "BA", "ABC", "Z", "BZ", "Q"),
    *("v-001", "v-002", "v-003", "g-001", "c-1", "c-2", "2026-0001", "woonstad", "zelf", "2026-intervisie-1", "x-y"),
    *("2025-10-31", "2025-11-20", "2025-12-25", "2026-01-01", "2026-02-28", "2026-04-27", "2099-12-31", "1990-01-01"),
)
"""Texts a value is made from: what the type of a key accepts of these can stand there."""

COURSE = (
    *("melding", "intake", "voorstel", "kan-niet", "koppeling", "gesprek", "contact", "gesprek", "gepland", "gesprek"),
    *("nazorg", "nazorg", "afsluiting", "terugkoppeling", "heropening", "gesprek", "nazorg", "afsluiting"),
)


def candidates(type_: Type) -> Sequence[Value]:
    """Values of a type, among them empty lists and words nobody knows."""
    if isinstance(type_, Many):
        of = candidates(type_.of)
        return ((), *((one,) for one in of), *(tuple(of[:n]) for n in (2, 3)), tuple(reversed(of)), (of[0], of[0]))
    assert isinstance(type_, Scalar)
    texts = type_.choices or (*WOORDEN.get(type_.words or "", ()), *TEXTS)
    return [found for text in texts if (found := type_.parse(text)) is not None]


def _drawn(key: Key) -> tuple[str, Sequence[Value], float]:
    return key.name, candidates(key.type), 0.9 if key.required else 0.4


KEYS: Mapping[str, Mapping[str, Sequence[tuple[str, Sequence[Value], float]]]] = {
    kind: {wat: [_drawn(key) for key in (*row.keys, *COMMON[2:])] for wat, row in rows.items()}
    for kind, rows in EVENTS.items()
}


def random_keys(dice: random.Random, kind: str, wat: str) -> dict[str, Value]:
    return {name: dice.choice(values) for name, values, chance in KEYS[kind][wat] if dice.random() < chance}


def journal(dice: random.Random, kind: str = "casus") -> tuple[Event, ...]:
    names = list(EVENTS[kind])
    if kind == "casus" and dice.random() < 0.6:
        course = COURSE[: dice.randrange(1, len(COURSE) + 1)]
        wats = [dice.choice(names) if dice.random() < 0.15 else wat for wat in course if dice.random() < 0.9]
    else:
        wats = dice.choices(names, k=dice.randrange(9))
    day = FIRST + timedelta(days=dice.randrange(30))
    made: list[Event] = []
    orderly = dice.random() < 0.8
    for wat in wats:
        keys = random_keys(dice, kind, wat)
        for _ in range(3 if dice.random() < 0.1 else 1):  # three attempts in vain, three meldingen on a row
            day += timedelta(days=dice.choice((0, 0, 1, 3, 8, 20)) if orderly else dice.randrange(-20, 21))
            made.append(Event(op=day, wat=wat, keys=keys, order=len(made), line=len(made) + 10))
    return tuple(made)


def random_case(dice: random.Random, number: int) -> Casus:
    exception = Uitzondering(term=dice.choice(("nazorg", "intake", "onbekend")), op=FIRST, reden="afgesproken")
    header: dict[str, Any] = {
        "klachten": ("tuin",),
        "verwijzer": dice.choice(("woonstad", "zelf", "onbekend")),
        "coordinator": dice.choice(("c-1", "c-2")),
        "urgentie": dice.choice(("gewoon", "voorrang", "spoed")),
        "partijen": {letter: Partij(wijk="noord") for letter in dice.choice(("A", "AB", "AB", "AB", "ABC", "B", ""))},
        "uitzonderingen": (exception,) if dice.random() < 0.1 else (),
    }
    id_ = f"2026-{number:04d}"
    return Casus(id=id_, source=Source(path=f"casus/2026/{id_}.md"), verloop=journal(dice), **header)


def random_cases(number: int, seed: int = 20260601) -> Iterator[Casus]:
    dice = random.Random(seed)
    for n in range(number):
        yield random_case(dice, n)
