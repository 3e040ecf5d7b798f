"""Lives of cases, with what must follow from them, worked out by hand from the text of the file format.

Nothing here was computed by the program. Each life is a small organisation (its files, verbatim) and a table:
for a case on a day, everything that follows. Behind each expected value stands the event and the rule that give it:
`koppeling Thu 06-11 + 2 weken = Thu 06-25`. A line marked `reading:` rests on a choice where the format leaves room.

A value left out of a `Day` is the value of a case to which nothing has happened (no team, no minutes, …) and is as
much an expectation as the others; a person or party not named has none. Fields that may be `None` for "not
determined, do not check" say so.

Free days used, besides weekends:
2024: 25 and 26 dec.
2025: 1 jan, 18 apr (Good Friday), 21 apr, 5 may (only every five years), 29 may, 9 jun, 25 and 26 dec.
2026: 1 jan, 3 apr (Good Friday), 6 apr, 27 apr, 14 may, 25 may, 25 dec.
`gesloten` in bb.yaml: 2026-12-24 up to and including 2027-01-02.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

Due = tuple[str, str | None, date, str]
"""Term, party (for `verzoek`: its soort; None if it concerns no party), date, basis.

Basis is one of: term (the organisation's own), promise (the partner's), gepland, uitzondering, poging, wacht."""

Settled = tuple[str, str, str]
"""Term, party, why it is asked no more: "niet bereikt" or "wil niet"."""

Span = tuple[int, int]
"""Calendar days with the days on hold, and without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """All that follows for one case on one day."""

    status: str = "open"
    fase: str = "aanmelding"
    einde: str = "aanmelding"
    waiting: bool = False
    team: tuple[str, ...] = ()
    bemiddeling: bool = False
    nazorg: str | None = None
    consent: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """By party; a party that is absent was never asked, an empty set is refused or withdrawn."""
    attempts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By (event, party), over the whole life: a `contact` without `bereikt: ja`, a `nazorg` with `bereikt: nee`."""
    declines: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    wachttijd: Span | None = None
    reactietijd: Span | None = None
    doorlooptijd: Span | None = None
    dues: tuple[Due, ...] = ()
    """All that is due or coming, in no particular order."""
    settled: tuple[Settled, ...] | None = ()
    """None: not determined, do not check."""
    named: Mapping[tuple[str, str | None], Mapping[str, date]] | None = None
    """Where organisation and partner both ask something: both dates, by basis. None: do not check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A small organisation and what follows from it."""

    name: str
    what: str
    files: Mapping[str, str]
    today: date
    """The last day asked about; no event is later."""
    expect: Mapping[tuple[str, date], Day]
    """By (case, day)."""
    figures: Mapping[int, Mapping[str, int | tuple[int, int]]] = field(default_factory=dict)
    """By year: a count, or for opgelost.x (how many opgelost, of how many)."""


def d(text: str) -> date:
    """The day written as in the files."""
    return date.fromisoformat(text)


# ---------------------------------------------------------------------------------------------------------------------
# What the lives share

BB = """\
formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren:
  - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-4999}
  - {id: c-2, naam: Sam Voorbeeld, mail: sam@waterstad.example, gemeenten: [Waterstad], nummers: 5000-9999}
wijken:
  noord: {gemeente: Waterstad, buren: [centrum]}
  centrum: {gemeente: Waterstad, buren: [noord, zuid]}
  zuid: {gemeente: Waterstad, buren: [centrum]}
woorden:
  klacht: {geluid-personen: geluid, geluid-apparaten: geluid, relatie: relatie, tuin: huis-en-tuin, dieren: overig}
  reden.koppeling: [ervaring, beschikbaar, methode, spreiding, wens, wissel, anders]
bewaren: {casus: 2 jaar, klachttermijn: 3 maanden}
gesloten: [2026-12-24..2027-01-02]
"""

VOLUNTEER = """\
---
wijk: zuid
talen: [nl]
klachten: {geluid-personen: 2, relatie: 2}
kan: [di-avond, do-avond]
max: 4
verloop:
  - {op: 2024-01-12, wat: aanmelding, kanaal: wijkkrant}
  - {op: 2024-01-20, wat: selectiegesprek, besluit: ja, minuten: 60}
  - {op: 2024-03-15, wat: training, soort: basistraining, minuten: 1200}
  - {op: 2024-03-16, wat: training, soort: coaching, minuten: 300}
  - {op: 2024-03-17, wat: training, soort: pendel, minuten: 300}
  - {op: 2024-03-18, wat: training, soort: groep, minuten: 300}
  - {op: 2024-03-20, wat: start}
---
"""

WOONSTAD = """\
---
soort: woningcorporatie
gemeenten: [Waterstad]
toezeggingen:
  - {wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%}
verloop:
  - {op: 2025-01-01, wat: overeenkomst, van: 2025-01-01, tot: 2027-12-31, opzegtermijn: 3 maanden}
---
"""

WIJKTEAM = """\
---
soort: wijkteam
gemeenten: [Waterstad]
verloop:
  - {op: 2025-02-01, wat: contact, vorm: overleg}
---
"""

POLITIE = """\
---
soort: politie
gemeenten: [Waterstad]
verloop:
  - {op: 2025-02-01, wat: contact, vorm: overleg}
---
"""

BASE: Mapping[str, str] = {
    "bb.yaml": BB,
    "vrijwilligers/v-002.md": VOLUNTEER,
    "vrijwilligers/v-004.md": VOLUNTEER,
    "vrijwilligers/v-007.md": VOLUNTEER,
    "vrijwilligers/v-009.md": VOLUNTEER,
    "vrijwilligers/v-012.md": VOLUNTEER,
    "netwerk/woonstad.md": WOONSTAD,
    "netwerk/wijkteam-noord.md": WIJKTEAM,
    "netwerk/politie-noord.md": POLITIE,
}

# The consents of party A that most lives have.
PLAIN: Mapping[str, AbstractSet[str]] = {"A": {"opslag", "bemiddelaars"}}
WITH_FEEDBACK: Mapping[str, AbstractSet[str]] = {"A": {"opslag", "bemiddelaars", "terugkoppeling"}}


# ---------------------------------------------------------------------------------------------------------------------
ORDINARY = Life(
    name="ordinary",
    what="The example case of the file format, asked about on seven days of its life.",
    files={
        **BASE,
        "casus/2026/2026-0123.md": """\
---
klachten: [geluid-personen, relatie]     # the first counts in reports
verwijzer: woonstad                      # a partner, or: zelf
tip_van: politie-noord                   # who told a self-reporter to call
urgentie: voorrang                       # gewoon (default), voorrang, spoed
complex: ja
coordinator: c-1
niet: [v-009, c-2]                       # stays out; why is in the dossier
partijen:                                # A reported; B, C, … the others
  A: {wijk: noord, bezit: huur, verhuurder: woonstad, leeftijd: 35-49, huishouden: gezin, kan: [di-avond, za-ochtend]}
  B: {wijk: noord, bezit: koop}
verloop:
  - {op: 2026-06-01, wat: melding, via: telefoon, minuten: 15}
  - {op: 2026-06-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling], minuten: 40}
  - {op: 2026-06-04, wat: voorstel, team: [v-002, v-007]}
  - {op: 2026-06-04, wat: kan-niet, wie: v-007}
  - {op: 2026-06-05, wat: koppeling, team: [v-002, v-004], reden: beschikbaar}
  - {op: 2026-06-11, wat: gesprek, met: A, minuten: 75}
  - {op: 2026-06-18, wat: gesprek, met: B, minuten: 60}
  - {op: 2026-06-19, wat: gepland, voor: gesprek, met: AB, datum: 2026-07-02, tijd: 19:30}
  - {op: 2026-07-02, wat: gesprek, met: AB, afspraken: ja, minuten: 110}
  - {op: 2026-08-13, wat: nazorg, met: A, stand: houdt, tevreden: 8}
  - {op: 2026-08-13, wat: nazorg, met: B, bereikt: nee}
  - {op: 2026-08-17, wat: nazorg, met: B, stand: houdt, tevreden: 7, door: [v-002]}
  - {op: 2026-08-18, wat: afsluiting, resultaat: opgelost}
  - {op: 2026-08-18, wat: terugkoppeling, aan: woonstad}
---
Notes in Markdown, under the same rule: no names, addresses, numbers.
""",
    },
    today=d("2026-08-20"),
    expect={
        # Only the melding.
        ("2026-0123", d("2026-06-02")): Day(
            minutes={"c-1": 15},  # melding 15; no team, so the coördinator
            dues=(
                # melding Mon 06-01 + 5 werkdagen: 2, 3, 4, 5, 8 jun = Mon 06-08
                ("intake", None, d("2026-06-08"), "term"),
            ),
        ),
        # Intake done, a team proposed, one of the two cannot.
        ("2026-0123", d("2026-06-04")): Day(
            fase="intake",
            einde="intake",
            waiting=True,  # open, geschikt, no team yet
            consent=WITH_FEEDBACK,  # at the intake; no met or van, so A
            declines={"v-007": 1},
            minutes={"c-1": 55},  # 15 + 40
            dues=(
                # intake Wed 06-03 + 10 werkdagen: 4, 5, 8, 9, 10, 11, 12, 15, 16, 17 jun = Wed 06-17
                ("koppeling", None, d("2026-06-17"), "term"),
            ),
        ),
        # Both parties visited, a joint talk agreed.
        ("2026-0123", d("2026-06-20")): Day(
            fase="tweede",  # gesprek B
            einde="tweede",
            team=("v-002", "v-004"),
            consent=WITH_FEEDBACK,  # B was never asked
            declines={"v-007": 1},
            minutes={"c-1": 55, "v-002": 135, "v-004": 135},  # team: 75 + 60 each
            wachttijd=(2, 2),  # intake 06-03 to koppeling 06-05
            reactietijd=(6, 6),  # koppeling 06-05 to gesprek 06-11
            dues=(
                # The rule is settled for A and B by their gesprek; the agreed date asks again, of both.
                ("gesprek", "A", d("2026-07-02"), "gepland"),
                ("gesprek", "B", d("2026-07-02"), "gepland"),
                # gesprek Thu 06-18 + 3 weken = Thu 07-09; a gepland is no trigger
                ("voortgang", None, d("2026-07-09"), "term"),
            ),
        ),
        # The day after the joint talk.
        ("2026-0123", d("2026-07-03")): Day(
            fase="nazorg",  # a gesprek with `afspraken`
            einde="bemiddeling",  # gesprek with A and another; nazorg left out
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            declines={"v-007": 1},
            minutes={"c-1": 55, "v-002": 245, "v-004": 245},  # 135 + 110
            wachttijd=(2, 2),
            reactietijd=(6, 6),
            dues=(
                # gesprek, afspraken: ja Thu 07-02 + 6 weken = Thu 08-13; A and B were spoken to
                # voortgang and gesprek are not asked in fase nazorg
                ("nazorg", "A", d("2026-08-13"), "term"),
                ("nazorg", "B", d("2026-08-13"), "term"),
            ),
        ),
        # A answered, B was not reached.
        ("2026-0123", d("2026-08-14")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",  # A; not reached stands aside
            consent=WITH_FEEDBACK,
            attempts={("nazorg", "B"): 1},
            declines={"v-007": 1},
            minutes={"c-1": 55, "v-002": 245, "v-004": 245},
            wachttijd=(2, 2),
            reactietijd=(6, 6),
            dues=(
                # first attempt of 3, Thu 08-13 + 1 week = Thu 08-20; afsluiting waits
                ("nazorg", "B", d("2026-08-20"), "poging"),
            ),
        ),
        # Both answered.
        ("2026-0123", d("2026-08-17")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=WITH_FEEDBACK,
            attempts={("nazorg", "B"): 1},
            declines={"v-007": 1},
            minutes={"c-1": 55, "v-002": 245, "v-004": 245},
            wachttijd=(2, 2),
            reactietijd=(6, 6),
            dues=(
                # nazorg Mon 08-17 + 1 week = Mon 08-24
                ("afsluiting", None, d("2026-08-24"), "term"),
            ),
        ),
        # Closed; the referrer was told the same day.
        ("2026-0123", d("2026-08-20")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),  # reading: the team stays the last koppeling; only the load stops counting
            bemiddeling=True,
            nazorg="houdt",
            consent=WITH_FEEDBACK,
            attempts={("nazorg", "B"): 1},
            declines={"v-007": 1},
            minutes={"c-1": 55, "v-002": 245, "v-004": 245},
            wachttijd=(2, 2),
            reactietijd=(6, 6),
            doorlooptijd=(78, 78),  # 06-01 to 08-18: 29 + 31 + 18
            dues=(
                # afsluiting 2026-08-18 + 2 jaar = Fri 2028-08-18; terugkoppeling is settled, later in the file
                ("vergeten", None, d("2028-08-18"), "term"),
            ),
        ),
    },
    figures={
        2026: {
            "aanmeldingen": 1,
            "afgesloten": 1,
            "opgelost.alle": (1, 1),
            "opgelost.geschikt": (1, 1),
            "opgelost.behandeld": (1, 1),
        },
    },
)


# ---------------------------------------------------------------------------------------------------------------------
COACHING = Life(
    name="coaching",
    what="One party is coached by one coach; the neighbour is never asked anything.",
    files={
        **BASE,
        "casus/2026/2026-0201.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-02-02, wat: melding, via: telefoon}
  - {op: 2026-02-04, wat: intake, geschikt: ja, aanpak: coaching, toestemming: [opslag, bemiddelaars], minuten: 45}
  - {op: 2026-02-09, wat: koppeling, team: [v-012], aanpak: coaching, met: A, reden: methode}
  - {op: 2026-02-19, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-03-05, wat: gesprek, met: A, afspraken: ja, minuten: 50}
  - {op: 2026-04-16, wat: nazorg, met: A, stand: deels, tevreden: 6}
---
""",
    },
    today=d("2026-04-17"),
    expect={
        ("2026-0201", d("2026-02-10")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-012",),
            consent=PLAIN,
            minutes={"c-1": 45},
            wachttijd=(5, 5),  # 02-04 to 02-09
            dues=(
                # koppeling Mon 02-09 + 2 weken = Mon 02-23; met: A, so B is not asked
                ("gesprek", "A", d("2026-02-23"), "term"),
                # koppeling Mon 02-09 + 3 weken = Mon 03-02
                ("voortgang", None, d("2026-03-02"), "term"),
            ),
        ),
        ("2026-0201", d("2026-02-20")): Day(
            fase="bemiddeling",  # aanpak coaching and a gesprek since
            einde="bemiddeling",
            team=("v-012",),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"c-1": 45, "v-012": 60},
            wachttijd=(5, 5),
            reactietijd=(10, 10),  # 02-09 to 02-19
            dues=(
                # gesprek Thu 02-19 + 3 weken = Thu 03-12
                ("voortgang", None, d("2026-03-12"), "term"),
            ),
        ),
        ("2026-0201", d("2026-03-06")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-012",),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"c-1": 45, "v-012": 110},
            wachttijd=(5, 5),
            reactietijd=(10, 10),
            dues=(
                # gesprek, afspraken: ja Thu 03-05 + 6 weken = Thu 04-16; only A was spoken to
                ("nazorg", "A", d("2026-04-16"), "term"),
            ),
        ),
        ("2026-0201", d("2026-04-17")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-012",),
            bemiddeling=True,
            nazorg="deels",
            consent=PLAIN,
            minutes={"c-1": 45, "v-012": 110},
            wachttijd=(5, 5),
            reactietijd=(10, 10),
            dues=(
                # nazorg Thu 04-16 + 1 week = Thu 04-23
                ("afsluiting", None, d("2026-04-23"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
PORCH = Life(
    name="porch",
    what="Five households of one porch, a team of three; one household refuses, one is visited last.",
    files={
        **BASE,
        "casus/2026/2026-0301.md": """\
---
klachten: [geluid-personen]
verwijzer: wijkteam-noord
complex: ja
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
  C: {wijk: noord}
  D: {wijk: noord}
  E: {wijk: noord}
verloop:
  - {op: 2026-03-02, wat: melding, via: telefoon, minuten: 20}
  - {op: 2026-03-04, wat: intake, geschikt: ja, aanpak: groep, toestemming: [opslag, bemiddelaars], minuten: 60}
  - {op: 2026-03-10, wat: koppeling, team: [v-002, v-004, v-007], aanpak: groep, reden: methode}
  - {op: 2026-03-12, wat: gesprek, met: A, minuten: 45}
  - {op: 2026-03-17, wat: gesprek, met: BC, minuten: 60, door: [v-002, v-004]}
  - {op: 2026-03-18, wat: contact, met: D, via: deur, bereikt: nee, minuten: 10}
  - {op: 2026-03-24, wat: contact, met: D, via: deur, bereikt: ja, wil: nee}
  - {op: 2026-04-09, wat: gesprek, met: ABCE, afspraken: ja, minuten: 120}
---
""",
    },
    today=d("2026-04-10"),
    expect={
        ("2026-0301", d("2026-03-19")): Day(
            fase="tweede",  # gesprek BC has no A, so it is no bemiddeling
            einde="tweede",
            team=("v-002", "v-004", "v-007"),
            consent=PLAIN,
            attempts={("contact", "D"): 1},
            # c-1: 20 + 60; v-002 and v-004: 45 + 60 + 10; v-007: 45 + 10 (not in `door` on 03-17)
            minutes={"c-1": 80, "v-002": 115, "v-004": 115, "v-007": 55},
            wachttijd=(6, 6),  # 03-04 to 03-10
            reactietijd=(2, 2),  # 03-10 to 03-12
            dues=(
                # A, B, C are spoken to. D: first attempt Wed 03-18 + 1 week = Wed 03-25
                ("gesprek", "D", d("2026-03-25"), "poging"),
                # E: koppeling Tue 03-10 + 2 weken = Tue 03-24
                ("gesprek", "E", d("2026-03-24"), "term"),
                # contact Wed 03-18 + 3 weken = Wed 04-08 (a contact in vain is a contact)
                ("voortgang", None, d("2026-04-08"), "term"),
            ),
        ),
        ("2026-0301", d("2026-03-25")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-002", "v-004", "v-007"),
            consent=PLAIN,
            attempts={("contact", "D"): 1},  # reading: a contact with bereikt: ja is no attempt
            minutes={"c-1": 80, "v-002": 115, "v-004": 115, "v-007": 55},
            wachttijd=(6, 6),
            reactietijd=(2, 2),
            dues=(
                # E, a day late; so a party is left and afsluiting is not due
                ("gesprek", "E", d("2026-03-24"), "term"),
                # contact Tue 03-24 + 3 weken = Tue 04-14
                ("voortgang", None, d("2026-04-14"), "term"),
            ),
            settled=(("gesprek", "D", "wil niet"),),
        ),
        ("2026-0301", d("2026-04-10")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004", "v-007"),
            bemiddeling=True,
            consent=PLAIN,
            attempts={("contact", "D"): 1},
            minutes={"c-1": 80, "v-002": 235, "v-004": 235, "v-007": 175},  # 120 more for each of the three
            wachttijd=(6, 6),
            reactietijd=(2, 2),
            dues=(
                # gesprek, afspraken: ja Thu 04-09 + 6 weken = Thu 05-21; D was never in a gesprek
                ("nazorg", "A", d("2026-05-21"), "term"),
                ("nazorg", "B", d("2026-05-21"), "term"),
                ("nazorg", "C", d("2026-05-21"), "term"),
                ("nazorg", "E", d("2026-05-21"), "term"),
            ),
            settled=None,  # whether the remark on D's gesprek outlives its term is not said
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
REOPENED = Life(
    name="reopened",
    what="Two cases reopened because the agreements did not hold: told before the closing, and after it.",
    files={
        **BASE,
        "casus/2026/2026-0401.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-01-05, wat: melding, via: telefoon}
  - {op: 2026-01-07, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-01-12, wat: koppeling, team: [v-002, v-004]}
  - {op: 2026-01-15, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-01-22, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-03-05, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-03-05, wat: nazorg, met: B, stand: niet}
  - {op: 2026-03-06, wat: afsluiting, resultaat: niet-opgelost}
  - {op: 2026-03-16, wat: heropening}
  - {op: 2026-03-26, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-05-07, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-05-07, wat: nazorg, met: B, stand: houdt}
  - {op: 2026-05-11, wat: afsluiting, resultaat: opgelost}
---
""",
        "casus/2026/2026-0402.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-01-05, wat: melding, via: telefoon}
  - {op: 2026-01-07, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-01-12, wat: koppeling, team: [v-007, v-012]}
  - {op: 2026-01-22, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-01-26, wat: afsluiting, resultaat: opgelost}
  - {op: 2026-03-05, wat: nazorg, met: A, stand: niet}
  - {op: 2026-03-09, wat: heropening}
---
""",
    },
    today=d("2026-05-12"),
    expect={
        # Closed for the first time.
        ("2026-0401", d("2026-03-06")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="niet",  # the worst of houdt and niet
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},  # 60 + 90
            wachttijd=(5, 5),  # 01-07 to 01-12
            reactietijd=(3, 3),  # 01-12 to 01-15
            doorlooptijd=(60, 60),  # 01-05 to 03-06: 26 + 28 + 6
            dues=(
                # afsluiting 2026-03-06 + 2 jaar = Mon 2028-03-06
                ("vergeten", None, d("2028-03-06"), "term"),
            ),
        ),
        # Reopened.
        ("2026-0401", d("2026-03-17")): Day(
            fase="bemiddeling",  # heropening: the step `einde` gives
            einde="bemiddeling",
            team=("v-002", "v-004"),  # last team back
            bemiddeling=True,
            nazorg=None,  # aftercare answers cleared
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(60, 60),  # reading: melding to last afsluiting, also while the case is open again
            dues=(
                # heropening Mon 03-16 + 2 weken = Mon 03-30, of every party again
                ("gesprek", "A", d("2026-03-30"), "term"),
                ("gesprek", "B", d("2026-03-30"), "term"),
                # heropening Mon 03-16 + 3 weken = Mon 04-06, Easter Monday: moves to Tue 04-07
                ("voortgang", None, d("2026-04-07"), "term"),
                # nazorg: fase is not nazorg. afsluiting: the nazorg of 03-05 was followed by the afsluiting of 03-06
            ),
        ),
        # A new talk.
        ("2026-0401", d("2026-03-27")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-002": 240, "v-004": 240},  # 150 + 90
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(60, 60),  # reading: as above
            dues=(
                # gesprek, afspraken: ja Thu 03-26 + 6 weken = Thu 05-07
                ("nazorg", "A", d("2026-05-07"), "term"),
                ("nazorg", "B", d("2026-05-07"), "term"),
            ),
        ),
        # Aftercare good this time.
        ("2026-0401", d("2026-05-08")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 240, "v-004": 240},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(60, 60),  # reading: as above
            dues=(
                # nazorg Thu 05-07 + 1 week = Thu 05-14, Ascension Day: moves to Fri 05-15
                ("afsluiting", None, d("2026-05-15"), "term"),
            ),
        ),
        # Closed again.
        ("2026-0401", d("2026-05-12")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 240, "v-004": 240},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(126, 126),  # 01-05 to 05-11: 26 + 28 + 31 + 30 + 11
            dues=(
                # last afsluiting 2026-05-11 + 2 jaar = Thu 2028-05-11
                ("vergeten", None, d("2028-05-11"), "term"),
            ),
        ),
        # Closed before the aftercare: it remains due.
        ("2026-0402", d("2026-01-27")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-007", "v-012"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-007": 90, "v-012": 90},
            wachttijd=(5, 5),
            reactietijd=(10, 10),  # 01-12 to 01-22
            doorlooptijd=(21, 21),  # 01-05 to 01-26
            dues=(
                # gesprek, afspraken: ja Thu 01-22 + 6 weken = Thu 03-05; nazorg is asked in gesloten too
                ("nazorg", "A", d("2026-03-05"), "term"),
                ("nazorg", "B", d("2026-03-05"), "term"),
                # afsluiting 2026-01-26 + 2 jaar = Wed 2028-01-26
                ("vergeten", None, d("2028-01-26"), "term"),
            ),
        ),
        # A says it does not hold; B is a day late; closed, so afsluiting is not asked.
        ("2026-0402", d("2026-03-06")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-007", "v-012"),
            bemiddeling=True,
            nazorg="niet",
            consent=PLAIN,
            minutes={"v-007": 90, "v-012": 90},
            wachttijd=(5, 5),
            reactietijd=(10, 10),
            doorlooptijd=(21, 21),
            dues=(
                ("nazorg", "B", d("2026-03-05"), "term"),
                ("vergeten", None, d("2028-01-26"), "term"),
            ),
        ),
        # Reopened: aftercare of B is not asked until there is a new gesprek.
        ("2026-0402", d("2026-03-10")): Day(
            fase="bemiddeling",
            einde="bemiddeling",
            team=("v-007", "v-012"),
            bemiddeling=True,
            nazorg=None,
            consent=PLAIN,
            minutes={"v-007": 90, "v-012": 90},
            wachttijd=(5, 5),
            reactietijd=(10, 10),
            doorlooptijd=(21, 21),  # reading: melding to last afsluiting, also while the case is open again
            dues=(
                # heropening Mon 03-09 + 2 weken = Mon 03-23
                ("gesprek", "A", d("2026-03-23"), "term"),
                ("gesprek", "B", d("2026-03-23"), "term"),
                # heropening Mon 03-09 + 3 weken = Mon 03-30
                ("voortgang", None, d("2026-03-30"), "term"),
                # reading: no afsluiting. Its last matching event is the nazorg of 03-05, after the only afsluiting;
                # taken literally it would be due 03-12. But the heropening cleared that answer, so it asks nothing.
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
ON_HOLD = Life(
    name="on-hold",
    what="Cases that stand still and go on: only the end of the hold is due meanwhile, and its length is added.",
    files={
        **BASE,
        "casus/2026/2026-0501.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-09-01, wat: melding, via: telefoon}
  - {op: 2026-09-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-09-08, wat: koppeling, team: [v-002, v-004]}
  - {op: 2026-09-10, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-09-15, wat: wacht, tot: 2026-10-06, reden: vakantie}
  - {op: 2026-10-08, wat: hervat}
  - {op: 2026-10-12, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-10-26, wat: wacht, tot: 2026-11-16, reden: ziekte}
  - {op: 2026-11-09, wat: hervat}
  - {op: 2026-12-07, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-12-07, wat: nazorg, met: B, stand: deels}
  - {op: 2026-12-08, wat: afsluiting, resultaat: verbeterd}
---
""",
        "casus/2026/2026-0502.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-09-01, wat: melding, via: telefoon}
  - {op: 2026-09-02, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-09-07, wat: wacht, tot: 2026-09-21}
  - {op: 2026-09-21, wat: koppeling, team: [v-007, v-012]}
---
""",
        "casus/2026/2026-0503.md": """\
---
klachten: [dieren]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: centrum}
  B: {wijk: centrum}
verloop:
  - {op: 2026-09-01, wat: melding, via: telefoon}
  - {op: 2026-09-02, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-09-07, wat: wacht, tot: 2026-09-14}
  - {op: 2026-09-14, wat: hervat}
---
""",
    },
    today=d("2026-12-09"),
    expect={
        # Before the hold.
        ("2026-0501", d("2026-09-14")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(5, 5),  # 09-03 to 09-08
            reactietijd=(2, 2),  # 09-08 to 09-10
            dues=(
                # koppeling Tue 09-08 + 2 weken = Tue 09-22
                ("gesprek", "B", d("2026-09-22"), "term"),
                # gesprek Thu 09-10 + 3 weken = Thu 10-01
                ("voortgang", None, d("2026-10-01"), "term"),
            ),
        ),
        # On hold.
        ("2026-0501", d("2026-09-20")): Day(
            status="wacht",
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            dues=(
                # wacht.tot Tue 10-06, and nothing else
                ("hervat", None, d("2026-10-06"), "wacht"),
            ),
        ),
        # Past `tot`: still on hold until an event wakes it, so a day late.
        ("2026-0501", d("2026-10-07")): Day(
            status="wacht",
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            dues=(("hervat", None, d("2026-10-06"), "wacht"),),
        ),
        # Resumed. The hold lasted from 09-15 to 10-08 (the events, not `tot`): 15 + 8 = 23 days.
        ("2026-0501", d("2026-10-09")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            dues=(
                # koppeling Tue 09-08 + 2 weken = Tue 09-22, + 23 days = Thu 10-15
                ("gesprek", "B", d("2026-10-15"), "term"),
                # hervat Thu 10-08 + 3 weken = Thu 10-29; the hold lies before it
                ("voortgang", None, d("2026-10-29"), "term"),
            ),
        ),
        # After the joint talk: the hold lies before it.
        ("2026-0501", d("2026-10-13")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            dues=(
                # gesprek, afspraken: ja Mon 10-12 + 6 weken = Mon 11-23
                ("nazorg", "A", d("2026-11-23"), "term"),
                ("nazorg", "B", d("2026-11-23"), "term"),
            ),
        ),
        # A second hold, 10-26 to 11-09: 14 days, ended before its `tot`.
        ("2026-0501", d("2026-11-10")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            dues=(
                # Mon 11-23 + 14 days = Mon 12-07
                ("nazorg", "A", d("2026-12-07"), "term"),
                ("nazorg", "B", d("2026-12-07"), "term"),
            ),
        ),
        ("2026-0501", d("2026-12-09")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="deels",  # the worst of houdt and deels
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(5, 5),
            reactietijd=(2, 2),
            doorlooptijd=(98, 61),  # 09-01 to 12-08: 29 + 31 + 30 + 8 = 98; on hold 23 + 14 = 37
            dues=(
                # afsluiting 2026-12-08 + 2 jaar = Fri 2028-12-08
                ("vergeten", None, d("2028-12-08"), "term"),
            ),
        ),
        # On hold before there is a team: on hold, so not among the waiting.
        ("2026-0502", d("2026-09-10")): Day(
            status="wacht",
            fase="intake",
            einde="intake",
            waiting=False,
            consent=PLAIN,
            dues=(
                # wacht.tot Mon 09-21
                ("hervat", None, d("2026-09-21"), "wacht"),
            ),
        ),
        # The koppeling woke it.
        ("2026-0502", d("2026-09-22")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-007", "v-012"),
            consent=PLAIN,
            wachttijd=(19, 5),  # intake 09-02 to koppeling 09-21; on hold 09-07 to 09-21 = 14
            dues=(
                # koppeling Mon 09-21 + 2 weken = Mon 10-05; no day of the hold lies after it
                ("gesprek", "A", d("2026-10-05"), "term"),
                ("gesprek", "B", d("2026-10-05"), "term"),
                # koppeling Mon 09-21 + 3 weken = Mon 10-12
                ("voortgang", None, d("2026-10-12"), "term"),
            ),
        ),
        # Resumed without a team: waiting again, the term a week later.
        ("2026-0503", d("2026-09-15")): Day(
            fase="intake",
            einde="intake",
            waiting=True,
            consent=PLAIN,
            dues=(
                # intake Wed 09-02 + 10 werkdagen: 3, 4, 7, 8, 9, 10, 11, 14, 15, 16 sep = Wed 09-16;
                # + 7 days (09-07 to 09-14) = Wed 09-23
                ("koppeling", None, d("2026-09-23"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
REFERRAL = Life(
    name="referral",
    what="Unsuitable, referred on without consent, closed: the referrer is told nothing without consent either.",
    files={
        **BASE,
        "casus/2026/2026-0601.md": """\
---
klachten: [geluid-personen]
verwijzer: wijkteam-noord
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-05-04, wat: melding, via: mail}
  - {op: 2026-05-06, wat: intake, geschikt: nee, contra: [zorg-veiligheid], toestemming: [opslag], minuten: 50}
  - {op: 2026-05-07, wat: doorverwijzing, van: A, naar: zorg}
  - {op: 2026-05-11, wat: afsluiting, resultaat: niet-in-behandeling}
---
""",
        "casus/2026/2026-0602.md": """\
---
klachten: [geluid-personen]
verwijzer: wijkteam-noord
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-05-04, wat: melding, via: mail}
  - {op: 2026-05-06, wat: intake, geschikt: nee, contra: [juridisch], toestemming: [opslag, terugkoppeling]}
  - {op: 2026-05-11, wat: afsluiting, resultaat: niet-in-behandeling}
  - {op: 2026-05-18, wat: contact, met: A, via: telefoon, bereikt: ja, toestemming: []}
---
""",
    },
    today=d("2026-05-19"),
    expect={
        ("2026-0601", d("2026-05-08")): Day(
            fase="intake",  # a doorverwijzing has no effect; without consent it is a finding, no more
            einde="intake",
            waiting=False,  # not geschikt
            consent={"A": {"opslag"}},
            minutes={"c-1": 50},
            dues=(
                # intake, geschikt: nee Wed 05-06 + 1 week = Wed 05-13
                ("afsluiting", None, d("2026-05-13"), "term"),
            ),
        ),
        ("2026-0601", d("2026-05-12")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent={"A": {"opslag"}},
            minutes={"c-1": 50},
            doorlooptijd=(7, 7),  # 05-04 to 05-11
            dues=(
                # afsluiting 2026-05-11 + 2 jaar = Thu 2028-05-11; no terugkoppeling, A did not consent to it
                ("vergeten", None, d("2028-05-11"), "term"),
            ),
        ),
        # With consent the referrer is told …
        ("2026-0602", d("2026-05-12")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent={"A": {"opslag", "terugkoppeling"}},
            doorlooptijd=(7, 7),
            dues=(
                # afsluiting Mon 05-11 + 10 werkdagen: 12, 13, (14 Ascension) 15, 18, 19, 20, 21, 22, (25 Whit Monday)
                # 26, 27 may = Wed 05-27
                ("terugkoppeling", None, d("2026-05-27"), "term"),
                ("vergeten", None, d("2028-05-11"), "term"),
            ),
        ),
        # … until A withdraws it.
        ("2026-0602", d("2026-05-19")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent={"A": set()},
            doorlooptijd=(7, 7),
            dues=(("vergeten", None, d("2028-05-11"), "term"),),
        ),
    },
    figures={
        2026: {
            "aanmeldingen": 2,
            "afgesloten": 2,
            "opgelost.alle": (0, 2),
            "opgelost.geschikt": (0, 0),
            "opgelost.behandeld": (0, 0),
        },
    },
)


# ---------------------------------------------------------------------------------------------------------------------
STOPPED_VOLUNTEER = Life(
    name="stopped-volunteer",
    what="A member of the team stops halfway; the case waits for a team again, a proposal fails, a new team starts.",
    files={
        **BASE,
        "vrijwilligers/v-007.md": """\
---
wijk: zuid
talen: [nl]
kan: [di-avond, do-avond]
verloop:
  - {op: 2024-01-12, wat: aanmelding, kanaal: wijkkrant}
  - {op: 2024-03-15, wat: training, soort: basistraining, minuten: 1200}
  - {op: 2024-03-20, wat: start}
  - {op: 2026-04-20, wat: stop}
---
""",
        "casus/2026/2026-0701.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-04-07, wat: melding, via: telefoon}
  - {op: 2026-04-08, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-04-09, wat: koppeling, team: [v-004, v-007]}
  - {op: 2026-04-14, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-04-22, wat: voorstel, team: [v-004, v-012]}
  - {op: 2026-04-23, wat: kan-niet, wie: v-012}
  - {op: 2026-04-24, wat: koppeling, team: [v-002, v-004], reden: wissel}
---
""",
    },
    today=d("2026-04-25"),
    expect={
        ("2026-0701", d("2026-04-15")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-004", "v-007"),
            consent=PLAIN,
            minutes={"v-004": 60, "v-007": 60},
            wachttijd=(1, 1),
            reactietijd=(5, 5),  # 04-09 to 04-14
            dues=(
                # koppeling Thu 04-09 + 2 weken = Thu 04-23
                ("gesprek", "B", d("2026-04-23"), "term"),
                # gesprek Tue 04-14 + 3 weken = Tue 05-05, an ordinary workday in 2026
                ("voortgang", None, d("2026-05-05"), "term"),
            ),
        ),
        # v-007 stopped yesterday, in his own journal.
        ("2026-0701", d("2026-04-21")): Day(
            fase="eerste",
            einde="eerste",
            waiting=True,  # since the koppeling a member stopped
            team=("v-004", "v-007"),  # still the last koppeling
            consent=PLAIN,
            minutes={"v-004": 60, "v-007": 60},
            wachttijd=(1, 1),
            reactietijd=(5, 5),
            dues=(
                # reading: a team that is not whole any more asks for a new koppeling, counted from the stop:
                # Mon 04-20 + 10 werkdagen, 27 April left out = Tue 05-05
                ("koppeling", None, d("2026-05-05"), "term"),
                ("gesprek", "B", d("2026-04-23"), "term"),
                ("voortgang", None, d("2026-05-05"), "term"),
            ),
        ),
        # A proposal whose members can still say yes.
        ("2026-0701", d("2026-04-22")): Day(
            fase="eerste",
            einde="eerste",
            waiting=False,  # since the voorstel none of its members said kan-niet or stopped
            team=("v-004", "v-007"),
            consent=PLAIN,
            minutes={"v-004": 60, "v-007": 60},
            wachttijd=(1, 1),
            reactietijd=(5, 5),
            dues=(
                # a proposal does not settle it
                ("koppeling", None, d("2026-05-05"), "term"),
                ("gesprek", "B", d("2026-04-23"), "term"),
                ("voortgang", None, d("2026-05-05"), "term"),
            ),
        ),
        # One of them cannot.
        ("2026-0701", d("2026-04-23")): Day(
            fase="eerste",
            einde="eerste",
            waiting=True,
            team=("v-004", "v-007"),
            consent=PLAIN,
            declines={"v-012": 1},
            minutes={"v-004": 60, "v-007": 60},
            wachttijd=(1, 1),
            reactietijd=(5, 5),
            dues=(
                ("koppeling", None, d("2026-05-05"), "term"),  # still from the stop, which came first
                ("gesprek", "B", d("2026-04-23"), "term"),
                ("voortgang", None, d("2026-05-05"), "term"),
            ),
        ),
        # The new team.
        ("2026-0701", d("2026-04-25")): Day(
            fase="eerste",  # the highest step stays
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            declines={"v-012": 1},
            minutes={"v-004": 60, "v-007": 60},  # the talk was held by the team of that day
            wachttijd=(1, 1),  # to the first koppeling
            reactietijd=(5, 5),
            dues=(
                # reading: the last koppeling counts, so the new team meets A as well: Fri 04-24 + 2 weken = Fri 05-08
                ("gesprek", "A", d("2026-05-08"), "term"),
                ("gesprek", "B", d("2026-05-08"), "term"),
                # koppeling Fri 04-24 + 3 weken = Fri 05-15
                ("voortgang", None, d("2026-05-15"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
PROMISE = Life(
    name="promise",
    what="A promise to a partner changes; the one in force on the day of closing counts, beside our own term.",
    files={
        **BASE,
        "netwerk/stadswonen.md": """\
---
soort: woningcorporatie
gemeenten: [Waterstad]
toezeggingen:
  - {wat: terugkoppeling, wie: wij, binnen: 15 werkdagen}
  - {wat: terugkoppeling, wie: wij, binnen: 5 werkdagen, vanaf: 2026-01-12}
verloop:
  - {op: 2025-01-01, wat: overeenkomst, van: 2025-01-01, tot: 2027-12-31}
---
""",
        "casus/2025/2025-0801.md": """\
---
klachten: [geluid-apparaten]
verwijzer: stadswonen
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-12-08, wat: melding, via: telefoon}
  - {op: 2025-12-10, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling]}
  - {op: 2025-12-11, wat: terugkoppeling, aan: stadswonen, over: geschikt}
  - {op: 2025-12-29, wat: afsluiting, resultaat: opgelost, reden: advies}
---
""",
        "casus/2026/2026-0802.md": """\
---
klachten: [geluid-apparaten]
verwijzer: stadswonen
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-01-05, wat: melding, via: telefoon}
  - {op: 2026-01-06, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling]}
  - {op: 2026-01-12, wat: afsluiting, resultaat: opgelost, reden: advies}
  - {op: 2026-01-16, wat: terugkoppeling, aan: stadswonen, over: afgesloten}
---
""",
        "casus/2026/2026-0803.md": """\
---
klachten: [geluid-apparaten]
verwijzer: woonstad
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-01-05, wat: melding, via: telefoon}
  - {op: 2026-01-06, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling]}
  - {op: 2026-01-12, wat: afsluiting, resultaat: opgelost, reden: advies}
---
""",
    },
    today=d("2026-01-19"),
    expect={
        # Closed under the old promise (15 werkdagen); asked about before the new one exists and after it came in force.
        ("2025-0801", d("2026-01-05")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=WITH_FEEDBACK,
            doorlooptijd=(21, 21),  # 12-08 to 12-29
            dues=(
                # The terugkoppeling of 12-11 came before the afsluiting and settles another moment.
                # own term: Mon 2025-12-29 + 10 werkdagen: 30, 31, (1 jan) 2, 5, 6, 7, 8, 9, 12, 13 jan = Tue 2026-01-13
                # old promise: 15 werkdagen: on with 14, 15, 16, 19, 20 jan = Tue 2026-01-20. The earliest counts.
                ("terugkoppeling", None, d("2026-01-13"), "term"),
                # afsluiting 2025-12-29 + 2 jaar = Wed 2027-12-29
                ("vergeten", None, d("2027-12-29"), "term"),
            ),
            named={("terugkoppeling", None): {"term": d("2026-01-13"), "promise": d("2026-01-20")}},
        ),
        ("2025-0801", d("2026-01-15")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=WITH_FEEDBACK,
            doorlooptijd=(21, 21),
            dues=(
                # The new promise does not rewrite it (5 werkdagen would be 2026-01-06); two days late by our own term.
                ("terugkoppeling", None, d("2026-01-13"), "term"),
                ("vergeten", None, d("2027-12-29"), "term"),
            ),
            named={("terugkoppeling", None): {"term": d("2026-01-13"), "promise": d("2026-01-20")}},
        ),
        # Closed on the first day of the new promise (5 werkdagen).
        ("2026-0802", d("2026-01-13")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=WITH_FEEDBACK,
            doorlooptijd=(7, 7),  # 01-05 to 01-12
            dues=(
                # promise: Mon 01-12 + 5 werkdagen: 13, 14, 15, 16, 19 jan = Mon 01-19
                # own term: 10 werkdagen: on with 20, 21, 22, 23, 26 jan = Mon 01-26
                ("terugkoppeling", None, d("2026-01-19"), "promise"),
                # afsluiting 2026-01-12 + 2 jaar = Wed 2028-01-12
                ("vergeten", None, d("2028-01-12"), "term"),
            ),
            named={("terugkoppeling", None): {"term": d("2026-01-26"), "promise": d("2026-01-19")}},
        ),
        ("2026-0802", d("2026-01-19")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=WITH_FEEDBACK,
            doorlooptijd=(7, 7),
            dues=(("vergeten", None, d("2028-01-12"), "term"),),  # told on 01-16: settles term and promise
        ),
        # Promise and own term are equally long: one item, both named.
        ("2026-0803", d("2026-01-13")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=WITH_FEEDBACK,
            doorlooptijd=(7, 7),
            dues=(
                # Mon 01-12 + 10 werkdagen = Mon 01-26, as above
                ("terugkoppeling", None, d("2026-01-26"), "term"),  # reading: on one date the basis is our own term
                ("vergeten", None, d("2028-01-12"), "term"),
            ),
            named={("terugkoppeling", None): {"term": d("2026-01-26"), "promise": d("2026-01-26")}},
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
NEVER_REACHED = Life(
    name="never-reached",
    what="The neighbour is tried three times and never reached.",
    files={
        **BASE,
        "casus/2026/2026-0901.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-02-16, wat: melding, via: telefoon}
  - {op: 2026-02-17, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-02-19, wat: koppeling, team: [v-002, v-007]}
  - {op: 2026-02-24, wat: gesprek, met: A, minuten: 70}
  - {op: 2026-02-27, wat: contact, met: B, via: deur, bereikt: nee, minuten: 20}
  - {op: 2026-03-05, wat: contact, met: B, via: deur, bereikt: nee, minuten: 20}
  - {op: 2026-03-12, wat: contact, met: B, via: brief}
  - {op: 2026-03-19, wat: afsluiting, resultaat: niet-opgelost, reden: niet-bereikt}
---
""",
    },
    today=d("2026-03-20"),
    expect={
        ("2026-0901", d("2026-02-25")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-007"),
            consent=PLAIN,
            minutes={"v-002": 70, "v-007": 70},
            wachttijd=(2, 2),  # 02-17 to 02-19
            reactietijd=(5, 5),  # 02-19 to 02-24
            dues=(
                # koppeling Thu 02-19 + 2 weken = Thu 03-05
                ("gesprek", "B", d("2026-03-05"), "term"),
                # gesprek Tue 02-24 + 3 weken = Tue 03-17
                ("voortgang", None, d("2026-03-17"), "term"),
            ),
        ),
        ("2026-0901", d("2026-02-28")): Day(
            fase="tweede",  # a contact with B by the team, reached or not
            einde="tweede",
            team=("v-002", "v-007"),
            consent=PLAIN,
            attempts={("contact", "B"): 1},
            minutes={"v-002": 90, "v-007": 90},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # first attempt Fri 02-27 + 1 week = Fri 03-06
                ("gesprek", "B", d("2026-03-06"), "poging"),
                # contact Fri 02-27 + 3 weken = Fri 03-20
                ("voortgang", None, d("2026-03-20"), "term"),
            ),
        ),
        ("2026-0901", d("2026-03-10")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-002", "v-007"),
            consent=PLAIN,
            attempts={("contact", "B"): 2},
            minutes={"v-002": 110, "v-007": 110},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # second attempt Thu 03-05 + 1 week = Thu 03-12
                ("gesprek", "B", d("2026-03-12"), "poging"),
                # contact Thu 03-05 + 3 weken = Thu 03-26
                ("voortgang", None, d("2026-03-26"), "term"),
            ),
        ),
        ("2026-0901", d("2026-03-13")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-002", "v-007"),
            consent=PLAIN,
            attempts={("contact", "B"): 3},  # a letter nobody answered counts: any contact but bereikt: ja
            minutes={"v-002": 110, "v-007": 110},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # the third attempt, Thu 03-12, left no party to speak to: + 1 week = Thu 03-19
                ("afsluiting", None, d("2026-03-19"), "term"),
                # contact Thu 03-12 + 3 weken = Thu 04-02; the fase still asks it
                ("voortgang", None, d("2026-04-02"), "term"),
            ),
            settled=(("gesprek", "B", "niet bereikt"),),
        ),
        ("2026-0901", d("2026-03-20")): Day(
            status="gesloten",
            fase="tweede",
            einde="tweede",
            team=("v-002", "v-007"),
            consent=PLAIN,
            attempts={("contact", "B"): 3},
            minutes={"v-002": 110, "v-007": 110},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            doorlooptijd=(31, 31),  # 02-16 to 03-19: 12 + 19
            dues=(
                # afsluiting 2026-03-19 + 2 jaar = Sun 2028-03-19: moves to Mon 2028-03-20
                ("vergeten", None, d("2028-03-20"), "term"),
            ),
            settled=None,
        ),
    },
    figures={
        2026: {
            "aanmeldingen": 1,
            "afgesloten": 1,
            "opgelost.alle": (0, 1),
            "opgelost.geschikt": (0, 1),
            "opgelost.behandeld": (0, 1),
        },
    },
)


# ---------------------------------------------------------------------------------------------------------------------
REFUSES = Life(
    name="refuses",
    what="The neighbour refuses to talk, then talks after all; another neighbour refuses the aftercare.",
    files={
        **BASE,
        "casus/2026/2026-1001.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-10-05, wat: melding, via: telefoon}
  - {op: 2026-10-06, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-10-08, wat: koppeling, team: [v-004, v-012]}
  - {op: 2026-10-13, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-10-15, wat: contact, met: B, via: deur, bereikt: ja, wil: nee, minuten: 15}
  - {op: 2026-10-20, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
---
""",
        "casus/2026/2026-1002.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-09-21, wat: melding, via: telefoon}
  - {op: 2026-09-22, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-09-24, wat: koppeling, team: [v-002, v-007]}
  - {op: 2026-09-29, wat: gesprek, met: AB, afspraken: ja, minuten: 80}
  - {op: 2026-11-10, wat: nazorg, met: A, stand: houdt, minuten: 10}
  - {op: 2026-11-12, wat: contact, met: B, via: telefoon, bereikt: ja, wil: nee, door: [c-1], minuten: 5}
---
""",
    },
    today=d("2026-11-13"),
    expect={
        # B does not want to talk.
        ("2026-1001", d("2026-10-16")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-004", "v-012"),
            consent=PLAIN,
            attempts={},  # reading: B was reached, so it is no attempt
            minutes={"v-004": 75, "v-012": 75},  # 60 + 15
            wachttijd=(2, 2),  # 10-06 to 10-08
            reactietijd=(5, 5),  # 10-08 to 10-13
            dues=(
                # wil: nee Thu 10-15 left no party to speak to: + 1 week = Thu 10-22
                ("afsluiting", None, d("2026-10-22"), "term"),
                # contact Thu 10-15 + 3 weken = Thu 11-05
                ("voortgang", None, d("2026-11-05"), "term"),
            ),
            settled=(("gesprek", "B", "wil niet"),),
        ),
        # B came after all: the refusal no longer stands, for the aftercare neither.
        ("2026-1001", d("2026-10-21")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-012"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-004": 165, "v-012": 165},  # 75 + 90
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # gesprek, afspraken: ja Tue 10-20 + 6 weken = Tue 12-01; afsluiting waits for it
                ("nazorg", "A", d("2026-12-01"), "term"),
                ("nazorg", "B", d("2026-12-01"), "term"),
            ),
            settled=(),
        ),
        # A answered, B not yet: afsluiting waits.
        ("2026-1002", d("2026-11-11")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-007"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 80, "v-007": 80, "c-1": 10},  # nazorg: the coördinator unless `door` says otherwise
            wachttijd=(2, 2),  # 09-22 to 09-24
            reactietijd=(5, 5),  # 09-24 to 09-29
            dues=(
                # gesprek, afspraken: ja Tue 09-29 + 6 weken = Tue 11-10
                ("nazorg", "B", d("2026-11-10"), "term"),
            ),
        ),
        # B wants no aftercare.
        ("2026-1002", d("2026-11-13")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-007"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 80, "v-007": 80, "c-1": 15},  # 10 + 5
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # wil: nee Thu 11-12 left no party to ask: + 1 week = Thu 11-19 (not from the nazorg of 11-10)
                ("afsluiting", None, d("2026-11-19"), "term"),
            ),
            settled=(("nazorg", "B", "wil niet"),),  # reading: gesprek is not asked in fase nazorg, so no remark on it
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
SHUTTLE = Life(
    name="shuttle",
    what="The parties will not sit together; the team goes to and fro.",
    files={
        **BASE,
        "casus/2026/2026-1101.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-01-19, wat: melding, via: telefoon}
  - {op: 2026-01-21, wat: intake, geschikt: ja, aanpak: pendel, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-01-26, wat: koppeling, team: [v-004, v-012]}
  - {op: 2026-01-29, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-02-03, wat: gesprek, met: B, minuten: 60}
  - {op: 2026-02-06, wat: gesprek, met: A, minuten: 45}
  - {op: 2026-02-10, wat: gesprek, met: B, afspraken: ja, minuten: 45}
---
""",
    },
    today=d("2026-02-11"),
    expect={
        ("2026-1101", d("2026-02-04")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-004", "v-012"),
            bemiddeling=False,  # both spoken to, none visited again
            consent=PLAIN,
            minutes={"v-004": 120, "v-012": 120},
            wachttijd=(5, 5),  # 01-21 to 01-26
            reactietijd=(3, 3),  # 01-26 to 01-29
            dues=(
                # gesprek Tue 02-03 + 3 weken = Tue 02-24
                ("voortgang", None, d("2026-02-24"), "term"),
            ),
        ),
        ("2026-1101", d("2026-02-07")): Day(
            # aanpak pendel (the intended one, as the first koppeling names none) and A visited again after both
            fase="bemiddeling",
            einde="bemiddeling",
            team=("v-004", "v-012"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-004": 165, "v-012": 165},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            dues=(
                # gesprek Fri 02-06 + 3 weken = Fri 02-27
                ("voortgang", None, d("2026-02-27"), "term"),
            ),
        ),
        ("2026-1101", d("2026-02-11")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-012"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-004": 210, "v-012": 210},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            dues=(
                # gesprek, afspraken: ja Tue 02-10 + 6 weken = Tue 03-24; of both, though it was a talk with B
                ("nazorg", "A", d("2026-03-24"), "term"),
                ("nazorg", "B", d("2026-03-24"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
REVISED = Life(
    name="revised",
    what="Closings that were revised later: in the next year, in the same year, and with a reopening between.",
    files={
        **BASE,
        # Closed in 2025, revised in 2026, reopened and closed again in 2026.
        "casus/2025/2025-1201.md": """\
---
klachten: [relatie]
verwijzer: wijkteam-noord
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-10-06, wat: melding, via: telefoon}
  - {op: 2025-10-08, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling]}
  - {op: 2025-10-13, wat: koppeling, team: [v-002, v-004]}
  - {op: 2025-10-16, wat: gesprek, met: A, minuten: 60}
  - {op: 2025-10-23, wat: gesprek, met: AB, afspraken: nee, minuten: 60}
  - {op: 2025-10-30, wat: afsluiting, resultaat: niet-opgelost}
  - {op: 2025-11-03, wat: terugkoppeling, aan: wijkteam-noord}
  - {op: 2026-01-20, wat: afsluiting, resultaat: opgelost, reden: vanzelf}
  - {op: 2026-03-10, wat: heropening}
  - {op: 2026-03-12, wat: gesprek, met: AB, afspraken: ja, minuten: 60}
  - {op: 2026-04-23, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-04-23, wat: nazorg, met: B, stand: houdt}
  - {op: 2026-04-28, wat: afsluiting, resultaat: verbeterd}
---
""",
        # Closed in 2025, revised in 2026.
        "casus/2025/2025-1202.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-11-03, wat: melding, via: telefoon}
  - {op: 2025-11-05, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2025-11-10, wat: koppeling, team: [v-007, v-012]}
  - {op: 2025-11-13, wat: gesprek, met: A, minuten: 60}
  - {op: 2025-11-18, wat: contact, met: B, via: deur, bereikt: ja, wil: nee}
  - {op: 2025-12-15, wat: afsluiting, resultaat: niet-opgelost, reden: weigert}
  - {op: 2026-02-02, wat: afsluiting, resultaat: opgelost, reden: vanzelf}
---
""",
        # Closed and revised in 2025.
        "casus/2025/2025-1203.md": """\
---
klachten: [dieren]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: centrum}
  B: {wijk: centrum}
verloop:
  - {op: 2025-06-02, wat: melding, via: telefoon}
  - {op: 2025-06-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2025-06-10, wat: afsluiting, resultaat: ingetrokken, reden: wil-niet-meer}
  - {op: 2025-09-08, wat: afsluiting, resultaat: opgelost, reden: advies}
---
""",
        # Closed in 2025, open again at its end, closed again in 2026.
        "casus/2025/2025-1204.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-03-03, wat: melding, via: telefoon}
  - {op: 2025-03-05, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2025-03-10, wat: koppeling, team: [v-002, v-004]}
  - {op: 2025-03-13, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2025-04-24, wat: nazorg, met: A, stand: houdt}
  - {op: 2025-04-24, wat: nazorg, met: B, stand: houdt}
  - {op: 2025-05-06, wat: afsluiting, resultaat: opgelost}
  - {op: 2025-12-01, wat: heropening}
  - {op: 2025-12-11, wat: gesprek, met: AB, afspraken: ja, minuten: 60}
  - {op: 2026-01-22, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-01-22, wat: nazorg, met: B, stand: houdt}
  - {op: 2026-01-26, wat: afsluiting, resultaat: opgelost}
---
""",
    },
    today=d("2026-12-31"),
    expect={
        # The talks failed: no aftercare, close within a week.
        ("2025-1201", d("2025-10-24")): Day(
            fase="nazorg",  # `afspraken` is present, also when nee
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            minutes={"v-002": 120, "v-004": 120},
            wachttijd=(5, 5),  # 10-08 to 10-13
            reactietijd=(3, 3),  # 10-13 to 10-16
            dues=(
                # gesprek, afspraken: nee Thu 10-23 + 1 week = Thu 10-30
                ("afsluiting", None, d("2025-10-30"), "term"),
            ),
        ),
        # Closed, the referrer told.
        ("2025-1201", d("2025-11-04")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            minutes={"v-002": 120, "v-004": 120},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(24, 24),  # 10-06 to 10-30
            dues=(
                # afsluiting 2025-10-30 + 2 jaar = Sat 2027-10-30: moves to Mon 2027-11-01
                ("vergeten", None, d("2027-11-01"), "term"),
            ),
        ),
        # Revised: the last afsluiting counts, so the referrer is to be told again.
        ("2025-1201", d("2026-01-21")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            minutes={"v-002": 120, "v-004": 120},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(106, 106),  # reading: to the revision too; 2025-10-06 to 2026-01-20: 25 + 30 + 31 + 20
            dues=(
                # afsluiting Tue 01-20 + 10 werkdagen: 21, 22, 23, 26, 27, 28, 29, 30 jan, 2, 3 feb = Tue 02-03
                ("terugkoppeling", None, d("2026-02-03"), "term"),
                # afsluiting 2026-01-20 + 2 jaar = Thu 2028-01-20
                ("vergeten", None, d("2028-01-20"), "term"),
            ),
        ),
        # Reopened: telling the referrer is not asked of an open case.
        ("2025-1201", d("2026-03-11")): Day(
            fase="bemiddeling",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            minutes={"v-002": 120, "v-004": 120},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(106, 106),  # reading: melding to last afsluiting, also while the case is open again
            dues=(
                # heropening Tue 03-10 + 2 weken = Tue 03-24
                ("gesprek", "A", d("2026-03-24"), "term"),
                ("gesprek", "B", d("2026-03-24"), "term"),
                # heropening Tue 03-10 + 3 weken = Tue 03-31
                ("voortgang", None, d("2026-03-31"), "term"),
            ),
        ),
        ("2025-1201", d("2026-03-13")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=WITH_FEEDBACK,
            minutes={"v-002": 180, "v-004": 180},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(106, 106),  # reading: as above
            dues=(
                # gesprek, afspraken: ja Thu 03-12 + 6 weken = Thu 04-23
                ("nazorg", "A", d("2026-04-23"), "term"),
                ("nazorg", "B", d("2026-04-23"), "term"),
            ),
        ),
        ("2025-1201", d("2026-04-29")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=WITH_FEEDBACK,
            minutes={"v-002": 180, "v-004": 180},
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(204, 204),  # 2025-10-06 to 2026-04-28: 25 + 30 + 31 + 31 + 28 + 31 + 28
            dues=(
                # afsluiting Tue 04-28 + 10 werkdagen: 29, 30 apr, 1, 4, 5, 6, 7, 8, 11, 12 may = Tue 05-12
                ("terugkoppeling", None, d("2026-05-12"), "term"),
                # afsluiting 2026-04-28 + 2 jaar = Fri 2028-04-28
                ("vergeten", None, d("2028-04-28"), "term"),
            ),
        ),
        ("2025-1202", d("2026-02-03")): Day(
            status="gesloten",
            fase="tweede",  # team contact with B
            einde="tweede",
            team=("v-007", "v-012"),
            consent=PLAIN,
            minutes={"v-007": 60, "v-012": 60},
            wachttijd=(5, 5),  # 11-05 to 11-10
            reactietijd=(3, 3),  # 11-10 to 11-13
            doorlooptijd=(91, 91),  # reading: to the revision; 2025-11-03 to 2026-02-02: 27 + 31 + 31 + 2
            dues=(
                # afsluiting 2026-02-02 + 2 jaar = Wed 2028-02-02
                ("vergeten", None, d("2028-02-02"), "term"),
            ),
            settled=None,
        ),
        ("2025-1203", d("2025-12-31")): Day(
            status="gesloten",
            fase="intake",
            einde="intake",
            consent=PLAIN,
            doorlooptijd=(98, 98),  # reading: to the revision; 06-02 to 09-08: 28 + 31 + 31 + 8
            dues=(
                # afsluiting 2025-09-08 + 2 jaar = Wed 2027-09-08
                ("vergeten", None, d("2027-09-08"), "term"),
            ),
        ),
        ("2025-1204", d("2025-12-31")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg=None,  # cleared by the heropening, not asked again yet
            consent=PLAIN,
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(5, 5),  # 03-05 to 03-10
            reactietijd=(3, 3),  # 03-10 to 03-13
            doorlooptijd=(64, 64),  # reading: melding to last afsluiting; 03-03 to 05-06: 28 + 30 + 6
            dues=(
                # gesprek, afspraken: ja Thu 2025-12-11 + 6 weken = Thu 2026-01-22
                ("nazorg", "A", d("2026-01-22"), "term"),
                ("nazorg", "B", d("2026-01-22"), "term"),
            ),
        ),
    },
    figures={
        # A year looks at events up to its own last day.
        2025: {
            "aanmeldingen": 4,
            "afgesloten": 3,  # 1201, 1202, 1203; 1204 was closed but is open at the end of the year
            # On 12-31: 1201 niet-opgelost, 1202 niet-opgelost, 1203 opgelost (revised within the year)
            # reading: the revisions of 2026 do not reach the figures of 2025
            "opgelost.alle": (1, 3),
            "opgelost.geschikt": (1, 3),
            # reading: numerator and denominator are of one group; 1203 never had a koppeling
            "opgelost.behandeld": (0, 2),
        },
        2026: {
            "aanmeldingen": 0,
            # 1201 (a heropening lies between) verbeterd; 1204 opgelost; 1202 stays closed in 2025
            "afgesloten": 2,
            "opgelost.alle": (1, 2),
            "opgelost.geschikt": (1, 2),
            "opgelost.behandeld": (1, 2),
        },
    },
)


# ---------------------------------------------------------------------------------------------------------------------
AGREED_DATES = Life(
    name="agreed-dates",
    what="Dates agreed with the parties beat the rule: earlier or later, in a weekend, and replaced by a newer one.",
    files={
        **BASE,
        "casus/2026/2026-1301.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-06-08, wat: melding, via: telefoon}
  - {op: 2026-06-10, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-06-11, wat: koppeling, team: [v-002, v-004]}
  - {op: 2026-06-12, wat: gepland, voor: gesprek, met: A, datum: 2026-06-27, tijd: 10:00}
  - {op: 2026-06-22, wat: gepland, voor: gesprek, met: A, datum: 2026-06-30, tijd: 19:00}
  - {op: 2026-06-30, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-07-01, wat: gesprek, met: B, minuten: 60}
  - {op: 2026-07-02, wat: gepland, voor: gesprek, met: AB, datum: 2026-07-16, tijd: 19:30}
  - {op: 2026-07-16, wat: gesprek, met: AB, afspraken: ja, minuten: 100}
  - {op: 2026-07-17, wat: gepland, voor: nazorg, met: A, datum: 2026-09-05}
  - {op: 2026-08-27, wat: nazorg, met: B, stand: houdt}
  - {op: 2026-09-05, wat: nazorg, met: A, stand: houdt}
---
""",
    },
    today=d("2026-09-06"),
    expect={
        ("2026-1301", d("2026-06-15")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-002", "v-004"),
            consent=PLAIN,
            wachttijd=(1, 1),
            dues=(
                # agreed, Sat 06-27, and not moved; the rule would say 06-25
                ("gesprek", "A", d("2026-06-27"), "gepland"),
                # koppeling Thu 06-11 + 2 weken = Thu 06-25
                ("gesprek", "B", d("2026-06-25"), "term"),
                # koppeling Thu 06-11 + 3 weken = Thu 07-02
                ("voortgang", None, d("2026-07-02"), "term"),
            ),
        ),
        # A newer date replaces the older.
        ("2026-1301", d("2026-06-23")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-002", "v-004"),
            consent=PLAIN,
            wachttijd=(1, 1),
            dues=(
                ("gesprek", "A", d("2026-06-30"), "gepland"),
                ("gesprek", "B", d("2026-06-25"), "term"),
                ("voortgang", None, d("2026-07-02"), "term"),
            ),
        ),
        # Both spoken to, so the rule is settled; the agreed talk is due of both.
        ("2026-1301", d("2026-07-03")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 120, "v-004": 120},
            wachttijd=(1, 1),
            reactietijd=(19, 19),  # 06-11 to 06-30
            dues=(
                ("gesprek", "A", d("2026-07-16"), "gepland"),
                ("gesprek", "B", d("2026-07-16"), "gepland"),
                # gesprek Wed 07-01 + 3 weken = Wed 07-22
                ("voortgang", None, d("2026-07-22"), "term"),
            ),
        ),
        ("2026-1301", d("2026-07-20")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-002": 220, "v-004": 220},
            wachttijd=(1, 1),
            reactietijd=(19, 19),
            dues=(
                # agreed with A: Sat 09-05, later than the rule
                ("nazorg", "A", d("2026-09-05"), "gepland"),
                # gesprek, afspraken: ja Thu 07-16 + 6 weken = Thu 08-27
                ("nazorg", "B", d("2026-08-27"), "term"),
            ),
        ),
        ("2026-1301", d("2026-08-28")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 220, "v-004": 220},
            wachttijd=(1, 1),
            reactietijd=(19, 19),
            dues=(("nazorg", "A", d("2026-09-05"), "gepland"),),  # afsluiting waits for A
        ),
        ("2026-1301", d("2026-09-06")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-002": 220, "v-004": 220},
            wachttijd=(1, 1),
            reactietijd=(19, 19),
            dues=(
                # nazorg Sat 09-05 + 1 week = Sat 09-12: moves to Mon 09-14
                ("afsluiting", None, d("2026-09-14"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
EXCEPTION = Life(
    name="exception",
    what="With these parties another day for the aftercare was agreed, in the header.",
    files={
        **BASE,
        "casus/2026/2026-1401.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
uitzonderingen: [{term: nazorg, op: 2026-09-05, reden: afgesproken}]
verloop:
  - {op: 2026-06-15, wat: melding, via: telefoon}
  - {op: 2026-06-16, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-06-18, wat: koppeling, team: [v-004, v-007]}
  - {op: 2026-06-23, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-09-05, wat: nazorg, met: A, stand: houdt}
  - {op: 2026-09-08, wat: nazorg, met: B, stand: geen-afspraken}
---
""",
    },
    today=d("2026-09-09"),
    expect={
        # Before the talks: the exception makes nothing due by itself.
        ("2026-1401", d("2026-06-22")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-004", "v-007"),
            consent=PLAIN,
            wachttijd=(2, 2),  # 06-16 to 06-18
            dues=(
                # koppeling Thu 06-18 + 2 weken = Thu 07-02
                ("gesprek", "A", d("2026-07-02"), "term"),
                ("gesprek", "B", d("2026-07-02"), "term"),
                # koppeling Thu 06-18 + 3 weken = Thu 07-09
                ("voortgang", None, d("2026-07-09"), "term"),
            ),
        ),
        ("2026-1401", d("2026-06-24")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-007"),
            bemiddeling=True,
            consent=PLAIN,
            minutes={"v-004": 90, "v-007": 90},
            wachttijd=(2, 2),
            reactietijd=(5, 5),  # 06-18 to 06-23
            dues=(
                # the rule: Tue 06-23 + 6 weken = Tue 08-04; the exception, Sat 09-05, replaces it and is not moved
                ("nazorg", "A", d("2026-09-05"), "uitzondering"),
                ("nazorg", "B", d("2026-09-05"), "uitzondering"),
            ),
        ),
        ("2026-1401", d("2026-09-07")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-007"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            minutes={"v-004": 90, "v-007": 90},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(("nazorg", "B", d("2026-09-05"), "uitzondering"),),
        ),
        ("2026-1401", d("2026-09-09")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-007"),
            bemiddeling=True,
            nazorg="houdt",  # geen-afspraken stands aside
            consent=PLAIN,
            minutes={"v-004": 90, "v-007": 90},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # nazorg Tue 09-08 + 1 week = Tue 09-15
                ("afsluiting", None, d("2026-09-15"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
DUPLICATE = Life(
    name="duplicate",
    what="A year of seven reports, one of them double, and what is counted of it.",
    files={
        **BASE,
        # Mediated and solved.
        "casus/2025/2025-1501.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-02-03, wat: melding, via: telefoon}
  - {op: 2025-02-05, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2025-02-10, wat: koppeling, team: [v-002, v-004]}
  - {op: 2025-02-13, wat: gesprek, met: AB, afspraken: ja}
  - {op: 2025-03-27, wat: nazorg, met: A, stand: houdt}
  - {op: 2025-03-27, wat: nazorg, met: B, stand: houdt}
  - {op: 2025-04-01, wat: afsluiting, resultaat: opgelost}
---
""",
        # The same, reported twice.
        "casus/2025/2025-1502.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-02-05, wat: melding, via: mail}
  - {op: 2025-02-06, wat: afsluiting, resultaat: dubbel, zie: 2025-1501}
---
""",
        # Unsuitable.
        "casus/2025/2025-1503.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: zuid}
  B: {wijk: zuid}
verloop:
  - {op: 2025-03-03, wat: melding, via: telefoon}
  - {op: 2025-03-05, wat: intake, geschikt: nee, contra: [juridisch], toestemming: [opslag]}
  - {op: 2025-03-06, wat: afsluiting, resultaat: niet-in-behandeling}
---
""",
        # Suitable, but advice at the intake sufficed.
        "casus/2025/2025-1504.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-05-12, wat: melding, via: telefoon}
  - {op: 2025-05-13, wat: intake, geschikt: ja, toestemming: [opslag]}
  - {op: 2025-05-20, wat: afsluiting, resultaat: opgelost, reden: advies}
---
""",
        # Advice by telephone at once; there was no intake.
        "casus/2025/2025-1505.md": """\
---
klachten: [dieren]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: centrum}
  B: {wijk: centrum}
verloop:
  - {op: 2025-09-01, wat: melding, via: telefoon}
  - {op: 2025-09-01, wat: afsluiting, resultaat: opgelost, reden: advies}
---
""",
        # Still waiting for a team at the end of the year.
        "casus/2025/2025-1506.md": """\
---
klachten: [geluid-apparaten]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-12-15, wat: melding, via: telefoon}
  - {op: 2025-12-17, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
---
""",
        # Mediated and improved, which is not solved.
        "casus/2025/2025-1507.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-06-16, wat: melding, via: telefoon}
  - {op: 2025-06-17, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2025-06-19, wat: koppeling, team: [v-004, v-012]}
  - {op: 2025-06-26, wat: gesprek, met: AB, afspraken: ja}
  - {op: 2025-08-07, wat: nazorg, met: A, stand: deels}
  - {op: 2025-08-07, wat: nazorg, met: B, stand: houdt}
  - {op: 2025-08-12, wat: afsluiting, resultaat: verbeterd}
---
""",
    },
    today=d("2025-12-31"),
    expect={
        ("2025-1501", d("2025-04-02")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            wachttijd=(5, 5),  # 02-05 to 02-10
            reactietijd=(3, 3),  # 02-10 to 02-13
            doorlooptijd=(57, 57),  # 02-03 to 04-01: 25 + 31 + 1
            dues=(
                # afsluiting 2025-04-01 + 2 jaar = Thu 2027-04-01
                ("vergeten", None, d("2027-04-01"), "term"),
            ),
        ),
        ("2025-1502", d("2025-02-07")): Day(
            status="gesloten",  # the afsluiting also settles the intake
            fase="aanmelding",
            einde="aanmelding",
            doorlooptijd=(1, 1),
            dues=(
                # afsluiting 2025-02-06 + 2 jaar = Sat 2027-02-06: moves to Mon 2027-02-08
                ("vergeten", None, d("2027-02-08"), "term"),
            ),
        ),
        ("2025-1505", d("2025-09-02")): Day(
            status="gesloten",
            fase="aanmelding",
            einde="aanmelding",
            doorlooptijd=(0, 0),
            dues=(
                # afsluiting 2025-09-01 + 2 jaar = Wed 2027-09-01
                ("vergeten", None, d("2027-09-01"), "term"),
            ),
        ),
        ("2025-1506", d("2025-12-31")): Day(
            fase="intake",
            einde="intake",
            waiting=True,
            consent=PLAIN,
            dues=(
                # intake Wed 12-17 + 10 werkdagen: 18, 19, 22, 23, 24, (25, 26) 29, 30, 31 dec, (1 jan) 2, 5 jan
                # = Mon 2026-01-05
                ("koppeling", None, d("2026-01-05"), "term"),
            ),
        ),
        ("2025-1507", d("2025-08-13")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-004", "v-012"),
            bemiddeling=True,
            nazorg="deels",
            consent=PLAIN,
            wachttijd=(2, 2),  # 06-17 to 06-19
            reactietijd=(7, 7),  # 06-19 to 06-26
            doorlooptijd=(57, 57),  # 06-16 to 08-12: 14 + 31 + 12
            dues=(
                # afsluiting 2025-08-12 + 2 jaar = Thu 2027-08-12
                ("vergeten", None, d("2027-08-12"), "term"),
            ),
        ),
    },
    figures={
        2025: {
            "aanmeldingen": 6,  # all but 1502, the double one
            "afgesloten": 5,  # 1501, 1503, 1504, 1505, 1507; dubbel is in no count, 1506 is open
            # reading: numerator and denominator are of one group (else behandeld would be 3 of 2)
            "opgelost.alle": (3, 5),  # 1501, 1504, 1505; 1507 is verbeterd
            "opgelost.geschikt": (2, 3),  # of 1501, 1504, 1507
            "opgelost.behandeld": (1, 2),  # of 1501, 1507
        },
    },
)


# ---------------------------------------------------------------------------------------------------------------------
REQUESTS = Life(
    name="requests",
    what="A complaint and a request to see the file run beside each other, and forgetting waits for both.",
    files={
        **BASE,
        # The file as it is after forgetting: every `toestemming` was taken out.
        "casus/2024/2024-1601.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2024-04-15, wat: melding, via: telefoon}
  - {op: 2024-04-17, wat: intake, geschikt: ja}
  - {op: 2024-04-22, wat: koppeling, team: [v-002, v-004]}
  - {op: 2024-04-25, wat: gesprek, met: AB, afspraken: nee}
  - {op: 2024-06-03, wat: afsluiting, resultaat: niet-opgelost}
  - {op: 2026-05-04, wat: verzoek, soort: klacht, stap: ontvangen, van: A}
  - {op: 2026-05-06, wat: verzoek, soort: klacht, stap: bevestigd, van: A}
  - {op: 2026-05-11, wat: verzoek, soort: inzage, stap: ontvangen, van: A}
  - {op: 2026-05-20, wat: verzoek, soort: klacht, stap: afgehandeld, van: A}
  - {op: 2026-06-08, wat: verzoek, soort: inzage, stap: afgehandeld, van: A}
  - {op: 2026-06-09, wat: verzoek, soort: wissen, stap: ontvangen, van: A}
  - {op: 2026-06-11, wat: vergeten, grond: verzoek}
---
""",
        # A request during a hold: its term runs on.
        "casus/2026/2026-1602.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-05-18, wat: melding, via: telefoon}
  - {op: 2026-05-19, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-05-20, wat: wacht, tot: 2026-06-29}
  - {op: 2026-05-21, wat: verzoek, soort: correctie, stap: ontvangen, van: A}
  - {op: 2026-06-10, wat: hervat}
---
""",
    },
    today=d("2026-06-12"),
    expect={
        # Two years after the closing it is to be forgotten.
        ("2024-1601", d("2026-05-03")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            wachttijd=(5, 5),  # 04-17 to 04-22
            reactietijd=(3, 3),  # 04-22 to 04-25
            doorlooptijd=(49, 49),  # 2024-04-15 to 2024-06-03: 15 + 31 + 3
            dues=(
                # afsluiting 2024-06-03 + 2 jaar = Wed 2026-06-03; the time to complain ended 2024-09-03
                ("vergeten", None, d("2026-06-03"), "term"),
            ),
        ),
        # Complaint and request both open: each its own term, forgetting not asked.
        ("2024-1601", d("2026-05-12")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(49, 49),
            dues=(
                # ontvangen Mon 05-04 + 30 dagen = Wed 06-03; bevestigd settles nothing
                ("verzoek", "klacht", d("2026-06-03"), "term"),
                # ontvangen Mon 05-11 + 30 dagen = Wed 06-10
                ("verzoek", "inzage", d("2026-06-10"), "term"),
            ),
        ),
        # The complaint is dealt with; the other is still open.
        ("2024-1601", d("2026-05-21")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(49, 49),
            dues=(("verzoek", "inzage", d("2026-06-10"), "term"),),
        ),
        # Both dealt with, and A asks to be forgotten: that does not block forgetting.
        ("2024-1601", d("2026-06-10")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(49, 49),
            dues=(
                # ontvangen Tue 06-09 + 30 dagen = Thu 07-09
                ("verzoek", "wissen", d("2026-07-09"), "term"),
                # reading: it kept its own date while it waited, so it is a week late
                ("vergeten", None, d("2026-06-03"), "term"),
            ),
        ),
        # Forgotten: asked nothing more.
        ("2024-1601", d("2026-06-12")): Day(
            status="gesloten",
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            wachttijd=(5, 5),
            reactietijd=(3, 3),
            doorlooptijd=(49, 49),
            dues=(),
        ),
        ("2026-1602", d("2026-05-26")): Day(
            status="wacht",
            fase="intake",
            einde="intake",
            consent=PLAIN,
            dues=(
                # wacht.tot Mon 06-29
                ("hervat", None, d("2026-06-29"), "wacht"),
                # in: altijd. ontvangen Thu 05-21 + 30 dagen = Sat 06-20: moves to Mon 06-22
                ("verzoek", "correctie", d("2026-06-22"), "term"),
            ),
        ),
        ("2026-1602", d("2026-06-11")): Day(
            fase="intake",
            einde="intake",
            waiting=True,
            consent=PLAIN,
            dues=(
                # intake Tue 05-19 + 10 werkdagen: 20, 21, 22, (25 Whit Monday) 26, 27, 28, 29 may, 1, 2, 3 jun
                # = Wed 06-03; + 21 days on hold (05-20 to 06-10) = Wed 06-24
                # reading: the werkdagen are counted first, then the days on hold are added as calendar days
                ("koppeling", None, d("2026-06-24"), "term"),
                # in: altijd, so the hold is not added
                ("verzoek", "correctie", d("2026-06-22"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
HOURS = Life(
    name="hours",
    what="Another coördinator takes over, the team changes, and the hours go to who did the work.",
    files={
        **BASE,
        "casus/2026/2026-1701.md": """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-03-16, wat: melding, via: telefoon, minuten: 10}
  - {op: 2026-03-17, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars], minuten: 40}
  - {op: 2026-03-17, wat: contact, met: A, via: telefoon, bereikt: ja, minuten: 5}
  - {op: 2026-03-18, wat: overname, naar: c-2}
  - {op: 2026-03-19, wat: koppeling, team: [v-002, v-012], minuten: 20}
  - {op: 2026-03-24, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-03-26, wat: gesprek, met: B, minuten: 50, door: [v-002]}
  - {op: 2026-03-31, wat: contact, met: B, via: telefoon, bereikt: ja, minuten: 10, door: [c-2]}
  - {op: 2026-04-02, wat: koppeling, team: [v-002, v-004], reden: wissel, minuten: 15}
  - {op: 2026-04-09, wat: gesprek, met: AB, afspraken: ja, minuten: 90, door: [v-002, v-004, c-2]}
  - {op: 2026-05-21, wat: nazorg, met: A, stand: houdt, minuten: 15}
  - {op: 2026-05-21, wat: nazorg, met: B, stand: houdt, minuten: 15, door: [v-002, v-004]}
---
""",
    },
    today=d("2026-05-22"),
    expect={
        ("2026-1701", d("2026-03-18")): Day(
            fase="intake",  # a contact with A is no step
            einde="intake",
            waiting=True,
            consent=PLAIN,
            minutes={"c-1": 55},  # 10 + 40 + 5: no team yet, so the contact is the coördinator's
            dues=(
                # intake Tue 03-17 + 10 werkdagen: 18, 19, 20, 23, 24, 25, 26, 27, 30, 31 mar = Tue 03-31
                ("koppeling", None, d("2026-03-31"), "term"),
            ),
        ),
        ("2026-1701", d("2026-04-03")): Day(
            fase="tweede",  # gesprek B
            einde="tweede",
            team=("v-002", "v-004"),
            consent=PLAIN,
            # c-2: koppeling 20 (after the overname), contact 10, koppeling 15; v-002: 60 + 50; v-012: 60
            minutes={"c-1": 55, "c-2": 45, "v-002": 110, "v-012": 60},
            wachttijd=(2, 2),  # 03-17 to the first koppeling, 03-19
            reactietijd=(5, 5),  # 03-19 to 03-24
            dues=(
                # reading: the last koppeling counts for both parties again: Thu 04-02 + 2 weken = Thu 04-16
                ("gesprek", "A", d("2026-04-16"), "term"),
                ("gesprek", "B", d("2026-04-16"), "term"),
                # koppeling Thu 04-02 + 3 weken = Thu 04-23
                ("voortgang", None, d("2026-04-23"), "term"),
            ),
        ),
        ("2026-1701", d("2026-05-22")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent=PLAIN,
            # c-2: 45 + gesprek 90 + nazorg 15; v-002: 110 + 90 + 15; v-004: 90 + 15
            minutes={"c-1": 55, "c-2": 150, "v-002": 215, "v-004": 105, "v-012": 60},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # nazorg Thu 05-21 + 1 week = Thu 05-28
                ("afsluiting", None, d("2026-05-28"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
HOLIDAYS = Life(
    name="holidays",
    what="Workdays around Easter, King's Day, Liberation Day, Ascension and Christmas, and days we are closed.",
    files={
        **BASE,
        "casus/2026/2026-1801.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-04-01, wat: melding, via: telefoon}
  - {op: 2026-04-08, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-04-13, wat: koppeling, team: [v-002, v-004]}
---
""",
        "casus/2026/2026-1802.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-12-21, wat: melding, via: telefoon}
---
""",
        "casus/2026/2026-1803.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-11-02, wat: melding, via: telefoon}
  - {op: 2026-11-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-11-05, wat: koppeling, team: [v-007, v-012]}
  - {op: 2026-11-12, wat: gesprek, met: AB, afspraken: ja}
---
""",
        "casus/2024/2024-1804.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2024-12-20, wat: melding, via: telefoon}
---
""",
        "casus/2025/2025-1805.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2025-04-16, wat: melding, via: telefoon}
  - {op: 2025-04-17, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
---
""",
        "casus/2026/2026-1806.md": """\
---
klachten: [tuin]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-04-20, wat: melding, via: telefoon}
  - {op: 2026-04-21, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-04-23, wat: koppeling, team: [v-004, v-012]}
  - {op: 2026-04-29, wat: gesprek, met: A}
  - {op: 2026-05-07, wat: contact, met: B, via: deur, bereikt: nee}
---
""",
    },
    today=d("2026-12-22"),
    expect={
        ("2026-1801", d("2026-04-02")): Day(
            dues=(
                # melding Wed 04-01 + 5 werkdagen: 2, (3 Good Friday, 6 Easter Monday) 7, 8, 9, 10 apr = Fri 04-10
                ("intake", None, d("2026-04-10"), "term"),
            ),
        ),
        ("2026-1801", d("2026-04-14")): Day(
            fase="koppeling",
            einde="koppeling",
            team=("v-002", "v-004"),
            consent=PLAIN,
            wachttijd=(5, 5),  # 04-08 to 04-13
            dues=(
                # koppeling Mon 04-13 + 2 weken = Mon 04-27, King's Day: moves to Tue 04-28
                ("gesprek", "A", d("2026-04-28"), "term"),
                ("gesprek", "B", d("2026-04-28"), "term"),
                # koppeling Mon 04-13 + 3 weken = Mon 05-04
                ("voortgang", None, d("2026-05-04"), "term"),
            ),
        ),
        ("2026-1802", d("2026-12-22")): Day(
            dues=(
                # melding Mon 12-21 + 5 werkdagen: 22, 23 dec, (closed 12-24 up to and including 01-02; 3 jan is a
                # Sunday) 4, 5, 6 jan = Wed 2027-01-06
                ("intake", None, d("2027-01-06"), "term"),
            ),
        ),
        ("2026-1803", d("2026-11-13")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-007", "v-012"),
            bemiddeling=True,
            consent=PLAIN,
            wachttijd=(2, 2),  # 11-03 to 11-05
            reactietijd=(7, 7),  # 11-05 to 11-12
            dues=(
                # gesprek, afspraken: ja Thu 11-12 + 6 weken = Thu 12-24, closed: moves to Mon 2027-01-04
                ("nazorg", "A", d("2027-01-04"), "term"),
                ("nazorg", "B", d("2027-01-04"), "term"),
            ),
        ),
        ("2024-1804", d("2024-12-23")): Day(
            dues=(
                # melding Fri 2024-12-20 + 5 werkdagen: 23, 24, (25, 26) 27, 30, 31 dec = Tue 2024-12-31
                ("intake", None, d("2024-12-31"), "term"),
            ),
        ),
        ("2025-1805", d("2025-04-22")): Day(
            fase="intake",
            einde="intake",
            waiting=True,
            consent=PLAIN,
            dues=(
                # intake Thu 2025-04-17 + 10 werkdagen: (18 Good Friday, 21 Easter Monday) 22, 23, 24, 25, 28,
                # 29, 30 apr, 1, 2, (5 Liberation Day) 6 may = Tue 2025-05-06
                ("koppeling", None, d("2025-05-06"), "term"),
            ),
        ),
        ("2026-1806", d("2026-05-08")): Day(
            fase="tweede",
            einde="tweede",
            team=("v-004", "v-012"),
            consent=PLAIN,
            attempts={("contact", "B"): 1},
            wachttijd=(2, 2),  # 04-21 to 04-23
            reactietijd=(6, 6),  # 04-23 to 04-29
            dues=(
                # first attempt Thu 05-07 + 1 week = Thu 05-14, Ascension Day: moves to Fri 05-15
                ("gesprek", "B", d("2026-05-15"), "poging"),
                # contact Thu 05-07 + 3 weken = Thu 05-28
                ("voortgang", None, d("2026-05-28"), "term"),
            ),
        ),
    },
)


# ---------------------------------------------------------------------------------------------------------------------
CONSENT = Life(
    name="consent",
    what="The neighbour's consent comes and goes, and with it what is asked of the team.",
    files={
        **BASE,
        "casus/2026/2026-1901.md": """\
---
klachten: [relatie]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-08-03, wat: melding, via: telefoon}
  - {op: 2026-08-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-08-06, wat: koppeling, team: [v-002, v-004]}
  - {op: 2026-08-11, wat: gesprek, met: A, minuten: 60}
  - {op: 2026-08-13, wat: contact, met: B, via: telefoon, bereikt: ja, door: [c-1], toestemming: [opslag]}
  - {op: 2026-08-17, wat: contact, met: B, via: telefoon, bereikt: ja, door: [c-1], toestemming: [opslag, bemiddelaars]}
  - {op: 2026-08-20, wat: gesprek, met: AB, afspraken: ja, minuten: 90}
  - {op: 2026-09-14, wat: contact, met: B, via: mail, bereikt: ja, door: [c-1], toestemming: []}
  - {op: 2026-10-01, wat: nazorg, met: A, stand: houdt}
---
""",
    },
    today=d("2026-10-02"),
    expect={
        # B never asked: a talk with B may be asked of the team.
        ("2026-1901", d("2026-08-12")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent=PLAIN,
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(2, 2),  # 08-04 to 08-06
            reactietijd=(5, 5),  # 08-06 to 08-11
            dues=(
                # koppeling Thu 08-06 + 2 weken = Thu 08-20
                ("gesprek", "B", d("2026-08-20"), "term"),
                # gesprek Tue 08-11 + 3 weken = Tue 09-01
                ("voortgang", None, d("2026-09-01"), "term"),
            ),
        ),
        # B does not want to be known to mediators.
        ("2026-1901", d("2026-08-14")): Day(
            fase="eerste",  # the contact was the coördinator's, not the team's
            einde="eerste",
            team=("v-002", "v-004"),
            consent={**PLAIN, "B": {"opslag"}},
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # no gesprek B, consent forbids it
                # reading: nor afsluiting; a missing consent is no attempt and no `wil: nee`
                # contact Thu 08-13 + 3 weken = Thu 09-03
                ("voortgang", None, d("2026-09-03"), "term"),
            ),
        ),
        # B agrees after all: the old date.
        ("2026-1901", d("2026-08-18")): Day(
            fase="eerste",
            einde="eerste",
            team=("v-002", "v-004"),
            consent={**PLAIN, "B": {"opslag", "bemiddelaars"}},
            minutes={"v-002": 60, "v-004": 60},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                ("gesprek", "B", d("2026-08-20"), "term"),
                # contact Mon 08-17 + 3 weken = Mon 09-07
                ("voortgang", None, d("2026-09-07"), "term"),
            ),
        ),
        # B withdraws everything: no aftercare with B.
        ("2026-1901", d("2026-09-15")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            consent={**PLAIN, "B": set()},
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # gesprek, afspraken: ja Thu 08-20 + 6 weken = Thu 10-01
                ("nazorg", "A", d("2026-10-01"), "term"),
            ),
            # reading: a party that withdrew all is over and said so; when nobody is left, closing is due
            settled=(("nazorg", "B", "geen toestemming"),),
        ),
        ("2026-1901", d("2026-10-02")): Day(
            fase="nazorg",
            einde="bemiddeling",
            team=("v-002", "v-004"),
            bemiddeling=True,
            nazorg="houdt",
            consent={**PLAIN, "B": set()},
            minutes={"v-002": 150, "v-004": 150},
            wachttijd=(2, 2),
            reactietijd=(5, 5),
            dues=(
                # nazorg Thu 10-01 + 1 week = Thu 10-08; B's aftercare is not due, so nothing to wait for
                ("afsluiting", None, d("2026-10-08"), "term"),
            ),
            settled=(("nazorg", "B", "geen toestemming"),),
        ),
    },
)


LIVES: tuple[Life, ...] = (
    ORDINARY,
    COACHING,
    PORCH,
    REOPENED,
    ON_HOLD,
    REFERRAL,
    STOPPED_VOLUNTEER,
    PROMISE,
    NEVER_REACHED,
    REFUSES,
    SHUTTLE,
    REVISED,
    AGREED_DATES,
    EXCEPTION,
    DUPLICATE,
    REQUESTS,
    HOURS,
    HOLIDAYS,
    CONSENT,
)
