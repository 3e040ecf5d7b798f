"""The day on one page of a terminal: each part gets a few lines, and what is late gets the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bb.actions.names import NOBODY, Names
from bb.actions.today import Away, Today, Waiting
from bb.cli.due import when, who
from bb.cli.page import HEIGHT, WIDTH, Section, behind_lines, days_nl, fitting, length
from bb.domain.task import Task, together, what_nl
from bb.domain.vocabulary import URGENTIES
from bb.text.dates import WEEKDAYS, short_day_nl

_MOST = {"agreed": 6, "waiting": 5, "behind": 4}
"""How many lines a part gets at most, so that what is late always has at least eight."""
_LATE = "Te laat of voor vandaag"


def today_page(day: Today, names: Names = NOBODY) -> list[Section]:
    """Return the sections of the page; with a summary above and a hint below they fit in 80 columns and 40 lines."""
    others = [
        ("Afgesproken", _cut(_agreed(together(day.agreed)), _MOST["agreed"])),
        ("Zonder team", _cut([_waiting(case, day.day) for case in day.waiting], _MOST["waiting"])),
        ("Vragen van vrijwilligers", _questions(day)),
        ("Er niet", [fitting("  ", (_away(away, day.day) for away in day.away), len(day.away))] if day.away else []),
        ("Nog niet gehaald dit jaar", _cut(list(behind_lines(day.agenda.behind)), _MOST["behind"])),
    ]
    rest = [(title, lines) for title, lines in others if lines]
    room = HEIGHT - length(rest) - 2  # an empty line and the heading of what is late
    late = _cut(_items(together(day.now), day.day), room)
    sections = [(_LATE, late), *rest] if late else rest
    return [(title, [_with_names(line, names) for line in lines]) for title, lines in sections]


def _cut(lines: list[str], most: int) -> list[str]:
    """Return at most so many lines; the last says how many more there are."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"  en nog {len(lines) - most + 1}"]


def _with_names(line: str, names: Names) -> str:
    """Return a line with names in it, unless it would then not fit."""
    named = names.beside(line)
    return named if len(named) <= WIDTH else line


def _items(groups: Sequence[tuple[Task, ...]], today: date) -> list[str]:
    return _columns([(group[0].id, what_nl(group), when(group[0], today), who(group[0])) for group in groups])


def _agreed(groups: Sequence[tuple[Task, ...]]) -> list[str]:
    rows = []
    for group in groups:
        item = group[0]
        day = f"{WEEKDAYS[item.day.weekday()][:2]} {short_day_nl(item.day).rpartition(' ')[0]}"
        rows.append((f"{day} {item.tijd or ''}".rstrip(), item.id, what_nl(group), who(item)))
    return _columns(rows)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a line for each row, its parts below each other; a last part that would not fit is left out."""
    if not rows:
        return []
    sizes = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        begin = "  " + "  ".join(f"{part:<{size}}" for part, size in zip(row, sizes, strict=False))
        whole = f"{begin}  {row[-1]}".rstrip()
        lines.append(whole if len(whole) <= WIDTH else begin.rstrip()[:WIDTH])
    return lines


def _waiting(case: Waiting, today: date) -> str:
    parts = [case.urgentie] if case.urgentie != URGENTIES[0] else []
    if case.sinds is not None:
        parts.append(f"wacht {days_nl((today - case.sinds).days)}")
    if case.datum is not None and case.datum < today:
        parts.append(f"{days_nl((today - case.datum).days)} te laat")
    return f"  {case.casus}  {', '.join(parts)}".rstrip()


def _questions(day: Today) -> list[str]:
    told = [f"{task.id} (sinds {_since(task)})" for task in day.questions]
    return [fitting("  ", told, len(told))] if told else []


def _since(task: Task) -> str:
    return short_day_nl(date.fromisoformat(task.since["op"])) if task.since else "?"


def _away(away: Away, today: date) -> str:
    days = f"tot en met {_short(away.tot, today)}"
    if away.van > today:
        days = f"{_short(away.van, today)} {days}"
    takes_over = f", {away.vervanger} vervangt" if away.vervanger else ""
    return f"{away.wie} ({days}{takes_over})"


def _short(day: date, today: date) -> str:
    """Return a day, without the year when that is this one."""
    told = short_day_nl(day)
    return told.rpartition(" ")[0] if day.year == today.year else told
