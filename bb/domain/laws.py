"""The laws of terms, each a question about one record on one day: what started it, settled it, or forbids it.

`bb.domain.dues` asks them in turn. Source: FORMAT, "Terms"; `docs/format.md` numbers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from bb.domain.due import Settled
from bb.domain.events import Event
from bb.domain.ids import ZELF
from bb.domain.journal import State, days_on_hold, party_of
from bb.domain.records import Casus, Organisatie, Record
from bb.domain.team import Lost
from bb.domain.terms import Term, in_force
from bb.domain.vocabulary import FASEN
from bb.domain.workdays import Calendar

RESULT_OF_TALKS = ("gesprek", "nazorg")
_OF = " van "
_MOMENTS: Mapping[str, str] = MappingProxyType(
    {"intake": "geschikt", "koppeling": "opgepakt", "afsluiting": "afgesloten"}
)
"""What a terugkoppeling is about (`over`) when this event asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
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
        """The letters of the parties; a record that is no case has none."""
        return tuple(self.casus.partijen) if self.casus else ()


def place(event: Event) -> tuple[date, int]:
    """Return where an event stands in its journal: by day, then by line."""
    return event.op, event.order


def later(events: Iterable[Event], than: Event) -> Iterator[Event]:
    """Yield the events after one, in order."""
    return (event for event in events if place(event) > place(than))


def about(event: Event, party: str | None, per: str | None) -> bool:
    """Tell whether an event concerns this party (or this `soort`)."""
    if party is None:
        return True
    if per != "soort":
        return party in event.met
    soort, _, van = party.partition(_OF)
    return event.get("soort") == soort and (not van or event.get("van") in (None, van))


def runs(term: Term, state: State) -> bool:
    """Tell whether a term runs in the state a case is in."""
    steps = term.in_ or ("open",)
    if "altijd" in steps or state.status in steps:
        return True
    return state.status == "open" and state.fase in steps and state.fase in FASEN


def started(case: Case, versions: tuple[Term, ...], key: str | None, also: Event | None) -> tuple[Event, Term] | None:
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
            if any(p.wat in RESULT_OF_TALKS for t in versions for p in t.na):
                return None
            continue
        named = [p for p in term.na if p.wat == event.wat] if term and event.wat not in turned else ()
        if not (term and named):
            continue
        if any(p.matches(event) for p in named):
            if term.per != "soort" or about(event, key, term.per):
                return event, term
        elif any(isinstance(event.get(k), bool) for p in named for k in p.keys):
            turned.add(event.wat)
    return None


def counted_from(case: Case, versions: tuple[Term, ...], since: Event, term: Term) -> tuple[Event, Term]:
    """Return what a term that nothing settled since its start counts from: the last heropening after it, or `since`.

    Nobody could do it while the case was closed. A term that also runs then has gone on.
    """
    if "altijd" in term.in_ or "gesloten" in term.in_:
        return since, term
    for event in reversed(case.events):
        if place(event) <= place(since):
            break
        if event.wat == "heropening":
            return event, in_force(versions, event.op) or term
    return since, term


def keys_of(case: Case, term: Term) -> tuple[str | None, ...]:
    """Return for whom or what the term runs apart: parties, kinds of verzoek, or just once."""
    match term.per:
        case "partij":
            return case.state.limited_to or case.parties
        case "gesproken":
            return tuple(sorted(case.state.spoken))
        case "soort":
            return tuple(sorted(requests(case.events)))
        case _:
            return (None,)


def requests(events: Iterable[Event]) -> Iterator[str]:
    """Yield each kind of verzoek; when more than one party made one of a kind, each of them apart."""
    made: dict[str, set[str]] = {}
    for event in events:
        if event.wat == "verzoek" and event.get("soort"):
            made.setdefault(event.get("soort"), set()).update(event.get("van") or ())
    for soort, parties in made.items():
        yield from (f"{soort}{_OF}{van}" for van in parties) if len(parties) > 1 else (soort,)


def settled_by(case: Case, name: str, term: Term, trigger: Event, party: str | None, event: Event) -> bool:
    """Tell whether an event after the trigger settles the term for this party."""
    if not (term.settles(event, name) and about(event, party, term.per)):
        return False
    if name != "terugkoppeling" or case.casus is None:
        return True
    moment = _MOMENTS.get(trigger.wat)
    return event.get("aan") == case.casus.verwijzer and (moment is None or event.get("over") in (None, moment))


def settling(case: Case, name: str, term: Term, trigger: Event, party: str | None) -> Event | None:
    """Return the last event after the trigger that settled the term for this party, or None."""
    for event in reversed(case.events):
        if place(event) <= place(trigger):
            break
        if settled_by(case, name, term, trigger, party, event):
            return event
    return None


def attempts_made(case: Case, name: str, term: Term, trigger: Event, party: str | None) -> list[Event]:
    """Return the attempts after the trigger that settled nothing yet."""
    after = later(case.events, trigger)
    return [e for e in after if term.is_attempt(e, name) and about(e, party, term.per)]


def declined(case: Case, name: str, term: Term, trigger: Event, party: str) -> Settled | None:
    """Return the party's `wil: nee` after the trigger, unless a talk, an answer or `wil: ja` came after it."""
    for event in reversed(list(later(case.events, trigger))):
        if party not in event.met:
            continue
        if event.wat == "gesprek" or event.get("wil") is True or term.settles(event, name):
            return None
        if event.get("wil") is False:
            return Settled(id=case.record.id, term=name, party=party, why="wil niet", by=event)
    return None


def exhausted(case: Case, name: str, term: Term, trigger: Event, party: str) -> Settled | None:
    """Return the last attempt the term asks for, once it was made without success."""
    attempts = attempts_made(case, name, term, trigger, party)
    if not term.pogingen or len(attempts) < term.pogingen:
        return None
    return Settled(id=case.record.id, term=name, party=party, why="niet bereikt", by=attempts[term.pogingen - 1])


def shifted(case: Case, day: date, since: date, term: Term) -> date:
    """Return `day` with the time on hold since the trigger added, moved to a workday."""
    if "altijd" not in term.in_:
        day += timedelta(days=days_on_hold(case.state.holds, since, case.until))
    return case.calendar.workday(day)


def forbidden(case: Case, name: str, party: str | None) -> bool:
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


def withdrawn(case: Case, name: str, trigger: Event, party: str, settled: Event | None) -> Settled | None:
    """Return that a party's consent ended the term, unless it was settled after that consent was recorded."""
    recorded = [e for e in case.events if e.get("toestemming") is not None and party in party_of(e)]
    last = max((trigger, *recorded[-1:]), key=place)
    if settled and place(settled) > place(last):
        return None
    return Settled(id=case.record.id, term=name, party=party, why="geen toestemming", by=last)


def agreed(case: Case, name: str, term: Term | None, party: str | None) -> Event | None:
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
