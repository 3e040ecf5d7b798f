"""What is due on one record, and why: terms and promises evaluated over a journal.

Nothing is due by being stored; a due follows from the last event that started a term, the term or
promise in force on that day, and what has happened since. Source: FORMAT, "Terms" (its laws).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from bb.domain.events import Event, in_order
from bb.domain.journal import State, days_on_hold, state_of
from bb.domain.records import Casus, Organisatie, Partner, Toezegging
from bb.domain.terms import Term, filled, in_force
from bb.domain.types import Duration
from bb.domain.vocabulary import FASEN, ZELF
from bb.domain.workdays import Calendar

ORGANISATIE = "organisatie"
HERVAT = "hervat"
_RESULT_OF_TALKS = ("gesprek", "nazorg")
_MOMENTS: Mapping[str, str] = MappingProxyType(
    {"intake": "geschikt", "koppeling": "opgepakt", "afsluiting": "afgesloten"}
)
"""What a terugkoppeling is about (`over`) when this event asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One reason for a date: who set the norm (`organisatie` or a partner's id) and what it gives."""

    by: str
    day: date
    binnen: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do on one record.

    `party` is the letter of a party, the `soort` of a verzoek, or None. `reason` tells where the
    date comes from: `termijn`, `toezegging`, `gepland`, `uitzondering`, `poging` (another attempt)
    or `wacht`. `since` is the event that made it due. `bases` names every norm that gives a date,
    the earliest first; `day` is the one that counts. `attempts` were made without success.
    """

    id: str
    term: str
    party: str | None = None
    day: date
    reason: str
    since: Event
    wie: str = "coordinator"
    bases: tuple[Basis, ...] = ()
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A party's term that is over without success: `niet bereikt` or `wil niet`, by which event."""

    id: str
    term: str
    party: str
    why: str
    by: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the terms make of one record: what is due, by day, and what is settled without success."""

    dues: tuple[Due, ...] = ()
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """The versions of one term set by one side: the organisation, or a partner."""

    by: str
    versions: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One case on one day, with all that its terms need."""

    casus: Casus
    organisatie: Organisatie
    events: Sequence[Event]
    state: State
    calendar: Calendar
    until: date


def _place(event: Event) -> tuple[date, int]:
    return event.op, event.order


def _later(events: Iterable[Event], than: Event) -> Iterator[Event]:
    return (event for event in events if _place(event) > _place(than))


def _about(event: Event, party: str | None, per: str | None) -> bool:
    """Tell whether an event concerns this party (or this `soort`)."""
    if party is None:
        return True
    return event.get("soort") == party if per == "soort" else party in event.met


def norms_of(organisatie: Organisatie, partner: Partner | None, kind: str = "casus") -> Mapping[str, list[Norms]]:
    """Return every term for one kind of record with its norms: the organisation's, then the partner's.

    A promise of ours (`wie: wij`, or not said) takes what it leaves out from the term of its name.
    Promises of one name that start at different events (feedback when taken up, and when closed)
    run beside each other; those that start alike are versions of one promise.
    """
    norms: dict[str, list[Norms]] = {}
    for name in organisatie.terms:
        versions = tuple(t for t in organisatie.versions(name) if (t.bij or "casus") == kind)
        if versions:
            norms[name] = [Norms(by=ORGANISATIE, versions=versions)]
    if partner is None or kind != "casus":
        return norms
    promises: dict[tuple[str, str], list[Term]] = {}
    for promise in partner.toezeggingen:
        term = _from_model(promise, norms.get(promise.wat))
        if promise.wie in (None, "wij", "coordinator", "team") and term.na and term.binnen:
            promises.setdefault((promise.wat, str(term.na)), []).append(term)
    for (name, _), terms in promises.items():
        norms.setdefault(name, []).append(Norms(by=partner.id, versions=tuple(terms)))
    return norms


def _from_model(promise: Toezegging, norms: list[Norms] | None) -> Term:
    """Return a promise of ours as a term; `wij` tells who promised, the model who of us does it."""
    model = norms[0].versions[-1] if norms else None
    return filled(replace(promise, wie=None) if promise.wie == "wij" else promise, model)


def _runs(term: Term, state: State) -> bool:
    """Tell whether a term runs in the state a case is in."""
    steps = term.in_ or ("open",)
    if "altijd" in steps or state.status in steps:
        return True
    return state.status == "open" and state.fase in steps and state.fase in FASEN


def _triggers(case: _Case, versions: tuple[Term, ...], key: str | None) -> tuple[Event, Term] | None:
    """Return the last event that started the term, with the version in force on its day.

    Aftercare and the result of talks from before a heropening start nothing any more.
    """
    for event in reversed(case.events):
        if event.wat == "heropening" and not any(t.matches_na(event) for t in versions):
            if any(p.wat in _RESULT_OF_TALKS for t in versions for p in t.na):
                return None
            continue
        term = in_force(versions, event.op)
        if term and term.matches_na(event) and (term.per != "soort" or event.get("soort") == key):
            return event, term
    return None


def _keys(case: _Case, term: Term) -> tuple[str | None, ...]:
    """Return for whom or what the term runs apart: parties, kinds of verzoek, or just once."""
    match term.per:
        case "partij":
            return case.state.limited_to or tuple(case.casus.partijen)
        case "gesproken":
            return tuple(sorted(case.state.spoken))
        case "soort":
            return tuple(sorted({e.get("soort") for e in case.events if e.wat == "verzoek" and e.get("soort")}))
        case _:
            return (None,)


def _settling(case: _Case, name: str, term: Term, trigger: Event, party: str | None) -> Event | None:
    """Return the last event after the trigger that settled the term for this party, or None."""
    found = [e for e in _later(case.events, trigger) if term.settles(e, name) and _about(e, party, term.per)]
    if name == "terugkoppeling":
        moment = _MOMENTS.get(trigger.wat)
        found = [e for e in found if e.get("aan") == case.casus.verwijzer]
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
            return Settled(id=case.casus.id, term=name, party=party, why="wil niet", by=event)
    return None


def _exhausted(case: _Case, name: str, term: Term, trigger: Event, party: str) -> Settled | None:
    """Return the last attempt the term asks for, once it was made without success."""
    attempts = _attempts(case, name, term, trigger, party)
    if not term.pogingen or len(attempts) < term.pogingen:
        return None
    return Settled(id=case.casus.id, term=name, party=party, why="niet bereikt", by=attempts[term.pogingen - 1])


def _shifted(case: _Case, day: date, since: date, term: Term) -> date:
    """Return `day` with the time on hold since the trigger added, moved to a workday."""
    if "altijd" not in term.in_:
        day += timedelta(days=days_on_hold(case.state.holds, since, case.until))
    return case.calendar.workday(day)


def _forbidden(case: _Case, name: str, party: str | None) -> bool:
    """Tell whether consent (or having nobody to tell) forbids this term."""
    match name:
        case "terugkoppeling":
            return case.casus.verwijzer == ZELF or not case.state.allows("A", "terugkoppeling")
        case "gesprek":
            return party is not None and case.state.refuses(party, "bemiddelaars")
        case "nazorg":
            return party is not None and case.state.consent.get(party) == frozenset()
        case _:
            return False


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


def _exception(casus: Casus, name: str) -> date | None:
    return next((u.op for u in casus.uitzonderingen if u.term == name and u.op), None)


def _rule_due(case: _Case, name: str, norms: list[Norms], party: str | None) -> Due | Settled | None:
    """Return what a term and its promises make due for one party; None when nothing is."""
    bases: list[tuple[Basis, Event, Term, list[Event]]] = []
    for norm in norms:
        found = _triggers(case, norm.versions, party)
        if found is None:
            continue
        trigger, term = found
        if not _runs(term, case.state) or term.binnen is None:
            continue
        if party not in _keys(case, term):
            continue
        if party and term.pogingen and (over := _declined(case, name, term, trigger, party)):
            return over
        if _settling(case, name, term, trigger, party):
            continue
        if party and (over := _exhausted(case, name, term, trigger, party)):
            return over
        attempts = _attempts(case, name, term, trigger, party) if term.elke else []
        start, length = (attempts[-1], term.elke) if attempts else (trigger, term.binnen)
        day = _shifted(case, case.calendar.after(start.op, length or term.binnen), start.op, term)
        bases.append((Basis(by=norm.by, day=day, binnen=length), trigger, term, attempts))
    if not bases:
        return None
    bases.sort(key=lambda found: found[0].day)
    first, trigger, term, attempts = bases[0]
    reason = "poging" if attempts else _reason(first)
    day = first.day
    other = _exception(case.casus, name)
    if other and other >= (attempts[-1] if attempts else trigger).op:  # an earlier one was about something before this
        day, reason = other, "uitzondering"
    return Due(
        id=case.casus.id,
        term=name,
        party=party,
        day=day,
        reason=reason,
        since=trigger,
        wie=term.wie or "coordinator",
        bases=tuple(found[0] for found in bases),
        attempts=len(attempts),
    )


def _agreed_due(case: _Case, name: str, norms: list[Norms], party: str) -> Due | None:
    if case.state.status == "gesloten" and name != "nazorg":
        return None
    term = norms[0].versions[-1] if norms else None
    event = _agreed(case, name, term, party)
    if event is None:
        return None
    return Due(
        id=case.casus.id,
        term=name,
        party=party,
        day=event.get("datum"),
        reason="gepland",
        since=event,
        wie=(term.wie if term else None) or "coordinator",
    )


def _of_term(case: _Case, name: str, norms: list[Norms]) -> Iterator[Due | Settled]:
    if name == "vergeten":
        yield from _vergeten(case, norms)
        return
    keys = {key: None for norm in norms for term in norm.versions for key in _keys(case, term)}
    parties = dict.fromkeys((*keys, *(case.casus.partijen if name in ("gesprek", "nazorg") else ())))
    for party in parties:
        if _forbidden(case, name, party):
            continue
        if party is not None and name in ("gesprek", "nazorg"):
            agreed = _agreed_due(case, name, norms, party)
            if agreed:
                yield agreed
                continue
        found = _rule_due(case, name, norms, party)
        if found:
            yield found


def _vergeten(case: _Case, norms: list[Norms]) -> Iterator[Due]:
    """Yield when a closed case must be forgotten: not within the complaint term, not while asked about."""
    if set(case.state.requests) - {"wissen"}:
        return
    due = _rule_due(case, "vergeten", norms, None)
    if isinstance(due, Due):
        complaint = case.calendar.after(due.since.op, case.organisatie.bewaren.klachttermijn)
        yield replace(due, day=max(due.day, case.calendar.workday(complaint)))


def _closing(case: _Case, norms: list[Norms], found: list[Due | Settled]) -> list[Due | Settled]:
    """Return `found` with the closing in its place: not while aftercare is due, due when nobody is left."""
    open_parties = [d for d in found if isinstance(d, Due) and d.term in ("nazorg", "gesprek")]
    given_up = [s for s in found if isinstance(s, Settled) and s.term in ("nazorg", "gesprek")]
    rest = [d for d in found if d.term != "afsluiting"]
    if any(d.term == "nazorg" for d in open_parties):
        return rest
    closing = [d for d in found if d.term == "afsluiting"]
    if not given_up or open_parties:
        return [*rest, *closing]
    last = max((s.by for s in given_up), key=_place)
    if closing and isinstance(closing[0], Due) and _place(closing[0].since) >= _place(last):
        return [*rest, *closing]
    bases = []
    for norm in norms:
        term = in_force(norm.versions, last.op)
        if term and term.binnen and _runs(term, case.state):
            day = _shifted(case, case.calendar.after(last.op, term.binnen), last.op, term)
            bases.append(Basis(by=norm.by, day=day, binnen=term.binnen))
    if not bases or any(e.wat == "afsluiting" for e in _later(case.events, last)):
        return [*rest, *closing]
    bases.sort(key=lambda basis: basis.day)
    exception = _exception(case.casus, "afsluiting")
    due = Due(
        id=case.casus.id,
        term="afsluiting",
        day=exception or bases[0].day,
        reason="uitzondering" if exception else _reason(bases[0]),
        since=last,
        bases=tuple(bases),
    )
    return [*rest, due]


def case_outcome(
    casus: Casus,
    *,
    organisatie: Organisatie,
    partner: Partner | None,
    calendar: Calendar,
    until: date,
) -> Outcome:
    """Return what is due on a case by its journal up to and including `until`, and what was given up.

    `partner` is the case's verwijzer, or None. Everything due is returned, however far ahead; the
    caller judges the day.
    """
    state = state_of(casus, until)
    if state.forgotten:
        return Outcome()
    events = in_order(casus.verloop, until)
    case = _Case(casus=casus, organisatie=organisatie, events=events, state=state, calendar=calendar, until=until)
    norms = norms_of(organisatie, partner)
    found: list[Due | Settled] = []
    for name, of_term in norms.items():
        if state.status != "wacht" or any("altijd" in t.in_ for n in of_term for t in n.versions):
            found.extend(_of_term(case, name, of_term))
    if state.status == "wacht":
        last = next(e for e in reversed(events) if e.wat == "wacht" and e.get("tot"))
        found.append(Due(id=casus.id, term=HERVAT, day=last.get("tot"), reason="wacht", since=last))
    else:
        found = _closing(case, list(norms.get("afsluiting", ())), found)
    dues = sorted((d for d in found if isinstance(d, Due)), key=lambda d: (d.day, d.term, d.party or ""))
    return Outcome(dues=tuple(dues), settled=tuple(s for s in found if isinstance(s, Settled)))
