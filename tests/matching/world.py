"""Small organisations for the tests of matching, and random ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from bb.domain.events import Event
from bb.domain.records import Casus, Coordinator, Koppelen, Norm, Organisatie, Partij, Vrijwilliger, Wijk
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.types import SLOTS, Amount
from bb.domain.wishes import Asked, Wishes

DAY = date(2026, 6, 30)
WIJKEN = {"noord": ("centrum",), "centrum": ("noord", "zuid"), "zuid": ("centrum",), "oost": ()}
KLACHTEN = ("geluid-personen", "relatie", "tuin", "dieren", "parkeren", "stank")


def events(*lines: Mapping[str, Any]) -> tuple[Event, ...]:
    return tuple(
        Event(
            op=line["op"],
            wat=line["wat"],
            keys={k: v for k, v in line.items() if k not in {"op", "wat"}},
            order=order,
        )
        for order, line in enumerate(lines)
    )


def line(op: date, wat: str, **keys: Any) -> Mapping[str, Any]:
    return {"op": op, "wat": wat, **keys}


def organisatie(
    eisen: Mapping[str, bool] | None = None,
    gewichten: Mapping[str, int] | None = None,
    wijken: Mapping[str, Iterable[str]] = WIJKEN,
    minimum: int | None = None,
) -> Organisatie:
    return Organisatie(
        formaat=1,
        organisatie="7f3a9c2e",
        naam="Buurtbemiddeling Waterstad",
        coordinatoren=(Coordinator(id="c-1", naam="Noor Example"),),
        wijken={name: Wijk(gemeente="Waterstad", buren=tuple(beside)) for name, beside in wijken.items()},
        normen={"zaken": Norm(minstens=Amount(minimum))} if minimum is not None else {},
        koppelen=Koppelen(eisen=eisen or {}, gewichten=gewichten or {}),
    )


def volunteer(
    id_: str, *lines: Mapping[str, Any], active: bool = True, trained: bool = True, **keys: Any
) -> Vrijwilliger:
    begin: list[Mapping[str, Any]] = []
    if trained:
        begin.append(line(date(2020, 1, 1), "training", soort="basistraining"))
    if active:
        begin.append(line(date(2020, 2, 1), "start"))
    return Vrijwilliger(
        id=id_,
        source=Source(path=f"vrijwilligers/{id_}.md"),
        verloop=events(*begin, *lines),
        **{"wijk": "oost", **keys},
    )


def case(id_: str, *lines: Mapping[str, Any], **keys: Any) -> Casus:
    """A case that waits since 20 June unless `lines` say otherwise."""
    begin = (
        line(date(2026, 6, 15), "melding", via="telefoon"),
        line(date(2026, 6, 20), "intake", geschikt=True, aanpak=keys.pop("aanpak", None)),
    )
    settings = {
        "klachten": ("geluid-personen",),
        "verwijzer": "zelf",
        "coordinator": "c-1",
        "partijen": {"A": Partij(wijk="noord"), "B": Partij(wijk="noord")},
    }
    return Casus(
        id=id_, source=Source(path=f"casus/2026/{id_}.md"), verloop=events(*begin, *lines), **{**settings, **keys}
    )


def past(
    id_: str, team: Iterable[str], *, closed: bool = True, resultaat: str = "opgelost", op: date = date(2024, 3, 1)
) -> Casus:
    """An old case of a team, so that its members are experienced."""
    lines = [
        line(op, "melding", via="telefoon"),
        line(op, "intake", geschikt=True),
        line(op, "koppeling", team=tuple(team)),
    ]
    if closed:
        lines.append(line(op + timedelta(days=60), "afsluiting", resultaat=resultaat))
    return Casus(
        id=id_,
        source=Source(path=f"casus/{id_}.md"),
        klachten=("tuin",),
        verwijzer="zelf",
        coordinator="c-1",
        partijen={"A": Partij(wijk="oost")},
        verloop=events(*lines),
    )


def register(
    cases: Iterable[Casus],
    volunteers: Iterable[Vrijwilliger],
    org: Organisatie | None = None,
    experienced: Iterable[str] = (),
) -> Register:
    """An organisation; each of `experienced` gets three old cases alone, without result."""
    old = [
        past(f"2023-{1000 + 10 * n + k}", [id_], resultaat="niet-opgelost")
        for n, id_ in enumerate(experienced)
        for k in range(3)
    ]
    return Register(
        organisatie=org or organisatie(),
        casus={c.id: c for c in [*old, *cases]},
        vrijwilliger={v.id: v for v in volunteers},
    )


def random_register(
    seed: int,
    volunteers: int,
    cases: int,
    *,
    loose: bool = True,
    slots: float = 0.35,
    wijken: int | None = None,
    wishes: bool = False,
) -> Register:
    """A random organisation: experienced and new volunteers, loads, wijken, slots, expertise, exclusions."""
    dice = random.Random(seed)
    names = [f"w{n}" for n in range(wijken or max(3, volunteers // 6))]
    table = {name: tuple(dice.sample(names, min(2, len(names)))) for name in names}
    ids = [f"v-{n:03d}" for n in range(1, volunteers + 1)]

    def some_slots() -> tuple[str, ...]:
        evenings = [s for s in SLOTS if dice.random() < slots]
        return tuple(evenings) if dice.random() < 0.9 else ()

    people = [
        volunteer(
            id_,
            *([line(date(2021, 1, 1), "training", soort="pendel")] if dice.random() < 0.4 else []),
            *([line(date(2021, 1, 1), "training", soort="coaching")] if dice.random() < 0.3 else []),
            wijk=dice.choice(names),
            max=dice.choice((1, 2, 2, 3) if loose else (1, 1, 2)),
            klachten={k: dice.randint(1, 3) for k in KLACHTEN if dice.random() < 0.4},
            talen=("nl", *(taal for taal in ("tr", "pl", "ar") if wishes and dice.random() < 0.3)),
            kan=some_slots(),
            geslacht=dice.choice(("man", "vrouw", "vrouw", None)),
            geboren=dice.choice(("1950-1959", "1960-1969", "1970-1979", "1980-1989", None)),
            niet_met=(dice.choice(ids),) if dice.random() < 0.1 else (),
            active=dice.random() < 0.95,
        )
        for id_ in ids
    ]
    history = [
        past(
            f"2025-{n:04d}",
            dice.sample(ids, min(2, len(ids))),
            closed=dice.random() < (0.8 if loose else 0.75),
            resultaat=dice.choice(("opgelost", "opgelost", "niet-opgelost")),
            op=date(2024, 1, 1) + timedelta(days=dice.randrange(880)),
        )
        for n in range(int(volunteers * 2.2))
    ]

    def party() -> Partij:
        return Partij(wijk=dice.choice(names), kan=some_slots() if dice.random() < 0.6 else ())

    def asked() -> list[Mapping[str, Any]]:
        """Now and then two were asked, and one of them may have said no; or a team fell apart."""
        if len(ids) < 2 or dice.random() < 0.8:
            return []
        team = tuple(dice.sample(ids, 2))
        lines = [line(DAY - timedelta(days=5), dice.choice(("voorstel", "voorstel", "koppeling")), team=team)]
        if dice.random() < 0.6:
            lines.append(line(DAY - timedelta(days=3), "kan-niet", wie=team[0]))
        return lines

    waiting = []
    for n in range(1, cases + 1):
        intake = DAY - timedelta(days=dice.randrange(60))
        wijk = party()
        waiting.append(
            Casus(
                id=f"2026-{n:04d}",
                source=Source(path=f"casus/2026/2026-{n:04d}.md"),
                klachten=tuple(dice.sample(KLACHTEN, dice.choice((1, 1, 2)))),
                verwijzer="zelf",
                urgentie=dice.choice(("gewoon", "gewoon", "voorrang", "spoed")),
                coordinator="c-1",
                niet=(dice.choice(ids),) if ids and dice.random() < 0.2 else (),
                partijen={"A": wijk, "B": Partij(wijk=wijk.wijk, kan=some_slots() if dice.random() < 0.4 else ())},
                verloop=events(
                    line(intake, "melding", via="telefoon"),
                    line(
                        intake,
                        "intake",
                        geschikt=True,
                        aanpak=dice.choice(("bemiddeling",) * 7 + ("pendel", "pendel", "coaching")),
                    ),
                    *asked(),
                ),
            )
        )
    return Register(
        organisatie=organisatie(
            wijken=table,
            minimum=dice.choice((None, 2, 8)),
            eisen={name: dice.random() < 0.5 for name in ("man-vrouw", "ervaren") if dice.random() < 0.1},
            gewichten={"ervaring": dice.randrange(15), "samen": 3} if dice.random() < 0.2 else {},
        ),
        casus={c.id: c for c in [*history, *waiting]},
        vrijwilliger={v.id: v for v in people},
        wishes=random_wishes(dice, waiting, people) if wishes else Wishes(),
    )


def random_wishes(dice: random.Random, cases: Iterable[Casus], people: Iterable[Vrijwilliger]) -> Wishes:
    """Some parties ask for a language, an affinity, a man or woman, an age, experience; some people answer."""

    def maybe(*options: Any) -> Any:
        return dice.choice(options) if dice.random() < 0.4 else type(options[0])() or None

    return Wishes(
        asked={
            found.id: {
                letter: Asked(
                    talen=maybe(("tr",), ("pl", "ar")) or (),
                    affiniteit=maybe(("dieren",), ("dieren", "zorg"), ("sport", "sport")) or (),
                    geslacht=maybe("man", "vrouw"),
                    leeftijd=maybe("35-49", "50-64", "80+", "oud"),
                    ervaring=maybe(("tuin",), ("tuin", "relatie")) or (),
                )
                for letter in found.partijen
            }
            for found in cases
            if dice.random() < 0.5
        },
        affiniteit={v.id: tuple(dice.sample(("dieren", "zorg", "sport"), 2)) for v in people if dice.random() < 0.4},
    )
