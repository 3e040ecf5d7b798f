from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.text.dates import MONTHS, WEEKDAYS, ago_nl, day_nl, parse_day, short_day_nl

TODAY = dt.date(2026, 3, 4)  # a Wednesday
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-02", dt.date(2026, 3, 2)),
        ("2026-3-2", dt.date(2026, 3, 2)),
        ("2-3-2026", dt.date(2026, 3, 2)),
        ("02/03/2026", dt.date(2026, 3, 2)),
        ("2-3-26", dt.date(2026, 3, 2)),
        ("2/3", dt.date(2026, 3, 2)),
        ("2 maart 2026", dt.date(2026, 3, 2)),
        ("2 mrt", dt.date(2026, 3, 2)),
        ("2 mrt.", dt.date(2026, 3, 2)),
        (" Vandaag ", TODAY),
        ("gisteren", dt.date(2026, 3, 3)),
        ("morgen", dt.date(2026, 3, 5)),
        ("di", dt.date(2026, 3, 3)),
        ("MA", dt.date(2026, 3, 2)),
        ("donderdag", dt.date(2026, 2, 26)),
        ("wo", dt.date(2026, 2, 25)),
    ],
)
def test_a_day_can_be_typed_in_many_ways(typed: str, day: dt.date) -> None:
    assert parse_day(typed, TODAY) == day


def test_without_a_year_the_nearest_day_is_meant() -> None:
    january = dt.date(2026, 1, 5)
    assert parse_day("30/12", january) == dt.date(2025, 12, 30)
    assert parse_day("12/1", january) == dt.date(2026, 1, 12)
    assert parse_day("2/1", dt.date(2026, 12, 30)) == dt.date(2027, 1, 2)


def test_29_february_without_a_year_is_the_one_that_exists() -> None:
    assert parse_day("29/2", dt.date(2027, 6, 1)) == dt.date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["", "straks", "2026", "3/2/1/2026", "2 foo", "2026-03", "٢-٣-2026", "2026-W10"])
def test_what_is_no_day_says_what_to_type(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is geen datum\. Typ bijvoorbeeld 2026-03-04"):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["31-2-2026", "2026-02-29", "2026-13-01", "30/2", "0-0-2026", "29/2"])
def test_a_day_that_does_not_exist_says_so(typed: str) -> None:
    with pytest.raises(ValueError, match="bestaat niet"):
        parse_day(typed, TODAY)


@given(day=DAYS, today=DAYS)
def test_what_we_print_can_be_typed_back(day: dt.date, today: dt.date) -> None:
    assert parse_day(short_day_nl(day), today) == day
    assert parse_day(day_nl(day).split(maxsplit=1)[1], today) == day
    assert parse_day(day.isoformat(), today) == day


@given(name=st.sampled_from(WEEKDAYS), today=DAYS)
def test_a_weekday_is_in_the_week_before_today(name: str, today: dt.date) -> None:
    day = parse_day(name, today)
    assert 1 <= (today - day).days <= 7
    assert day_nl(day).startswith(name)
    assert parse_day(name[:2], today) == day


@given(text=st.text())
def test_any_text_is_a_day_or_a_dutch_refusal(text: str) -> None:
    try:
        parse_day(text, TODAY)
    except ValueError as error:
        assert "datum" in str(error) or "bestaat niet" in str(error)  # noqa: PT017 - either outcome is fine


def test_days_in_words() -> None:
    assert day_nl(dt.date(2026, 3, 2)) == "maandag 2 maart 2026"
    assert short_day_nl(dt.date(2026, 3, 2)) == "2 mrt 2026"
    assert len(MONTHS) == 12


def test_how_far_off() -> None:
    assert [ago_nl(days) for days in (-3, -1, 0, 1, 2)] == [
        "3 dagen te laat",
        "1 dag te laat",
        "vandaag",
        "morgen",
        "over 2 dagen",
    ]
