"""One year of several organisations together: the figures that mean the same everywhere, added up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bb.actions.make_report import Wanted
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.figures.activities import activities
from bb.figures.aftercare import aftercare
from bb.figures.improvements import improvements
from bb.figures.inflow import inflow
from bb.figures.overview import chapters_of
from bb.figures.period import Period, view
from bb.figures.results import results
from bb.figures.suitability import suitability
from bb.figures.volunteers import volunteers
from bb.files.collector import collector_paused
from bb.files.processes import spread
from bb.text.plain import safe

CHAPTERS = (inflow, suitability, results, aftercare, volunteers, activities, improvements)
SHARED = frozenset(
    {
        *("aanmeldingen", "lopend", "geschikt", "niet-geschikt", "zonder-intake", "behandeld"),
        *("afgesloten", "opgelost", "resultaat", "einde", "aanpak", "nazorg", "urgentie", "complex"),
        *("vrijwilligers", "activiteiten", "activiteit", "aanbevelingen"),
    }
)
"""The families of figures whose names are those of the format itself: a wijk or a partner is each one's own."""


class Part(NamedTuple):
    """The figures of one organisation, by name, or of all together."""

    naam: str
    figures: dict[str, int]


def roll_up(starts: Sequence[Path], wanted: Wanted) -> list[Part]:
    """Return the figures of each organisation, and last those of all together.

    Each process has one organisation in memory at a time, and only its numbers are kept.

    Raises:
        Stop: one of the folders is no organisation, cannot be read, or is named twice.
    """
    with collector_paused():
        counted = spread(partial(_counted, wanted.period), starts)
    seen: set[str] = set()
    total: dict[str, int] = {}
    for start, (id_, part) in zip(starts, counted, strict=True):
        if id_ in seen:
            raise Stop(f"{safe(part.naam)} staat er twee keer bij ({start}).", Status.USAGE)
        seen.add(id_)
        for name, value in part.figures.items():
            total[name] = total.get(name, 0) + value
    return [*(part for _, part in counted), Part("samen", total)]


def _counted(period: Period, start: Path) -> tuple[str, Part]:
    """Return the id of an organisation, and its figures."""
    register = open_readable(start).register
    figures = chapters_of(view(register, period), CHAPTERS)
    organisatie = register.organisatie
    return organisatie.organisatie, Part(organisatie.naam, {f.name: f.value for f in figures if f.family in SHARED})
