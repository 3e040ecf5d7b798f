"""The events table itself: names, keys, words and questions fit together."""

from __future__ import annotations

from datetime import date

import pytest

from bb.domain.dossier import Wensen
from bb.domain.events import COMMON, EVENTS, Event, Kind, in_order
from bb.domain.records import KINDS, Activiteit, Casus, Coordinator, Organisatie, Partij, Uitzondering, Vrijwilliger
from bb.domain.terms import STEPS, TERMIJNEN
from bb.domain.types import Many, Scalar, Type, keys_of, word
from bb.domain.vocabulary import AANPAKKEN, FASEN, RESULTATEN, STANDEN, STATUSSEN, TOESTEMMINGEN, WOORDEN
from tests.domain.build import event

ROWS = [(kind, row) for kind, rows in EVENTS.items() for row in rows.values()]


def named(value: object) -> str:
    return value.wat if isinstance(value, Kind) else str(value)


def scalar(type_: Type) -> Scalar:
    inner = type_.of if isinstance(type_, Many) else type_
    assert isinstance(inner, Scalar), "a key of an event is one value or a list of them"
    return inner


def test_there_is_a_table_for_every_kind_of_record() -> None:
    assert set(EVENTS) == set(KINDS)


def test_the_table_has_the_events_of_the_format() -> None:
    assert {kind: " ".join(rows) for kind, rows in EVENTS.items()} == {
        "casus": "melding intake voorstel akkoord kan-niet koppeling overdracht vernietigd gepland contact gesprek"
        " voortgang nabespreking wacht hervat doorverwijzing nazorg afsluiting terugkoppeling heropening overname"
        " verzoek vergeten",
        "vrijwilliger": "aanmelding selectiegesprek overeenkomst training start afwezig vog begeleiding nabespreking"
        " signaal vraag antwoord waardering inzet vergoeding verzoek stop vergeten",
        "partner": "overeenkomst contact rapportage vergeten",
        "activiteit": "gepland zaal gehouden stand vervallen klaar",
    }


def test_the_required_keys_are_those_of_the_format() -> None:
    required = {row.wat: {key.name for key in row.keys if key.required} for row in EVENTS["casus"].values()}
    assert {wat: keys for wat, keys in required.items() if keys} == {
        "melding": {"via"},
        "intake": {"geschikt"},
        "voorstel": {"team"},
        "akkoord": {"wie"},
        "kan-niet": {"wie"},
        "koppeling": {"team"},
        "overdracht": {"aan"},
        "vernietigd": {"wie"},
        "gepland": {"voor", "met", "datum"},
        "contact": {"met", "via"},
        "gesprek": {"met"},
        "wacht": {"tot"},
        "doorverwijzing": {"van", "naar"},
        "nazorg": {"met"},
        "afsluiting": {"resultaat"},
        "terugkoppeling": {"aan"},
        "overname": {"naar"},
        "verzoek": {"soort", "stap"},
    }


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=named)
def test_a_row_of_the_table_is_sound(kind: str, row: Kind) -> None:
    assert EVENTS[kind][row.wat] is row
    names = [key.name for key in (*row.keys, *COMMON)]
    assert len(names) == len(set(names)), "a key twice"
    assert set(row.after) <= set(EVENTS[kind]) - {row.wat}
    assert row.consent in (None, *TOESTEMMINGEN)
    assert row.effect.endswith(".")
    for key in row.keys:
        assert key.asks.endswith(("?", "?)")) or ("? (" in key.asks and key.asks.endswith(")")), key.name
        assert row.key(key.name) is key
        assert scalar(key.type).words in (None, *WOORDEN), f"{key.name}: no such list of words"
    assert row.key("minuten") is not None
    assert row.key("nergens") is None


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=named)
def test_what_must_come_first_can_come_first(kind: str, row: Kind) -> None:
    reached: set[str] = set()
    while fresh := {r.wat for r in EVENTS[kind].values() if not r.after or set(r.after) & reached} - reached:
        reached |= fresh
    assert row.wat in reached


def test_consent_belongs_to_lines_about_a_party() -> None:
    with_consent = {row.wat for kind, row in ROWS if row.key("toestemming")}
    assert with_consent <= set(EVENTS["casus"])
    assert with_consent >= {"melding", "intake", "contact", "gesprek", "nazorg", "verzoek"}


def test_every_list_of_words_holds_words_and_is_used() -> None:
    used = {scalar(key.type).words for _, row in ROWS for key in row.keys}
    for cls in (
        Casus,
        Vrijwilliger,
        Activiteit,
        Partij,
        Uitzondering,
        Coordinator,
        Organisatie,
        Wensen,
        *KINDS.values(),
    ):
        for key in keys_of(cls).values():
            match key.type:
                case Scalar(words=words) | Many(of=Scalar(words=words)):
                    used.add(words)
                case _:
                    pass
    used.add("reden.correctie")  # why a line was corrected stands in history, in no line
    assert set(WOORDEN) == used - {None}
    for name, listed in WOORDEN.items():
        assert len(set(listed)) == len(listed), name
        assert [word(name).parse(text) for text in listed] == [*listed], name


@pytest.mark.parametrize("name", TERMIJNEN)
def test_every_term_names_events_that_exist(name: str) -> None:
    term = TERMIJNEN[name]
    rows = dict(item for kind in term.kinds for item in EVENTS[kind].items())
    assert name in rows or term.klaar or term.voor
    for pattern in (*term.na, *term.klaar, *term.poging):
        row = rows[pattern.wat]
        for key, text in pattern.keys.items():
            found = row.key(key)
            assert found, f"{pattern.wat} has no {key}"
            assert scalar(found.type).parse(text) is not None
    if term.voor:
        wat, _, key = term.voor.partition(".")
        assert rows[wat].key(key)
    assert set(term.in_) <= set(STEPS.choices)


def test_phases_and_statuses_are_steps_a_term_can_name() -> None:
    assert set(STEPS.choices) == {*FASEN, *STATUSSEN, "altijd"} - {"wacht"}


def test_the_words_of_the_format() -> None:
    assert AANPAKKEN == ("bemiddeling", "pendel", "coaching", "groep")
    assert set(STANDEN) == {"houdt", "deels", "niet", "geen-afspraken"}
    assert len(RESULTATEN) == 7


def test_an_event_tells_whom_it_was_with() -> None:
    assert event("06-11 gesprek met=AB").met == ("A", "B")
    assert event("08-13 nazorg met=A stand=houdt").met == ("A",)
    assert event("06-01 melding via=mail").met == ()
    assert event("06-01 melding via=mail").minuten == 0


def test_events_are_read_by_day_then_by_their_place() -> None:
    lines = [Event(op=date(2026, 6, n), wat=str(order), order=order) for order, n in enumerate((3, 1, 3, 2))]
    assert [e.wat for e in in_order(lines)] == ["1", "3", "0", "2"]
    assert [e.wat for e in in_order(lines, date(2026, 6, 2))] == ["1", "3"]
