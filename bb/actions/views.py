"""What follows from each record by itself, kept in the index: its row in a list, and what is due on it.

A record says the same on every day from the last day on which something happened to it, or to a member of its team: its
dues are absolute, and the day is judged later. So it is worked out once, for that day, and holds from then on. On an
earlier day (`--today`), and for what depends on more than one record, it is worked out anew.

What a case takes from others (terms and words in `bb.yaml`, promises of partners, volunteers who left) is kept beside
it as one mark: when that changes, everything is worked out again.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any, Final

from bb.agenda import Agenda, Item, Progress, assembled, other_items, progress_of, record_items
from bb.agenda.cases import KnownNorms
from bb.domain.due import Basis
from bb.domain.journal import state_of
from bb.domain.records import Activiteit, Casus, Record
from bb.domain.register import Register
from bb.domain.rows import activity_row, case_row, plain
from bb.domain.team import stopped
from bb.files import pack
from bb.files.index import Index

_BY_ITSELF: Final = ("casus", "vrijwilliger", "activiteit")
"""The kinds on which a day is due that depends on no other day; what is due towards a partner does."""
_MOVES: Final = frozenset({"start", "stop"})


def known_agenda(index: Index, register: Register, today: date) -> Agenda:
    """Return the agenda of an organisation as `bb.agenda.agenda` gives it, with the help of its index."""
    _fill(index, register)
    items: list[Item] = []
    later = _later(index, today)
    rows = index.db.execute("SELECT path, kind, id, data FROM item")
    items += (_item(json.loads(data), path, kind, id_) for path, kind, id_, data in rows if path not in later)
    known: KnownNorms = {}
    for kind, id_ in later.values():
        items += record_items(register, register.of_kind(kind)[id_], today, known)
    items += other_items(register, today)
    return assembled(today, items, _progress(index, register, today))


def known_rows(index: Index, register: Register, kind: str, today: date) -> list[dict[str, Any]]:
    """Return the rows of a kind of record as `bb.domain.rows.rows_of` gives them, plain, with the help of an index."""
    _fill(index, register)
    later = _later(index, today)
    found = index.db.execute("SELECT path, id, data FROM view WHERE kind = ? ORDER BY id", (kind,))
    gone = stopped(register, today) if later else frozenset()
    return [
        json.loads(data) if path not in later else _row(register, register.of_kind(kind)[id_], today, gone)
        for path, id_, data in found
    ]


HAS_ROWS: Final = frozenset({"casus", "activiteit"})
"""The kinds whose rows follow from one record."""


def _later(index: Index, today: date) -> dict[str, tuple[str, str]]:
    """Return what does not hold yet on this day: by path the kind and id."""
    rows = index.db.execute("SELECT path, kind, id FROM view WHERE since > ?", (today.toordinal(),))
    return {path: (kind, id_) for path, kind, id_ in rows}


def _fill(index: Index, register: Register) -> None:
    """Work out what is not known yet: of files that were read again, or of all when their surroundings changed."""
    mark = _around(index)
    if index.meta("around") != mark:
        index.set_meta("around", mark)
        index.db.execute("DELETE FROM view")
        index.db.execute("DELETE FROM item")
        index.db.execute("DELETE FROM memo")
        index.db.execute("INSERT OR IGNORE INTO todo SELECT path FROM record")
    asked = "SELECT path, kind, id FROM record JOIN todo USING (path) WHERE data IS NOT NULL"
    todo = [row for row in index.db.execute(asked).fetchall() if row[1] in _BY_ITSELF]
    if not todo:
        if index.db.execute("SELECT 1 FROM todo LIMIT 1").fetchone():
            index.db.execute("DELETE FROM todo")
        return
    known: KnownNorms = {}
    gone = stopped(register, date.max)
    for path, kind, id_ in todo:
        record = register.of_kind(kind)[id_]
        since = _since(register, record)
        row = json.dumps(_row(register, record, since, gone), ensure_ascii=False) if kind in HAS_ROWS else None
        index.db.execute("INSERT INTO view VALUES (?, ?, ?, ?, ?)", (path, kind, id_, since.toordinal(), row))
        for item in record_items(register, record, since, known):
            told = (path, kind, id_, json.dumps(_told(item), ensure_ascii=False))
            index.db.execute("INSERT INTO item VALUES (?, ?, ?, ?)", told)
    index.db.execute("DELETE FROM todo")


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
    return {name: plain(value) for name, value in made.items()}


def _progress(index: Index, register: Register, today: date) -> tuple[Progress, ...]:
    """Return how far the norms are: counted once on a day, as long as nothing changes."""
    row = index.db.execute("SELECT data FROM memo WHERE name = 'normen' AND day = ?", (today.toordinal(),)).fetchone()
    if row is not None:
        return tuple(Progress(**{name: pack.value(one) for name, one in told.items()}) for told in json.loads(row[0]))
    made = progress_of(register, today)
    told = [{f.name: pack.plain(getattr(one, f.name)) for f in fields(one)} for one in made]
    index.db.execute("INSERT INTO memo VALUES ('normen', ?, ?)", (today.toordinal(), json.dumps(told)))
    return made


_ITEM: Final = tuple(f.name for f in fields(Item) if f.name not in {"kind", "id", "path", "since", "bases"})


def _told(item: Item) -> list[Any]:
    since = None if item.since is None else pack.packed_event(item.since)
    bases = [[basis.by, basis.day.isoformat(), pack.plain(basis.binnen)] for basis in item.bases]
    return [
        since,
        bases,
        {name: pack.plain(getattr(item, name)) for name in _ITEM if getattr(item, name) not in (None, (), 0)},
    ]


def _item(told: list[Any], path: str, kind: str, id_: str) -> Item:
    since, bases, values = told
    return Item(
        kind=kind,
        id=id_,
        path=path,
        since=None if since is None else pack.unpacked_event(since),
        bases=tuple(Basis(by=by, day=date.fromisoformat(day), binnen=pack.value(binnen)) for by, day, binnen in bases),
        **{name: pack.value(value) for name, value in values.items()},
    )
