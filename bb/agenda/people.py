"""What is due on volunteers: terms over their journals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item
from bb.domain.dues import Basis
from bb.domain.events import Event, in_order
from bb.domain.journal import vrijwilliger_status
from bb.domain.norms import ORGANISATIE
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.terms import Term, in_force
from bb.domain.workdays import Calendar


def volunteer_items(register: Register, vrijwilliger: Vrijwilliger, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield what is due on one volunteer; nothing once they have left or are forgotten."""
    events = in_order(vrijwilliger.verloop, today)
    if vrijwilliger_status(vrijwilliger, today) == "gestopt" or any(e.wat == "vergeten" for e in events):
        return
    organisatie = register.organisatie
    for name in organisatie.terms:
        versions = tuple(t for t in organisatie.versions(name) if t.bij == "vrijwilliger")
        found = _before_date(name, versions, events, calendar) or _after_event(name, versions, events, calendar)
        if found:
            day, since, term = found
            yield Item(
                kind="vrijwilliger",
                id=vrijwilliger.id,
                path=vrijwilliger.source.path,
                term=name,
                day=day,
                reason="termijn",
                since=since,
                bases=(Basis(by=ORGANISATIE, day=day, binnen=term.binnen or term.eerder),),
            )


def _after_event(
    name: str, versions: tuple[Term, ...], events: tuple[Event, ...], calendar: Calendar
) -> tuple[date, Event, Term] | None:
    """Return the day a term gives that runs from an event, unless a later event settled it."""
    for place, event in reversed(list(enumerate(events))):
        term = in_force(versions, event.op)
        if term is None or term.binnen is None or not term.matches_na(event):
            continue
        if any(term.settles(later, name) for later in events[place + 1 :]):
            return None
        return calendar.workday(calendar.after(event.op, term.binnen)), event, term
    return None


def _before_date(
    name: str, versions: tuple[Term, ...], events: tuple[Event, ...], calendar: Calendar
) -> tuple[date, Event, Term] | None:
    """Return the day a term gives that counts back from a date in the journal (`voor: event.key`)."""
    for event in reversed(events):
        term = in_force(versions, event.op)
        if term is None or not term.voor or not term.eerder:
            continue
        wat, _, key = term.voor.partition(".")
        if term.klaar and term.settles(event, name):
            return None
        if event.wat == wat and isinstance(event.get(key), date):
            return calendar.workday(calendar.before(event.get(key), term.eerder)), event, term
    return None
