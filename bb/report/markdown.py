"""The annual overview as Markdown: the same chapters and tables as the page, for a mail or a wiki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bb.report.content import Content
from bb.report.model import Table
from bb.text.markdown import escaped


def document(content: Content) -> str:
    """Return `rapport-YEAR.md`. Charts are left out: each has its table."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: Content) -> Iterator[str]:
    yield f"# {escaped(content.titel)}"
    for line in (content.naam, content.wanneer, *content.waarschuwingen):
        yield from ("", escaped(line))
    for chapter in content.hoofdstukken:
        yield from ("", f"## {escaped(chapter.title)}", "", escaped(chapter.lead))
        for paragraph in chapter.own:
            yield from ("", escaped(paragraph))
        for block in chapter.blocks:
            yield from _table(block.table)
    yield from ("", "## Zo is geteld")
    for paragraph in content.verantwoording:
        yield from ("", escaped(paragraph))


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    yield from ("", f"### {escaped(table.caption)}", "", _row(table.headers))
    yield _row(["---", *["---:"] * (len(table.headers) - 1)], plain=True)
    yield from (_row(row) for row in table.rows)
    if table.total:
        yield _row(table.total)
    if table.note:
        yield from ("", escaped(f"Zo is geteld: {table.note}"))
    for row, definition in zip(table.rows, table.definitions, strict=False):
        if definition:
            yield from ("", escaped(f"{row[0]}: {definition}"))


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else escaped(cell) for cell in cells)} |"
