"""How long it took: waiting, reaction and lead time, and how often a term was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from bb.domain.journal import Span, State, doorlooptijd, reactietijd, wachttijd
from bb.domain.norms import norms_of
from bb.domain.terms import Term, in_force
from bb.figures.figure import Figure, Measure, count
from bb.figures.moments import CLOSING, Measured, Moment, measured_term, moments
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
    if CLOSING in term.settling - {name}:
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
    return count(
        name,
        (id_ for id_, _ in found),
        f"{definition} Mediaan: de helft duurde korter. Kwartielen: een kwart duurde korter, een kwart langer.",
        measures=(
            *spread([s.days for _, s in found], ""),
            *spread([s.working for _, s in found], "-zonder-wacht"),
        ),
    )


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
