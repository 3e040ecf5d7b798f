"""Our figures beside those of others, where the organisation wrote them down."""

from __future__ import annotations

from bb.report.model import Benchmark, Block, Chapter, Numbers, Table
from bb.report.numbers import NIETS, number_nl, share_nl
from bb.text.labels import label


def comparison(numbers: Numbers, benchmark: Benchmark) -> Chapter:
    """Return a table of the figures named in the benchmark: ours, and theirs as it was written down."""
    rows: list[tuple[str, ...]] = []
    definitions: list[str] = []
    for name, theirs in benchmark.cijfers.items():
        figure = numbers.row(name).now
        ours = NIETS
        if figure.name and theirs.endswith("%"):
            ours = share_nl(figure.share)
        elif figure.name:
            median = figure.measure("mediaan")
            ours = number_nl(figure.value if median is None else median, 1)
        rows.append((_label(name), ours, theirs))
        definitions.append(figure.definition or "Dit cijfer is er dit jaar niet.")
    return Chapter(
        id="vergelijking",
        title="Vergelijking met anderen",
        lead=f"Onze cijfers naast die van een ander. Bron: {benchmark.bron}. Let op of zij op dezelfde manier tellen.",
        blocks=(
            Block(
                table=Table(
                    caption="Naast elkaar",
                    headers=("Cijfer", numbers.year, "vergelijking"),
                    rows=tuple(rows),
                    definitions=tuple(definitions),
                    names=tuple(benchmark.cijfers),
                ),
                wide=True,
            ),
        ),
    )


def _label(name: str) -> str:
    family, _, key = name.partition(".")
    return f"{label(family)}: {label(key).lower()}" if key else label(family)
