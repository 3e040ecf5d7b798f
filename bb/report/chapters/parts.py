"""What most chapters are made of: a chart of a family of figures with the table that holds the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bb.report.charts import Bar, bars
from bb.report.model import Block, Numbers, Row, Table
from bb.report.numbers import NIETS, number_nl, share_nl
from bb.text.labels import label
from bb.text.plurals import count_nl

Named = Callable[[str], str]
ACROSS = 7
"""How many columns of names fit beside each other on paper."""


def family(
    numbers: Numbers,
    name: str,
    caption: str,
    first: str,
    *,
    ranked: bool = True,
    chart: bool = True,
    total: str | None = None,
    named: Named = label,
) -> Block:
    """Return the block of a family: bars, and a table with numbers, shares and the year before.

    `first` heads the column of names; `total` is the name of the figure under the line.
    """
    rows = numbers.family(name, ranked=ranked)
    table = Table(
        caption=caption,
        headers=(first, numbers.year, "deel", numbers.year_before),
        rows=tuple(
            (named(r.key), number_nl(r.now.value), share_nl(r.now.share), number_nl(r.before.value)) for r in rows
        ),
        note=next((f.family_definition for r in rows for f in (r.now, r.before) if f.definition), ""),
        total=total_row(numbers, total) if total and rows else (),
        names=tuple(r.now.name for r in rows),
    )
    return Block(table=table, svg=family_bars(numbers, name, caption, rows, named) if chart and rows else "")


def total_row(numbers: Numbers, name: str) -> tuple[str, ...]:
    """Return the last line of a table: all there were, this year and the year before."""
    row = numbers.row(name)
    return ("Samen", number_nl(row.now.value), "", number_nl(row.before.value))


def family_bars(numbers: Numbers, name: str, caption: str, rows: Sequence[Row], named: Named = label) -> str:
    """Return bars for rows of one family, on one scale for both years."""
    longest = max([1, *(r.now.value for r in rows), *(r.before.value for r in rows)])
    drawn = [
        Bar(
            label=named(r.key),
            text=with_share(r),
            part=r.now.value / longest,
            before=r.before.value / longest,
        )
        for r in rows
    ]
    return bars(name, caption, described(numbers, rows, named), drawn)


def with_share(row: Row) -> str:
    """Return a number with its share behind it: `12 (30%)`."""
    if row.now.share is None:
        return number_nl(row.now.value)
    return f"{number_nl(row.now.value)} ({share_nl(row.now.share)})"


def described(numbers: Numbers, rows: Sequence[Row], named: Named) -> str:
    """Return the description of a chart for who cannot see it: what it shows, and its longest bar."""
    if not rows:
        return "Er valt niets te tonen."
    longest = max(rows, key=lambda r: r.now.value)
    below = f", gearceerd daaronder {numbers.year_before}" if numbers.before else ""
    return (
        f"Liggende balken met {count_nl(len(rows), 'regel', 'regels')} voor {numbers.year}{below}. "
        f"Het langst is {named(longest.key)} met {number_nl(longest.now.value)}. "
        "De tabel hierna geeft alle getallen."
    )


def listed(
    numbers: Numbers, caption: str, first: str, names: Sequence[tuple[str, str]], *, share: bool = True
) -> Block:
    """Return a table of single figures, each given as its label and its name, with its definition below the label.

    It takes the whole width: a definition is a sentence.
    """
    found = [(text, numbers.row(name)) for text, name in names]
    shares = [(share_nl(row.now.share),) if share else () for _, row in found]
    return Block(
        table=Table(
            caption=caption,
            headers=(first, numbers.year, *(("deel",) if share else ()), numbers.year_before),
            rows=tuple(
                (text, number_nl(row.now.value), *part, number_nl(row.before.value))
                for (text, row), part in zip(found, shares, strict=True)
            ),
            definitions=tuple(row.now.definition for _, row in found),
            names=tuple(row.now.name for _, row in found),
        ),
        wide=True,
    )


def crossed(
    numbers: Numbers, name: str, caption: str, first: str, named: Named, across: Named, rest: str = ""
) -> tuple[Block, ...]:
    """Return the table of a family with two facts in its key, the second across; nothing when it is empty.

    At most `ACROSS` columns stand beside each other, the largest ones; with `rest` the others are one column more,
    otherwise the columns are all shown (years).
    """
    cells = {tuple(f.key.rsplit(".", 1)): f.value for f in numbers.now.values() if f.family == name}
    if not cells:
        return ()
    down: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (row, column), value in cells.items():
        down[row] += value
        columns[column] += value
    order = sorted(columns, key=lambda c: (-columns[c], c)) if rest else sorted(columns)
    shown, others = (order[:ACROSS], order[ACROSS:]) if rest else (order, [])
    rows = []
    for row in sorted(down, key=lambda r: (-down[r], r)):
        more = [sum(cells.get((row, c), 0) for c in others)] if others else []
        values = [*(cells.get((row, c), 0) for c in shown), *more]
        rows.append((named(row), *(number_nl(value) if value else NIETS for value in values)))
    return (
        Block(
            table=Table(
                caption=caption,
                headers=(first, *(across(c) for c in shown), *((rest,) if others else ())),
                rows=tuple(rows),
                note="aanmeldingen; een streepje is nul. Dubbele meldingen tellen niet mee.",
            ),
            wide=True,
        ),
    )
