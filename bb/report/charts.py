"""Charts as SVG that stands in the page itself: no script, no library, the same bytes every time.

Widths are percentages and heights pixels, so a chart fills a phone and a wide screen alike while its text keeps its
size. Colours come from the page's style sheet by class; the year before is hatched as well as
lighter, and every bar carries its number, so nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

ROW = 52
HEIGHT = 300
_TOP, _BOTTOM = 24, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a bar chart: `part` is the length (0 to 1), `before` that of the year before, if shown."""

    label: str
    text: str
    part: float
    before: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One pair of columns: the number now (None: not yet known) and the year before."""

    label: str
    value: int | None
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One row of a spread chart: quartiles and median, in the unit of the scale."""

    label: str
    text: str
    low: float
    middle: float
    high: float


def bars(name: str, title: str, description: str, rows: Sequence[Bar]) -> str:
    """Return horizontal bars, one below the other, label and number above each."""
    body: list[str] = []
    for place, row in enumerate(rows):
        y = place * ROW
        body += [
            _text(row.label, "0", y + 15, "c-label"),
            _text(row.text, "100%", y + 15, "c-value", anchor="end"),
            _rect(0, y + 22, 1, 10, "c-track"),
            _rect(0, y + 22, row.part, 10, "c-now"),
        ]
        if row.before is not None:
            body.append(_rect(0, y + 34, row.before, 5, "c-before", fill=f"url(#{name}-streep)"))
    return _svg(name, title, description, max(1, len(rows)) * ROW, body)


def columns(name: str, title: str, description: str, pairs: Sequence[Column]) -> str:
    """Return upright columns side by side: the year before hatched, this year solid with its number."""
    highest = max([1, *(c.value or 0 for c in pairs), *(c.before for c in pairs)])
    ground = _TOP + HEIGHT
    step = 1 / max(1, len(pairs))
    body: list[str] = []
    for place, pair in enumerate(pairs):
        left = place * step
        middle = left + step / 2
        before = HEIGHT * pair.before / highest
        body.append(
            _rect(left + step * 0.14, ground - before, step * 0.32, before, "c-before", fill=f"url(#{name}-streep)")
        )
        if pair.value is not None:
            height = HEIGHT * pair.value / highest
            body += [
                _rect(left + step * 0.46, ground - height, step * 0.4, height, "c-now"),
                _text(str(pair.value), _percent(left + step * 0.66), ground - height - 6, "c-value", anchor="middle"),
            ]
        body.append(_text(pair.label, _percent(middle), ground + 17, "c-axis", anchor="middle"))
    body.append(f'<line class="c-ground" x1="0" x2="100%" y1="{ground + 0.5}" y2="{ground + 0.5}"/>')
    return _svg(name, title, description, ground + _BOTTOM, body)


def spreads(name: str, title: str, description: str, rows: Sequence[Spread]) -> str:
    """Return bars from the first to the third quartile with a mark at the median, on one scale from zero."""
    longest = max([1.0, *(row.high for row in rows)])
    body: list[str] = []
    for place, row in enumerate(rows):
        y = place * ROW
        body += [
            _text(row.label, "0", y + 15, "c-label"),
            _text(row.text, "100%", y + 15, "c-value", anchor="end"),
            _rect(0, y + 22, 1, 12, "c-track"),
            _rect(row.low / longest, y + 22, (row.high - row.low) / longest, 12, "c-soft"),
            _mark(row.middle / longest, y + 19, 18),
        ]
    return _svg(name, title, description, max(1, len(rows)) * ROW, body)


def _svg(name: str, title: str, description: str, height: int, body: Iterable[str]) -> str:
    return "".join([
        f'<svg role="img" width="100%" height="{height}" aria-labelledby="{name}-titel {name}-uitleg">',
        f'<title id="{name}-titel">{escape(title)}</title>',
        f'<desc id="{name}-uitleg">{escape(description)}</desc>',
        f'<defs><pattern id="{name}-streep" width="5" height="5" patternUnits="userSpaceOnUse" ',
        'patternTransform="rotate(45)"><rect class="c-hatch-ground" width="5" height="5"/>',
        '<rect class="c-hatch" width="2" height="5"/></pattern></defs>',
        *body,
        "</svg>",
    ])  # fmt: skip


def _percent(part: float) -> str:
    return f"{part * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _pixels(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _rect(x: float, y: float, width: float, height: float, css: str, *, fill: str = "") -> str:
    if width <= 0 or height <= 0:
        return ""
    filled = f' fill="{fill}"' if fill else ""
    return (
        f'<rect class="{css}" x="{_percent(x)}" y="{_pixels(y)}" width="{_percent(width)}" '
        f'height="{_pixels(height)}"{filled}/>'
    )


def _mark(x: float, y: float, height: float) -> str:
    return f'<line class="c-mark" x1="{_percent(x)}" x2="{_percent(x)}" y1="{y}" y2="{_pixels(y + height)}"/>'


def _text(text: str, x: str, y: float, css: str, *, anchor: str = "") -> str:
    placed = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{css}" x="{x}" y="{_pixels(y)}"{placed}>{escape(text)}</text>'
