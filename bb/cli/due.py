"""One thing that is due, in words: what, when, who, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bb.actions.names import NOBODY, Names
from bb.actions.views import Page, Part
from bb.domain.task import Behind, Task, term_nl, together, what_nl
from bb.text.dates import ago_nl, short_day_nl
from bb.text.plurals import count_nl, join_nl

_NORM = {
    "zaken": ("zaak", "zaken"),
    "verwijzing": ("verwijzing", "verwijzingen"),
    "intervisie": ("intervisie", "intervisies"),
    "training": ("training", "trainingen"),
}


def items_lines(items: Sequence[Task], today: date, *, why: bool = False, names: Names = NOBODY) -> list[str]:
    """Return two lines for each thing to do: what, when and who; and why. With `why` also where it stands."""
    groups = together(items)
    ids = max((len(item.id) for item in items), default=0)
    whats = max((len(what_nl(group)) for group in groups), default=0)
    lines = []
    for group in groups:
        item = group[0]
        told = f"{when(item, today):<18}  {names.beside(who(item))}"
        lines.append(f"  {item.id:<{ids}}  {what_nl(group):<{whats}}  {told}".rstrip())
        lines.append(f"  {'':<{ids}}  {'; '.join(filter(None, (names.of(item.id), item.why)))}")
        if why:
            lines.append(f"  {'':<{ids}}  {item.where}")
    return lines


def next_of(id_: str, standing: tuple[str, str] | None, tasks: Iterable[Task], today: date) -> list[str]:
    """Return the state of a case (its status and phase; None for any other record) and what is due, one line each."""
    lines = []
    if standing:
        status, fase = standing
        lines.append(f"{id_} is nu {status}{'' if status == 'gesloten' else f', fase {fase}'}.")
    for task in tasks:
        day = f"{short_day_nl(task.day)} ({ago_nl((task.day - today).days)})"
        lines.append(f"Te doen: {term_nl(task.term, task.party)}, {day}; {task.why}")
    return lines


def ending(page: Page, today: date) -> Part:
    """Return the end of the page of a record: what comes next, and where it stands."""
    following = next_of(page.id, page.standing, page.tasks, today) or ["Er is niets te doen."]
    return "", [*following, f"Bestand: {page.path}"]


def when(item: Task, today: date) -> str:
    """Return how far off it is, and the hour of an agreed date."""
    days = ago_nl((item.day - today).days)
    return f"{days}, {item.tijd}" if item.tijd else days


def who(item: Task) -> str:
    """Return who is to do it: the members of the team, or the coördinator; empty when it is nobody's in particular."""
    return join_nl(item.team) or item.voor or ""


def norm_nl(norm: str) -> str:
    """Return what a norm counts, for more than one."""
    return _NORM.get(norm, (norm, norm))[1]


def progress_line(progress: Behind) -> str:
    """Return how far a norm is: `3 van 5 zaken, nog 40 dagen`."""
    one, more = _NORM.get(progress.norm, (progress.norm, progress.norm))
    left = count_nl(progress.days_left, "dag", "dagen")
    of = f"{progress.reached} van {progress.target} {more if progress.target != 1 else one}"
    share = f" ({progress.asked} gevraagd)" if progress.asked else ""
    return f"  {progress.id:<12} {of}{share}, nog {left}"


def task_row(task: Task, today: date) -> dict[str, Any]:
    """Return a task as a row for a program."""
    return {
        task.kind: task.id,
        "soort": task.term,
        "partij": task.party,
        "datum": task.day.isoformat(),
        "dagen_te_laat": (today - task.day).days,
        "reden": task.reason,
        "wie": task.wie,
        "coordinator": task.voor,
        "team": task.team,
        "urgentie": task.urgentie,
        "tijd": task.tijd,
        "sinds": task.since,
        "bestand": task.path,
        "termijnen": task.bases,
    }
