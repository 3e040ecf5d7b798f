"""The figures of a year, with those of the year before beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bb.domain.register import Register
from bb.figures.activities import activities
from bb.figures.aftercare import aftercare
from bb.figures.figure import Figure
from bb.figures.hours import hours
from bb.figures.inflow import inflow
from bb.figures.partners import partners
from bb.figures.period import Period, View, view, year_period
from bb.figures.results import results
from bb.figures.suitability import suitability
from bb.figures.times import times
from bb.figures.volunteers import volunteers

CHAPTERS: tuple[Callable[[View], Iterator[Figure]], ...] = (
    inflow,
    suitability,
    results,
    aftercare,
    times,
    volunteers,
    hours,
    partners,
    activities,
)
"""The chapters of the figures, in their order. A new chapter is one module and one line here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One organisation's year: `figures` of the period, `before` those of the year before it, in full."""

    naam: str
    jaar: int
    period: Period
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...]


def period_figures(register: Register, period: Period) -> tuple[Figure, ...]:
    """Return every figure of a period; names are unique, the order is that of the chapters."""
    seen = view(register, period)
    return tuple(figure for chapter in CHAPTERS for figure in chapter(seen))


def year_overview(register: Register, period: Period) -> Overview:
    """Return the overview of a calendar year, given as `year_period(jaar, today)`."""
    jaar = period.first.year
    return Overview(
        naam=register.organisatie.naam,
        jaar=jaar,
        period=period,
        figures=period_figures(register, period),
        before=period_figures(register, year_period(jaar - 1, period.today)),
    )
