"""Working days, talk evenings and holidays, as the generator of the example knows them.

The generator keeps its own small calendar on purpose: it is an independent witness against the
calendar the rest of `bb` reckons with.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
FRIDAY = 4
SUNDAY = 6


@cache
def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm, as printed by Meeus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    return date(year, 3, 22) + timedelta(days=moon + week - 7 * late)


@cache
def holidays(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year, Good Friday included."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    days = {
        date(year, 1, 1),
        kings_day - ONE_DAY if kings_day.weekday() == SUNDAY else kings_day,
        date(year, 12, 25),
        date(year, 12, 26),
        *(sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)),
    }
    if year % 5 == 0:
        days.add(date(year, 5, 5))
    return frozenset(days)


def office_closed(day: date) -> bool:
    """Tell whether `day` falls in the week the office is shut: 24 December up to and with 2 January."""
    return (day.month == 12 and day.day >= 24) or (day.month == 1 and day.day <= 2)


def free(day: date) -> bool:
    """Tell whether nobody works on `day` whatever day of the week it is."""
    return office_closed(day) or day in holidays(day.year)


@cache
def is_workday(day: date) -> bool:
    """Tell whether the office is open: Monday to Friday, no holiday, not shut."""
    return day.weekday() <= FRIDAY and not free(day)


def workday(day: date) -> date:
    """The first working day on or after `day`."""
    while not is_workday(day):
        day += ONE_DAY
    return day


def workday_before(day: date) -> date:
    """The last working day on or before `day`."""
    while not is_workday(day):
        day -= ONE_DAY
    return day


def talk_day(day: date) -> date:
    """The first day on or after `day` on which people sit down together: not on a Sunday, not when all is shut."""
    while day.weekday() == SUNDAY or free(day):
        day += ONE_DAY
    return day


def back(today: date, workdays: int) -> date:
    """The working day from which counting `workdays` working days forward ends on or before `today`."""
    day = workday_before(today)
    for _ in range(workdays):
        day = workday_before(day - ONE_DAY)
    return day


def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def stamp(moment: datetime) -> str:
    """A Dutch wall-clock moment as git writes it: seconds since 1970 and the offset of that season."""
    summer = _last_sunday(moment.year, 3) <= moment.date() < _last_sunday(moment.year, 10)
    hours = 2 if summer else 1
    seconds = int(moment.replace(tzinfo=UTC).timestamp()) - hours * 3600
    return f"{seconds} +0{hours}00"
