from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.codes import CODES
from bb.domain.events import Event
from bb.domain.finding import Finding
from bb.domain.records import Activiteit, Casus, Organisatie, Partij, Partner, Record, Vrijwilliger
from bb.domain.terms import Pattern
from bb.domain.types import Amount, Duration, Range
from bb.files.convert import NewerFormat
from bb.files.store import read_organisation, read_record

# The example of the format, word for word.
CASE = """---
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
"""

EVENTS: list[tuple[str, str, dict[str, Any]]] = [
    ("2026-06-01", "melding", {"via": "telefoon", "minuten": 15}),
    (
        "2026-06-03",
        "intake",
        {"geschikt": True, "toestemming": ("opslag", "bemiddelaars", "terugkoppeling"), "minuten": 40},
    ),
    ("2026-06-04", "voorstel", {"team": ("v-002", "v-007")}),
    ("2026-06-04", "kan-niet", {"wie": "v-007"}),
    ("2026-06-05", "koppeling", {"team": ("v-002", "v-004"), "reden": "beschikbaar"}),
    ("2026-06-11", "gesprek", {"met": ("A",), "minuten": 75}),
    ("2026-06-18", "gesprek", {"met": ("B",), "minuten": 60}),
    (
        "2026-06-19",
        "gepland",
        {"voor": "gesprek", "met": ("A", "B"), "datum": dt.date(2026, 7, 2), "tijd": dt.time(19, 30)},
    ),
    ("2026-07-02", "gesprek", {"met": ("A", "B"), "afspraken": True, "minuten": 110}),
    ("2026-08-13", "nazorg", {"met": "A", "stand": "houdt", "tevreden": 8}),
    ("2026-08-13", "nazorg", {"met": "B", "bereikt": False}),
    ("2026-08-17", "nazorg", {"met": "B", "stand": "houdt", "tevreden": 7, "door": ("v-002",)}),
    ("2026-08-18", "afsluiting", {"resultaat": "opgelost"}),
    ("2026-08-18", "terugkoppeling", {"aan": "woonstad"}),
]


def read(text: str, path: str = "casus/2026/2026-0123.md") -> tuple[Record | None, tuple[Finding, ...]]:
    return read_record(path, text.encode())


def case(*events: str, header: str = "") -> str:
    lines = "".join(f"  - {event}\n" for event in events)
    return (
        "---\nklachten: [relatie]\nverwijzer: zelf\ncoordinator: c-1\npartijen: {A: {wijk: noord}}\n"
        f"{header}verloop:\n{lines}---\n"
    )


def findings_of(text: str, path: str = "casus/2026/2026-0123.md") -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in read(text, path)[1]]


MELDING = "{op: 2026-06-01, wat: melding, via: telefoon}"


def test_the_example_case_is_read_to_the_letter() -> None:
    record, findings = read(CASE)
    assert findings == ()
    assert record is not None
    assert record == Casus(
        id="2026-0123",
        source=record.source,
        klachten=("geluid-personen", "relatie"),
        verwijzer="woonstad",
        tip_van="politie-noord",
        urgentie="voorrang",
        complex=True,
        coordinator="c-1",
        niet=("v-009", "c-2"),
        partijen={
            "A": Partij(
                wijk="noord",
                bezit="huur",
                verhuurder="woonstad",
                leeftijd="35-49",
                huishouden="gezin",
                kan=("di-avond", "za-ochtend"),
            ),
            "B": Partij(wijk="noord", bezit="koop"),
        },
        verloop=tuple(
            Event(op=dt.date.fromisoformat(op), wat=wat, keys=keys, line=13 + order, order=order)
            for order, (op, wat, keys) in enumerate(EVENTS)
        ),
    )
    assert record.source.body == "Notes in Markdown, under the same rule: no names, addresses, numbers.\n"
    assert record.source.at("verloop", 4, "team", 1).line == 17


def test_block_style_says_the_same() -> None:
    written = case(MELDING).replace(MELDING, "op: 2026-06-01\n    wat: 'melding'\n    via:   telefoon  # hoe")
    assert read(written)[0] == read(case(MELDING))[0]


def test_the_other_records_are_read() -> None:
    volunteer, findings = read(
        "---\nwijk: zuid\ntalen: [nl, tr]\nklachten: {geluid-personen: 3}\nkan: [di-avond]\nmax: 2\n"
        "verloop:\n  - {op: 2026-07-01, wat: afwezig, van: 2026-07-10, tot: 2026-08-01}\n---\n",
        "vrijwilligers/v-012.md",
    )
    assert findings == ()
    assert isinstance(volunteer, Vrijwilliger)
    assert volunteer.klachten == {"geluid-personen": 3}
    partner, findings = read(
        "---\nsoort: woningcorporatie\ngemeenten: [Waterstad, \"'s-Gravenhage\", '''t Zand']\ncontactritme: 8 weken\n"
        "toezeggingen:\n  - {wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%, in: gesloten}\n"
        "verloop:\n  - {op: 2025-01-01, wat: overeenkomst, tot: 2027-12-31, bijdrage: 12500}\n---\n",
        "netwerk/woonstad.md",
    )
    assert findings == ()
    assert isinstance(partner, Partner)
    assert partner.gemeenten == ("Waterstad", "'s-Gravenhage", "'t Zand")
    assert partner.toezeggingen[0].binnen == Duration(10, "werkdagen")
    assert partner.toezeggingen[0].doel == Amount(90, percent=True)
    assert partner.toezeggingen[0].in_ == ("gesloten",)
    assert partner.verloop[0].get("bijdrage") == Decimal(12500)
    activity, findings = read(
        "---\nsoort: intervisie\nverloop:\n  - {op: 2026-03-12, wat: gehouden, kosten: 85.50}\n---\n",
        "activiteiten/2026-intervisie-3.md",
    )
    assert findings == ()
    assert isinstance(activity, Activiteit)
    assert activity.verloop[0].get("kosten") == Decimal("85.50")


def test_own_fields_are_kept_as_they_are_typed() -> None:
    record, findings = read(case(MELDING, header="eigen: {flatnummer-blok: 007, meer: [a, {b: nee}]}\n"))
    assert findings == ()
    assert record is not None
    assert record.eigen == {"flatnummer-blok": "007", "meer": ("a", {"b": "nee"})}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            "{op: 2026-02-30, wat: hervat}",
            ("BB142", 'Deze dag bestaat niet. Bij "op" hoort een datum, zoals 2026-06-01.'),
        ),
        ("{op: 1772409600, wat: hervat}", ("BB142", 'Bij "op" hoort een datum, zoals 2026-06-01.')),
        ("{wat: hervat}", ("BB141", 'Bij "hervat" ontbreekt "op".')),
        ("{op: 2026-06-02}", ("BB141", 'In deze regel ontbreekt "wat".')),
        ("{op: 2026-06-02, wat: hervatt}", ("BB144", 'Deze gebeurtenis bestaat hier niet. Bedoelde u "hervat"?')),
        ("{op: 2026-06-02, wat: rapportage}", ("BB144", "Deze gebeurtenis bestaat hier niet.")),
        ("{op: 2026-06-02, wat: [hervat]}", ("BB144", "Deze gebeurtenis bestaat hier niet.")),
        ("gesprek", ("BB146", "Hier hoort een gebeurtenis, zoals {op: 2026-06-01, wat: contact}.")),
    ],
)
def test_a_line_that_is_no_event_is_left_out(event: str, expected: tuple[str, str]) -> None:
    record, findings = read(case(MELDING, event))
    assert [(f.code, f.message) for f in findings] == [expected]
    assert findings[0].position.line == 8
    assert record is not None
    assert [e.wat for e in record.verloop] == ["melding"]


@pytest.mark.parametrize(
    ("event", "left", "expected"),
    [
        (
            "{op: 2026-06-02, wat: gesprek, met: A, minuten: 1_2}",
            {"met": ("A",)},
            ("BB142", 'Bij "minuten" hoort een heel getal van 0 tot en met 6000.'),
        ),
        (
            "{op: 2026-06-02, wat: gesprek, met: A, minuten: 12.0}",
            {"met": ("A",)},
            ("BB142", 'Bij "minuten" hoort een heel getal van 0 tot en met 6000.'),
        ),
        (
            "{op: 2026-06-02, wat: gesprek, met: [A, B], tolk: ja}",
            {"tolk": True},
            ("BB146", 'Bij "met" hoort een of meer letters van partijen, zoals A of AB; geen lijst of groep.'),
        ),
        (
            "{op: 2026-06-02, wat: gesprek, met: A, tolk: no}",
            {"met": ("A",)},
            ("BB145", 'Bij "tolk" hoort ja of nee.'),
        ),
        (
            "{op: 2026-06-02, wat: gesprek, met: A, afspraak: ja}",
            {"met": ("A",)},
            ("BB140", 'Dit veld bestaat niet bij "gesprek". Bedoelde u "afspraken"?'),
        ),
        ("{op: 2026-06-02, wat: gesprek}", {}, ("BB141", 'Bij "gesprek" ontbreekt "met".')),
        (
            "{op: 2026-06-02, wat: koppeling, team: v-002}",
            {},
            ("BB146", 'Bij "team" hoort een lijst, zoals [a, b].'),
        ),
        ("{op: 2026-06-02, wat: koppeling, team: []}", {}, ("BB143", 'Bij "team" hoort minstens een waarde.')),
        (
            "{op: 2026-06-02, wat: koppeling, team: [v-002, Noor]}",
            {"team": ("v-002",)},
            ("BB142", 'Bij "team" hoort een vrijwilliger, zoals v-012.'),
        ),
        ("{op: 2026-06-02, wat: intake, geschikt: ja, toestemming: []}", {"geschikt": True, "toestemming": ()}, None),
    ],
)
def test_a_wrong_key_is_left_out_and_the_line_stays(
    event: str, left: dict[str, object], expected: tuple[str, str] | None
) -> None:
    record, findings = read(case(MELDING, event))
    assert [(f.code, f.message) for f in findings] == ([expected] if expected else [])
    assert record is not None
    assert record.verloop[1].keys == left


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("verwijzer: zelf\n", "", ("BB141", 'Hier ontbreekt "verwijzer".')),
        ("[relatie]", "[]", ("BB143", 'Bij "klachten" hoort minstens een waarde.')),
        ("[relatie]", "relatie", ("BB146", 'Bij "klachten" hoort een lijst, zoals [a, b].')),
        ("[relatie]", "", ("BB122", "Hier ontbreekt een waarde.")),
        ("{A: {wijk: noord}}", "{}", ("BB143", 'Bij "partijen" hoort minstens een waarde.')),
        ("c-1", "Noor Example", ("BB142", 'Bij "coordinator" hoort een coördinator, zoals c-1.')),
    ],
)
def test_without_a_required_key_there_is_no_record_and_one_finding(
    old: str, new: str, expected: tuple[str, str]
) -> None:
    text = case(MELDING).replace(old, new)
    assert read(text)[0] is None
    assert findings_of(text) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A: {wijk: noord}", "B: {wijk: noord}", ("BB141", 'Bij "partijen" ontbreekt partij A.')),
        ("wijk: noord", "bezit: huur", ("BB141", 'Bij partij A ontbreekt "wijk".')),
        (
            "A: {",
            "b: {}, A: {",
            ("BB142", 'Als naam binnen "partijen" hoort de letter van een partij, zoals A.'),
        ),
        (
            "verwijzer",
            "verwijser: zelf\nverwijzer",
            ("BB140", 'Dit veld bestaat hier niet. Bedoelde u "verwijzer"?'),
        ),
        (
            "verwijzer",
            "urgentie: spoet\nverwijzer",
            (
                "BB145",
                'Bij "urgentie" hoort een van deze woorden: gewoon, voorrang, spoed. Bedoelde u "spoed"?',
            ),
        ),
    ],
)
def test_other_mistakes_leave_the_record(old: str, new: str, expected: tuple[str, str]) -> None:
    text = case(MELDING).replace(old, new, 1)
    assert read(text)[0] is not None
    assert findings_of(text) == [expected]


def test_a_journal_is_required_but_may_still_be_empty() -> None:
    assert findings_of(case().replace("verloop:\n", "verloop: []\n")) == []
    assert findings_of(case().replace("verloop:\n", "")) == [("BB141", 'Hier ontbreekt "verloop".')]
    assert findings_of(case().replace("verloop:\n", "verloop: geen\n")) == [
        ("BB146", 'Bij "verloop" hoort een lijst van gebeurtenissen.')
    ]


def test_a_guest_needs_no_wijk() -> None:
    text = "---\nvan: buren-oost\nverloop: []\n---\n"
    assert findings_of(text, "vrijwilligers/g-001.md") == []
    assert findings_of(text, "vrijwilligers/v-001.md") == [("BB141", 'Hier ontbreekt "wijk".')]


SETTINGS = """formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren:
  - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, nummers: 1-4999}
wijken: {noord: {gemeente: Waterstad, buren: [centrum]}, centrum: {gemeente: Waterstad}}
woorden:
  klacht: {geluid: geluid, oud: {groep: overig, vervallen: 2026-01-01}}
  reden.koppeling: [ervaring, anders]
termijnen:
  intake: {na: melding, binnen: 3 werkdagen}
  nazorg: [{na: {wat: gesprek, afspraken: ja}, binnen: 6 weken}, {binnen: 8 weken, vanaf: 2026-01-01}]
gesloten: [2026-12-24..2027-01-02, 2026-05-05]
begroting: {2026: {uren: 900}}
"""


def test_the_organisation_is_read() -> None:
    organisatie, findings = read_organisation(SETTINGS.encode())
    assert findings == ()
    assert isinstance(organisatie, Organisatie)
    assert organisatie.coordinatoren[0].nummers == Range(1, 4999)
    assert [term.binnen for term in organisatie.termijnen["nazorg"]] == [Duration(6, "weken"), Duration(8, "weken")]
    assert organisatie.termijnen["nazorg"][0].na == (Pattern("gesprek", {"afspraken": "ja"}),)
    assert organisatie.termijnen["intake"][0].na == (Pattern("melding"),)
    assert organisatie.gesloten[1] == Range(dt.date(2026, 5, 5), dt.date(2026, 5, 5))
    assert organisatie.begroting == {2026: {"uren": Decimal(900)}}


@pytest.mark.parametrize(
    "text", [SETTINGS.replace("formaat: 1", "formaat: 2"), "formaat: 12\nnaam: [", "\ufeff\nformaat: '2'\n\x00"]
)
def test_a_newer_format_is_not_read_at_all(text: str) -> None:
    with pytest.raises(NewerFormat):
        read_organisation(text.encode())


@pytest.mark.parametrize("formaat", ["0", "een", "1.0", "9" * 5000, "[2]"])
def test_a_wrong_format_is_a_finding(formaat: str) -> None:
    _, findings = read_organisation(SETTINGS.replace("formaat: 1", f"formaat: {formaat}").encode())
    assert [f.code for f in findings] in (["BB142"], ["BB146"])


SECRET = "Zuidervaart"


@given(
    st.sampled_from(
        [
            f"{{op: {SECRET}, wat: hervat}}",
            f"{{op: 2026-06-02, wat: {SECRET}}}",
            f"{{op: 2026-06-02, wat: gesprek, met: {SECRET}, tolk: {SECRET}, kosten: [{SECRET}]}}",
            f"{{op: 2026-06-02, wat: gesprek, met: A, {SECRET}: ja}}",
            f"{{op: 2026-06-02, wat: gesprek, met: A, door: Noor, {SECRET}}}",
            f"{{op: 2026-06-02, wat: nazorg, met: A, stand: {SECRET}, stand: {SECRET}}}",
            f"{{op: &{SECRET} x, wat: !{SECRET} y, {SECRET}: *{SECRET}}}",
            f"{SECRET}",
            f"[{SECRET}: '{SECRET}]",
        ]
    )
)
def test_no_finding_ever_quotes_what_was_typed(event: str) -> None:
    _, findings = read(case(event, header=f"{SECRET}: {SECRET}\n"))
    assert findings
    for finding in findings:
        assert SECRET.lower() not in f"{finding.message} {finding.remedy}".lower()
        assert finding.code in CODES


words = st.sampled_from([
    "op", "wat", "met", "team", "verloop", "partijen", "klachten", "A", "ja", "nee", "2026-06-01", "melding",
    "gesprek", "[", "]", "{", "}", ",", ": ", "- ", "\n", "\n  ", "'", '"', "#", "c-1", "v-001", "verwijzer",
    "coordinator", "zelf", "wijk", "noord", "\x00", "é", "---\n", "\r\n",
])  # fmt: skip


@given(st.lists(words, max_size=40).map("".join))
def test_reading_never_fails(text: str) -> None:
    for path in ("casus/2026/2026-0001.md", "vrijwilligers/v-001.md", "netwerk/x.md", "activiteiten/2026-x.md"):
        record, findings = read(f"---\n{text}\n---\n", path)
        assert record is not None or findings
        read(text, path)
    organisatie, findings = read_organisation(text.encode())
    assert organisatie is not None or findings


@given(st.binary(max_size=200))
def test_reading_any_bytes_never_fails(data: bytes) -> None:
    for around in (data, b"---\n" + data + b"\n---\n"):
        record, findings = read_record("casus/2026/2026-0001.md", around)
        assert record is not None or findings
