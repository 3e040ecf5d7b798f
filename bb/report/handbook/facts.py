"""What a page of the handbook is made from: the register, the day, and the figures of two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bb.domain.records import Organisatie
from bb.domain.register import Register
from bb.domain.terms import Term, in_force
from bb.figures import Figure, period_figures, year_period
from bb.report.document import Document, Part
from bb.report.numbers import number_nl, share_nl
from bb.text.dates import day_nl


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of a handbook.

    Attributes:
        register: the organisation.
        today: the day of the page.
        requirements: what a team must meet here, in words; which of them hold, matching knows.
    """

    register: Register
    today: date
    requirements: Sequence[str] = ()

    @property
    def organisatie(self) -> Organisatie:
        """The settings."""
        return self.register.organisatie

    @cached_property
    def years(self) -> Mapping[str, Mapping[str, Figure]]:
        """The figures of the year before and of this year so far, by name, under the headings of their columns."""
        made = {}
        for year in (self.today.year - 1, self.today.year):
            found = period_figures(self.register, year_period(year, self.today))
            made[f"{year}" if year < self.today.year else f"{year} tot nu"] = {figure.name: figure for figure in found}
        return made

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of a table of figures."""
        return ("", *self.years)

    def row(self, label: str, name: str) -> tuple[str, ...]:
        """Return a row of a table: a figure, with its share when it is one of so many."""
        return (label, *(_shown(found.get(name)) for found in self.years.values()))

    def family(self, family: str, labels: Mapping[str, str] | None = None) -> Iterator[tuple[str, ...]]:
        """Yield a row for each figure of a family that counted something in one of the years."""
        names = dict.fromkeys(name for found in self.years.values() for name in found if name.startswith(f"{family}."))
        for name in names:
            if any(found[name].value for found in self.years.values() if name in found):
                word = name.removeprefix(f"{family}.")
                yield self.row((labels or {}).get(word, word.replace("-", " ")), name)

    def measure(self, label: str, name: str, measure: str) -> tuple[str, ...]:
        """Return a row of a number beside a figure, such as a mean or a median."""
        cells = []
        for found in self.years.values():
            numbers = {one.name: one.value for one in (found[name].measures if name in found else ())}
            cells.append(number_nl(numbers[measure], 2) if measure in numbers else "")
        return (label, *cells)

    def term(self, name: str) -> Term | None:
        """Return the norm of the organisation for a term, as it is in force today."""
        return in_force(self.organisatie.versions(name), self.today)

    def within(self, name: str) -> str:
        """Return how long a term gives, as it is written in the files; a dash where there is none."""
        term = self.term(name)
        return f"{term.binnen}" if term and term.binnen else "-"

    def page(self, title: str, *parts: Part) -> Document:
        """Return a page of the handbook with these parts."""
        return Document(title=title, under=f"{self.organisatie.naam}, {day_nl(self.today)}", parts=parts)


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    of = figure.denominator
    share = f" van {number_nl(of.value)} ({share_nl(figure.value / of.value)})" if of and of.value else ""
    return f"{number_nl(figure.value)}{share}"
