"""A page of words, lists and tables, as Markdown or as HTML: for what is no report of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bb.text.markdown import escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page, in this order: sentences, a list, a table."""

    title: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page. `under` stands below the title: of whom it is, and of which day."""

    title: str
    under: str
    parts: tuple[Part, ...]


def as_markdown(page: Document) -> str:
    """Return the page as Markdown; a sign that Markdown would read is shown as it is."""
    return "\n".join(_markdown(page)) + "\n"


def _markdown(page: Document) -> Iterator[str]:
    yield from (f"# {escaped(page.title)}", "", escaped(page.under))
    for part in page.parts:
        yield from ("", f"## {escaped(part.title)}")
        for sentence in part.sentences:
            yield from ("", escaped(sentence))
        if part.items:
            yield from ("", *(f"- {escaped(item)}" for item in part.items))
        if part.rows:
            yield from ("", _row(part.headers), f"|{' --- |' * len(part.headers)}", *map(_row, part.rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #999; padding: .35rem .5rem; text-align: left; vertical-align: top; }
h2 { margin-top: 2rem; }
@page { size: A4; margin: 11mm 13mm; }
@media print {
  body { font-size: 8.5pt; line-height: 1.28; max-width: none; margin: 0; padding: 0; }
  h1 { font-size: 15pt; margin: 0; }
  h2 { font-size: 10pt; margin: .7em 0 .2em; break-after: avoid; }
  p, ul { margin: .25em 0; }
  th, td { padding: .1em .4em; }
}
"""


def as_html(page: Document) -> str:
    """Return the page as one HTML file that needs nothing from outside; every text in it is escaped."""
    return "\n".join(_html(page)) + "\n"


def _html(page: Document) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(page.title)}</h1>\n<p>{escape(page.under)}</p>"
    for part in page.parts:
        yield f"<h2>{escape(part.title)}</h2>"
        yield from (f"<p>{escape(sentence)}</p>" for sentence in part.sentences)
        if part.items:
            yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in part.items)}</ul>"
        if part.rows:
            heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in part.headers)
            yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
            yield from (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
            yield "</tbody>\n</table>"
    yield "</main>\n</body>\n</html>"
