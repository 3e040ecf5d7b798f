"""One line of the agenda, whatever kind of record it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bb.domain.dues import Basis
from bb.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to do: on which record, which term, by whom, by when, and why.

    `kind` and `id` name the record and `path` its file; `party` a party's letter or the soort of a
    verzoek; `day` is when it is due. `reason` is one of `termijn toezegging gepland uitzondering
    poging wacht ritme overeenkomst`. `since` is the event it follows from (None when it follows
    from nothing that happened, such as a partner never spoken to). `wie` is `team` or
    `coordinator`, `voor` the coördinator whose agenda it is in, `team` the members to remind.
    `urgentie` is the case's, `tijd` the hour of an agreed date.
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
    urgentie: str = "gewoon"
    tijd: time | None = None

    def late(self, today: date) -> int:
        """Return how many days late it is; negative while it lies ahead."""
        return (today - self.day).days
