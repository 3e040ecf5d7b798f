"""The terms held against a second evaluator, on random journals with random terms and promises."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bb.domain.dues import case_outcome
from bb.domain.events import Event
from bb.domain.records import Bewaren, Casus, Organisatie, Partner, Uitzondering
from bb.domain.terms import TERMIJNEN, Pattern, Term
from bb.domain.types import DAGEN, Duration, Value
from bb.domain.vocabulary import FASEN
from bb.domain.workdays import calendar_of
from tests.domain.build import organisation, partner, promise
from tests.domain.dice import FIRST, random_case
from tests.domain.naive import Row, naive

EVENTS = ("melding", "intake", "koppeling", "gesprek", "contact", "nazorg", "afsluiting", "heropening", "verzoek")
UNITS = ("dagen", "werkdagen", "weken", "maanden", "kwartalen", "jaar")
PATTERNS = (
    *(Pattern(wat) for wat in EVENTS),
    Pattern("intake", {"geschikt": "ja"}),
    Pattern("intake", {"geschikt": "nee"}),
    Pattern("gesprek", {"afspraken": "ja"}),
    Pattern("gesprek", {"met": "AB"}),
    Pattern("verzoek", {"stap": "afgehandeld"}),
    Pattern("afsluiting", {"resultaat": "opgelost"}),
)


def length(dice: random.Random) -> Duration:
    return Duration(dice.randrange(0, 12), dice.choice(UNITS))


def patterns(dice: random.Random) -> tuple[Pattern, ...]:
    return tuple(dice.sample(PATTERNS, dice.randrange(1, 4)))


def random_term(dice: random.Random) -> Term:
    """A term with some keys of its own; what is left out comes from the default."""
    steps = ("open", "gesloten", "altijd", *FASEN)
    chances: Mapping[str, Callable[[random.Random], Value]] = {
        "na": patterns,
        "binnen": length,
        "klaar": patterns,
        "per": lambda d: d.choice(("partij", "gesproken", "soort")),
        "in_": lambda d: tuple(d.sample(steps, d.randrange(1, 4))),
        "poging": patterns,
        "pogingen": lambda d: d.randrange(1, 4),
        "elke": length,
        "voor": lambda d: d.choice(("gepland.datum", "wacht.tot", "gepland.op")),
        "eerder": length,
        "vanaf": lambda d: FIRST + timedelta(days=d.randrange(120)),
    }
    return Term(**{name: draw(dice) for name, draw in chances.items() if dice.random() < 0.25})


def random_organisation(dice: random.Random) -> Organisatie:
    names = (*TERMIJNEN, "bericht", "brief")
    own = {name: tuple(random_term(dice) for _ in range(dice.randrange(1, 4))) for name in dice.sample(names, 3)}
    shut = FIRST + timedelta(days=dice.randrange(60))
    closed = DAGEN.parse(f"{shut}..{shut + timedelta(days=9)}")
    kept = Bewaren(casus=length(dice), klachttermijn=length(dice))
    return organisation(termijnen=own if dice.random() < 0.7 else {}, gesloten=(closed,), bewaren=kept)


def random_partner(dice: random.Random) -> Partner:
    promises = [
        promise(dice.choice(("terugkoppeling", "nazorg", "gesprek", "bericht", "intake", "koppeling")), wie="wij"),
        promise("terugkoppeling", wie="wij", na=("koppeling",), binnen="3 dagen"),
        promise("afsluiting", wie="wij", binnen="2 weken", vanaf="2025-12-01"),
        promise("verwijzing", wie="zij", minstens="20"),
    ]
    return partner(toezeggingen=tuple(dice.sample(promises, dice.randrange(4))))


def plausible(dice: random.Random) -> tuple[Event, ...]:
    """A journal with the keys a case mostly has, so that attempts, holds, consent and agreed days meet each other."""
    draw: dict[str, Callable[[], dict[str, Value]]] = {
        "intake": lambda: {"geschikt": dice.random() < 0.8, "toestemming": consent(dice)},
        "voorstel": lambda: {"team": dice.choice((("v-001", "v-003"), ("v-002", "v-004")))},
        "koppeling": lambda: {"team": ("v-001", "v-002"), "met": dice.choice(((), (), ("A",)))},
        "kan-niet": lambda: {"wie": dice.choice(("v-001", "v-003"))},
        "contact": lambda: {"met": met(dice), "bereikt": dice.random() < 0.3, **wil(dice)},
        "gesprek": lambda: {"met": met(dice), **({"afspraken": dice.random() < 0.8} if dice.random() < 0.5 else {})},
        "gepland": lambda: {
            "voor": dice.choice(("gesprek", "nazorg")),
            "met": met(dice),
            "datum": day + timedelta(days=dice.randrange(40)),
        },
        "wacht": lambda: {"tot": day + timedelta(days=dice.randrange(60))},
        "hervat": dict,
        "voortgang": dict,
        "nazorg": lambda: {
            "met": (dice.choice("AB"),),
            **({"bereikt": False} if dice.random() < 0.6 else {"stand": "houdt"}),
            **wil(dice),
            **({"toestemming": consent(dice)} if dice.random() < 0.1 else {}),
        },
        "afsluiting": lambda: {"resultaat": "opgelost"},
        "terugkoppeling": lambda: {"aan": "woonstad", "over": dice.choice((None, "opgepakt", "afgesloten"))},
        "heropening": dict,
        "verzoek": lambda: {
            "soort": dice.choice(("klacht", "inzage", "wissen")),
            "stap": dice.choice(("ontvangen", "afgehandeld")),
            "van": dice.choice((None, "A", "B")),
        },
    }
    course = ["intake", "koppeling", "gesprek", "gesprek", "nazorg", "nazorg", "afsluiting", "heropening", "nazorg"]
    extra = [wat for wat in draw if wat not in ("heropening", "intake")]
    wats = [wat for step in course for wat in (step, *dice.choices(extra, k=dice.choice((0, 0, 1, 3))))]
    day = FIRST
    made = [Event(op=FIRST, wat="melding", line=1)]
    for wat in wats[: dice.randrange(2, len(wats) + 1)]:
        day += timedelta(days=dice.choice((0, 1, 2, 7, 15)))
        keys = {name: value for name, value in draw[wat]().items() if value is not None}
        made.append(Event(op=day, wat=wat, keys=keys, order=len(made), line=len(made) + 1))
    return tuple(made)


def met(dice: random.Random) -> tuple[str, ...]:
    return dice.choice((("A",), ("B",), ("A", "B")))


def wil(dice: random.Random) -> dict[str, Value]:
    return {"wil": dice.random() < 0.3} if dice.random() < 0.2 else {}


def consent(dice: random.Random) -> tuple[str, ...]:
    return dice.choice(((), ("opslag",), ("opslag", "bemiddelaars"), ("opslag", "bemiddelaars", "terugkoppeling")))


def random_life(seed: int) -> tuple[Casus, Organisatie, Partner | None, date, dict[str, Event]]:
    dice = random.Random(seed)
    casus = random_case(dice, 1)
    if dice.random() < 0.7:
        casus = replace(casus, verloop=plausible(dice))
    if dice.random() < 0.3:
        term = dice.choice(("nazorg", "gesprek", "afsluiting", "terugkoppeling"))
        op = FIRST + timedelta(days=dice.randrange(150))
        casus = replace(casus, uitzonderingen=(Uitzondering(term=term, op=op, reden="afgesproken"),))
    gone = FIRST + timedelta(days=dice.randrange(150))
    left = {who: Event(op=gone, wat="stop", line=9, order=3) for who in ("v-001", "v-002") if dice.random() < 0.2}
    until = FIRST + timedelta(days=dice.choice((30, 90, 200, 1000)))
    left = {who: stop for who, stop in left.items() if stop.op <= until}
    known = random_partner(dice) if casus.verwijzer == "woonstad" else None
    return casus, random_organisation(dice), known, until, left


def told(seed: int) -> tuple[list[Row], list[tuple[str, str, str]]]:
    casus, organisatie, known, until, left = random_life(seed)
    found = case_outcome(
        casus,
        organisatie=organisatie,
        partner=known,
        calendar=calendar_of(organisatie.gesloten),
        until=until,
        left=left,
    )
    dues = sorted((d.day, d.term, d.party or "", d.reason) for d in found.dues)
    return dues, sorted((s.term, s.party, s.why) for s in found.settled)


@pytest.mark.parametrize("block", range(4))
def test_two_evaluators_agree_on_random_lives(block: int) -> None:
    for seed in range(block * 500, (block + 1) * 500):
        assert told(seed) == naive(*random_life(seed)), f"seed {seed}"


def test_a_date_does_not_depend_on_the_day_one_looks() -> None:
    for seed in range(500):
        casus, organisatie, known, _, left = random_life(seed)
        last = max((event.op for event in (*casus.verloop, *left.values())), default=FIRST)
        first, later = (
            case_outcome(
                casus,
                organisatie=organisatie,
                partner=known,
                calendar=calendar_of(organisatie.gesloten),
                until=day,
                left=left,
            )
            for day in (last, last + timedelta(days=400))
        )
        assert first == later, f"seed {seed}"
