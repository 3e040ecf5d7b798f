"""How long it took: waiting, reaction and lead time, and how often a term was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from bb.domain import laws
from bb.domain.events import Event
from bb.domain.journal import Span, State, days_on_hold, doorlooptijd, reactietijd, step, wachttijd
from bb.domain.laws import Case
from bb.domain.norms import norms_of
from bb.domain.terms import Term, in_force
from bb.domain.types import Duration
from bb.domain.workdays import Calendar
from bb.figures.figure import Figure, Measure, count
from bb.figures.period import View, Zaak

TERMS = ("intake", "koppeling", "gesprek", "nazorg", "afsluiting", "terugkoppeling")
"""The terms of a case that are measured, in the order of its life; those per party count each party."""
WITH_HOLD = "met-wacht"
"""How often a term was kept also when the days on hold are counted."""
_ARTICLE = {"gesprek": "het"}
_CLOSING = "afsluiting"


def times(view: View) -> Iterator[Figure]:
    """Yield the lengths of time that ended in the period, and how many moments were within their term."""
    yield _span(
        "wachttijd",
        view,
        view.zaken,
        wachttijd,
        lambda s: s.koppeling,
        "Dagen van de intake tot de eerste koppeling, van zaken waarin die koppeling in het jaar viel.",
    )
    yield _span(
        "reactietijd",
        view,
        view.zaken,
        reactietijd,
        lambda s: s.gesprek,
        "Dagen van de eerste koppeling tot het eerste gesprek, van zaken waarin dat gesprek in het jaar viel.",
    )
    yield _span(
        "doorlooptijd",
        view,
        view.afgesloten,
        doorlooptijd,
        None,
        "Dagen van de melding tot de laatste afsluiting, van zaken die in het jaar zijn afgesloten.",
    )
    norms = norms_of(view.register.organisatie, None)
    measured = [measured_term(name, of_term[0].versions) for name, of_term in norms.items() if name in TERMS]
    settled = moments(view.zaken, measured, view)
    for term in measured:
        yield from _within(term, settled[term.name], view.period.until)


def _within(term: Measured, found: Sequence[Moment], until: date) -> Iterator[Figure]:
    """Yield how often a term was settled, and how often of those within its time."""
    name = term.name
    kept = [m for m in found if m.on_time]
    what = f"{_ARTICLE.get(name, 'de')} {name}"
    note = " Elke partij telt apart." if term.versions[0].per else ""
    if _CLOSING in term.settling - {name}:
        note += " Sluit de zaak eerder, dan telt dat ook."
    done = count(f"gedaan.{name}", (m.id for m in found), f"Hoe vaak {what} in het jaar is gedaan.{note}")
    yield done
    yield count(
        f"termijn.{name}",
        (m.id for m in kept),
        f"Hoe vaak {what} in het jaar op tijd was{_length(term.versions, until)}. "
        f"Wat nog moet gebeuren, telt pas als het gebeurd is.{note}",
        of=done,
        measures=[Measure(WITH_HOLD, sum(m.with_hold for m in kept), "keer")],
    )


def _length(versions: Sequence[Term], day: date) -> str:
    term = in_force(tuple(versions), day)
    return f": binnen {term.binnen}" if term and term.binnen else ""


def _span(
    name: str,
    view: View,
    zaken: Iterable[Zaak],
    span: Callable[[State], Span | None],
    ended: Callable[[State], date | None] | None,
    definition: str,
) -> Figure:
    """Return a figure of the cases a time was measured in, with its median and quartiles in days."""
    inside = [z for z in zaken if ended is None or ended(z.state) in view.period]
    found = [(z.id, s) for z in inside if (s := span(z.state)) is not None]
    figure = count(
        name,
        (id_ for id_, _ in found),
        f"{definition} Mediaan: de helft duurde korter. Kwartielen: een kwart duurde korter, een kwart langer.",
    )
    lengths = tuple((s.days, s.working) for _, s in found)
    return replace(figure, lengths=lengths, measures=tuple(spreads(lengths)))


def spreads(lengths: Sequence[tuple[int, int]]) -> Iterator[Measure]:
    """Yield quartiles and median of the lengths of a figure: of all days, and of those not on hold."""
    yield from spread([days for days, _ in lengths], "")
    yield from spread([working for _, working in lengths], "-zonder-wacht")


def spread(days: Sequence[int], suffix: str) -> Iterator[Measure]:
    """Yield quartiles and median of numbers of days; nothing for no numbers.

    >>> [m.value for m in spread([1, 2, 3, 4], "")]
    [1.75, 2.5, 3.25]
    """
    if days:
        ordered = sorted(days)
        for name, part in (("kwartiel-1", 1), ("mediaan", 2), ("kwartiel-3", 3)):
            place, rest = divmod((len(ordered) - 1) * part, 4)
            above = ordered[min(place + 1, len(ordered) - 1)]
            yield Measure(f"{name}{suffix}", ordered[place] + (above - ordered[place]) * rest / 4, "dagen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A term as it is measured in the lives of cases; `settling` names the events that may settle it."""

    name: str
    versions: tuple[Term, ...]
    settling: frozenset[str]


def measured_term(name: str, versions: Sequence[Term]) -> Measured:
    """Return a term, of which these are the versions, as it is measured."""
    return Measured(
        name=name,
        versions=tuple(versions),
        settling=frozenset(e.wat for term in versions for e in term.klaar) | {name},
    )


class Moment(NamedTuple):
    """A time a term was settled: in which case, whether in time, and whether also with the days on hold counted."""

    id: str
    on_time: bool
    with_hold: bool


def moments(zaken: Iterable[Zaak], terms: Sequence[Measured], view: View) -> Mapping[str, list[Moment]]:
    """Return, by the name of a term, each time it had fallen due and was settled in the period; parties apart.

    The laws of what is due decide (`bb.domain.laws`): what started it, by the version in force on that day, and the
    first event after that settles it. One that never ran from its start on was not due and is not settled: the intake
    of a case that is opened again after its intake. Days on hold are added and the end moves to a workday.
    """
    found: dict[str, list[Moment]] = {term.name: [] for term in terms}
    settling = frozenset().union(*(term.settling for term in terms))
    first = view.period.first
    for zaak in zaken:
        if settling.isdisjoint([event.wat for event in zaak.within]):
            continue
        state = State(coordinator=zaak.casus.coordinator)
        states = [state]
        for number, event in enumerate(zaak.events):
            if event.op >= first and event.wat in settling:
                before = _case(zaak, number, state, view)
                for term in terms:
                    if event.wat in term.settling:
                        found[term.name].extend(_settled(before, event, term, states, zaak))
            state = step(state, event)
            states.append(state)
    return found


def _case(zaak: Zaak, number: int, state: State, view: View) -> Case:
    """Return a case as it was just before one of its events."""
    return Case(
        record=zaak.casus,
        casus=zaak.casus,
        organisatie=view.register.organisatie,
        events=zaak.events[:number],
        state=state,
        calendar=view.calendar,
        until=zaak.events[number].op,
    )


def _settled(before: Case, event: Event, measured: Measured, states: Sequence[State], zaak: Zaak) -> Iterator[Moment]:
    """Yield a moment for each party (or one for the case) whose due this event settles, the first that does.

    `states` are those just before each event up to this one.
    """
    name, versions = measured.name, measured.versions
    if not any(term.settles(event, name) for term in versions):
        return
    now = replace(before, events=(event,))
    for party in dict.fromkeys(key for term in versions for key in laws.keys_of(before, term)):
        started = laws.started(before, versions, party, None)
        if started is None:
            continue
        since, term = started
        if not laws.settling(now, name, term, since, party) or laws.settling(before, name, term, since, party):
            continue
        since, term = laws.counted_from(before, versions, since, term)
        after = states[before.events.index(since) + 1 :]
        if term.binnen and party in laws.keys_of(before, term) and any(_ran(term, state) for state in after):
            yield _moment(zaak, since.op, term.binnen, event.op, before.calendar)


def _ran(term: Term, state: State) -> bool:
    """Tell whether a term ran in a state; the days on hold only put it off."""
    return laws.runs(term, state._replace(status="open") if state.status == "wacht" else state)


def _moment(zaak: Zaak, start: date, length: Duration, settled: date, calendar: Calendar) -> Moment:
    strict = settled <= _end(calendar, start, length, 0)
    held = days_on_hold(zaak.state.holds, start, settled)
    on_time = strict or (held > 0 and settled <= _end(calendar, start, length, held))
    return Moment(zaak.id, on_time=on_time, with_hold=strict)


@lru_cache(maxsize=4096)
def _end(calendar: Calendar, start: date, length: Duration, held: int) -> date:
    """Return the last day of a term; kept, since many cases share a day and counting workdays is slow."""
    return calendar.workday(calendar.after(start, length) + timedelta(days=held))
