"""The lists that every figure opens to: one page, with the file and the line of each thing counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from urllib.parse import quote

from bb.figures import Overview, Place


def link(jaar: int, name: str) -> str:
    """Return the address of a figure's list, from the page beside it."""
    return f"rapport-{jaar}-zaken.html#{quote(name)}"


def page(overview: Overview, opened: Mapping[str, Sequence[Place]], style: str) -> str:
    """Return `rapport-YEAR-zaken.html`; `opened` has the places of each figure, `style` is the style sheet."""
    return "\n".join(_lines(overview, opened, style)) + "\n"


def _lines(overview: Overview, opened: Mapping[str, Sequence[Place]], style: str) -> Iterator[str]:
    title = f"De zaken achter het jaaroverzicht {overview.jaar}"
    yield from (
        "<!DOCTYPE html>",
        '<html lang="nl">',
        "<head>",
        '<meta charset="utf-8">',
        (
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'\">"
        ),
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(overview.naam)}: {title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        '<aside class="intern" aria-label="Let op">Vertrouwelijk, alleen voor intern gebruik</aside>',
        "<main>",
        f"<h1>{title}</h1>",
        (
            f"<p>{escape(overview.naam)}. Elk cijfer, met de bestanden en de regels waaruit het is geteld. "
            f'<a href="rapport-{overview.jaar}.html">Terug naar het jaaroverzicht</a></p>'
        ),
    )
    item = cache(_item)  # a case is counted in many figures
    for figure in overview.figures:
        if figure.value:
            yield f'<section id="{escape(figure.name)}"><h2>{escape(figure.name)}: {figure.value}</h2>'
            yield f"<p>{escape(figure.definition)}</p>"
            yield f"<ul>{''.join(map(item, opened[figure.name]))}</ul></section>"
    yield from ("</main>", "</body>", "</html>")


def _item(place: Place) -> str:
    return f"<li>{escape(place.path or place.id)}:{place.line}</li>"


STYLE = """
:root { --paper: #fff; --ink: #1d2529; --soft: #56626a; --line: #dcd8cf; --accent: #0d5a68; --alarm: #a61b1b; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #171c1f; --ink: #e8e6e1; --soft: #a9b4ba; --line: #384147; --accent: #6cc4d2; --alarm: #8f1717; }
}
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5; font-family: system-ui, sans-serif; }
.intern { background: var(--alarm); color: #fff; text-align: center; padding: .6rem 1rem; font-weight: 650; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { line-height: 1.2; }
h2 { font-size: 1.05rem; margin: 2rem 0 .2rem; padding-top: .8rem; border-top: 1px solid var(--line); }
section:target h2 { border-top: .25rem solid var(--accent); }
h1, h2, li { overflow-wrap: anywhere; }
section p { margin: 0; color: var(--soft); }
ul { columns: 15rem; margin: .5rem 0 0; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
a { color: var(--accent); }
@media print { @page { size: A4; margin: 15mm; } body { font-size: 9pt; } }
"""
