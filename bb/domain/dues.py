"""What is due on one record, and why: terms and promises evaluated over a journal.

Nothing is due by being stored; a due follows from the last event that started a term, the term or
promise in force on that day, and what has happened since. Source: FORMAT, "Terms" (its laws).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from bb.domain.due import Basis, Due, Outcome, Settled
from bb.domain.events import Event, in_order
from bb.domain.journal import State, days_on_hold, party_of, state_of
from bb.domain.norms import ORGANISATIE, Norms, norm_of, norms_of
from bb.domain.records import Casus, Organisatie, Partner, Record
from bb.domain.team import Lost, lost_team
from bb.domain.terms import Term, in_force
from bb.domain.vocabulary import FASEN, ZELF
from bb.domain.workdays import Calendar

HERVAT = "hervat"
_RESULT_OF_TALKS = ("gesprek", "nazorg")
_OF = " van "
_MOMENTS: Mapping[str, str] = MappingProxyType(
    {"intake": "geschikt", "koppeling": "opgepakt", "afsluiting": "afgesloten"}
)
"""What a terugkoppeling is about (`over`) when this event asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One record on one day, with all that its terms need; `casus` is None for what is no case."""

    record: Record
    casus: Casus | None
    organisatie: Organisatie
    events: Sequence[Event]
    state: State
    calendar: Calendar
    until: date
    lost: Lost | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(self.casus.partijen) if self.casus else ()


def _place(event: Event) -> tuple[date, int]:
    return event.op, event.order


def _later(events: Iterable[Event], than: Event) -> Iterator[Event]:
    return (event for event in events if _place(event) > _place(than))


def _about(event: Event, party: str | None, per: str | None) -> bool:
    """Tell whether an event concerns this party (or this `soort`)."""
    if party is None:
        return True
    if per != "soort":
        return party in event.met
    soort, _, van = party.partition(_OF)
    return event.get("soort") == soort and (not van or event.get("van") in (None, van))


def _runs(term: Term, state: State) -> bool:
    """Tell whether a term runs in the state a case is in."""
    steps = term.in_ or ("open",)
    if "altijd" in steps or state.status in steps:
        return True
    return state.status == "open" and state.fase in steps and state.fase in FASEN


def _started(case: _Case, versions: tuple[Term, ...], key: str | None, also: Event | None) -> tuple[Event, Term] | None:
    """Return the last event that started the term, with the version in force on its day.

    `also` starts it as well. Aftercare and the result of talks from before a heropening start
    nothing any more, and neither does an answer that was turned round since (`geschikt: nee`, then
    `geschikt: ja`).
    """
    turned: set[str] = set()
    for event in reversed(case.events):
        term = in_force(versions, event.op)
        if term and event is also:
            return event, term
        if event.wat == "heropening" and not any(t.matches_na(event) for t in versions):
            if any(p.wat in _RESULT_OF_TALKS for t in versions for p in t.na):
                return None
            continue
        if term is None or event.wat in turned:
            continue
        if term.matches_na(event):
            if term.per != "soort" or _about(event, key, term.per):
                return event, term
        elif any(p.wat == event.wat and any(isinstance(event.get(k), bool) for k in p.keys) for p in term.na):
            turned.add(event.wat)
    return None


def _keys(case: _Case, term: Term) -> tuple[str | None, ...]:
    """Return for whom or what the term runs apart: parties, kinds of verzoek, or just once."""
    match term.per:
        case "partij":
            return case.state.limited_to or case.parties
        case "gesproken":
            return tuple(sorted(case.state.spoken))
        case "soort":
            return tuple(sorted(_requests(case.events)))
        case _:
            return (None,)


def _requests(events: Iterable[Event]) -> Iterator[str]:
    """Yield each kind of verzoek; when more than one party made one of a kind, each of them apart."""
    made: dict[str, set[str]] = {}
    for event in events:
        if event.wat == "verzoek" and event.get("soort"):
            made.setdefault(event.get("soort"), set()).update(event.get("van") or ())
    for soort, parties in made.items():
        yield from (f"{soort}{_OF}{van}" for van in parties) if len(parties) > 1 else (soort,)


def _settling(case: _Case, name: str, term: Term, trigger: Event, party: str | None) -> Event | None:
    """Return the last event after the trigger that settled the term for this party, or None."""
    found = [e for e in _later(case.events, trigger) if term.settles(e, name) and _about(e, party, term.per)]
    if name == "terugkoppeling" and case.casus:
        moment = _MOMENTS.get(trigger.wat)
        verwijzer = case.casus.verwijzer
        found = [e for e in found if e.get("aan") == verwijzer]
        found = [e for e in found if moment is None or e.get("over") in (None, moment)]
    return found[-1] if found else None


def _attempts(case: _Case, name: str, term: Term, trigger: Event, party: str | None) -> list[Event]:
    after = _later(case.events, trigger)
    return [e for e in after if term.is_attempt(e, name) and _about(e, party, term.per)]


def _declined(case: _Case, name: str, term: Term, trigger: Event, party: str) -> Settled | None:
    """Return the party's `wil: nee` after the trigger, unless a talk, an answer or `wil: ja` came after it."""
    for event in reversed(list(_later(case.events, trigger))):
        if party not in event.met:
            continue
        if event.wat == "gesprek" or event.get("wil") is True or term.settles(event, name):
            return None
        if event.get("wil") is False:
            return Settled(id=case.record.id, term=name, party=party, why="wil niet", by=event)
    return None


def _exhausted(case: _Case, name: str, term: Term, trigger: Event, party: str) -> Settled | None:
    """Return the last attempt the term asks for, once it was made without success."""
    attempts = _attempts(case, name, term, trigger, party)
    if not term.pogingen or len(attempts) < term.pogingen:
        return None
    return Settled(id=case.record.id, term=name, party=party, why="niet bereikt", by=attempts[term.pogingen - 1])


def _shifted(case: _Case, day: date, since: date, term: Term) -> date:
    """Return `day` with the time on hold since the trigger added, moved to a workday."""
    if "altijd" not in term.in_:
        day += timedelta(days=days_on_hold(case.state.holds, since, case.until))
    return case.calendar.workday(day)


def _forbidden(case: _Case, name: str, party: str | None) -> bool:
    """Tell whether consent (or having nobody to tell) forbids this term."""
    if case.casus is None:
        return False
    match name:
        case "terugkoppeling":
            return case.casus.verwijzer == ZELF or not case.state.allows("A", "terugkoppeling")
        case "gesprek":
            return party is not None and case.state.refuses(party, "bemiddelaars")
        case "nazorg":
            return party is not None and case.state.consent.get(party) == frozenset()
        case _:
            return False


def _withdrawn(case: _Case, name: str, trigger: Event, party: str, settled: Event | None) -> Settled | None:
    """Return that a party's consent ended the term, unless it was settled after that consent was recorded."""
    recorded = [e for e in case.events if e.get("toestemming") is not None and party in party_of(e)]
    last = max((trigger, *recorded[-1:]), key=_place)
    if settled and _place(settled) > _place(last):
        return None
    return Settled(id=case.record.id, term=name, party=party, why="geen toestemming", by=last)


def _agreed(case: _Case, name: str, term: Term | None, party: str | None) -> Event | None:
    """Return the agreed date (`gepland`) for this party that nothing settled since, or None.

    An attempt on that day or later uses it up: from then on the rule says when the next is due, and
    after the last one the party is given up.
    """
    tried = date.min
    for event in reversed(case.events):
        if party not in event.met:
            continue
        if event.wat == "gepland" and event.get("voor") == name and event.get("datum"):
            return event if tried < event.get("datum") else None
        settles = term.settles(event, name) if term else event.wat == name
        if settles or event.get("wil") is False:
            return None
        if term and term.is_attempt(event, name):
            tried = max(tried, event.op)
    return None


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


def _before_date(case: _Case, name: str, norm: Norms, party: str | None) -> _Running | None:
    """Return how a term runs that counts back from a date in the journal (`voor: overeenkomst.tot`).

    The last event of that name counts: one without the date has nothing to count back from.
    """
    for event in reversed(case.events):
        term = in_force(norm.versions, event.op)
        if term is None or not term.voor or not term.eerder:
            continue
        wat, _, key = term.voor.partition(".")
        if event.wat != wat or not _about(event, party, term.per):
            continue
        date_ = event.get(key)
        if not isinstance(date_, date) or not _runs(term, case.state) or party not in _keys(case, term):
            return None
        if _settling(case, name, term, event, party) or _forbidden(case, name, party):
            return None
        day = case.calendar.workday(case.calendar.before(date_, term.eerder))
        return _Running(basis=Basis(by=norm.by, day=day, binnen=term.eerder), term=term, since=event, attempts=())
    return None


def _by_norm(case: _Case, name: str, norm: Norms, party: str | None, also: Event | None) -> _Running | Settled | None:
    """Return how a term runs for one party by one norm; None when it does not, or is settled."""
    if not any(_runs(term, case.state) for term in norm.versions):
        return None
    if any(term.voor for term in norm.versions) and (before := _before_date(case, name, norm, party)):
        return before
    found = _started(case, norm.versions, party, also)
    if found is None:
        return None
    since, term = found
    if not _runs(term, case.state) or term.binnen is None or party not in _keys(case, term):
        return None
    settled = _settling(case, name, term, since, party)
    if party and term.pogingen and (declined := _declined(case, name, term, since, party)):
        return declined
    if _forbidden(case, name, party):
        # Nobody asks how it went any more; while talks go on, `voortgang` keeps the case in sight.
        return _withdrawn(case, name, since, party, settled) if party and name == "nazorg" else None
    if settled:
        return None
    if party and (exhausted := _exhausted(case, name, term, since, party)):
        return exhausted
    attempts = tuple(_attempts(case, name, term, since, party)) if term.elke else ()
    start, length = (attempts[-1], term.elke or term.binnen) if attempts else (since, term.binnen)
    day = _shifted(case, case.calendar.after(start.op, length), start.op, term)
    return _Running(basis=Basis(by=norm.by, day=day, binnen=length), term=term, since=since, attempts=attempts)


def _rule_due(
    case: _Case, name: str, norms: Sequence[Norms], party: str | None, also: Event | None = None
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


def _agreed_due(case: _Case, name: str, norms: Sequence[Norms], party: str) -> Due | None:
    if case.state.status == "gesloten" and name != "nazorg":
        return None
    term = norms[0].versions[-1] if norms else None
    event = _agreed(case, name, term, party)
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


def _of_term(case: _Case, name: str, norms: Sequence[Norms]) -> Iterator[Due | Settled]:
    if name == "vergeten":
        yield from _vergeten(case, norms)
        return
    lost = case.lost if name == "koppeling" and case.state.geschikt else None
    if lost:
        case, lost = _with_line(case, lost)
    keys = {key: None for norm in norms for term in norm.versions for key in _keys(case, term)}
    parties = dict.fromkeys((*keys, *(case.parties if name in ("gesprek", "nazorg") else ())))
    for party in parties:
        agreed = None
        if party is not None and name in ("gesprek", "nazorg") and not _forbidden(case, name, party):
            agreed = _agreed_due(case, name, norms, party)
        found = agreed or _rule_due(case, name, norms, party, lost.since if lost else None)
        if isinstance(found, Due) and lost and found.since is lost.since:
            found = replace(found, by=lost.by)
        if found:
            yield found


def _with_line(case: _Case, lost: Lost) -> tuple[_Case, Lost]:
    """Return the case with the line that broke up its team among its own, and that line as it stands there.

    Within a day a line in the journal of a volunteer comes after those of the case.
    """
    if lost.by is None:
        return case, lost
    line = replace(lost.since, order=len(case.events))
    return replace(case, events=in_order((*case.events, line))), Lost(line, lost.by)


def _vergeten(case: _Case, norms: Sequence[Norms]) -> Iterator[Due]:
    """Yield when a closed case must be forgotten: not within the complaint term, not while asked about."""
    if any(soort != "wissen" for soort, _ in case.state.requests):
        return
    due = _rule_due(case, "vergeten", norms, None)
    if isinstance(due, Due):
        complaint = case.calendar.after(due.since.op, case.organisatie.bewaren.klachttermijn)
        yield replace(due, day=max(due.day, case.calendar.workday(complaint)))


def _closing(case: _Case, norms: Sequence[Norms], found: Sequence[Due | Settled]) -> Iterator[Due]:
    """Yield the closing: not while aftercare is due; due as well once nobody is left to speak to.

    `found` is what the other terms gave.
    """
    todo = [d.term for d in found if isinstance(d, Due) and d.term in _RESULT_OF_TALKS]
    given_up = [s.by for s in found if isinstance(s, Settled)]
    if "nazorg" in todo:
        return
    nobody_left = max(given_up, key=_place) if given_up and not todo else None
    due = _rule_due(case, "afsluiting", norms, None, nobody_left)
    if isinstance(due, Due):
        yield due


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
    case = _Case(
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
    found: list[Due | Settled] = []
    for name, of_term in norms.items():
        runs = state.status != "wacht" or any("altijd" in t.in_ for n in of_term for t in n.versions)
        if runs and name != "afsluiting":
            found.extend(_of_term(case, name, of_term))
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
    case = _Case(
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
