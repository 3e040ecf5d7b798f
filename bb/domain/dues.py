"""What is due on one record, and why: terms and promises evaluated over a journal.

Nothing is due by being stored; a due follows from the last event that started a term, the term or
promise in force on that day, and what has happened since (`bb.domain.laws`). Source: FORMAT, "Terms".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from bb.domain import laws
from bb.domain.due import Basis, Due, Outcome, Settled
from bb.domain.events import Event, in_order
from bb.domain.journal import State, state_of
from bb.domain.laws import Case
from bb.domain.norms import ORGANISATIE, Norms, norm_of, norms_of
from bb.domain.records import Casus, Organisatie, Partner, Record
from bb.domain.retention import complaint_ends
from bb.domain.team import Lost, lost_team
from bb.domain.terms import Term, in_force
from bb.domain.workdays import Calendar

HERVAT = "hervat"


def _reason(basis: Basis) -> str:
    return "termijn" if basis.by == ORGANISATIE else "toezegging"


def _exception(record: Record, name: str, since: date) -> date | None:
    """Return the day an exception in the header sets; one from before `since` was about something else."""
    days = (u.op for u in record.uitzonderingen if u.term == name and u.op and u.op >= since)
    return max(days, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A term that runs by one norm: since when, the attempts so far, and the day it gives."""

    basis: Basis
    term: Term
    since: Event
    attempts: tuple[Event, ...]

    @property
    def last(self) -> Event:
        """The event its day is counted from."""
        return self.attempts[-1] if self.attempts else self.since


def _before_date(case: Case, name: str, norm: Norms, party: str | None) -> _Running | None:
    """Return how a term runs that counts back from a date in the journal (`voor: overeenkomst.tot`).

    The last event of that name counts: one without the date has nothing to count back from.
    """
    for event in reversed(case.events):
        term = in_force(norm.versions, event.op)
        if term is None or not term.voor or not term.eerder:
            continue
        wat, _, key = term.voor.partition(".")
        if event.wat != wat or not laws.about(event, party, term.per):
            continue
        date_ = event.get(key)
        if not isinstance(date_, date) or not laws.runs(term, case.state) or party not in laws.keys_of(case, term):
            return None
        if laws.settling(case, name, term, event, party) or laws.forbidden(case, name, party):
            return None
        day = case.calendar.workday(case.calendar.before(date_, term.eerder))
        return _Running(basis=Basis(by=norm.by, day=day, binnen=term.eerder), term=term, since=event, attempts=())
    return None


def _by_norm(case: Case, name: str, norm: Norms, party: str | None, also: Event | None) -> _Running | Settled | None:
    """Return how a term runs for one party by one norm; None when it does not, or is settled."""
    if not any(laws.runs(term, case.state) for term in norm.versions):
        return None
    if any(term.voor for term in norm.versions) and (before := _before_date(case, name, norm, party)):
        return before
    found = laws.started(case, norm.versions, party, also)
    if found is None:
        return None
    since, term = found
    settled = laws.settling(case, name, term, since, party)
    if not settled:
        since, term = laws.counted_from(case, norm.versions, since, term)
    if not laws.runs(term, case.state) or term.binnen is None or party not in laws.keys_of(case, term):
        return None
    if party and term.pogingen and (declined := laws.declined(case, name, term, since, party)):
        return declined
    if laws.forbidden(case, name, party):
        # Nobody asks how it went any more; while talks go on, `voortgang` keeps the case in sight.
        return laws.withdrawn(case, name, since, party, settled) if party and name == "nazorg" else None
    if settled:
        return None
    if party and (exhausted := laws.exhausted(case, name, term, since, party)):
        return exhausted
    attempts = tuple(laws.attempts_made(case, name, term, since, party)) if term.elke else ()
    start, length = (attempts[-1], term.elke or term.binnen) if attempts else (since, term.binnen)
    day = laws.shifted(case, case.calendar.after(start.op, length), start.op, term)
    return _Running(basis=Basis(by=norm.by, day=day, binnen=length), term=term, since=since, attempts=attempts)


def _rule_due(
    case: Case, name: str, norms: Sequence[Norms], party: str | None, also: Event | None = None
) -> Due | Settled | None:
    """Return what a term and its promises make due for one party; None when nothing is.

    `also` is an event that starts the term besides those it names.
    """
    found = [_by_norm(case, name, norm, party, also) for norm in norms]
    if over := next((one for one in found if isinstance(one, Settled)), None):
        return over
    running = sorted((one for one in found if isinstance(one, _Running)), key=lambda one: one.basis.day)
    if not running:
        return None
    first = running[0]
    exception = _exception(case.record, name, first.last.op)
    reason = "uitzondering" if exception else "poging" if first.attempts else _reason(first.basis)
    return Due(
        id=case.record.id,
        term=name,
        party=party,
        day=exception or first.basis.day,
        reason=reason,
        since=first.since,
        wie=first.term.wie or "coordinator",
        bases=tuple(one.basis for one in running),
        attempts=len(first.attempts),
    )


def _agreed_due(case: Case, name: str, norms: Sequence[Norms], party: str) -> Due | None:
    if case.state.status == "gesloten" and name != "nazorg":
        return None
    term = norms[0].versions[-1] if norms else None
    event = laws.agreed(case, name, term, party)
    if event is None:
        return None
    return Due(
        id=case.record.id,
        term=name,
        party=party,
        day=event.get("datum"),
        reason="gepland",
        since=event,
        wie=(term.wie if term else None) or "coordinator",
    )


def _of_term(case: Case, name: str, norms: Sequence[Norms]) -> Iterator[Due | Settled]:
    if name == "vergeten":
        yield from _vergeten(case, norms)
        return
    lost = case.lost if name == "koppeling" and case.state.geschikt else None
    if lost:
        case, lost = with_line(case, lost)
    keys = {key: None for norm in norms for term in norm.versions for key in laws.keys_of(case, term)}
    parties = dict.fromkeys((*keys, *(case.parties if name in ("gesprek", "nazorg") else ())))
    for party in parties:
        agreed = None
        if party is not None and name in ("gesprek", "nazorg") and not laws.forbidden(case, name, party):
            agreed = _agreed_due(case, name, norms, party)
        found = agreed or _rule_due(case, name, norms, party, lost.since if lost else None)
        if isinstance(found, Due) and lost and found.since is lost.since:
            found = replace(found, by=lost.by)
        if found:
            yield found


def with_line(case: Case, lost: Lost) -> tuple[Case, Lost]:
    """Return the case with the line that broke up its team among its own, and that line as it stands there.

    Within a day a line in the journal of a volunteer comes after those of the case.
    """
    if lost.by is None:
        return case, lost
    line = replace(lost.since, order=len(case.events))
    return replace(case, events=in_order((*case.events, line))), Lost(line, lost.by)


def _vergeten(case: Case, norms: Sequence[Norms]) -> Iterator[Due]:
    """Yield when a closed case must be forgotten: not within the complaint term, not while asked about."""
    if any(soort != "wissen" for soort, _ in case.state.requests):
        return
    due = _rule_due(case, "vergeten", norms, None)
    if isinstance(due, Due):
        yield replace(due, day=max(due.day, complaint_ends(case.organisatie, case.calendar, due.since.op)))


def _closing(case: Case, norms: Sequence[Norms], found: Sequence[Due | Settled]) -> Iterator[Due]:
    """Yield the closing: not while aftercare is due; due as well once nobody is left to speak to.

    `found` is what the other terms gave.
    """
    if any(isinstance(one, Due) and one.term == "nazorg" for one in found):
        return
    due = _rule_due(case, "afsluiting", norms, None, _nobody_left(found))
    if isinstance(due, Due):
        yield due


def _nobody_left(found: Sequence[Due | Settled]) -> Event | None:
    """Return the line by which the last party was given up; None while a talk or aftercare is due with somebody."""
    if any(isinstance(one, Due) and one.term in laws.RESULT_OF_TALKS for one in found):
        return None
    return max((one.by for one in found if isinstance(one, Settled)), key=laws.place, default=None)


def nobody_left(case: Case, norms: Mapping[str, Sequence[Norms]]) -> Event | None:
    """Return the line since which nobody is left to speak to, so that the closing is due; None while somebody is."""
    return _nobody_left(list(_but_closing(case, norms)))


def _but_closing(case: Case, norms: Mapping[str, Sequence[Norms]]) -> Iterator[Due | Settled]:
    """Yield what every term but the closing gives."""
    for name, of_term in norms.items():
        runs = case.state.status != "wacht" or any("altijd" in t.in_ for n in of_term for t in n.versions)
        if runs and name != "afsluiting":
            yield from _of_term(case, name, of_term)


def case_outcome(
    casus: Casus,
    *,
    organisatie: Organisatie,
    partner: Partner | None,
    calendar: Calendar,
    until: date,
    left: Mapping[str, Event] = MappingProxyType({}),
    state: State | None = None,
    norms: Mapping[str, list[Norms]] | None = None,
) -> Outcome:
    """Return what is due on a case by its journal up to and including `until`, and what was given up.

    `partner` is the case's verwijzer, or None; `left` are the volunteers who stopped, each with the
    line that says so. `state` is that of the case on that day and `norms` what `norms_of` gives for the
    partner, for who has them already. Everything due is returned, however far ahead; the caller judges
    the day.
    """
    state = state or state_of(casus, until)
    if state.forgotten:
        return Outcome()
    events = in_order(casus.verloop, until)
    case = Case(
        record=casus,
        casus=casus,
        organisatie=organisatie,
        events=events,
        state=state,
        calendar=calendar,
        until=until,
        lost=lost_team(events, left),
    )
    norms = norms_of(organisatie, partner) if norms is None else norms
    found = list(_but_closing(case, norms))
    if state.status == "wacht":
        last = next(e for e in reversed(events) if e.wat == "wacht" and e.get("tot"))
        found.append(Due(id=casus.id, term=HERVAT, day=last.get("tot"), reason="wacht", since=last))
    else:
        found.extend(_closing(case, norms.get("afsluiting", ()), found))
    dues = sorted((d for d in found if isinstance(d, Due)), key=lambda d: (d.day, d.term, d.party or ""))
    return Outcome(dues=tuple(dues), settled=tuple(s for s in found if isinstance(s, Settled)))


def record_dues(
    record: Record, kind: str, *, organisatie: Organisatie, calendar: Calendar, until: date, is_open: bool
) -> tuple[Due, ...]:
    """Return what the terms (`bij: kind`) make due on a record that is no case.

    A volunteer is open until they stop, a partner until the agreement ends, an activity until it is
    held or called off: a term without `in` runs no longer than that.
    """
    state = State(status="open" if is_open else "gesloten", fase="")
    case = Case(
        record=record,
        casus=None,
        organisatie=organisatie,
        events=in_order(record.verloop, until),
        state=state,
        calendar=calendar,
        until=until,
    )
    norms = {name: [norm] for name in organisatie.terms if (norm := norm_of(organisatie, name, kind))}
    found = [due for name, of_term in norms.items() for due in _of_term(case, name, of_term)]
    return tuple(sorted((d for d in found if isinstance(d, Due)), key=lambda d: (d.day, d.term, d.party or "")))
