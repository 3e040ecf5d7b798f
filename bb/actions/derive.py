"""Working out what follows from the records, to be kept in the index: what is due on each, and its row in a list.

A record says the same on every day from the last day on which something happened to it, or to a member of its team: its
dues are absolute, and the day is judged later. So it is worked out once, for that day, and holds from then on. What
does not hold yet on an earlier day (`--today`), and what depends on more than one record, is kept a day at a time.

What a case takes from others (terms and words in `bb.yaml`, promises of partners, volunteers who left) is kept beside
it as one mark: when that changes, everything is worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, Final

from bb.actions.reading import opened_from
from bb.actions.views import FILLED, PAGED, Part
from bb.agenda import other_items, progress_of, record_items
from bb.agenda.agenda import assembled
from bb.agenda.cases import KnownNorms
from bb.agenda.tasks import behind_of, task_of
from bb.domain.journal import state_of
from bb.domain.records import Activiteit, Casus, Record
from bb.domain.register import Register
from bb.domain.rows import activity_row, case_row, plain, rows_of
from bb.domain.task import Task
from bb.domain.team import stopped
from bb.files.index import Index

_BY_ITSELF: Final = ("casus", "vrijwilliger", "activiteit")
"""The kinds on which a day is due that depends on no other day; what is due towards a partner does."""
_HAS_ROWS: Final = frozenset({"casus", "activiteit"})
"""The kinds whose rows follow from one record."""
_MOVES: Final = frozenset({"start", "stop"})
_PAGES: Final = 1000
"""Pages that are laid out at once when one is asked for; with more to do, only that one."""


def derive(index: Index, name: str, today: date) -> str:
    """Work out what is not known yet of each record, and return (as JSON) what holds on this day only.

    Args:
        index: the index, up to date.
        name: `agenda`, or `rows` with a kind of record: what is asked of the day.
        today: the day.
    """
    register = opened_from(index).register
    _fill(index, register)
    kind = name.removeprefix("rows ")
    told = _agenda(index, register, today) if name == kind else _rows(index, register, kind, today)
    kept = json.dumps(told, ensure_ascii=False)
    index.db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", (name, today.toordinal(), kept))
    return kept


def fill_pages(index: Index, path: str, lay_out: Callable[[Record], list[Part]]) -> None:
    """Work out what is not known yet of each record, and lay out the page of the file at `path`, as a rule of all."""
    register = opened_from(index).register
    _fill(index, register)
    asked = "SELECT path, kind, id FROM record WHERE data IS NOT NULL AND path NOT IN (SELECT path FROM page)"
    todo = [row for row in index.db.execute(asked).fetchall() if row[1] in PAGED]
    for where, kind, id_ in todo if len(todo) <= _PAGES else [row for row in todo if row[0] == path]:
        parts = json.dumps(lay_out(register.of_kind(kind)[id_]), ensure_ascii=False)
        index.db.execute("INSERT INTO page VALUES (?, ?)", (where, parts))


def _agenda(index: Index, register: Register, today: date) -> list[Any]:
    """Return what is due on this day only, and the norms that are not reached."""
    known: KnownNorms = {}
    items = [
        item
        for kind, id_ in _later(index, today)
        for item in record_items(register, register.of_kind(kind)[id_], today, known)
    ]
    items += other_items(register, today)
    whole = assembled(today, items, progress_of(register, today))
    return [[_told(task_of(item)) for item in whole.items], behind_of(whole)]


def _rows(index: Index, register: Register, kind: str, today: date) -> list[dict[str, Any]]:
    """Return the rows that hold on this day only."""
    if kind not in _HAS_ROWS:
        return [_plain(row) for row in rows_of(register, kind, today)]
    gone = stopped(register, today)
    later = [id_ for of_kind, id_ in _later(index, today) if of_kind == kind]
    return [_row(register, register.of_kind(kind)[id_], today, gone) for id_ in later]


def _later(index: Index, today: date) -> list[tuple[str, str]]:
    """Return what does not hold yet on this day, by kind and id."""
    return index.db.execute("SELECT kind, id FROM view WHERE since > ?", (today.toordinal(),)).fetchall()


def _fill(index: Index, register: Register) -> None:
    """Work out what is not known yet: of files that were read again, or of all when their surroundings changed."""
    mark = _around(index)
    if index.meta("around") != mark:
        index.set_meta("around", mark)
        for table in ("view", "task", "memo"):
            index.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
        index.db.execute("INSERT OR IGNORE INTO todo SELECT path FROM record")
    asked = "SELECT path, kind, id FROM record JOIN todo USING (path) WHERE data IS NOT NULL"
    todo = [row for row in index.db.execute(asked).fetchall() if row[1] in _BY_ITSELF]
    known: KnownNorms = {}
    gone = stopped(register, date.max) if todo else frozenset()
    for path, kind, id_ in todo:
        record = register.of_kind(kind)[id_]
        since = _since(register, record)
        row = json.dumps(_row(register, record, since, gone), ensure_ascii=False) if kind in _HAS_ROWS else None
        index.db.execute("INSERT INTO view VALUES (?, ?, ?, ?, ?)", (path, kind, id_, since.toordinal(), row))
        for item in record_items(register, record, since, known):
            task = task_of(item)
            day, *told = _told(task)
            kept = (path, day, task.one, task.term, task.voor, json.dumps(told, ensure_ascii=False))
            index.db.execute("INSERT INTO task VALUES (?, ?, ?, ?, ?, ?)", kept)
    index.db.execute("DELETE FROM todo")
    index.db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?, '')", (FILLED, date.min.toordinal()))


def _around(index: Index) -> bytes:
    """Return the mark of all that a record takes from others: settings, partners, and volunteers who left."""
    told = index.db.execute(
        "SELECT path, data FROM record WHERE kind IS NULL OR kind = 'partner'"
        " OR (kind = 'vrijwilliger' AND instr(data, '\"stop\"')) ORDER BY path"
    )
    return sha256(repr(told.fetchall()).encode()).digest()


def _since(register: Register, record: Record) -> date:
    """Return the day from which a record says the same."""
    days = [event.op for event in record.verloop]
    if isinstance(record, Casus):
        state = state_of(record)
        for member in {*state.team, *state.asked}:
            volunteer = register.vrijwilliger.get(member)
            days += (event.op for event in volunteer.verloop if event.wat in _MOVES) if volunteer else ()
    return max(days, default=date.min)


def _row(register: Register, record: Record, day: date, gone: frozenset[str]) -> dict[str, Any]:
    made = case_row(register, record, day, gone) if isinstance(record, Casus) else {}
    if isinstance(record, Activiteit):
        made = activity_row(record, day)
    return _plain(made)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def _told(task: Task) -> list[Any]:
    """Return a task for JSON: its day as a number, and the rest as it stands."""
    return [task.day.toordinal(), *task[1:]]
