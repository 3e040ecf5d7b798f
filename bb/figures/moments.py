"""The moments at which what was due got done: in time or not, by the laws of what is due (`bb.domain.laws`).

Terms of the organisation and promises to partners are measured alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from bb.domain import laws
from bb.domain.events import Event
from bb.domain.journal import days_on_hold
from bb.domain.laws import Case
from bb.domain.terms import Term
from bb.domain.types import Duration
from bb.domain.workdays import Calendar
from bb.figures.period import View, Zaak


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A term as it is measured in the lives of cases; `settling` names the events that may settle it."""

    name: str
    versions: tuple[Term, ...]
    settling: frozenset[str]


def measured_term(name: str, versions: Sequence[Term]) -> Measured:
    """Return a term, of which these are the versions, as it is measured."""
    patterns = [term.klaar for term in versions]
    named = {name} if not all(patterns) else set[str]()
    return Measured(
        name=name,
        versions=tuple(versions),
        settling=frozenset(one.wat for klaar in patterns for one in klaar) | named,
    )


class Moment(NamedTuple):
    """A time a term was settled: in which case, whether in time, and whether also with the days on hold counted."""

    id: str
    on_time: bool
    with_hold: bool


_End = Callable[[date, Duration, int], date]


def moments(zaken: Iterable[Zaak], terms: Sequence[Measured], view: View) -> Mapping[str, list[Moment]]:
    """Return, by the name of a term, each time it had fallen due and was settled in the period; parties apart.

    What started it, by the version in force on that day, is settled by the first event after it that does. A term that
    never ran from its start on was not due and is not settled: the intake of a case that is opened again after its
    intake. Days on hold are added and the end moves to a workday.
    """
    found: dict[str, list[Moment]] = {term.name: [] for term in terms}
    by_event: dict[str, list[Measured]] = {}
    for term in terms:
        for wat in term.settling:
            by_event.setdefault(wat, []).append(term)
    end = cache(partial(_end, view.calendar))  # many cases share a day, and counting workdays is slow
    for zaak in zaken:
        for place, event in enumerate(zaak.within, start=len(zaak.events) - len(zaak.within)):
            if settled := by_event.get(event.wat):
                before = _before(zaak, place, view)
                for term in settled:
                    found[term.name].extend(_settled(before, event, term, zaak, end))
    return found


def _before(zaak: Zaak, place: int, view: View) -> Case:
    """Return a case as it was just before one of its events."""
    return Case(
        record=zaak.casus,
        casus=zaak.casus,
        organisatie=view.register.organisatie,
        events=zaak.events[:place],
        state=zaak.states[place],
        calendar=view.calendar,
        until=zaak.events[place].op,
    )


def _settled(before: Case, event: Event, measured: Measured, zaak: Zaak, end: _End) -> Iterator[Moment]:
    """Yield a moment for each party (or one for the case) whose due this event settles, the first that does."""
    name, versions = measured.name, measured.versions
    for party in _concerned(before, event, measured):
        started = laws.started(before, versions, party, None)
        if started is None:
            continue
        since, term = started
        if not laws.settled_by(before, name, term, since, party, event):
            continue
        if laws.settling(before, name, term, since, party):
            continue
        since, term = laws.counted_from(before, versions, since, term)
        if term.binnen and party in laws.keys_of(before, term) and _ran(term, since, before, zaak):
            yield _moment(zaak, since.op, term.binnen, event.op, end)


def _concerned(before: Case, event: Event, measured: Measured) -> Iterable[str | None]:
    """Return for whom or what this event may settle a term: each party it was with, or just once."""
    found: dict[str | None, None] = {}
    for term in measured.versions:
        if term.settles(event, measured.name):
            found.update((key, None) for key in laws.keys_of(before, term) if laws.about(event, key, term.per))
    return found


def _ran(term: Term, since: Event, before: Case, zaak: Zaak) -> bool:
    """Tell whether a term ran at any time since its start; the days on hold only put it off."""
    for place in range(len(before.events), 0, -1):
        state = zaak.states[place]
        if laws.runs(term, state._replace(status="open") if state.status == "wacht" else state):
            return True
        if before.events[place - 1] is since:
            break
    return False


def _moment(zaak: Zaak, start: date, length: Duration, settled: date, end: _End) -> Moment:
    strict = settled <= end(start, length, 0)
    held = days_on_hold(zaak.state.holds, start, settled) if zaak.state.holds else 0
    on_time = strict or (held > 0 and settled <= end(start, length, held))
    return Moment(zaak.id, on_time=on_time, with_hold=strict)


def _end(calendar: Calendar, start: date, length: Duration, held: int) -> date:
    """Return the last day of a term that was on hold for so many days."""
    return calendar.workday(calendar.after(start, length) + timedelta(days=held))
