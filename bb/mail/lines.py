"""What a mail says: one line for each thing to do, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from html import escape

from bb.text.dates import ago_nl, day_nl, short_day_nl
from bb.text.plurals import count_nl

_STYLE = "font-family:sans-serif;line-height:1.4"
_CELL = "padding:2px 12px 2px 0;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to do, as a mail may tell it.

    `label` is a case number or a volunteer's id, or a word such as `partner`; `what` the kind
    of thing; `day` when it was due, `tijd` the hour of an agreed date. `voor` is the coördinator
    whose work it is when that is not the reader; `again` tells that it was mailed before.
    """

    label: str
    what: str
    day: date
    tijd: time | None = None
    voor: str | None = None
    again: bool = False


def subject(lines: Sequence[Line], today: date, unread: int = 0) -> str:
    """Return the subject: how many things, how many are late, how many cases could not be read. Plain ASCII."""
    late = sum(line.day < today for line in lines)
    cases = count_nl(unread, "zaak", "zaken")
    if not lines:
        return f"Niet te lezen: {cases}"
    return (
        f"Te doen: {len(lines)}"
        + (f", waarvan {late} te laat" if late else "")
        + (f"; {cases} niet te lezen" if unread else "")
    )


def text_page(lines: Sequence[Line], today: date, others: int, unread: str = "") -> str:
    """Return the mail as plain text.

    `others` counts what is due besides and was mailed within a week; `unread` says what could not be read.
    """
    labels = max((len(line.label) for line in lines), default=0)
    whats = max((len(line.what) for line in lines), default=0)
    parts = ["Dag,"]
    parts += ["", unread] if unread else []
    parts += ["", f"Te doen op {day_nl(today)}:"] if lines else []
    for title, group in _groups(lines, today):
        parts += ["", title]
        parts += [f"  {one.label:<{labels}}  {one.what:<{whats}}  {_when(one, today)}".rstrip() for one in group]
    parts += ["", *_foot(others)]
    return "\n".join(parts) + "\n"


def html_page(lines: Sequence[Line], today: date, others: int, unread: str = "") -> str:
    """Return the mail as a page of HTML: the same words in tables, nothing from outside."""
    parts = [
        '<!doctype html>\n<html lang="nl">\n<head><meta charset="utf-8"><title>Te doen</title></head>',
        f'<body style="{_STYLE}">\n<p>Dag,</p>',
    ]
    parts += [f"<p>{escape(unread)}</p>"] if unread else []
    parts += [f"<p>Te doen op {escape(day_nl(today))}:</p>"] if lines else []
    for title, group in _groups(lines, today):
        rows = "".join(
            f'<tr><th scope="row" style="{_CELL}">{escape(one.label)}</th><td style="{_CELL}">{escape(one.what)}</td>'
            f'<td style="{_CELL}">{escape(_when(one, today))}</td></tr>\n'
            for one in group
        )
        parts.append(f"<h2>{escape(title)}</h2>\n<table>\n{rows}</table>")
    parts += [f"<p>{escape(sentence)}</p>" for sentence in _foot(others)]
    return "\n".join(parts) + "\n</body>\n</html>\n"


def _groups(lines: Sequence[Line], today: date) -> Iterator[tuple[str, list[Line]]]:
    """Yield the lines under their headings: the reader's own first, then those of who is away."""
    for voor in sorted({line.voor for line in lines}, key=lambda one: one or ""):
        whose = f" voor {voor}, die er niet is" if voor else ""
        mine = [line for line in lines if line.voor == voor]
        if late := [line for line in mine if line.day < today]:
            yield f"Te laat{whose}", late
        if due := [line for line in mine if line.day >= today]:
            yield f"Vandaag{whose}", due


def _when(line: Line, today: date) -> str:
    days = (today - line.day).days
    hour = f" om {line.tijd.isoformat('minutes')}" if line.tijd else ""
    when = f"{short_day_nl(line.day)}{hour}"
    return when + (f", {ago_nl(-days)}" if days > 0 else "") + (" (herinnering)" if line.again else "")


def _foot(others: int) -> list[str]:
    more = [f"Er staan nog {count_nl(others, 'ding', 'dingen')} open waarover u deze week al mail kreeg."]
    if others == 1:
        more = ["Er staat nog 1 ding open waarover u deze week al mail kreeg."]
    return [*(more if others else ()), "Alles bij elkaar, met de reden erbij, ziet u met: bb followups --why"]
