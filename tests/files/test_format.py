from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.events import COMMON, EVENTS, Event, Kind
from bb.domain.records import Casus, Partij, Partner, Toezegging
from bb.domain.terms import Pattern
from bb.domain.types import DAGEN, NUMMERS, TEKST, Amount, Duration, Key, Many, Range, Scalar, Type
from bb.files.format import format_event, format_record, format_text, format_value
from bb.files.places import path_of
from bb.files.store import read_record
from bb.files.tree import read
from bb.files.verify import data_of

SAMPLES: dict[str, list[Any]] = {
    "datum": [dt.date(2026, 6, 1), dt.date(1999, 12, 31)],
    "tijd": [dt.time(19, 30), dt.time(0, 5)],
    "getal": [1, 3, 10],
    "ja of nee": [True, False],
    "bedrag": [Decimal("85.50"), Decimal(85), Decimal("0.05")],
    "duur": [Duration(1, "jaar"), Duration(5, "werkdagen")],
    "partijen": [("A",), ("A", "B")],
    "partij": ["A", "Z"],
    "sleutelwoord": ["eigen-wijk", "80+"],
    "casus": ["2026-0123"],
    "vrijwilliger": ["v-012", "g-001"],
    "coordinator": ["c-1"],
    "vrijwilliger of coordinator": ["v-012", "c-1"],
    "partner": ["woonstad"],
    "word": ["anders", "80+", "reden-x"],
}


def values_of(type_: Type) -> st.SearchStrategy[Any]:
    if isinstance(type_, Many):
        return st.lists(values_of(type_.of), min_size=1, max_size=3).map(tuple)
    assert isinstance(type_, Scalar)
    return st.sampled_from(
        type_.choices if type_.name == "woord" and type_.choices else SAMPLES.get(type_.name, SAMPLES["word"])
    )


@st.composite
def events(draw: st.DrawFn, kind: str) -> Event:
    row: Kind = draw(st.sampled_from(list(EVENTS[kind].values())))
    chosen: list[Key] = [
        key for key in (*row.keys, *COMMON) if key.name not in {"op", "wat"} and (key.required or draw(st.booleans()))
    ]
    keys = {key.name: draw(values_of(key.type)) for key in draw(st.permutations(chosen))}
    return Event(op=draw(st.sampled_from(SAMPLES["datum"])), wat=row.wat, keys=keys)


@given(st.data(), st.sampled_from(list(EVENTS)))
def test_every_event_that_is_written_reads_back_the_same(data: st.DataObject, kind: str) -> None:
    event = data.draw(events(kind))
    line = format_event(event, kind)
    assert "\n" not in line
    text = f"---\nverloop:\n  - {line}\n---\n"
    minimal = {
        "casus": "klachten: [x]\nverwijzer: zelf\ncoordinator: c-1\npartijen: {A: {wijk: n}}\n",
        "vrijwilliger": "wijk: n\n",
        "partner": "soort: x\n",
        "activiteit": "soort: uitje\n",
    }[kind]
    id_ = {"casus": "2026-0001", "vrijwilliger": "v-001", "partner": "x", "activiteit": "2026-x"}[kind]
    record, findings = read_record(path_of(kind, id_), text.replace("---\n", f"---\n{minimal}", 1).encode())
    assert findings == ()
    assert record is not None
    assert [(e.op, e.wat, e.keys) for e in record.verloop] == [(event.op, event.wat, event.keys)]


printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"))


@given(st.one_of(printable, st.text(st.sampled_from(":#,[]{}'\"\\ -?!&*|>%@`~ab09\n\t"), max_size=12)))
def test_every_text_that_is_written_reads_back_the_same(text: str) -> None:
    written = format_text(text)
    assert data_of(written) == text
    keys, findings = read(f"x: {written}", "x.md")
    assert findings == ()
    assert keys is not None
    assert data_of(f"[{written}, {written}]") == (text, text)


@pytest.mark.parametrize(
    "text", ["di-avond", "80+", "2026-06-01", "19:30", "Noor Example", "noor@waterstad.example", "10 werkdagen", "90%"]
)
def test_quotes_stand_only_where_they_are_needed(text: str) -> None:
    assert format_text(text) == text


@pytest.mark.parametrize(
    "text", ["'t Zand", "O'Brien, S.", "a: b", "a #b", "[a]", "-", "", " a", "a ", 'zei "ja"', "&a", "a  b"]
)
def test_quotes_stand_where_they_are(text: str) -> None:
    assert format_text(text).startswith('"')


@pytest.mark.parametrize("text", ["a\x00", "a\rb", "a\u2028b", "\x1b[2J", "\ufeff", "\ud800"])
def test_no_control_character_is_ever_written(text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        format_text(text)


def test_keys_come_in_the_order_of_the_table() -> None:
    keys = {"minuten": 40, "toestemming": ("opslag",), "geschikt": True, "door": ("c-1",)}
    assert (
        format_event({**keys, "wat": "intake", "op": dt.date(2026, 6, 3)}, "casus")
        == "{op: 2026-06-03, wat: intake, geschikt: ja, toestemming: [opslag], minuten: 40, door: [c-1]}"
    )


def test_ranges_and_amounts_are_written_as_they_are_read() -> None:
    days = Range(dt.date(2026, 12, 24), dt.date(2027, 1, 2))
    assert DAGEN.parse(format_value(days, DAGEN)) == days
    assert format_value(Range(dt.date(2026, 5, 5), dt.date(2026, 5, 5)), DAGEN) == "2026-05-05"
    assert NUMMERS.parse(format_value(Range(1, 4999), NUMMERS)) == Range(1, 4999)
    assert format_value(Amount(90, percent=True)) == "90%"
    assert format_value({"a": ("b", "c d,")}) == '{a: [b, "c d,"]}'
    assert format_value("007", TEKST) == "007"


def test_a_new_case_is_written_as_people_write_it() -> None:
    text = format_record(
        "casus",
        {
            "klachten": ("relatie",),
            "verwijzer": "zelf",
            "urgentie": "gewoon",
            "coordinator": "c-1",
            "partijen": {"A": Partij(wijk="noord", kan=("di-avond",)), "B": {"wijk": "'t-zand"}},
            "eigen": {"flatnummer-blok": "a: b"},
        },
        [{"op": dt.date(2026, 6, 1), "wat": "melding", "via": "telefoon"}],
        "Notitie.\n",
    )
    assert text == (
        "---\nklachten: [relatie]\nverwijzer: zelf\ncoordinator: c-1\npartijen:\n"
        "  A: {wijk: noord, kan: [di-avond]}\n"
        '  B: {wijk: "\'t-zand"}\n'
        'eigen: {flatnummer-blok: "a: b"}\n'
        "verloop:\n  - {op: 2026-06-01, wat: melding, via: telefoon}\n---\nNotitie.\n"
    )
    record, findings = read_record("casus/2026/2026-0001.md", text.encode())
    assert findings == ()
    assert isinstance(record, Casus)
    assert record.partijen["B"].wijk == "'t-zand"


def test_a_new_partner_keeps_its_promises() -> None:
    promise = Toezegging(
        wat="terugkoppeling",
        wie="wij",
        binnen=Duration(10, "werkdagen"),
        na=(Pattern("afsluiting"),),
        in_=("gesloten",),
    )
    other = Toezegging(wat="x", na=(Pattern("gesprek", {"afspraken": "ja"}),))
    text = format_record("partner", {"soort": "gemeente", "toezeggingen": (promise, other)})
    record, findings = read_record("netwerk/x.md", text.encode())
    assert findings == ()
    assert isinstance(record, Partner)
    assert record.toezeggingen == (promise, other)
