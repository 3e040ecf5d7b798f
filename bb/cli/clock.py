"""Which day it is, and days as people type them."""

from __future__ import annotations

from datetime import date, datetime

import click


def today() -> date:
    """Return the date in Amsterdam, whatever the zone of the machine."""
    return _moment().date()


def now(day: date) -> datetime:
    """Return the moment it is in Amsterdam, on `day` when that is another than today (`--today`)."""
    moment = _moment().replace(microsecond=0)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def _moment() -> datetime:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - help asks no clock

    return datetime.now(ZoneInfo("Europe/Amsterdam"))


def read_day(text: str, now: date | None = None) -> date:
    """Return the day someone typed.

    Raises:
        click.UsageError: it is no day; the message says which forms are.
    """
    from bb.text.dates import parse_day  # noqa: PLC0415 - most commands are given no day

    try:
        return parse_day(text, now or today())
    except ValueError as error:
        raise click.UsageError(str(error)) from error
