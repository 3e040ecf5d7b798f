"""How long it took: waiting, reaction and lead time, and how often a term was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from bb.domain.events import Event
from bb.domain.journal import Span, State, days_on_hold, doorlooptijd, reactietijd, wachttijd
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
    organisatie = view.register.organisatie
    for name, norms in norms_of(organisatie, None).items():
        if name in TERMS:
            measured = measured_term(name, norms[0].versions)
            found = [m for z in view.zaken for m in moments(z, measured, view)]
            kept = [m for m in found if m.on_time]
            per = " Elke partij telt apart." if norms[0].versions[0].per else ""
            what = f"{_ARTICLE.get(name, 'de')} {name}"
            all_ = count(f"gedaan.{name}", (m.id for m in found), f"Hoe vaak {what} in het jaar is gedaan.{per}")
            yield all_
            binnen = _length(norms[0].versions, view.period.until)
            yield count(
                f"termijn.{name}",
                (m.id for m in kept),
                f"Hoe vaak {what} in het jaar op tijd was{binnen}. "
                f"Wat nog moet gebeuren, telt pas als het gebeurd is.{per}",
                of=all_,
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
    """A term as it is measured in the lives of cases.

    `beginning` names the events that may start it, `settling` those that may settle it.
    """

    name: str
    versions: tuple[Term, ...]
    per: str | None
    beginning: frozenset[str]
    settling: frozenset[str]


def measured_term(name: str, versions: Sequence[Term]) -> Measured:
    """Return a term, of which these are the versions, as it is measured."""
    return Measured(
        name=name,
        versions=tuple(versions),
        per=next((term.per for term in versions if term.per), None),
        beginning=frozenset(e.wat for term in versions for e in term.na),
        settling=frozenset(e.wat for term in versions for e in term.klaar) | {name},
    )


class Moment(NamedTuple):
    """A time a term was settled: in which case, whether in time, and whether also with the days on hold counted."""

    id: str
    on_time: bool
    with_hold: bool


def moments(zaak: Zaak, term: Measured, view: View) -> Iterator[Moment]:
    """Yield each time a term was settled in the period.

    The last event that starts the term counts, by the version in force on its day; days on hold are added and the
    end moves to a workday (FORMAT: Terms, Laws). A term per party is judged for each party by itself.
    """
    if term.settling.isdisjoint([event.wat for event in zaak.within]):
        return
    events = [event for event in zaak.events if event.wat in term.beginning or event.wat in term.settling]
    for letter in _letters(zaak, term.per):
        yield from _moments(zaak, events, term, view, letter)


def _letters(zaak: Zaak, per: str | None) -> Iterable[str | None]:
    """Return the parties a term runs for, each by itself; None for one that runs for the case."""
    match per:
        case None:
            return (None,)
        case "partij":
            return sorted(zaak.casus.partijen)
        case "gesproken":
            return sorted({one for e in zaak.events if e.wat == "gesprek" for one in e.met})
        case _:  # per soort of request, or a number per year: no moment in the life of a case
            return ()


def _moments(zaak: Zaak, events: Sequence[Event], term: Measured, view: View, letter: str | None) -> Iterator[Moment]:
    """Yield the moments of a term for one party, or (None) for the case."""
    first = view.period.first
    started: tuple[date, Term] | None = None
    for event in events:
        met = event.met if letter else ()
        elsewhere = letter is not None and letter not in met
        if term.name == "terugkoppeling" and event.get("aan") != zaak.casus.verwijzer:
            elsewhere = True
        if started and event.wat in term.settling and not elsewhere and started[1].settles(event, term.name):
            if event.op >= first:
                yield _moment(zaak, started, event.op, view.calendar)
            started = None
        if event.wat not in term.beginning or (letter and met and letter not in met):
            continue
        begun = in_force(term.versions, event.op)
        if begun and begun.binnen and begun.matches_na(event):
            started = event.op, begun


def _moment(zaak: Zaak, started: tuple[date, Term], settled: date, calendar: Calendar) -> Moment:
    start, term = started
    if term.binnen is None:
        return Moment(zaak.id, on_time=True, with_hold=True)
    strict = settled <= _end(calendar, start, term.binnen, 0)
    held = days_on_hold(zaak.state.holds, start, settled)
    on_time = strict or (held > 0 and settled <= _end(calendar, start, term.binnen, held))
    return Moment(zaak.id, on_time=on_time, with_hold=strict)


@lru_cache(maxsize=4096)
def _end(calendar: Calendar, start: date, length: Duration, held: int) -> date:
    """Return the last day of a term; kept, since many cases share a day and counting workdays is slow."""
    return calendar.workday(calendar.after(start, length) + timedelta(days=held))
