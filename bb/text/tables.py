"""Rows as a table, or as blocks where a table would not fit or not read well aloud."""

from __future__ import annotations

from collections.abc import Sequence

from bb.text.plain import safe

NARROWEST = 80
"""Columns a terminal needs before rows are shown as a table."""


def table(rows: Sequence[Sequence[object]], headers: Sequence[str], width: int, *, plain: bool) -> str:
    """Lay out rows for a terminal.

    Args:
        rows: cells as text or numbers; `None` is an empty cell; as many as there are headers.
        headers: one word per column.
        width: columns of the terminal.
        plain: for a screen reader: always blocks of `kop: waarde`.

    Returns:
        Lines without a newline at the end, empty when there are no rows. Where a table is wider than the terminal, or
        the terminal is narrower than 80 columns, each row is a block, blocks are parted by an empty line, and empty
        cells are left out. No cell brings in a control character or a second line.
    """
    if not rows:
        return ""
    cells = [["" if cell is None else safe(str(cell)) for cell in row] for row in rows]
    names = [safe(header) for header in headers]
    if not plain and width >= NARROWEST:
        numbers = [
            all(cell is None or isinstance(cell, int | float) for cell in column) for column in zip(*rows, strict=True)
        ]
        shown = _columns(cells, names, numbers)
        if max(map(len, shown.splitlines())) <= width:
            return shown
    return "\n\n".join(_block(row, names) for row in cells)


def _columns(cells: list[list[str]], names: list[str], numbers: list[bool]) -> str:
    """Return a table with two blanks between columns, a column at least two wider than its heading."""
    columns = []
    for name, number, of_one in zip(names, numbers, zip(*cells, strict=True), strict=True):
        said = [cell.strip() for cell in of_one]
        wide = max(len(name) + 2, *map(len, said))
        columns.append([cell.rjust(wide) if number else cell.ljust(wide) for cell in (name, "-" * wide, *said)])
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def _block(row: list[str], names: list[str]) -> str:
    return "\n".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True) if cell)
