"""The figures of a period: each with its definition, its denominator and the cases it was counted from."""

from __future__ import annotations

from bb.figures.figure import Denominator, Figure, Measure
from bb.figures.overview import Overview, period_figures, year_overview
from bb.figures.period import Period, year_period

__all__ = [
    "Denominator",
    "Figure",
    "Measure",
    "Overview",
    "Period",
    "period_figures",
    "year_overview",
    "year_period",
]
