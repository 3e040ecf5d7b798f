"""Who can go to a case together: the facts about volunteers and teams on one day.

Plain questions with plain answers. What a requirement of matching or a rule makes of them stands
in those rooms; both ask here, so they never disagree. Sources: FORMAT, row `koppeling` of the
events table; the pair rules of the field (basistraining before the first case, never in one's own
wijk, a coach never a mediator of the same party).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bb.domain.events import Event, in_order
from bb.domain.journal import IN_POOL, State, state_of, vrijwilliger_status
from bb.domain.records import Activiteit, Casus, Vrijwilliger
from bb.domain.register import Register
from bb.domain.types import Range
from bb.domain.workdays import add_months

BASISTRAINING = "basistraining"
COACHING = "coaching"
TRAINED_AANPAK = ("pendel", COACHING, "groep")
EXPERIENCED_AFTER = 3
"""Cases a volunteer must have gone to before a newcomer may go along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A volunteer on one day: what a choice for a team needs to know besides the header.

    `trainings` are the kinds followed; `load` the cases whose team they are in now (open or on
    hold); `cases` all cases they were ever linked to; `recent` how many of those began in the last
    twelve months.
    """

    vrijwilliger: Vrijwilliger
    status: str
    trainings: frozenset[str]
    load: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    recent: int = 0

    @property
    def room(self) -> int:
        """How many more cases fit beside the ones they have."""
        return max(0, self.vrijwilliger.max - len(self.load))

    @property
    def experienced(self) -> bool:
        """Whether a newcomer may go along with them."""
        return len(self.cases) >= EXPERIENCED_AFTER

    def trained(self, aanpak: str) -> bool:
        """Tell whether they may do this aanpak: basistraining, and that training where it exists."""
        special = aanpak not in TRAINED_AANPAK or aanpak in self.trainings
        return BASISTRAINING in self.trainings and special


def trainings(vrijwilliger: Vrijwilliger, activiteiten: Iterable[Activiteit], day: date) -> frozenset[str]:
    """Return the kinds of training followed by `day`, elsewhere or at an activity of our own."""
    elsewhere = {e.get("soort") for e in vrijwilliger.verloop if e.wat == "training" and e.op <= day}
    ours = {
        activiteit.training
        for activiteit in activiteiten
        if activiteit.soort == "training"
        for e in activiteit.verloop
        if e.wat == "gehouden" and e.op <= day and vrijwilliger.id in (e.get("aanwezig") or ())
    }
    return frozenset(kind for kind in elsewhere | ours if kind)


def standings(register: Register, day: date) -> Mapping[str, Standing]:
    """Return the standing of every volunteer on `day`, by id."""
    load: dict[str, list[str]] = {}
    cases: dict[str, list[str]] = {}
    recent: dict[str, int] = {}
    since = add_months(day, -12)
    for casus in register.casus.values():
        linked: dict[str, date] = {}
        for event in in_order(casus.verloop, day):
            if event.wat == "koppeling":
                for member in event.get("team") or ():
                    linked.setdefault(member, event.op)
        if not linked:
            continue
        state = state_of(casus, day)
        for member, op in linked.items():
            cases.setdefault(member, []).append(casus.id)
            recent[member] = recent.get(member, 0) + (op > since)
        if state.status != "gesloten":
            for member in dict.fromkeys(state.team):
                load.setdefault(member, []).append(casus.id)
    activiteiten = tuple(register.activiteit.values())
    return {
        id_: Standing(
            vrijwilliger=vrijwilliger,
            status=vrijwilliger_status(vrijwilliger, day),
            trainings=trainings(vrijwilliger, activiteiten, day),
            load=tuple(load.get(id_, ())),
            cases=tuple(cases.get(id_, ())),
            recent=recent.get(id_, 0),
        )
        for id_, vrijwilliger in register.vrijwilliger.items()
    }


def stopped(register: Register, day: date) -> frozenset[str]:
    """Return the volunteers who have left by `day`."""
    return frozenset(id_ for id_, v in register.vrijwilliger.items() if vrijwilliger_status(v, day) == "gestopt")


def stops(register: Register, members: Iterable[str], day: date) -> Mapping[str, Event]:
    """Return those of `members` who have left by `day`, each with the line that says so."""
    found: dict[str, Event] = {}
    for id_ in members:
        vrijwilliger = register.vrijwilliger.get(id_)
        if vrijwilliger is not None and vrijwilliger_status(vrijwilliger, day) == "gestopt":
            found[id_] = next(e for e in reversed(in_order(vrijwilliger.verloop, day)) if e.wat == "stop")
    return found


class Lost(NamedTuple):
    """The line that broke up a team; `by` is the volunteer in whose journal it stands, None for the case's own."""

    since: Event
    by: str | None


def lost_team(events: Sequence[Event], left: Mapping[str, Event]) -> Lost | None:
    """Return what broke up the team of a case, until a new koppeling; None while it is whole, or there is none.

    That is the first kan-niet of a member since the last koppeling, or the stop of one; a team that
    was not whole any more when the case was opened again is lost from that day.

    Args:
        events: the journal of the case, in order.
        left: who stopped, each with the line that says so.
    """
    start: Event | None = None
    refused: Event | None = None
    team: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    for event in events:
        match event.wat:
            case "koppeling":
                start, refused = event, None
                team = asked = event.get("team") or ()
            case "voorstel":
                asked = event.get("team") or ()
            case "kan-niet" if event.get("wie") in (*team, *asked):
                refused = refused or event
            case "heropening" if start:
                start = event
    if start is None:
        return None
    lines = [Lost(refused, None)] if refused else []
    lines += [Lost(left[member], member) for member in dict.fromkeys((*team, *asked)) if member in left]
    first = min(lines, key=lambda lost: (lost.since.op, lost.by or ""), default=None)
    if first is None:
        return None
    same_day = first.since.op == start.op and (first.by is not None or first.since.order > start.order)
    return first if first.since.op > start.op or same_day else Lost(start, None)


def absence(vrijwilliger: Vrijwilliger, first: date, last: date) -> Range | None:
    """Return the days a volunteer is away that begin soonest and touch the days `first` to `last`, or None.

    Only what was known on `first` counts, and only for who is there to be missed.
    """
    if vrijwilliger_status(vrijwilliger, first) not in IN_POOL:
        return None
    told = [
        Range(first=e.get("van"), last=e.get("tot"))
        for e in in_order(vrijwilliger.verloop, first)
        if e.wat == "afwezig" and e.get("van") and e.get("tot") and e.get("van") <= last and e.get("tot") >= first
    ]
    return min(told, key=lambda days: (days.first, days.last), default=None)


def team_size(aanpak: str, team: tuple[str, ...]) -> bool:
    """Tell whether a team has the right size: two; for groep two or more; for coaching one or more."""
    people = len(set(team))
    if aanpak == COACHING:
        return people >= 1
    return people >= 2 if aanpak == "groep" else people == 2


def excluded(casus: Casus, member: str) -> bool:
    """Tell whether someone stays out of this case (`niet`)."""
    return member in casus.niet


def own_wijk(casus: Casus, vrijwilliger: Vrijwilliger) -> bool:
    """Tell whether one of the parties lives in the volunteer's own wijk."""
    return vrijwilliger.wijk is not None and any(p.wijk == vrijwilliger.wijk for p in casus.partijen.values())


def rather_not(first: Vrijwilliger, second: Vrijwilliger) -> bool:
    """Tell whether one of two volunteers would rather not go with the other (`niet_met`)."""
    return second.id in first.niet_met or first.id in second.niet_met


def share_slot(casus: Casus, team: Iterable[Vrijwilliger]) -> bool:
    """Tell whether the team has a part of the week in common with each party that named its own.

    Who named none (`kan` left out) can always.
    """
    common: set[str] | None = None
    for member in team:
        if member.kan:
            common = set(member.kan) if common is None else common & set(member.kan)
    if common is None:
        return True
    return bool(common) and all(not p.kan or common & set(p.kan) for p in casus.partijen.values())


def _talks(casus: Casus, until: date | None) -> Iterator[tuple[Event, tuple[str, ...], str]]:
    """Yield each talk with the team and the aanpak of its moment."""
    team: tuple[str, ...] = ()
    aanpak: str | None = None
    intended = "bemiddeling"
    for event in in_order(casus.verloop, until):
        if event.wat == "intake":
            intended = event.get("aanpak") or intended
        elif event.wat == "koppeling":
            team = event.get("team") or ()
            aanpak = event.get("aanpak") or aanpak or intended
        elif event.wat == "gesprek":
            door = tuple(p for p in event.get("door") or team if not p.startswith("c-"))
            yield event, door, aanpak or intended


def met_as(casus: Casus, member: str, until: date | None = None) -> frozenset[tuple[str, bool]]:
    """Return which parties someone talked with, each with whether that was as a coach."""
    return frozenset(
        (letter, aanpak == COACHING)
        for event, team, aanpak in _talks(casus, until)
        if member in team
        for letter in event.met
    )


def coach_conflict(
    casus: Casus, member: str, aanpak: str, parties: Iterable[str] = (), until: date | None = None
) -> bool:
    """Tell whether someone would be coach and mediator of one party.

    `parties` are those the new team is for (all when empty).
    """
    wanted = set(parties) or set(casus.partijen)
    return any(
        letter in wanted and as_coach != (aanpak == COACHING) for letter, as_coach in met_as(casus, member, until)
    )


def intended_aanpak(state: State) -> str:
    """Return the aanpak a new team would work by: that of the last team, else the one of the intake."""
    return state.aanpak or state.intended
