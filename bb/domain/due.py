"""One thing that is due, with every norm that asks for it; and what is asked no more.

`bb.domain.dues` works them out. A due has a date and does not know which day it is: the same
journal gives the same dues on every day, and whoever shows them says what is late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bb.domain.events import Event
from bb.domain.types import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One reason for a date: who set the norm (`organisatie` or a partner's id) and what it gives."""

    by: str
    day: date
    binnen: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do on one record.

    `party` is the letter of a party, the `soort` of a verzoek (`klacht van B` when several made
    one), or None. `reason` tells where the date comes from: `termijn`, `toezegging`, `gepland`,
    `uitzondering`, `poging` (another attempt) or `wacht`. `since` is the event that made it due.
    `bases` names every norm that gives a date, the earliest first; `day` is the one that counts.
    `attempts` were made without success. `by` is the volunteer in whose journal `since` stands, when
    it is not the record's own.
    """

    id: str
    term: str
    party: str | None = None
    day: date
    reason: str
    since: Event
    wie: str = "coordinator"
    bases: tuple[Basis, ...] = ()
    attempts: int = 0
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A party's term that is over without success: `niet bereikt`, `wil niet` or `geen toestemming`, by which event."""

    id: str
    term: str
    party: str
    why: str
    by: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the terms make of one record: what is due, by day, and what is settled without success."""

    dues: tuple[Due, ...] = ()
    settled: tuple[Settled, ...] = ()
