"""What the index tells of itself: what is due and the rows of lists, as they are printed.

`bb.actions.derive` works them out from the records, once; from then on nothing of the records is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from bb.domain.task import Behind, Task, Todo, urgency
from bb.files.index import Index

_HOLDS = "path NOT IN (SELECT path FROM view WHERE since > :today)"
"""What was worked out of a record holds from the last day on which something happened to it."""


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
