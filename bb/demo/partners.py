"""The network: eight partners, what was agreed with each, and how it is kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bb.demo.days import workday, workday_before
from bb.demo.events import Event, Key, on

NEIGHBOURS = "buren-oost"
"""The organisation next door, which lends mediators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner: how often we speak, what was promised, and how the agreement runs.

    `weight` is their share of the cases that were referred; `silent` since how many days, if they
    are; `ends` in how many days the agreement ends, if that is near.
    """

    id: str
    soort: str
    gemeenten: tuple[str, ...]
    ritme: str = ""
    weeks: int = 0
    toezeggingen: tuple[str, ...] = ()
    bijdrage: int = 0
    weight: int = 0
    silent: int = 0
    ends: int = 0
    bezoek: tuple[str, ...] = ("overleg", "overleg", "telefoon", "bezoek")
    rapport: str = ""


PARTNERS = (
    Partner(
        id="woonstad",
        soort="woningcorporatie",
        gemeenten=("Waterstad",),
        ritme="8 weken",
        weeks=7,
        toezeggingen=(
            "{wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%}",
            "{wat: rapportage, wie: wij, elke: kwartaal}",
            "{wat: verwijzing, wie: zij, minstens: 6, per: jaar}",
        ),
        bijdrage=12500,
        weight=18,
        rapport="kwartaal",
    ),
    Partner(
        id="polderwonen",
        soort="woningcorporatie",
        gemeenten=("Polderdam",),
        ritme="3 maanden",
        weeks=12,
        toezeggingen=(
            "{wat: terugkoppeling, wie: wij, binnen: 3 weken, doel: 80%}",
            "{wat: verwijzing, wie: zij, minstens: 4, per: jaar}",
        ),
        bijdrage=6000,
        weight=7,
        ends=70,
    ),
    Partner(
        id="politie-waterstad",
        soort="politie",
        gemeenten=("Waterstad",),
        ritme="6 weken",
        weeks=6,
        toezeggingen=("{wat: terugkoppeling, wie: wij, binnen: 5 werkdagen, doel: 90%}",),
        weight=14,
    ),
    Partner(
        id="politie-polderdam",
        soort="politie",
        gemeenten=("Polderdam",),
        ritme="3 maanden",
        weeks=12,
        toezeggingen=("{wat: terugkoppeling, wie: wij, binnen: 10 werkdagen}",),
        weight=6,
        silent=170,
    ),
    Partner(
        id="gemeente-waterstad",
        soort="gemeente",
        gemeenten=("Waterstad",),
        ritme="13 weken",
        weeks=13,
        toezeggingen=("{wat: rapportage, wie: wij, elke: jaar}",),
        bijdrage=38000,
        weight=4,
        rapport="jaar",
        bezoek=("overleg",),
    ),
    Partner(
        id="gemeente-polderdam",
        soort="gemeente",
        gemeenten=("Polderdam",),
        ritme="6 maanden",
        weeks=25,
        toezeggingen=("{wat: rapportage, wie: wij, elke: jaar}",),
        bijdrage=14000,
        weight=2,
        rapport="jaar",
        ends=38,
        bezoek=("overleg",),
    ),
    Partner(
        id="sociaal-team",
        soort="wijkteam",
        gemeenten=("Waterstad", "Polderdam"),
        ritme="10 weken",
        weeks=10,
        toezeggingen=("{wat: terugkoppeling, wie: wij, binnen: 10 werkdagen}",),
        weight=6,
        bezoek=("overleg", "bezoek", "presentatie"),
    ),
    Partner(
        id=NEIGHBOURS,
        soort="welzijn",
        gemeenten=("Waterstad", "Polderdam"),
        ritme="6 maanden",
        weeks=24,
        bezoek=("overleg", "telefoon"),
    ),
)


def referrers(place: str) -> Sequence[Partner]:
    """The partners that refer cases from a gemeente."""
    return [partner for partner in PARTNERS if partner.weight and place in partner.gemeenten]


def landlord(place: str) -> str:
    """The woningcorporatie of a gemeente."""
    return "woonstad" if place == "Waterstad" else "polderwonen"


def header(partner: Partner) -> list[str]:
    """The lines of the header of a partner's file."""
    lines = [f"soort: {partner.soort}", f"gemeenten: [{', '.join(partner.gemeenten)}]"]
    if partner.ritme:
        lines.append(f"contactritme: {partner.ritme}")
    if partner.toezeggingen:
        lines += ["toezeggingen:", *(f"  - {text}" for text in partner.toezeggingen)]
    return lines


def journal(rng: random.Random, partner: Partner, *, begin: date, today: date) -> tuple[Event, ...]:
    """Agreements, contacts in their rhythm, and reports as promised (the last one sometimes not yet)."""
    events = [*_agreements(partner, begin, today), *_contacts(rng, partner, begin, today)]
    if partner.rapport:
        events += _reports(rng, partner, begin, today)
    return tuple(sorted((event for event in events if event.op <= today), key=lambda event: event.op))


def _agreements(partner: Partner, begin: date, today: date) -> list[Event]:
    last = today + timedelta(days=partner.ends) if partner.ends else date(today.year + 1, 12, 31)
    first = date(begin.year, 1, 1)
    terms = [(first, last)]
    if not partner.ends and today.year - begin.year >= 2:
        middle = date(today.year - 1, 12, 31)
        terms = [(first, middle), (middle + timedelta(days=1), last)]
    events = []
    for start, end in terms:
        money: dict[str, Key] = {"bijdrage": partner.bijdrage, "per": "jaar"} if partner.bijdrage else {}
        signed = workday_before(start - timedelta(days=14))
        events.append(on(signed, "overeenkomst", van=start, tot=end, opzegtermijn="3 maanden", **money))
    return events


def _contacts(rng: random.Random, partner: Partner, begin: date, today: date) -> list[Event]:
    events = []
    until = today - timedelta(days=partner.silent or 8)
    day = begin + timedelta(days=rng.randint(5, 30))
    while day <= until:
        form = rng.choice(partner.bezoek)
        minutes = 20 if form == "telefoon" else rng.choice((45, 60, 60, 90))
        events.append(on(workday(day), "contact", vorm=form, minuten=minutes))
        day += timedelta(days=max(10, 7 * partner.weeks + rng.randint(-12, 6)))
    return events


def _reports(rng: random.Random, partner: Partner, begin: date, today: date) -> list[Event]:
    months = (1, 4, 7, 10) if partner.rapport == "kwartaal" else (2,)
    days = (
        workday(date(year, month, rng.randint(8, 20))) for year in range(begin.year, today.year + 1) for month in months
    )
    return [on(day, "rapportage", minuten=180) for day in days if begin < day < today - timedelta(days=60)]
