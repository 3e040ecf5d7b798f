"""Workdays on the Dutch calendar, against the `holidays` package and against counting on fingers."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.feestdagen import FEESTDAGEN
from bb.domain.types import DAGEN, DUUR, Duration
from bb.domain.workdays import Calendar, add_months, calendar_of, holidays
from tests.domain.build import value

DAYS = st.dates(date(1990, 1, 1), date(2098, 12, 31))
NUMBERS = st.integers(1, 60)
CHRISTMAS = Calendar((value(DAGEN, "2026-12-24..2027-01-02"), value(DAGEN, "2026-05-15")))


def test_the_holidays_are_those_of_the_package() -> None:
    assert list(FEESTDAGEN) == list(range(1990, 2100))
    for year in range(1990, 2100):
        assert holidays(year) == frozenset(package.country_holidays("NL", years=year)), year


def test_outside_the_table_there_are_no_holidays() -> None:
    assert holidays(1989) == holidays(2100) == frozenset()
    assert Calendar().is_workday(date(1989, 12, 25))


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        ("2026-06-05", "2026-06-05"),  # Friday
        ("2026-06-06", "2026-06-08"),  # Saturday
        ("2026-06-07", "2026-06-08"),  # Sunday
        ("2026-04-03", "2026-04-07"),  # Good Friday, Easter Monday
        ("2026-04-27", "2026-04-28"),  # King's Day
        ("2026-05-14", "2026-05-18"),  # Ascension Day, and the office is closed on the Friday
        ("2026-12-24", "2027-01-04"),  # closed from here up to and including Saturday 2 January
        ("2027-01-02", "2027-01-04"),
        ("2026-12-23", "2026-12-23"),
        ("2025-05-05", "2025-05-06"),  # Liberation Day, a holiday every five years
        ("2026-05-05", "2026-05-05"),
    ],
)
def test_a_day_moves_to_the_next_workday(day: str, next_one: str) -> None:
    assert CHRISTMAS.workday(date.fromisoformat(day)) == date.fromisoformat(next_one)


@pytest.mark.parametrize(
    ("day", "length", "then"),
    [
        ("2026-01-31", "1 maand", "2026-02-28"),
        ("2028-01-31", "1 maand", "2028-02-29"),
        ("2028-02-29", "1 jaar", "2029-02-28"),
        ("2028-02-29", "4 jaar", "2032-02-29"),
        ("2026-02-28", "1 maand", "2026-03-28"),
        ("2026-11-30", "1 kwartaal", "2027-02-28"),
        ("2026-12-31", "2 maanden", "2027-02-28"),
        ("2026-08-31", "3 kwartalen", "2027-05-31"),
        ("2026-06-01", "30 dagen", "2026-07-01"),
        ("2026-06-01", "6 weken", "2026-07-13"),
        ("2026-06-05", "1 werkdag", "2026-06-08"),
        ("2026-06-06", "1 werkdag", "2026-06-08"),
        ("2026-06-01", "5 werkdagen", "2026-06-08"),
        ("2026-05-13", "1 werkdag", "2026-05-18"),
        ("2026-12-23", "2 werkdagen", "2027-01-05"),
    ],
)
def test_how_long_after_a_day(day: str, length: str, then: str) -> None:
    assert CHRISTMAS.after(date.fromisoformat(day), value(DUUR, length)) == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("day", "length", "then"),
    [
        ("2026-03-31", "1 maand", "2026-02-28"),
        ("2027-02-01", "3 maanden", "2026-11-01"),
        ("2027-01-31", "1 kwartaal", "2026-10-31"),
        ("2028-02-29", "1 jaar", "2027-02-28"),
        ("2026-06-15", "2 weken", "2026-06-01"),
        ("2026-06-15", "10 dagen", "2026-06-05"),
        ("2026-06-08", "1 werkdag", "2026-06-05"),
        ("2026-05-18", "1 werkdag", "2026-05-13"),
        ("2027-01-04", "2 werkdagen", "2026-12-22"),
    ],
)
def test_how_long_before_a_day(day: str, length: str, then: str) -> None:
    assert CHRISTMAS.before(date.fromisoformat(day), value(DUUR, length)) == date.fromisoformat(then)


def naive(calendar: Calendar, day: date, number: int, by: int) -> date:
    """Cross off one day at a time."""
    while number:
        day += timedelta(days=by)
        free = (
            day.weekday() in (5, 6)
            or day in holidays(day.year)
            or any(r.first <= day <= r.last for r in calendar.closed)
        )
        number -= not free
    return day


@given(DAYS, NUMBERS)
def test_counting_workdays_is_crossing_off_days(day: date, number: int) -> None:
    length = Duration(number, "werkdagen")
    assert CHRISTMAS.after(day, length) == naive(CHRISTMAS, day, number, 1)
    assert CHRISTMAS.before(day, length) == naive(CHRISTMAS, day, number, -1)
    assert CHRISTMAS.workdays(day, CHRISTMAS.after(day, length)) == number


@given(st.dates(date(2026, 10, 1), date(2027, 1, 31)), NUMBERS)
def test_counting_workdays_around_the_closed_weeks(day: date, number: int) -> None:
    assert CHRISTMAS.after(day, Duration(number, "werkdagen")) == naive(CHRISTMAS, day, number, 1)


@given(DAYS)
def test_the_next_workday_is_the_first_there_is(day: date) -> None:
    found = CHRISTMAS.workday(day)
    assert CHRISTMAS.is_workday(found)
    assert not any(CHRISTMAS.is_workday(day + timedelta(days=n)) for n in range((found - day).days))


@given(DAYS, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(DAYS, DAYS)
def test_no_workdays_lie_between_a_day_and_an_earlier_one(first: date, last: date) -> None:
    if last <= first:
        assert Calendar().workdays(first, last) == 0


def test_an_office_closed_for_years_still_answers() -> None:
    closed = calendar_of([value(DAGEN, "2020-01-01..2039-12-31")])
    assert closed.workday(date(2026, 6, 1)) == date(2040, 1, 2)
