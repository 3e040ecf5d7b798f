"""Things to do as a calendar (RFC 5545): for the attachment of a mail, and for a file.

An entry keeps its `uid` for ever; a calendar that reads the file again replaces what it had when
`sequence` is higher. Entries are events: most programs pass over the calendar's own kind for tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ZONE = "Europe/Amsterdam"
_AMSTERDAM = ZoneInfo(ZONE)
_DURATION = timedelta(hours=1)
_ALARM_AT_NINE = timedelta(hours=9)
_ALARM_BEFORE = timedelta(hours=-1)
_TIMEZONE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the calendar: on `day`, the whole day or at `tijd`. `over` tells that it need not be done."""

    uid: str
    summary: str
    day: date
    tijd: time | None = None
    sequence: int = 0
    over: bool = False


def calendar(entries: Sequence[Entry], stamp: datetime) -> bytes:
    """Return the entries as the bytes of an `.ics` file, made at `stamp`.

    Lines end in CRLF; an entry with an hour stands in the time of Amsterdam, whose rules are inside.
    """
    import icalendar  # noqa: PLC0415 - only when a calendar is made: it costs start-up time

    made = icalendar.Calendar()
    made.add("prodid", "-//buurtbemiddeling//bb//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if any(entry.tijd for entry in entries):
        made.add_component(icalendar.Timezone.from_ical(_TIMEZONE))
    for entry in entries:
        made.add_component(_event(entry, stamp))
    return _bytes(made)


def _event(entry: Entry, stamp: datetime) -> Event:
    import icalendar  # noqa: PLC0415 - as above

    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.summary)
    if entry.tijd:
        event.add("dtstart", datetime.combine(entry.day, entry.tijd, _AMSTERDAM))
        event.add("duration", _DURATION)
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.over else "CONFIRMED")
    if not entry.over:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", _ALARM_BEFORE if entry.tijd else _ALARM_AT_NINE)
        event.add_component(alarm)
    return event


def _bytes(made: Calendar) -> bytes:
    written = made.to_ical()
    assert isinstance(written, bytes)  # noqa: S101 - says to the type checker what the library does not
    return written
