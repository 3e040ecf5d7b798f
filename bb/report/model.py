"""A report as a template sees it: chapters of charts, tables and sentences, all of it text already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bb.figures import Figure, Overview

EMPTY = Figure(name="", value=0, definition="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the first column names, the others are numbers.

    `note` says what was counted; `definitions` does so per row, where every row counts something else. `names` are the
    figures the rows show, so that a page can lead to what they were counted from.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    total: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A chart (SVG, or nothing) with the table that holds the same numbers.

    `legend` says what the marks of the chart are: `jaren` (solid and hatched) or `spreiding` (quartiles and median).
    `wide` asks for the whole width: the table has many columns.
    """

    table: Table
    svg: str = ""
    legend: str = "jaren"
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: `id` is its place in the page and does not change; `own` are paragraphs of the organisation."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Figures of others to stand beside ours: by name, as they were written down, and where they are from."""

    bron: str
    cijfers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key number on top of the page; `name` is that of its figure."""

    name: str
    label: str
    value: str
    before: str


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with the same one of the year before; an empty one where there was none."""

    now: Figure
    before: Figure

    @property
    def key(self) -> str:
        """What the figure is about, as written in the files."""
        return self.now.key or self.before.key


class Numbers:
    """The figures of an overview, found by name and by family."""

    def __init__(self, overview: Overview, *, topics: Mapping[str, str] | None = None) -> None:
        self.overview = overview
        self.topics = topics or {}
        self.now: Mapping[str, Figure] = {figure.name: figure for figure in overview.figures}
        self.before: Mapping[str, Figure] = {figure.name: figure for figure in overview.before}

    @property
    def year(self) -> str:
        """The heading of this year's column; a year that is not over says so."""
        if not self.overview.period.is_year:
            return "nu" if self.overview.period.over else "tot\N{NO-BREAK SPACE}nu"
        return (
            str(self.overview.jaar)
            if self.overview.period.over
            else f"{self.overview.jaar}\N{NO-BREAK SPACE}tot\N{NO-BREAK SPACE}nu"
        )

    @property
    def year_before(self) -> str:
        """The heading of last year's column."""
        return str(self.overview.jaar - 1) if self.overview.period.is_year else "jaar\N{NO-BREAK SPACE}eerder"

    @property
    def name(self) -> str:
        """The period in a sentence."""
        return str(self.overview.jaar) if self.overview.period.is_year else "deze periode"

    @property
    def name_before(self) -> str:
        """The period it is compared with, in a sentence."""
        return str(self.overview.jaar - 1) if self.overview.period.is_year else "dezelfde dagen een jaar eerder"

    def row(self, name: str) -> Row:
        """Return one figure with that of the year before."""
        return Row(self.now.get(name, EMPTY), self.before.get(name, EMPTY))

    def family(self, family: str, *, ranked: bool = False) -> Sequence[Row]:
        """Return the figures of a family that count something in either year, the largest first when `ranked`."""
        names = dict.fromkeys(n for found in (self.now, self.before) for n, f in found.items() if f.family == family)
        denominator = next((self.now[n].denominator for n in names if n in self.now and "." in n), None)
        none = replace(EMPTY, denominator=denominator)
        rows = [Row(self.now.get(n, none), self.before.get(n, EMPTY)) for n in names if "." in n]
        counted = [row for row in rows if row.now.value or row.before.value]
        return sorted(counted, key=lambda r: (-r.now.value, -r.before.value, r.key)) if ranked else counted
