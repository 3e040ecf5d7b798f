"""What is due in words: items of the agenda as plain tasks, with the sentence why."""

from __future__ import annotations

from datetime import date
from typing import Any

from bb.agenda.agenda import Agenda
from bb.agenda.items import Item
from bb.domain.due import Basis
from bb.domain.norms import ORGANISATIE
from bb.domain.phrases import brief, written
from bb.domain.task import Behind, Task, Todo, together
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl


def todo_of(agenda: Agenda, last: date = date.max) -> Todo:
    """Return an agenda in words, up to the day `last`; of what lies beyond it how many things there are."""
    further: dict[date, int] = {}
    for group in together(item for item in agenda.items if item.day > last):
        further[group[0].day] = further.get(group[0].day, 0) + 1
    return Todo(
        today=agenda.today,
        items=tuple(task_of(item) for item in agenda.items if item.day <= last),
        behind=behind_of(agenda),
        further=further,
    )


def behind_of(agenda: Agenda) -> tuple[Behind, ...]:
    """Return the norms of an agenda that were not reached with the year nearly over, in plain values."""
    return tuple(
        Behind(
            kind=one.kind,
            id=one.id,
            norm=one.norm,
            asked=str(one.asked) if one.asked.percent else None,
            reached=one.count,
            target=one.target,
            days_left=one.days_left,
        )
        for one in agenda.behind
    )


def task_of(item: Item) -> Task:
    """Return an item in plain values and words."""
    return Task(
        day=item.day,
        kind=item.kind,
        id=item.id,
        path=item.path,
        term=item.term,
        party=item.party,
        reason=item.reason,
        wie=item.wie,
        voor=item.voor,
        team=list(item.team),
        urgentie=item.urgentie,
        tijd=written(item.tijd) or None,
        since=_event(item),
        bases=[
            {"van": base.by, "datum": base.day.isoformat(), "binnen": None if base.binnen is None else str(base.binnen)}
            for base in item.bases
        ],
        why=why_nl(item),
        one=item.one,
    )


def _event(item: Item) -> dict[str, Any] | None:
    since, path = item.since, item.since_path or item.path
    return {"op": since.op.isoformat(), "wat": since.wat, "bestand": path, "regel": since.line} if since else None


def why_nl(item: Item) -> str:
    """Return why an item is due: the event it follows from, and the term, promise or agreed day."""
    since = _since(item)
    match item.reason:
        case "gepland":
            agreed = f"afgesproken op {short_day_nl(item.since.op)}" if item.since else "afgesproken"
            return f"{agreed}; {item.told}" if item.told else agreed
        case "jaarplan":
            return item.told
        case "overeenkomst":
            return f"{since}; {_norms(item.bases).replace('binnen', 'opzegtermijn')}"
        case "uitzondering":
            return f"voor deze zaak een eigen dag; {since}"
        case "wacht":
            return since
        case "poging":
            tried = count_nl(item.attempts, "poging", "pogingen")
            return f"{tried} zonder resultaat; {_norms(item.bases)}"
        case _:
            return f"{since}; {_norms(item.bases)}" if item.bases else since


def _since(item: Item) -> str:
    """Return what it follows from: `koppeling aan v-002 en v-004 (5 jun 2026)`."""
    if item.since is None:
        return "nog nooit gebeurd"
    who = f"{item.since_id}: " if item.since_id else ""
    return f"{who}{brief(item.since)} ({short_day_nl(item.since.op)})"


def _norms(bases: tuple[Basis, ...]) -> str:
    """Return the norms an item comes from; those of the same length are named together."""
    lengths = dict.fromkeys(basis.binnen for basis in bases)
    return join_nl([f"binnen {one} ({join_nl([_by(b) for b in bases if b.binnen == one])})" for one in lengths])


def _by(basis: Basis) -> str:
    return "eigen termijn" if basis.by == ORGANISATIE else f"afspraak met {basis.by}"
