"""One line of the agenda, whatever kind of record it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from bb.domain.due import Basis, Due
from bb.domain.events import Event
from bb.domain.phrases import term_nl
from bb.domain.records import Record
from bb.domain.vocabulary import URGENTIES
from bb.text.plurals import join_nl

GEWOON = URGENTIES[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to do: on which record, which term, by whom, by when, and why.

    `kind` and `id` name the record (or `sleutel` and a coördinator) and `path` its file; `party` a
    party's letter or the soort of a verzoek; `day` is when it is due. `reason` is one of `termijn
    toezegging gepland uitzondering poging wacht ritme overeenkomst`. `since` is the event it follows
    from (None when it follows from nothing that happened, such as a partner never spoken to). `wie`
    is `team` or `coordinator`, `voor` the coördinator whose agenda it is in, `team` the members to
    remind. `urgentie` is the case's while it is not closed, `tijd` the hour of an agreed date.
    `since_id` and `since_path` name the volunteer and the file in which `since` stands, when it is
    not the record's own.
    """

    kind: str
    id: str
    path: str
    term: str
    party: str | None = None
    day: date
    reason: str
    since: Event | None = None
    wie: str = "coordinator"
    voor: str | None = None
    team: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    attempts: int = 0
    urgentie: str = GEWOON
    tijd: time | None = None
    since_id: str | None = None
    since_path: str | None = None

    @property
    def where(self) -> str:
        """The file and line it follows from: `casus/2026/2026-0123.md:17`; the file alone when from no line."""
        path = self.since_path or self.path
        return f"{path}:{self.since.line}" if self.since and self.since.line else path

    def late(self, today: date) -> int:
        """Return how many days late it is; negative while it lies ahead."""
        return (today - self.day).days


def item_of(kind: str, record: Record, due: Due) -> Item:
    """Return the line of the agenda for something due on a record that is nobody's in particular."""
    return Item(
        kind=kind,
        id=record.id,
        path=record.source.path,
        term=due.term,
        party=due.party,
        day=due.day,
        reason=due.reason,
        since=due.since,
        bases=due.bases,
        attempts=due.attempts,
    )


def together(items: Iterable[Item]) -> list[tuple[Item, ...]]:
    """Return the items with those of several parties that are one thing to do put together, in order.

    One thing is: on the same record, for the same reason, on the same day, by the same people.
    """
    groups: dict[object, list[Item]] = {}
    for item in items:
        since = (item.since.op, item.since.order) if item.since else None
        same = (item.kind, item.id, item.term, item.day, item.tijd, item.reason, since, item.attempts, item.team)
        lone = item.party is not None and len(item.party) > 1  # the soort of a verzoek: each is its own thing
        groups.setdefault((same, item.party if lone else None), []).append(item)
    return [tuple(group) for group in groups.values()]


def what_nl(group: tuple[Item, ...]) -> str:
    """Return what is to be done, with all its parties, and how urgent it is: `nazorg met A en B (spoed)`."""
    first = group[0]
    urgent = _URGENT.get(first.urgentie, "")
    if len(group) == 1:
        return term_nl(first.term, first.party) + urgent
    return f"{term_nl(first.term)} met {join_nl([item.party or '' for item in group])}{urgent}"


_URGENT = {"spoed": " (spoed)", "voorrang": " (voorrang)"}
