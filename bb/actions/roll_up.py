"""One year of several organisations together: the figures that mean the same everywhere, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bb.actions.make_report import Wanted
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.figures import period_figures
from bb.text.plain import safe

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

    One organisation is read at a time, and only its numbers are kept.

    Raises:
        Stop: one of the folders is no organisation, cannot be read, or is named twice.
    """
    parts = list(_parts(starts, wanted))
    total: dict[str, int] = {}
    for part in parts:
        for name, value in part.figures.items():
            total[name] = total.get(name, 0) + value
    return [*parts, Part("samen", total)]


def _parts(starts: Sequence[Path], wanted: Wanted) -> Iterator[Part]:
    seen: set[str] = set()
    for start in starts:
        register = open_readable(start).register
        organisatie = register.organisatie
        if organisatie.organisatie in seen:
            raise Stop(f"{safe(organisatie.naam)} staat er twee keer bij ({start}).", Status.USAGE)
        seen.add(organisatie.organisatie)
        figures = period_figures(register, wanted.period)
        yield Part(organisatie.naam, {f.name: f.value for f in figures if f.family in SHARED})
