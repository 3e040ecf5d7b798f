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
    from tabulate import tabulate  # noqa: PLC0415 - only when a table is printed: it costs start-up time

    align = ["right" if number else "left" for number in numbers]
    shown = tabulate(cells, names, tablefmt="simple", disable_numparse=True, colalign=align, headersalign=align)
    return "\n".join(line.rstrip() for line in shown.splitlines())


def _block(row: list[str], names: list[str]) -> str:
    return "\n".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True) if cell)
