"""The chapters of the annual overview, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Callable

from bb.report.chapters.inflow import complaints, months, places, referrers, suitability
from bb.report.chapters.people import activities, partners, volunteers
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
)
"""One function per chapter; a new chapter is one function and one line here."""
