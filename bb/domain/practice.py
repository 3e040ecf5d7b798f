"""What volunteers and partners did in a period: cases they were linked to, meetings they were at, referrals.

The agenda holds norms against it while the period runs, the report afterwards: both count here, so
that they never differ. Source: FORMAT, "What follows from the events" and "Terms" (norms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from bb.domain.events import Event
from bb.domain.journal import vrijwilliger_status
from bb.domain.records import Vrijwilliger
from bb.domain.terms import Term
from bb.domain.workdays import add_months

MONTHS: Mapping[str, int] = MappingProxyType({"jaar": 12, "kwartaal": 3, "maand": 1})
"""The periods a norm may be counted over, in months."""
_DUBBEL = "dubbel"


def period(day: date, per: str) -> tuple[date, date]:
    """Return the first and last day of the calendar year, quarter or month that `day` is in.

    >>> period(date(2026, 5, 3), "kwartaal")
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    """
    months = MONTHS[per]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


def counted_per(promise: Term) -> str:
    """Return the period a promise of a number is counted over: a year, unless it says a shorter one."""
    return promise.per if promise.per and promise.per in MONTHS else "jaar"


def is_double(events: Iterable[Event]) -> bool:
    """Tell whether a case is closed as reported twice, and so in no count; `events` in order."""
    last = None
    for event in events:
        if event.wat in ("afsluiting", "heropening"):
            last = event
    return last is not None and last.wat == "afsluiting" and last.get("resultaat") == _DUBBEL


def linked(events: Iterable[Event], first: date, last: date) -> tuple[str, ...]:
    """Return the volunteers linked to a case in a period, each once; a case linked again later counts then too."""
    found: dict[str, None] = {}
    for event in events:
        if event.wat == "koppeling" and first <= event.op <= last:
            found.update(dict.fromkeys(event.get("team") or ()))
    return tuple(found)


def debriefings(events: Iterable[Event]) -> Iterator[tuple[Event, tuple[str, ...]]]:
    """Yield each nabespreking of a case with those it was with: who it names, else the team of then.

    Args:
        events: the journal of the case, in order.
    """
    team: tuple[str, ...] = ()
    for event in events:
        if event.wat == "koppeling":
            team = event.get("team") or ()
        elif event.wat == "nabespreking":
            yield event, event.get("wie") or team


def last_step(events: Iterable[Event]) -> Event | None:
    """Return how far an activity is: the last line that plans it, or says that it was held, called off or finished.

    Args:
        events: the journal of the activity, in order, up to when it is asked of.
    """
    return next((e for e in reversed([*events]) if e.wat in ("gepland", "gehouden", "vervallen", "klaar")), None)


def planned(events: Iterable[Event]) -> Event | None:
    """Return the line that plans an activity that is neither held nor called off; None when there is none."""
    step = last_step(events)
    return step if step is not None and step.wat == "gepland" else None


def room(events: Iterable[Event]) -> str | None:
    """Return the room an activity has; None when there is none, also after it was planned on another day.

    Args:
        events: the journal of the activity, in order, up to when it is asked of.
    """
    place = None
    for event in events:
        if event.wat == "zaal":
            place = event.get("plek")
        elif event.wat == "gepland":
            place = None
    return place


def came(vrijwilliger: Vrijwilliger, held: Event) -> bool:
    """Tell whether a volunteer was at something that was held."""
    return vrijwilliger.id in (held.get("aanwezig") or ())


def expected(vrijwilliger: Vrijwilliger, held: Event) -> bool:
    """Tell whether a volunteer counts as invited: they were active on the day, or came anyway."""
    return came(vrijwilliger, held) or vrijwilliger_status(vrijwilliger, held.op) == "actief"


def attendance(
    vrijwilliger: Vrijwilliger, soort: str, held: Iterable[Event], first: date, last: date
) -> tuple[int, int]:
    """Return how often someone was at meetings of a kind in a period, and how often they were expected.

    Args:
        vrijwilliger: who.
        soort: the kind, such as `intervisie`; one held elsewhere stands in their own journal.
        held: the lines (`gehouden`) of that kind of activity, of any day.
        first: the first day of the period.
        last: the last day that is looked at.
    """
    elsewhere = sum(event.wat == soort and first <= event.op <= last for event in vrijwilliger.verloop)
    ours = [event for event in held if first <= event.op <= last]
    return (
        elsewhere + sum(came(vrijwilliger, event) for event in ours),
        elsewhere + sum(expected(vrijwilliger, event) for event in ours),
    )
