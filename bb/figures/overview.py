"""The figures of a year, with those of the year before beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bb.domain.register import Register
from bb.figures.activities import activities
from bb.figures.aftercare import aftercare
from bb.figures.budget import budget
from bb.figures.crossings import crossings
from bb.figures.disclosure import publish
from bb.figures.figure import Figure
from bb.figures.hours import hours
from bb.figures.improvements import improvements
from bb.figures.inflow import inflow
from bb.figures.mirror import mirror
from bb.figures.partners import partners
from bb.figures.period import Period, Scope, View, view, views
from bb.figures.results import results
from bb.figures.suitability import suitability
from bb.figures.times import times
from bb.figures.volunteers import volunteers
from bb.figures.years import through_the_years

Chapter = Callable[[View], Iterator[Figure]]

CHAPTERS: tuple[Chapter, ...] = (
    inflow,
    crossings,
    suitability,
    results,
    aftercare,
    times,
    volunteers,
    mirror,
    hours,
    partners,
    activities,
    budget,
    improvements,
)
"""The chapters of the figures, in their order. A new chapter is one module and one line here."""

_Each = Callable[[Callable[[View], tuple[Figure, ...]], Sequence[View]], Iterable[tuple[Figure, ...]]]
"""How something is done with each view: one after the other (`map`), or in more than one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Openbaar:
    """What a public overview says of itself: `notes` on what was joined or left out, and when it was settled.

    `vastgesteld` is None for a draft. `reden` is there when it replaces figures that were published before.
    """

    notes: tuple[str, ...]
    vastgesteld: date | None = None
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of one organisation, or of a part of it, over a period.

    `jaar` names the report; the `period` is that calendar year unless other days were asked. `figures` are those of
    the period, `before` those of the same days a year earlier, in full. `openbaar` is there when all of it may be
    published. `commit` names the version of the files it was made from, when that is not the folder as it stands.
    """

    naam: str
    jaar: int
    period: Period
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...]
    scope: Scope | None = None
    openbaar: Openbaar | None = None
    commit: str = ""


def period_figures(register: Register, period: Period, scope: Scope | None = None) -> tuple[Figure, ...]:
    """Return every figure of a period; names are unique, the order is that of the chapters."""
    return (*chapters_of(view(register, period, scope)), *_earlier(register, period, scope))


def chapters_of(seen: View, chapters: Sequence[Chapter] = CHAPTERS) -> tuple[Figure, ...]:
    """Return the figures of chapters: those of the period itself."""
    return tuple(_worded(figure, seen.period, seen.scope) for chapter in chapters for figure in chapter(seen))


def _earlier(register: Register, period: Period, scope: Scope | None) -> Iterator[Figure]:
    """Yield the figures of this year beside those of the years before it."""
    return (_worded(figure, period, scope) for figure in through_the_years(register, period, scope))


def _worded(figure: Figure, period: Period, scope: Scope | None) -> Figure:
    """Return a figure whose definition says which days and which cases it is about.

    The chapters speak of `het jaar`; for other days than a calendar year that would not be true.
    """
    if period.is_year and scope is None:
        return figure
    definition = figure.definition if period.is_year else figure.definition.replace("het jaar", "de periode")
    return replace(figure, definition=f"{definition} {scope.sentence}" if scope else definition)


def year_overview(
    register: Register, period: Period, scope: Scope | None = None, jaar: int | None = None, each: _Each = map
) -> Overview:
    """Return the overview of a period, usually `year_period(jaar, today)`; `jaar` when the period lies elsewhere.

    `each` may count the period and the one before it at the same time.
    """
    now, before = each(chapters_of, views(register, (period, period.before), scope))
    return Overview(
        naam=register.organisatie.naam,
        jaar=jaar or period.first.year,
        period=period,
        figures=(*now, *_earlier(register, period, scope)),
        before=before,
        scope=scope,
    )


def public_overview(register: Register, period: Period, gemeente: str | None = None) -> Overview:
    """Return what may be published of a closed calendar year, of the organisation or of one gemeente.

    The year before is not in it: only what was published of that year may stand beside it.

    Raises:
        ValueError: the period is no calendar year, or not over.
    """
    if not (period.is_year and period.over):
        raise ValueError("only a calendar year that is over can be published")
    scope = Scope(kind="gemeente", name=gemeente) if gemeente else None
    published = publish(chapters_of(view(register, period, scope)))
    return Overview(
        naam=register.organisatie.naam,
        jaar=period.first.year,
        period=period,
        figures=published.figures,
        before=(),
        scope=scope,
        openbaar=Openbaar(notes=published.notes),
    )
