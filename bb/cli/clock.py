"""Which day it is, and days as people type them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from bb.text.dates import parse_day


def today() -> date:
    """Return the date in Amsterdam, whatever the zone of the machine."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def now(day: date) -> datetime:
    """Return the moment it is in Amsterdam, on `day` when that is another than today (`--today`)."""
    moment = datetime.now(ZoneInfo("Europe/Amsterdam")).replace(microsecond=0)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def read_day(text: str, now: date | None = None) -> date:
    """Return the day someone typed.

    Raises:
        click.UsageError: it is no day; the message says which forms are.
    """
    try:
        return parse_day(text, now or today())
    except ValueError as error:
        raise click.UsageError(str(error)) from error
