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
from bb.domain.dues import nobody_left, with_line
from bb.domain.events import Event
from bb.domain.journal import State, days_on_hold
from bb.domain.laws import Case
from bb.domain.norms import Norms, norms_of
from bb.domain.team import lost_team, stops
from bb.domain.terms import Term
from bb.domain.types import Duration
from bb.domain.workdays import Calendar
from bb.figures.period import View, Zaak

CLOSING = "afsluiting"
_KOPPELING = "koppeling"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the cases share: all there is, the norms of talks with parties by verwijzer, the last day of a term."""

    view: View
    talks: Callable[[str], Mapping[str, list[Norms]]]
    end: Callable[[date, Duration, int], date]


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
    register = view.register
    around = _Around(
        view=view,
        talks=cache(lambda verwijzer: _talks(norms_of(register.organisatie, register.partner.get(verwijzer)))),
        end=cache(partial(_end, view.calendar)),  # many cases share a day, and counting workdays is slow
    )
    for zaak in zaken:
        for place, event in enumerate(zaak.within, start=len(zaak.events) - len(zaak.within)):
            if settled := by_event.get(event.wat):
                before = _before(zaak, place, view)
                for term in settled:
                    found[term.name].extend(_settled(before, event, term, zaak, around))
    return found


def _talks(norms: Mapping[str, list[Norms]]) -> Mapping[str, list[Norms]]:
    """Return the norms that tell whether somebody is left to speak to: the others never give up a party."""
    return {
        name: of_term
        for name, of_term in norms.items()
        if name in laws.RESULT_OF_TALKS or any(term.per for norm in of_term for term in norm.versions)
    }


def _before(zaak: Zaak, place: int, view: View) -> Case:
    """Return a case as it was just before one of its events; on hold, what was due only waited."""
    state = zaak.states[place]
    return Case(
        record=zaak.casus,
        casus=zaak.casus,
        organisatie=view.register.organisatie,
        events=zaak.events[:place],
        state=_awake(state),
        calendar=view.calendar,
        until=zaak.events[place].op,
    )


def _awake(state: State) -> State:
    return state._replace(status="open") if state.status == "wacht" else state


def _settled(before: Case, event: Event, measured: Measured, zaak: Zaak, around: _Around) -> Iterator[Moment]:
    """Yield a moment for each party (or one for the case) whose due this event settles, the first that does."""
    name, versions = measured.name, measured.versions
    concerned = _concerned(before, event, measured)
    case, also = _besides(before, measured, around) if concerned else (before, None)
    for party in concerned:
        started = laws.started(case, versions, party, also)
        if started is None:
            continue
        since, term = started
        if not laws.settled_by(case, name, term, since, party, event):
            continue
        if laws.settling(case, name, term, since, party):
            continue
        since, term = laws.counted_from(case, versions, since, term)
        if term.binnen and party in laws.keys_of(case, term) and _ran(term, since, len(before.events), zaak):
            yield _moment(zaak, since.op, term.binnen, event.op, around)


def _concerned(before: Case, event: Event, measured: Measured) -> Iterable[str | None]:
    """Return for whom or what this event may settle a term: each party it was with, or just once."""
    found: dict[str | None, None] = {}
    for term in measured.versions:
        if term.settles(event, measured.name):
            found.update((key, None) for key in laws.keys_of(before, term) if laws.about(event, key, term.per))
    return found


def _besides(before: Case, measured: Measured, around: _Around) -> tuple[Case, Event | None]:
    """Return the event that started a term besides those it names, with the case that event is a line of.

    A team that fell apart asks for another one; the closing is due once nobody is left to speak to.
    """
    name, state = measured.name, before.state
    if name == _KOPPELING and state.geschikt and state.behandeld:
        eve = before.until - timedelta(days=1)  # within a day what a volunteer does comes after the lines of a case
        left = stops(around.view.register, (*state.team, *state.asked), eve)
        if lost := lost_team(before.events, left):
            case, lost = with_line(before, lost)
            return case, lost.since
    if name == CLOSING and before.casus and _may_be_given_up(before, measured.versions):
        return before, nobody_left(before, around.talks(before.casus.verwijzer))
    return before, None


def _may_be_given_up(case: Case, versions: tuple[Term, ...]) -> bool:
    """Tell whether a party may have been given up since the closing was started otherwise: mostly not, seen quickly."""
    started = laws.started(case, versions, None, None)
    after = laws.later(case.events, started[0]) if started else case.events
    return any((event.met and event.wat != "gesprek") or event.get("toestemming") == () for event in after)


def _ran(term: Term, since: Event, known: int, zaak: Zaak) -> bool:
    """Tell whether a term ran at any time since its start, up to the first so many events of the case."""
    start = laws.place(since)
    for place in range(known, 0, -1):
        if laws.runs(term, _awake(zaak.states[place])):
            return True
        if laws.place(zaak.events[place - 1]) <= start:
            break
    return False


def _moment(zaak: Zaak, start: date, length: Duration, settled: date, around: _Around) -> Moment:
    strict = settled <= around.end(start, length, 0)
    held = days_on_hold(zaak.state.holds, start, settled) if zaak.state.holds else 0
    on_time = strict or (held > 0 and settled <= around.end(start, length, held))
    return Moment(zaak.id, on_time=on_time, with_hold=strict)


def _end(calendar: Calendar, start: date, length: Duration, held: int) -> date:
    """Return the last day of a term that was on hold for so many days."""
    return calendar.workday(calendar.after(start, length) + timedelta(days=held))
