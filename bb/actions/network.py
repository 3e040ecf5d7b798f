"""The network with what is due towards each partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.ids import find_record
from bb.actions.indexed import answered
from bb.actions.reading import Opened, opened_from
from bb.actions.stop import Status, Stop
from bb.actions.views import known_todo
from bb.agenda import agenda
from bb.agenda.tasks import todo_of
from bb.domain.records import Partner
from bb.domain.task import Task, Todo
from bb.figures.network import Promise, Relation, network
from bb.files.index import Index

__all__ = ["NetworkNow", "Promise", "Relation", "network_now"]

TERUGKOPPELING = "terugkoppeling"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNow:
    """The partners, and by partner what is due towards them, soonest first: near and far."""

    relations: tuple[Relation, ...]
    due: Mapping[str, tuple[Task, ...]]


def network_now(start: Path, today: date, name: str | None = None) -> NetworkNow:
    """Return the network of the organisation that `start` lies in, or one partner of it.

    Raises:
        Stop: no organisation, or no such partner.
    """

    def answer(opened: Opened, whole: Todo) -> NetworkNow:
        register = opened.register
        only = _partner(opened, name, today) if name is not None else None
        found = tuple(r for r in network(register, today) if only in (None, r.partner))
        due: dict[str, list[Task]] = {}
        for item in whole.items:
            if item.kind == "partner":
                due.setdefault(item.id, []).append(item)
            elif item.term == TERUGKOPPELING and item.kind == "casus":
                due.setdefault(register.casus[item.id].verwijzer, []).append(item)
        ordered = {id_: tuple(sorted(items, key=lambda i: (i.day, i.id))) for id_, items in due.items()}
        return NetworkNow(relations=found, due=ordered)

    def known(index: Index) -> NetworkNow:
        return answer(opened_from(index), known_todo(index, today, date.max))

    return answered(start, known, lambda opened: answer(opened, todo_of(agenda(opened.register, today))))


def _partner(opened: Opened, typed: str, today: date) -> str:
    _, record = find_record(opened.register, typed, today)
    if not isinstance(record, Partner):
        raise Stop(f"{record.id} is geen partner.", Status.USAGE)
    return record.id
