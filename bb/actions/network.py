"""The network with what is due towards each partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.followups import Item
from bb.actions.ids import find_record
from bb.actions.reading import Opened, open_with_index
from bb.actions.stop import Status, Stop
from bb.actions.views import known_agenda
from bb.agenda import agenda
from bb.domain.records import Partner
from bb.figures.network import Promise, Relation, network
from bb.files.index import Index

__all__ = ["NetworkNow", "Promise", "Relation", "network_now"]

TERUGKOPPELING = "terugkoppeling"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNow:
    """The partners, and by partner what is due towards them, soonest first: near and far."""

    relations: tuple[Relation, ...]
    due: Mapping[str, tuple[Item, ...]]


def network_now(start: Path, today: date, name: str | None = None) -> NetworkNow:
    """Return the network of the organisation that `start` lies in, or one partner of it.

    Raises:
        Stop: no organisation, or no such partner.
    """

    def answer(opened: Opened, known: Index | None) -> NetworkNow:
        register = opened.register
        only = _partner(opened, name, today) if name is not None else None
        whole = agenda(register, today) if known is None else known_agenda(known, register, today)
        found = tuple(r for r in network(register, today) if only in (None, r.partner))
        due: dict[str, list[Item]] = {}
        for item in whole.items:
            if item.kind == "partner":
                due.setdefault(item.id, []).append(item)
            elif item.term == TERUGKOPPELING and item.kind == "casus":
                due.setdefault(register.casus[item.id].verwijzer, []).append(item)
        ordered = {id_: tuple(sorted(items, key=lambda i: (i.day, i.id))) for id_, items in due.items()}
        return NetworkNow(relations=found, due=ordered)

    return open_with_index(start, answer)


def _partner(opened: Opened, typed: str, today: date) -> str:
    _, record = find_record(opened.register, typed, today)
    if not isinstance(record, Partner):
        raise Stop(f"{record.id} is geen partner.", Status.USAGE)
    return record.id
