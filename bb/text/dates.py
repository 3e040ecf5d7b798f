"""Days as people say, read and type them in Dutch.

No function here looks at the clock: where "today" matters it is an argument.
"""

from __future__ import annotations

import datetime as dt
import re

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?", re.ASCII)
_NEAR_TODAY = {"gisteren": -1, "vandaag": 0, "morgen": 1}
_MONTH_NUMBER = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)}
_WEEKDAY_NUMBER = {name: number for number, full in enumerate(WEEKDAYS) for name in (full, full[:2])}


def day_nl(day: dt.date) -> str:
    """The day in full.

    >>> day_nl(dt.date(2026, 3, 2))
    'maandag 2 maart 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_nl(day: dt.date) -> str:
    """The day for tables and lists.

    >>> short_day_nl(dt.date(2026, 3, 2))
    '2 mrt 2026'
    """
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def ago_nl(days: int) -> str:
    """How far off something is that is due, in calendar days from today; negative is late.

    >>> [ago_nl(days) for days in (-3, -1, 0, 1, 2)]
    ['3 dagen te laat', '1 dag te laat', 'vandaag', 'morgen', 'over 2 dagen']
    """
    if days < 0:
        return f"{-days} {'dag' if days == -1 else 'dagen'} te laat"
    return {0: "vandaag", 1: "morgen"}.get(days, f"over {days} dagen")


def parse_day(text: str, today: dt.date) -> dt.date:
    """Read a day as a person types it.

    `2026-03-02`, `2-3-2026`, `2/3/26`, `2 maart 2026`; without a year (`2/3`, `2 mrt`) the one nearest to today;
    `gisteren`, `vandaag`, `morgen`; a weekday (`ma`, `maandag`) is the last one before today.

    Raises:
        ValueError: the text is no day; the message is Dutch and says what to type instead.
    """
    word = " ".join(text.lower().split())
    if word in _NEAR_TODAY:
        return today + dt.timedelta(days=_NEAR_TODAY[word])
    if word in _WEEKDAY_NUMBER:
        return today - dt.timedelta(days=(today.weekday() - _WEEKDAY_NUMBER[word] - 1) % 7 + 1)
    if match := _ISO.fullmatch(word):
        year, month, day = match.groups()
    elif match := _DUTCH.fullmatch(word):
        day, month, year = match.groups()
    elif (match := _WORDS.fullmatch(word)) and match[2] in _MONTH_NUMBER:
        day, year = match[1], match[3]
        month = str(_MONTH_NUMBER[match[2]])
    else:
        raise ValueError(f"{text!r} is geen datum. Typ bijvoorbeeld {today.isoformat()}, 2-3, gisteren of ma.")
    if year is None:
        years = sorted((today.year - 1, today.year, today.year + 1), key=lambda y: abs(_distance(y, month, day, today)))
    else:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    try:
        return dt.date(years[0], int(month), int(day))
    except ValueError as error:
        raise ValueError(f"De dag {text!r} bestaat niet. Kijk de dag en de maand na.") from error


def _distance(year: int, month: str, day: str, today: dt.date) -> int:
    """Days from today; a day that does not exist in that year is further off than any that does."""
    try:
        return (dt.date(year, int(month), int(day)) - today).days
    except ValueError:
        return 10_000
