"""What each type reads and what it refuses; the whole text counts, and nothing raises."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.events import COMMON, EVENTS
from bb.domain.ids import is_id
from bb.domain.records import KINDS, Organisatie
from bb.domain.types import (
    BEDRAG,
    DAGEN,
    DATUM,
    DUUR,
    GEHEEL,
    JA_NEE,
    JAAR,
    LETTER,
    LETTERS,
    MAIL,
    NORM,
    NUMMERS,
    RITME,
    TEKST,
    TIJD,
    WOORD,
    Amount,
    Duration,
    Either,
    Many,
    Range,
    Scalar,
    Shape,
    Table,
    Type,
    defaults_of,
    id_of,
    keys_of,
    number,
    one_of,
    word,
)

ODD = (
    *("", " ", "\n", "\t", "\x00", "\u2028", "\ufeff", "~", "null", "nil", "NaN", "inf", "-0", "+1", "1_2", "12.0"),
    *("1e3", "0x10", "٣", "１２", "²", "Ⅳ", "yes", "Ja", "true", "ＡＢ", "А", "é", "2026-02-30", "1772409600"),
)
"""Texts that look like something: other scripts' digits and letters, what libraries read as numbers, blanks."""

ACCEPTED: list[tuple[Scalar, str, object]] = [
    (TEKST, "nee", "nee"),
    (TEKST, "0612345678", "0612345678"),
    (TEKST, " ", " "),
    (DATUM, "2026-06-01", date(2026, 6, 1)),
    (DATUM, "2028-02-29", date(2028, 2, 29)),
    (DATUM, "1990-01-01", date(1990, 1, 1)),
    (TIJD, "19:30", time(19, 30)),
    (TIJD, "00:00", time(0, 0)),
    (DUUR, "5 werkdagen", Duration(5, "werkdagen")),
    (DUUR, "1 werkdag", Duration(1, "werkdagen")),
    (DUUR, "1 dag", Duration(1, "dagen")),
    (DUUR, "2 week", Duration(2, "weken")),
    (DUUR, "3 maanden", Duration(3, "maanden")),
    (DUUR, "1 kwartaal", Duration(1, "kwartalen")),
    (DUUR, "999 jaar", Duration(999, "jaar")),
    (RITME, "kwartaal", Duration(1, "kwartalen")),
    (RITME, "8 weken", Duration(8, "weken")),
    (RITME, "jaar", Duration(1, "jaar")),
    (JA_NEE, "ja", True),
    (JA_NEE, "nee", False),
    (BEDRAG, "85", Decimal(85)),
    (BEDRAG, "85.50", Decimal("85.50")),
    (BEDRAG, "0", Decimal(0)),
    (NORM, "8", Amount(8)),
    (NORM, "80%", Amount(80, percent=True)),
    (NORM, "100%", Amount(100, percent=True)),
    (LETTERS, "A", ("A",)),
    (LETTERS, "AB", ("A", "B")),
    (LETTERS, "BA", ("B", "A")),
    (LETTER, "B", "B"),
    (DAGEN, "2026-12-24", Range(date(2026, 12, 24), date(2026, 12, 24))),
    (DAGEN, "2026-12-24..2027-01-02", Range(date(2026, 12, 24), date(2027, 1, 2))),
    (NUMMERS, "1-4999", Range(1, 4999)),
    (NUMMERS, "7-7", Range(7, 7)),
    (JAAR, "2026", 2026),
    (WOORD, "geluid-personen", "geluid-personen"),
    (WOORD, "80+", "80+"),
    (WOORD, "18-34", "18-34"),
    (WOORD, "overeenkomst.tot", "overeenkomst.tot"),
    (GEHEEL, "0", 0),
    (GEHEEL, "12", 12),
    (MAIL, "noor@waterstad.example", "noor@waterstad.example"),
    (number(1, 10), "10", 10),
    (number(0, 6000), "0", 0),
    (one_of("huur", "koop"), "koop", "koop"),
    (word("klacht"), "nieuw-woord", "nieuw-woord"),
    (id_of("casus"), "2026-0123", "2026-0123"),
    (id_of("vrijwilliger"), "v-012", "v-012"),
    (id_of("vrijwilliger"), "g-001", "g-001"),
    (id_of("vrijwilliger", "coordinator"), "c-1", "c-1"),
    (id_of("partner"), "politie-noord", "politie-noord"),
    (id_of("activiteit"), "2026-intervisie-3", "2026-intervisie-3"),
    (id_of("wijk"), "'t-zand", "'t-zand"),
    (id_of("gemeente"), "'s-Gravenhage", "'s-Gravenhage"),
    (id_of("gemeente"), "Bergen op Zoom", "Bergen op Zoom"),
]

REFUSED: list[tuple[Scalar, tuple[str, ...]]] = [
    (
        DATUM,
        (
            *("2026-6-1", "2026-02-30", "2026-13-01", "1-6-2026", "20260601", "2026-W10-1", "2026-06-01T00:00"),
            *("1899-01-01", "2026-00-10", "2026-06-00", "2100-01-01", "٢٠٢٦-٠٦-٠١", " 2026-06-01", "2026/06/01"),
        ),
    ),
    (TIJD, ("19:3", "24:00", "19.30", "1930", "19:30:00", "9:30", "19:60", "19:30+02:00", "１９:30", "1170")),
    (DUUR, ("2", "weken", "0 weken", "2  weken", "2weken", "1.5 jaar", "-2 weken", "2 Weken", "٢ weken", "1000 dagen")),
    (RITME, ("dag", "werkdag", "weken", "0 weken", "elke week")),
    (JA_NEE, ("Ja", "yes", "no", "true", "j", "1", "ja ", "nee.")),
    (BEDRAG, ("85,50", "85.5", "85.500", "-85", "€85", "1.000", "1e3", "NaN", ".50", "85.", "1234567890", "٨٥")),
    (NORM, ("80 %", "101%", "-8", "8.0", "acht", "%", "999%", "1234567")),
    (LETTERS, ("a", "A,B", "A B", "AA", "ABA", "A1", "Ａ", "А")),
    (LETTER, ("AB", "a", "1", "Ä")),
    (
        DAGEN,
        ("2026-12-24-2027-01-02", "2027-01-02..2026-12-24", "2026-12-24..", "..2026-12-24", "2026-02-30..2026-03-01"),
    ),
    (NUMMERS, ("0-10", "1-", "5-1", "1-10000", "1..10", "01-10", "1 - 10")),
    (JAAR, ("26", "1899", "2100", "2026.0", "+2026")),
    (WOORD, ("Geluid", "-a", "a-", "a--b", "a b", "geluid_personen", "é", "+", ".a", "a+b+c+d-")),
    (GEHEEL, ("1_2", "12.0", "-1", "+1", "01", "1772409600", "１２", "٣", "²", "1e3", "0x1")),
    (MAIL, ("noor", "noor@waterstad", "noor@@a.example", "Noor <noor@a.example>", "noor @a.example", "@a.example")),
    (number(1, 10), ("0", "11", "1_0", "10.0", "010", "-5", "１")),
    (one_of("huur", "koop"), ("Huur", "huur ", "", "huurkoop")),
    (id_of("casus"), ("2026-123", "26-0123", "2026_0123", "2026-01234", "٢٠٢٦-0123")),
    (id_of("vrijwilliger"), ("v-12", "v012", "x-012", "V-012", "c-1", "v-123456")),
    (id_of("coordinator"), ("c-0", "c-01", "c1", "c-1000")),
    (id_of("partner"), ("Woonstad", "woon stad", "-woonstad", "woonstad-", "../woonstad", "woon/stad")),
    (id_of("activiteit"), ("intervisie-3", "2026", "2026-", "2026-Intervisie")),
    (id_of("wijk"), ("Noord", "oude wijk", "noord/zuid")),
    (id_of("gemeente"), ("", " Waterstad", "Waterstad ", "Water\nstad")),
]


@pytest.mark.parametrize(
    ("type_", "text", "value"), ACCEPTED, ids=lambda v: v.name if isinstance(v, Scalar) else repr(v)
)
def test_a_type_reads_what_it_is_for(type_: Scalar, text: str, value: object) -> None:
    assert type_.parse(text) == value


@pytest.mark.parametrize(
    ("type_", "text", "value"), ACCEPTED, ids=lambda v: v.name if isinstance(v, Scalar) else repr(v)
)
def test_the_whole_text_counts(type_: Scalar, text: str, value: object) -> None:
    del value
    if type_ is not TEKST:
        assert type_.parse(text + "\n") is None
        assert type_.parse("\n" + text) is None
        assert type_.parse(text + "\u2028x") is None or type_.name == "gemeente"


@pytest.mark.parametrize(
    ("type_", "text"),
    [(type_, text) for type_, texts in REFUSED for text in texts],
    ids=lambda v: v.name if isinstance(v, Scalar) else repr(v),
)
def test_a_type_refuses_what_only_looks_like_it(type_: Scalar, text: str) -> None:
    assert type_.parse(text) is None


def test_a_text_is_anything_but_nothing() -> None:
    assert TEKST.parse("") is None


def scalars(type_: Type) -> list[Scalar]:
    match type_:
        case Scalar():
            return [type_]
        case Many(of=of):
            return scalars(of)
        case Table(key=key, of=of):
            return [key, *scalars(of)]
        case Shape(of=cls):
            return [one for k in keys_of(cls).values() for one in scalars(k.type)]
        case Either(scalar=scalar, items=items, keys=keys):
            return [one for part in (scalar, items, keys) if part is not None for one in scalars(part)]
        case _:
            return []


ALL = tuple(
    {
        id(one): one for cls in (*KINDS.values(), Organisatie) for k in keys_of(cls).values() for one in scalars(k.type)
    }.values()
) + tuple(
    {
        id(one): one
        for rows in EVENTS.values()
        for row in rows.values()
        for k in (*row.keys, *COMMON)
        for one in scalars(k.type)
    }.values()
)


@given(st.one_of(st.text(), st.text("0123456789-:.%+ AZvgcja\n٣１", max_size=12), st.sampled_from(ODD)))
def test_no_text_makes_a_type_raise(text: str) -> None:
    for type_ in ALL:
        found = type_.parse(text)
        if found is not None and type_.name != "tekst":
            assert "\n" not in text
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            assert text.isascii()


def test_odd_texts_are_no_numbers_and_no_dates() -> None:
    for type_ in (DATUM, TIJD, DUUR, RITME, JA_NEE, BEDRAG, NORM, LETTERS, LETTER, DAGEN, NUMMERS, JAAR, GEHEEL):
        for text in ODD:
            assert type_.parse(text) is None, f"{type_.name} reads {text!r}"


@given(st.sampled_from(ALL), st.text())
def test_a_choice_reads_only_its_own_words(type_: Scalar, text: str) -> None:
    if type_.choices:
        assert (type_.parse(text) is not None) == (text in type_.choices)
        assert all(type_.parse(choice) is not None for choice in type_.choices)


def test_every_type_says_in_dutch_what_belongs_there() -> None:
    for type_ in ALL:
        assert type_.says
        assert not type_.says.endswith(".")


@pytest.mark.parametrize(
    "text", ["1 werkdag", "5 werkdagen", "1 week", "2 weken", "1 maand", "3 kwartalen", "1 jaar", "2 jaar"]
)
def test_a_length_is_written_as_it_was_read(text: str) -> None:
    assert str(DUUR.parse(text)) == text


def test_a_norm_is_written_as_it_was_read() -> None:
    assert [str(NORM.parse(text)) for text in ("8", "80%")] == ["8", "80%"]


def test_both_ends_of_a_range_count() -> None:
    assert [n in Range(2, 4) for n in (1, 2, 4, 5)] == [False, True, True, False]


def test_an_id_of_a_kind() -> None:
    assert is_id("vrijwilliger", "g-001")
    assert not is_id("vrijwilliger", "g-001\n")
    assert not is_id("casus", "2026-0123.md")


def test_every_key_of_a_record_asks_something_and_has_a_default_or_is_required() -> None:
    for cls in (*KINDS.values(), Organisatie):
        defaults = defaults_of(cls)
        for name, key in keys_of(cls).items():
            assert key.asks, f"{cls.__name__}.{name}"
            assert key.required != (key.attribute in defaults), f"{cls.__name__}.{name}"
