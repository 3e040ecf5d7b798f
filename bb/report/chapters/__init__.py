"""The chapters of the annual overview, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Callable

from bb.report.chapters.inflow import complaints, months, places, referrers, suitability
from bb.report.chapters.money import budget, improvements
from bb.report.chapters.people import activities, partners, volunteers
from bb.report.chapters.public import public_inflow, public_results, public_summary, public_times
from bb.report.chapters.results import aftercare, results
from bb.report.chapters.summary import summary
from bb.report.chapters.times import times
from bb.report.model import Chapter, Numbers

CHAPTERS: tuple[Callable[[Numbers], Chapter], ...] = (
    summary,
    months,
    referrers,
    complaints,
    places,
    suitability,
    results,
    aftercare,
    times,
    volunteers,
    partners,
    activities,
    budget,
    improvements,
)
"""One function per chapter; a new chapter is one function and one line here."""

PUBLIC_CHAPTERS: tuple[Callable[[Numbers], Chapter], ...] = (
    public_summary,
    public_inflow,
    public_results,
    public_times,
)
"""The chapters of the report that may be published."""

OF_THE_ORGANISATION = (volunteers, activities, budget, improvements)
"""The chapters there are of the whole organisation only, not of one gemeente, wijk or partner."""
