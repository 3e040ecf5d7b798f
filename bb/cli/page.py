"""The agenda on one page of a terminal: the most urgent things in full, of all others who and how many.

A tired coördinator reads one page. What does not fit in full is put together by kind, on one line
each, with how many there are: nothing that is late is left out of the count, and each kind can be
asked for by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

from bb.actions.names import NOBODY, Names
from bb.cli.due import norm_nl, when, who
from bb.domain.task import Behind, Task, Todo, term_nl, together, what_nl
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl

WIDTH = 80
HEIGHT = 40
_FEWEST = 3
"""At least so many things are shown in full, also when the page gets longer."""
_MOST = 15
_HARD = "\N{NO-BREAK SPACE}"
_MONTH = timedelta(days=31)

Section = tuple[str, list[str]]
"""A heading and the lines under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Things of one kind that are put together: the first thing of each record, in order, and how many records."""

    what: str
    items: tuple[Task, ...]


def page(agenda: Todo, last: date, names: Names = NOBODY) -> list[Section]:
    """Return the sections of the page, with as many things in full as fit in 80 columns and 40 lines.

    `last` is the last day that counts as coming; of what lies beyond it only the number is told.
    """
    today = agenda.today
    urgent, due = together(agenda.late), agenda.due
    ahead = [
        (f"Tot en met {short_day_nl(last)}", [*_coming(agenda, last)]),
        ("Nog niet gehaald dit jaar", [*behind_lines(agenda.behind)]),
    ]
    sections: list[Section] = []
    most, fewest = min(len(urgent), _MOST), min(len(urgent), _FEWEST)
    in_full = {number: [*_in_full(urgent[:number], today, names)] for number in range(most, fewest - 1, -1)}
    for by_kind in (_by_kind, _counted):
        now = ("Vandaag", [*by_kind(due, lambda item: item.tijd or "")])
        for number, full in in_full.items():
            if number > fewest and length([("Te laat", full), now, *ahead]) > HEIGHT:
                continue  # too long already, whatever the others take
            others = [item for group in urgent[number:] for item in group]
            late = ("Te laat", [*full, *by_kind(others, lambda item: days_nl((today - item.day).days))])
            sections = [(title, lines) for title, lines in (late, now, *ahead) if lines]
            if length(sections) <= HEIGHT:
                return sections
    return sections


def length(sections: Sequence[Section]) -> int:
    """Return how many lines of a terminal the page takes: a summary above and a hint below, an empty line between."""
    wide = sum(1 + max(0, len(line) - 1) // WIDTH for _, lines in sections for line in lines)
    return 2 + 2 * sum(1 for _, lines in sections if lines) + wide


def _in_full(groups: Sequence[Sequence[Task]], today: date, names: Names) -> Iterator[str]:
    """Yield the lines of things in full: what and since when; then why and who."""
    ids = max((len(group[0].id) for group in groups), default=0)
    whats = max((len(what_nl(group)) for group in groups), default=0)
    for group in groups:
        item = group[0]
        yield f"  {item.id:<{ids}}  {what_nl(group):<{whats}}  {when(item, today)}"
        why = "; ".join(filter(None, (names.of(item.id), item.why, names.beside(who(item)))))
        indent = " " * (ids + 4)
        yield from wrap(why, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _by_kind(items: Sequence[Task], say: Callable[[Task], str]) -> Iterator[str]:
    """Yield a line for each kind of thing: which, what `say` tells of each, and how many more; single ones together."""
    kinds = _kinds(items)
    for kind in kinds:
        if len(kind.items) > 1:
            yield fitting(f"  {kind.what}: ", (_told(item, say) for item in kind.items), len(kind.items))
    yield from _flow([f"{kind.what} {_told(kind.items[0], say)}" for kind in kinds if len(kind.items) == 1])


def _counted(items: Sequence[Task], say: Callable[[Task], str]) -> Iterator[str]:
    """Yield how many there are of each kind of thing, with what `say` tells of the oldest; of a single one which."""
    parts = []
    for kind in _kinds(items):
        said = say(min(kind.items, key=lambda item: item.day))
        many = f"{len(kind.items)} keer {kind.what}" + (f" ({said})" if said else "")
        parts.append(many if len(kind.items) > 1 else f"{kind.what} {_told(kind.items[0], say)}")
    yield from _flow(parts)


def _told(item: Task, say: Callable[[Task], str]) -> str:
    said = say(item)
    return f"{item.id} ({said})" if said else item.id


def _flow(parts: Sequence[str]) -> list[str]:
    """Return the parts with commas between them, on as few lines as they fit; none is broken."""
    whole = ", ".join(part.replace(" ", _HARD) for part in parts)
    lines = wrap(whole, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return [line.replace(_HARD, " ") for line in lines]


def _kinds(items: Sequence[Task]) -> list[_Kind]:
    found: dict[str, dict[str, Task]] = {}
    for item in items:
        found.setdefault(term_nl(item.term), {}).setdefault(item.id, item)
    return [_Kind(what=what, items=tuple(by_id.values())) for what, by_id in found.items()]


def fitting(begin: str, parts: Iterable[str], many: int) -> str:
    """Return a line with as many of the parts as fit, and how many more there are of so many in all.

    >>> fitting("  nazorg: ", ["2026-0001 (1 dag)", "2026-0002 (1 dag)"], 2)
    '  nazorg: 2026-0001 (1 dag), 2026-0002 (1 dag)'
    """
    best, told = f"{begin}{many}", begin
    for number, part in enumerate(parts, start=1):
        told += f", {part}" if number > 1 else part
        if len(told) > WIDTH:
            break
        more = many - number
        line = told + (f" en nog {more}" if more else "")
        best = line if len(line) <= WIDTH else best
    return best


def days_nl(number: int) -> str:
    """Return a number of days in words."""
    return count_nl(number, "dag", "dagen")


def _day(item: Task) -> str:
    day = short_day_nl(item.day).rpartition(" ")[0]
    return f"{day} {item.tijd}" if item.tijd else day


def _coming(agenda: Todo, last: date) -> Iterator[str]:
    """Yield what comes up to a day: the agreed dates, how many of each other kind, and how many beyond it."""
    coming = agenda.coming(last)
    agreed = [item for item in coming if item.reason == "gepland"]
    if agreed:
        groups = together(agreed)
        yield fitting("  afgesproken: ", (_told(group[0], _day) for group in groups), len(groups))
    yield from _counted([item for item in coming if item.reason != "gepland"], lambda _: "")
    soon = sum(many for day, many in agenda.further.items() if day <= last + _MONTH)
    later = sum(agenda.further.values()) - soon
    if soon or later:
        yield f"  daarna {soon or 'niets'} binnen een maand, en {later or 'niets'} later"


def behind_lines(progress: Sequence[Behind]) -> Iterator[str]:
    """Yield one line for each norm: who did not reach it yet, the furthest behind first."""
    found: dict[tuple[str, str], list[Behind]] = {}
    for one in progress:
        found.setdefault((one.kind, one.norm), []).append(one)
    for group in found.values():
        left = count_nl(group[0].days_left, "dag", "dagen")
        asked = f", {group[0].asked} gevraagd" if group[0].asked else ""
        yield fitting(
            f"  {norm_nl(group[0].norm)} (nog {left}{asked}): ",
            (f"{one.id} {one.reached} van {one.target}" for one in group),
            len(group),
        )
