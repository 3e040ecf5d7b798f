"""Workdays and lengths of time on the Dutch calendar.

A workday is no Saturday, no Sunday, no public holiday and no day the office is closed
(`gesloten` in bb.yaml). Source: FORMAT, "Terms"; holidays as the `holidays` package has them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bb.domain.feestdagen import FEESTDAGEN
from bb.domain.types import Duration, Range

_DAY = timedelta(days=1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the Dutch public holidays of a year; empty outside 1990-2099."""
    written = FEESTDAGEN.get(year, "").split()
    return frozenset(date(year, int(day[:2]), int(day[2:])) for day in written)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last of a shorter month.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The workdays of one office: `closed` are the days it shuts besides weekends and holidays."""

    closed: tuple[Range, ...] = ()

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on `day`."""
        return day.weekday() < 5 and day not in holidays(day.year) and not any(day in days for days in self.closed)

    def workday(self, day: date) -> date:
        """Return `day` itself, or the first workday after it."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def after(self, day: date, duration: Duration) -> date:
        """Return the day `duration` after `day`, not yet moved to a workday.

        Workdays are counted from the day after `day`; months and years by the calendar.

        >>> Calendar().after(date(2026, 5, 22), Duration(1, "werkdagen"))  # Friday before Whitsun
        datetime.date(2026, 5, 26)
        """
        number = duration.number
        match duration.unit:
            case "werkdagen":
                for _ in range(number):
                    day = self.workday(day + _DAY)
                return day
            case "weken":
                return day + timedelta(weeks=number)
            case "maanden":
                return add_months(day, number)
            case "kwartalen":
                return add_months(day, 3 * number)
            case "jaar":
                return add_months(day, 12 * number)
            case _:
                return day + timedelta(days=number)

    def before(self, day: date, duration: Duration) -> date:
        """Return the day `duration` before `day` (months and years by the calendar)."""
        match duration.unit:
            case "werkdagen":
                for _ in range(duration.number):
                    day = self._earlier(day - _DAY)
                return day
            case "weken":
                return day - timedelta(weeks=duration.number)
            case "maanden":
                return add_months(day, -duration.number)
            case "kwartalen":
                return add_months(day, -3 * duration.number)
            case "jaar":
                return add_months(day, -12 * duration.number)
            case _:
                return day - timedelta(days=duration.number)

    def _earlier(self, day: date) -> date:
        while not self.is_workday(day):
            day -= _DAY
        return day

    def workdays(self, first: date, last: date) -> int:
        """Return how many workdays lie after `first`, up to and including `last`."""
        return sum(self.is_workday(first + _DAY * n) for n in range(1, (last - first).days + 1))


def calendar_of(closed: Iterable[Range]) -> Calendar:
    """Return the calendar of an office that is closed on these days."""
    return Calendar(tuple(closed))
