"""What the index tells of itself: what is due and the rows of lists, as they are printed.

`bb.actions.derive` works them out from the records, once; from then on nothing of the records is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from bb.actions.ids import KINDS, full_id
from bb.domain.task import Behind, Task, Todo, urgency
from bb.files.index import Index

if TYPE_CHECKING:  # nothing of the records is loaded
    from bb.domain.records import Record

PAGED = ("casus",)
"""The kinds whose pages tell one record, but for what is due."""

FILLED = "filled"
"""Stands among what is kept of a day (the first there is) while all that follows from single records is known."""

_HOLDS = "path NOT IN (SELECT path FROM view WHERE since > :today)"
"""What was worked out of a record holds from the last day on which something happened to it."""


Part = tuple[str | None, list[str]]
"""A heading, empty when there is none, and the lines under it; without (None) they are said beside the page."""


class Page(NamedTuple):
    """The page of a record on a day: what it says of itself, its status and phase (of a case), and what is due."""

    id: str
    path: str
    parts: list[Part]
    standing: tuple[str, str] | None
    tasks: tuple[Task, ...]


def known_todo(index: Index, today: date, last: date, *, term: str | None = None, person: str | None = None) -> Todo:
    """Return what is due, up to a day, cut as `bb.actions.followups.followups` tells."""
    rest, behind = _of_day(index, "agenda", today)
    asked = {"today": today.toordinal(), "last": last.toordinal(), "term": term, "person": person}
    where = f"{_HOLDS} AND (:term IS NULL OR term = :term) AND (:person IS NULL OR coalesce(voor, :person) = :person)"
    near = index.db.execute(f"SELECT day, data FROM task WHERE day <= :last AND {where}", asked)  # noqa: S608 - ours
    days, told = [*zip(*near, strict=True)] or [(), ()]
    items = [Task(date.fromordinal(day), *one) for day, one in zip(days, _read(told), strict=True)]
    counted = f"SELECT day, count(DISTINCT one) FROM task WHERE day > :last AND {where} GROUP BY day"  # noqa: S608
    further = {date.fromordinal(day): many for day, many in index.db.execute(counted, asked)}
    ahead: set[tuple[date, str]] = set()
    for day, *one in rest:
        task = Task(date.fromordinal(day), *one)
        if term in {None, task.term} and (person is None or task.voor in {None, person}):
            if task.day <= last:
                items.append(task)
            else:
                ahead.add((task.day, task.one))
    for due, _ in ahead:
        further[due] = further.get(due, 0) + 1
    return Todo(today, tuple(sorted(items, key=urgency)), tuple(Behind(*one) for one in behind), further)


def known_rows(index: Index, kind: str, today: date) -> list[dict[str, Any]]:
    """Return the rows of a kind of record, plain, by id."""
    rest = _of_day(index, f"rows {kind}", today)
    found = index.db.execute(
        "SELECT data FROM view WHERE kind = ? AND since <= ? AND data IS NOT NULL ORDER BY id",
        (kind, today.toordinal()),
    )
    rows: list[dict[str, Any]] = _read(data for (data,) in found)
    return sorted([*rows, *rest], key=lambda row: row[kind]) if rest else rows


def known_page(index: Index, name: str, today: date, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain values
    """Return what was printed before on this day, if nothing changed since; otherwise what `make` makes now.

    Args:
        index: the index, up to date.
        name: all that decides what is printed besides the files: the command, what was asked, how wide.
        today: the day.
        make: gives plain values, without names of people.
    """
    kept = _kept(index, name, today)
    if kept is not None:
        return json.loads(kept)
    told = json.dumps(make(), ensure_ascii=False)
    index.db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", (name, today.toordinal(), told))
    return json.loads(told)


def known_page_of(index: Index, typed: str, today: date, lay_out: Callable[[Record], list[Part]]) -> Page | None:
    """Return the page of the record that was typed; None when only the records themselves can tell.

    Args:
        index: the index, up to date.
        typed: the record, as it was typed.
        today: the day.
        lay_out: makes the parts that tell the record itself, without names of people.
    """
    cases = (id_ for (id_,) in index.db.execute("SELECT id FROM record WHERE kind = 'casus' AND data IS NOT NULL"))
    asked = "SELECT kind, path, data IS NULL FROM record WHERE id = ?"
    found = {kind: (path, unread) for kind, path, unread in index.db.execute(asked, (full_id(cases, typed, today),))}
    kind = next((kind for kind in KINDS if kind in found), None)
    path, unread = found[kind] if kind else ("", True)
    if kind not in PAGED or unread:
        return None
    parts = index.db.execute("SELECT data FROM page WHERE path = ?", (path,)).fetchone()
    if parts is None or _kept(index, FILLED, date.min) is None:
        from bb.actions.derive import fill_pages  # noqa: PLC0415 - only what is not known yet needs the records

        fill_pages(index, path, lay_out)
        parts = index.db.execute("SELECT data FROM page WHERE path = ?", (path,)).fetchone()
    asked = "SELECT id, data FROM view WHERE path = ? AND since <= ?"
    view = index.db.execute(asked, (path, today.toordinal())).fetchone()
    if view is None or parts is None:  # what happened since is of no account on this day
        return None
    row = json.loads(view[1])
    due = index.db.execute("SELECT day, data FROM task WHERE path = ? ORDER BY rowid", (path,))
    tasks = [Task(date.fromordinal(day), *json.loads(told)) for day, told in due]
    return Page(
        id=view[0],
        path=path,
        parts=json.loads(parts[0]),
        standing=(row["status"], row["fase"]),
        tasks=tuple(sorted(tasks, key=lambda task: (task.day, task.term, task.party or ""))),
    )


def _read(told: Iterable[str]) -> list[Any]:
    """Return what JSON tells, many at once: that is much quicker than one by one."""
    return list(json.loads(f"[{','.join(told)}]"))


def _of_day(index: Index, name: str, today: date) -> Any:  # noqa: ANN401 - what was kept
    """Return what holds on this day only; when it, or anything, is not known yet, it is worked out first."""
    told = _kept(index, name, today)
    if told is None:
        from bb.actions.derive import derive  # noqa: PLC0415 - only what is not known yet needs the records

        told = derive(index, name, today)
    return json.loads(told)


def _kept(index: Index, name: str, today: date) -> str | None:
    asked = "SELECT data FROM memo WHERE name = ? AND day = ?"
    row = index.db.execute(asked, (name, today.toordinal())).fetchone()
    return None if row is None else str(row[0])
