"""Random organisations of two years and two gemeenten: some things happen often in them, others rarely."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from bb.domain.events import Event
from bb.domain.records import Activiteit, Casus, Organisatie, Partij, Vrijwilliger, Wijk
from bb.domain.register import Register
from bb.domain.vocabulary import RESULTATEN
from tests.figures.world import SOURCE, activiteit, event, organisatie, partner, register, verloop, vrijwilliger

JAREN = (2024, 2025)
KLACHTEN = ("geluid-personen", "relatie", "tuin", "stank", "dieren", "parkeren")
WIJKEN = {
    "noord": "Waterstad",
    "'t-zand": "Waterstad",
    "dijkzicht": "Polderdam",
    "een-wijk-met-een-naam-van-veertig-tekens": "Polderdam",
}


class Dice(random.Random):
    """A generator that prefers the first of what it picks from, as strongly as `skew` says."""

    skew = 1

    def pick(self, options: Sequence[str]) -> str:
        return options[int(len(options) * self.random() ** self.skew)]


def random_years(seed: int) -> Register:
    """An organisation of 0 to 320 cases in two years; half of them publish by gemeente."""
    dice = Dice(seed)
    number = dice.choice((0, 3, 12, 25, 40, 80, 160, 320))
    dice.skew = dice.choice((1, 2, 4))
    team = [vrijwilliger(f"v-{n:03}", event("2023-01-01", "start")) for n in range(dice.choice((0, 3, 8, 14)))]
    cases = [_case(dice, n) for n in range(number)]
    meetings = [_meeting(dice, n) for n in range(dice.choice((0, 4, 12, 20)))]
    made = register(*cases, *_work(dice, team), *meetings, partner("woonstad"), partner("politie", soort="politie"))
    return Register(
        organisatie=_organisatie(dice.choice(("organisatie", "gemeente"))),
        casus=made.casus,
        vrijwilliger=made.vrijwilliger,
        partner=made.partner,
        activiteit=made.activiteit,
    )


def _organisatie(openbaar: str) -> Organisatie:
    made = organisatie(openbaar=openbaar)
    wijken = {wijk: Wijk(gemeente=gemeente) for wijk, gemeente in WIJKEN.items()}
    return Organisatie(
        formaat=1,
        organisatie=made.organisatie,
        naam="Buurtbemiddeling",
        coordinatoren=made.coordinatoren,
        wijken=wijken,
        openbaar=openbaar,
    )


def _work(dice: Dice, team: Sequence[Vrijwilliger]) -> list[Vrijwilliger]:
    """Let some volunteers do other work."""
    busy = event("2025-03-01", "inzet", voor="pr", minuten=60)
    return [
        Vrijwilliger(id=v.id, source=SOURCE, wijk="noord", verloop=verloop(*v.verloop, busy))
        if dice.random() < 0.7
        else v
        for v in team
    ]


def _meeting(dice: Dice, number: int) -> Activiteit:
    soort = dice.pick(("intervisie", "training", "voorlichting"))
    minutes = 90 if dice.random() < 0.9 else 0
    return activiteit(
        f"2025-{soort}-{number}", soort, event("2025-05-01", "gehouden", aanwezig=("v-001", "v-002"), minuten=minutes)
    )


def _case(dice: Dice, number: int) -> Casus:
    day = date(2024, 1, 1) + timedelta(days=int(720 * dice.random()))
    return Casus(
        id=f"2025-{number:04}",
        source=SOURCE,
        verloop=verloop(*_life(dice, day)),
        klachten=(dice.pick(KLACHTEN),),
        verwijzer=dice.pick(("zelf", "woonstad", "politie", "wijkteam")),
        coordinator="c-1",
        partijen={"A": Partij(wijk=dice.pick(list(WIJKEN)), bezit=dice.pick(("huur", "koop")))},
        complex=dice.random() < 0.1,
    )


def _life(dice: Dice, day: date) -> list[Event]:
    """What happens in a case, by the rules of the profession."""

    def after(days: int) -> date:
        return day + timedelta(days=days)

    suits = dice.random() < 0.85
    intake = dice.random() < 0.9
    events = [event(day, "melding", via="telefoon")]
    if intake:
        events.append(event(after(2), "intake", geschikt=suits, minuten=40))
    treated = intake and suits and dice.random() < 0.75
    if treated:
        aanpak = dice.pick(("bemiddeling", "pendel", "coaching"))
        week = dice.choice((5, 9, 12, 20))
        events.append(event(after(week), "koppeling", team=("v-001", "v-002"), aanpak=aanpak))
        if dice.random() < 0.15:
            events.append(event(after(week + 2), "contact", met="B", via="brief"))
        for n, met in enumerate(("A", "B", "AB")):
            if dice.random() < 0.8:
                events.append(event(after(week + 3 + n), "gesprek", met=met, minuten=60))
        if dice.random() < 0.6:
            mark = dice.choice((8, 8, 9, 10)) if dice.skew < 4 else 10 - (dice.random() < 0.05)
            stand = dice.pick(("houdt", "deels", "niet"))
            events.append(event(after(week + 45), "nazorg", met="A", stand=stand, tevreden=mark))
    if dice.random() < 0.9:
        results = [r for r in RESULTATEN[:6] if r != "niet-in-behandeling"]
        resultaat = dice.pick(results) if treated or dice.random() < 0.2 else "niet-in-behandeling"
        events.append(event(after(80), "afsluiting", resultaat=resultaat))
        if dice.random() < 0.05:
            events.append(event(after(120), "heropening"))
    return events
