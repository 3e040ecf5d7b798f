"""One line of the agenda, whatever kind of record it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bb.domain.due import Basis, Due
from bb.domain.events import Event
from bb.domain.records import Record
from bb.domain.vocabulary import URGENTIES

GEWOON = URGENTIES[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to do: on which record, which term, by whom, by when, and why.

    `kind` and `id` name the record (or `sleutel` and a coördinator) and `path` its file; `party` a
    party's letter or the soort of a verzoek; `day` is when it is due. `reason` is one of `termijn
    toezegging gepland uitzondering poging wacht ritme overeenkomst`. `since` is the event it follows
    from (None when it follows from nothing that happened, such as a partner never spoken to). `wie`
    is `team` or `coordinator`, `voor` the coördinator whose agenda it is in, `team` the members to
    remind. `urgentie` is the case's while it is not closed, `tijd` the hour of an agreed date, `told` what else
    is good to know, in Dutch: the room of an activity, how far the year plan is.
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
    told: str = ""
    since_id: str | None = None
    since_path: str | None = None

    @property
    def where(self) -> str:
        """The file and line it follows from: `casus/2026/2026-0123.md:17`; the file alone when from no line."""
        path = self.since_path or self.path
        return f"{path}:{self.since.line}" if self.since and self.since.line else path

    @property
    def one(self) -> str:
        """The same text for what is one thing to do.

        That is: on the same record, for the same reason, on the same day, by the same people. Only the parties differ;
        a soort of a verzoek stands by itself.
        """
        since = f"{self.since.op} {self.since.order}" if self.since else ""
        lone = self.party if self.party is not None and len(self.party) > 1 else ""
        told = (self.kind, self.id, self.term, self.day, self.tijd, self.reason, since, self.attempts, *self.team, lone)
        return " ".join(map(str, told))


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
