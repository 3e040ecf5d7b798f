"""Small organisations to count in, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bb.domain.events import Event
from bb.domain.records import (
    Activiteit,
    Casus,
    Coordinator,
    Norm,
    Organisatie,
    Partij,
    Partner,
    Toezegging,
    Vrijwilliger,
    Wijk,
)
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.types import Amount, Duration
from bb.domain.vocabulary import AANPAKKEN, RESULTATEN, STANDEN
from bb.figures import Figure, period_figures, year_period

SOURCE = Source(path="x.md")
LATER = date(2030, 1, 1)
WIJKEN = ("noord", "'t-zand", "een-wijk-met-een-naam-van-veertig-tekens")


def event(op: str | date, wat: str, **keys: Any) -> Event:
    """One line of a journal; `met="AB"` becomes the letters."""
    day = op if isinstance(op, date) else date.fromisoformat(op)
    if isinstance(met := keys.get("met"), str):
        keys["met"] = tuple(met)
    return Event(op=day, wat=wat, keys=keys)


def verloop(*events: Event) -> tuple[Event, ...]:
    return tuple(Event(op=e.op, wat=e.wat, keys=e.keys, order=n) for n, e in enumerate(events))


def casus(id_: str, *events: Event, wijk: str | None = "noord", **facts: Any) -> Casus:
    facts = {"klachten": ("geluid-personen",), "verwijzer": "woonstad", "coordinator": "c-1", **facts}
    return Casus(
        id=id_, source=SOURCE, verloop=verloop(*events), partijen={"A": Partij(wijk=wijk, bezit="huur")}, **facts
    )


def vrijwilliger(id_: str, *events: Event) -> Vrijwilliger:
    return Vrijwilliger(id=id_, source=SOURCE, verloop=verloop(*events), wijk="noord")


def activiteit(id_: str, soort: str, *events: Event) -> Activiteit:
    return Activiteit(id=id_, source=SOURCE, verloop=verloop(*events), soort=soort)


def partner(id_: str, *events: Event, soort: str = "woningcorporatie", **facts: Any) -> Partner:
    return Partner(id=id_, source=SOURCE, verloop=verloop(*events), soort=soort, **facts)


def organisatie(**settings: Any) -> Organisatie:
    return Organisatie(
        formaat=1,
        organisatie="7f3a9c2e",
        naam=settings.pop("naam", "Buurtbemiddeling Waterstad"),
        coordinatoren=(Coordinator(id="c-1", naam="Noor Example"),),
        wijken={wijk: Wijk(gemeente="Waterstad") for wijk in WIJKEN},
        **settings,
    )


def register(*records: Casus | Vrijwilliger | Partner | Activiteit, **settings: Any) -> Register:
    kinds: dict[type, dict[str, Any]] = {Casus: {}, Vrijwilliger: {}, Partner: {}, Activiteit: {}}
    for record in records:
        kinds[type(record)][record.id] = record
    return Register(
        organisatie=organisatie(**settings),
        casus=kinds[Casus],
        vrijwilliger=kinds[Vrijwilliger],
        partner=kinds[Partner],
        activiteit=kinds[Activiteit],
    )


def figures(found: Register, jaar: int = 2026, today: date = LATER) -> dict[str, Figure]:
    return {figure.name: figure for figure in period_figures(found, year_period(jaar, today))}


PEOPLE = ("v-001", "v-002", "v-003", "g-001")
DAYS = st.integers(0, 3 * 365).map(lambda n: date(2024, 6, 1) + timedelta(days=n))
MET = st.sampled_from([("A",), ("B",), ("A", "B")])
TEAMS = st.sampled_from([("v-001", "v-002"), ("v-002", "g-001"), ("v-003",)])


def _lines(wat: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Event]:
    made = st.fixed_dictionaries(keys, optional={"minuten": st.integers(0, 200)})
    return st.builds(lambda op, found: Event(op=op, wat=wat, keys=found), DAYS, made)


LINES = st.one_of(
    _lines("melding", via=st.just("telefoon")),
    _lines("intake", geschikt=st.booleans(), contra=st.sampled_from([(), ("te-ver",), ("te-ver", "anders")])),
    _lines("koppeling", team=TEAMS, aanpak=st.sampled_from(AANPAKKEN)),
    _lines("gesprek", met=MET, afspraken=st.booleans(), toestemming=st.just(("opslag", "terugkoppeling"))),
    _lines("contact", met=MET, via=st.just("deur")),
    _lines("nazorg", met=st.just(("A",)), stand=st.sampled_from(STANDEN), tevreden=st.integers(1, 10)),
    _lines("nazorg", met=st.just(("B",)), bereikt=st.just(False)),  # noqa: FBT003 - as it stands in a file
    _lines("wacht", tot=DAYS),
    _lines("hervat"),
    _lines("afsluiting", resultaat=st.sampled_from(RESULTATEN)),
    _lines("terugkoppeling", aan=st.just("woonstad")),
    _lines("heropening"),
)


@st.composite
def _cases(draw: st.DrawFn, id_: str) -> Casus:
    events = draw(st.lists(LINES, max_size=9))
    if draw(st.integers(0, 9)):  # nearly every case begins with a melding
        events.insert(0, draw(_lines("melding", via=st.just("mail"))))
    return casus(
        id_,
        *events,
        wijk=draw(st.sampled_from([*WIJKEN, "weg", None])),
        verwijzer=draw(st.sampled_from(["woonstad", "politie", "zelf", "onbekende-partner"])),
        tip_van=draw(st.sampled_from([None, "politie"])),
        klachten=draw(st.sampled_from([("geluid-personen", "relatie"), ("tuin",), ()])),
        complex=draw(st.booleans()),
        niet=("v-003",),
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Any organisation: cases with lines in any order, some without a melding, a wijk or a complaint."""
    number = draw(st.integers(0, 12))
    came = event("2025-02-01", "gehouden", aanwezig=("v-001", "c-1"), partners=("politie",), minuten=90)
    return register(
        *(draw(_cases(f"2026-{n:04}")) for n in range(number)),
        vrijwilliger("v-001", event("2024-01-01", "start")),
        vrijwilliger("v-002", event("2025-03-01", "start"), event("2026-03-01", "stop")),
        vrijwilliger("v-003", event("2026-01-01", "aanmelding")),
        vrijwilliger("g-001", event("2024-01-01", "start")),
        activiteit("2025-intervisie-1", "intervisie", came),
        partner("politie", soort="politie"),
        partner(
            "woonstad",
            contactritme=Duration(8, "weken"),
            toezeggingen=(
                Toezegging(
                    wat="terugkoppeling", wie="wij", binnen=Duration(10, "werkdagen"), doel=Amount(90, percent=True)
                ),
                Toezegging(wat="verwijzing", wie="zij", minstens=Amount(5), per="jaar"),
                Toezegging(wat="rapportage", wie="wij", elke=Duration(1, "kwartalen")),
            ),
        ),
        normen={"zaken": Norm(minstens=Amount(2)), "intervisie": Norm(minstens=Amount(80, percent=True))},
        woorden={"klacht": {"geluid-personen": "geluid", "tuin": "huis-en-tuin"}},
    )
