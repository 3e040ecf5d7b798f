"""The figures of a period: each with its definition, its denominator and the cases it was counted from."""

from __future__ import annotations

from bb.figures.figure import Denominator, Figure, Measure
from bb.figures.opening import Place, opened
from bb.figures.overview import Openbaar, Overview, period_figures, public_overview, year_overview
from bb.figures.period import Period, Scope, year_period

__all__ = [
    "Denominator",
    "Figure",
    "Measure",
    "Openbaar",
    "Overview",
    "Period",
    "Place",
    "Scope",
    "opened",
    "period_figures",
    "public_overview",
    "year_overview",
    "year_period",
]
