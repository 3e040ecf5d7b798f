"""Finding volunteers for the seats of a told story, under every rule a coördinator keeps.

A seat gets one person for the whole story: trained for what is asked, at work on every day the
story has them do something, never in their own wijk, not excluded, and with room for one case more.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bb.demo.events import Event, Key
from bb.demo.people import Volunteer

GUEST_SEAT = "@g"
LOOK_AT = 16
"""Of a big pool, so many are considered for a seat before all are."""

A_YEAR = timedelta(days=365)
EXPERIENCED = timedelta(days=240)
TEAM_ACTS = frozenset({"gesprek", "contact", "voortgang", "overdracht", "koppeling", "akkoord", "nazorg"})


@dataclass(slots=True, kw_only=True)
class Seat:
    """What a story asks of one seat: when they belong to the team, when they act, what they must know."""

    name: str
    first: date
    last: date
    member: bool = False
    days: list[date] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)


def seats(events: Sequence[Event], horizon: date) -> tuple[Seat, ...]:
    """The seats a story speaks of. A case that is still open keeps its team until `horizon`."""
    found: dict[str, Seat] = {}
    aanpak = "bemiddeling"
    team: tuple[str, ...] = ()
    ends = [event.op for event in events if event.wat == "afsluiting"]
    open_again = any(e.wat == "heropening" for e in events) and events[-1].wat != "afsluiting"
    end = ends[-1] if ends and not open_again else horizon
    for event in events:
        aanpak = str(event.keys.get("aanpak", aanpak))
        named = _named(event)
        if event.wat == "koppeling":
            for name in set(team) - set(named):
                found[name].last = event.op
            team = named
        acting = named or (team if event.wat in TEAM_ACTS else ())
        if event.wat == "nazorg" and not named:
            acting = ()
        for name in acting:
            seat = found.setdefault(name, Seat(name=name, first=event.op, last=event.op))
            if event.wat in {"voorstel", "koppeling"}:
                seat.methods.add(aanpak)
            if event.wat == "koppeling":
                seat.member, seat.last = True, end
            if event.wat != "vernietigd":
                seat.days.append(event.op)
    return tuple(found[name] for name in sorted(found))


def _named(event: Event) -> tuple[str, ...]:
    values = [value for name, value in event.keys.items() if name in {"team", "wie", "aan", "van", "door"}]
    flat = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    return tuple(item for item in flat if isinstance(item, str) and item.startswith("@"))


class Pool:
    """The volunteers with the cases they already have. Casting a story books its team."""

    def __init__(self, rng: random.Random, people: Sequence[Volunteer]) -> None:
        self._rng = rng
        self._own = [v for v in people if not v.guest and v.start is not None]
        self._guests = [v for v in people if v.guest]
        self._knows = {v.id: dict(v.klachten) for v in people}
        self._special = frozenset(v.id for v in people if v.special)
        self._busy: dict[str, list[tuple[date, date]]] = {v.id: [] for v in people}

    def cast(
        self, wanted: Sequence[Seat], *, wijken: Iterable[str], niet: Sequence[str], klacht: str
    ) -> dict[str, Volunteer] | None:
        """Return somebody for each seat, and book them; None when that cannot be done."""
        away_from = frozenset(wijken)
        chosen: dict[str, Volunteer] = {}
        for seat in wanted:
            candidates = self._candidates(seat)
            someone = self._best(candidates, seat, away_from, niet, klacht, chosen)
            if someone is None and seat.name != GUEST_SEAT and len(candidates) < len(self._own):
                someone = self._best(self._own, seat, away_from, niet, klacht, chosen)
            if someone is None:
                return None
            chosen[seat.name] = someone
        for seat in wanted:
            if seat.member:
                self._busy[chosen[seat.name].id].append((seat.first, seat.last))
        return chosen

    def _candidates(self, seat: Seat) -> list[Volunteer]:
        if seat.name == GUEST_SEAT:
            return self._guests
        return self._rng.sample(self._own, LOOK_AT) if len(self._own) > LOOK_AT else self._own

    def _best(
        self,
        candidates: Sequence[Volunteer],
        seat: Seat,
        away_from: frozenset[str],
        niet: Sequence[str],
        klacht: str,
        chosen: dict[str, Volunteer],
    ) -> Volunteer | None:
        fitting = [
            v
            for v in candidates
            if v.id not in niet
            and v.wijk not in away_from
            and all(_together(v, other) for other in chosen.values())
            and self._can(v, seat)
        ]
        if not fitting:
            return None
        fresh = bool(chosen) and not any(_experienced(v, seat.first) for v in chosen.values())
        return min(fitting, key=lambda v: self._cost(v, seat, klacht, asks_experience=fresh))

    def _can(self, volunteer: Volunteer, seat: Seat) -> bool:
        if volunteer.stop is not None and volunteer.stop <= max(seat.last, *seat.days):
            return False
        if not volunteer.serves(seat.first):
            return False
        if volunteer.away and not all(volunteer.active(day) for day in seat.days):
            return False
        if not all(volunteer.can(method, seat.first) for method in seat.methods or {"bemiddeling"}):
            return False
        begin, end = seat.first, seat.last
        at_once = len([1 for first, last in self._busy[volunteer.id] if first <= end and begin <= last])
        return at_once < volunteer.max

    def _cost(self, volunteer: Volunteer, seat: Seat, klacht: str, *, asks_experience: bool) -> float:
        """The lower, the sooner asked: fairly spread, experience counts, who can do more is spared."""
        since = seat.first - A_YEAR
        lately = len([1 for first, _ in self._busy[volunteer.id] if first > since])
        known = self._knows[volunteer.id].get(klacht, 0)
        new = 0 if _experienced(volunteer, seat.first) else (20 if asks_experience else 0.5)
        spared = 1.5 if volunteer.id in self._special and seat.methods <= {"bemiddeling"} else 0
        return lately - 0.5 * known + new + spared + 4 * self._rng.random()


def _experienced(volunteer: Volunteer, day: date) -> bool:
    return volunteer.start is not None and volunteer.start + EXPERIENCED <= day


def _together(one: Volunteer, other: Volunteer) -> bool:
    return one.id != other.id and one.id not in other.niet_met and other.id not in one.niet_met


def seated(event: Event, people: dict[str, Volunteer]) -> Event:
    """The event with the ids of volunteers where it spoke of seats."""

    def named(value: Key) -> Key:
        if isinstance(value, tuple):
            ids = [people[item].id if item in people else item for item in value]
            return tuple(ids)
        return people[value].id if isinstance(value, str) and value in people else value

    if not _named(event):
        return event
    return replace(event, keys={name: named(value) for name, value in event.keys.items()})
