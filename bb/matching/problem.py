"""The planning problem: for each waiting case every team, with what it breaks and what it earns.

The requirements and preferences are asked once per member and case, or once per two members; numpy
puts the answers together for all teams. A team is a row of numbers here: two places in
`Problem.volunteers`, the second one past its end (`nobody`) for a team of one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, starmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bb.domain.register import Register
from bb.matching.plan import Fixed, Skipped
from bb.matching.preferences import BETTER, PREFERENCES, OfBetter, OfEither, OfMembers, OfPair, weights_of
from bb.matching.requirements import OfMember, OfTeam, OfWeek, common_slots, party_slots, requirements_of
from bb.matching.situation import ALWAYS, Situation, Team, Volunteer, WaitingCase, situation

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """All teams of one case, in the order of their ids.

    `first` and `second` are places of volunteers; `broken` holds one bit per requirement that the
    team does not meet, in the order of `Problem.requirements`; `quality` its points. Shape of all: (teams,).
    """

    first: Ints
    second: Ints
    broken: Ints
    quality: Ints

    @property
    def feasible(self) -> Ints:
        """The places of the teams that meet every requirement."""
        return np.flatnonzero(self.broken == 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """What is planned: waiting cases, volunteers, per case its teams (`pairs`), and what stays fixed."""

    day: date
    cases: tuple[WaitingCase, ...]
    volunteers: tuple[Volunteer, ...]
    pairs: tuple[Pairs, ...]
    fixed: tuple[Fixed, ...]
    skipped: tuple[Skipped, ...]
    requirements: tuple[OfMember | OfTeam | OfWeek, ...]
    weights: Mapping[str, int]

    @property
    def nobody(self) -> int:
        """The place that stands for no second member."""
        return len(self.volunteers)

    def team(self, case: int, place: int) -> Team:
        """Return the team at a place of a case's `pairs`."""
        pairs = self.pairs[case]
        members = (int(pairs.first[place]), int(pairs.second[place]))
        return tuple(self.volunteers[member] for member in members if member != self.nobody)

    def keepers(self, case: int) -> tuple[int, ...]:
        """Return the places of the volunteers for whom a case is not a new one."""
        known = self.cases[case].keepers
        return tuple(place for place, member in enumerate(self.volunteers) if member.id in known)

    def new_members(self, case: int, place: int) -> Team:
        """Return those of a team for whom the case is a new one."""
        return tuple(member for member in self.team(case, place) if member.id not in self.cases[case].keepers)

    def feasible(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Yield every team that meets all requirements: case, ids, points."""
        for number, case in enumerate(self.cases):
            for place in self.pairs[number].feasible.tolist():
                ids = tuple(member.id for member in self.team(number, place))
                yield case.id, ids, int(self.pairs[number].quality[place])


@dataclass(frozen=True, slots=True, eq=False)
class _Teams:
    """All teams of one size, whatever the case: members, broken `OfTeam` bits, `OfPair` points, common slots."""

    first: Ints
    second: Ints
    broken: Ints
    points: Ints
    slots: Ints


def _teams(size: int, volunteers: tuple[Volunteer, ...], rules: _Rules) -> _Teams:
    """Return every team of `size` (one or two), asked what depends on the team only."""
    places = list(combinations(range(len(volunteers)), size))
    teams: list[Team] = list(combinations(volunteers, size))
    broken, points = np.zeros(len(teams), dtype=np.int32), np.zeros(len(teams), dtype=np.int32)
    for bit, requirement in rules.of_team:
        broken += np.array([bit if why else 0 for why in map(requirement.reason, teams)], dtype=np.int32)
    for weight, preference in rules.of_pair if size == 2 else ():
        points += weight * np.array(list(starmap(preference.measure, teams)), dtype=np.int32)
    members = np.array([(*row, len(volunteers))[:2] for row in places], dtype=np.int32).reshape(-1, 2)
    week = np.array([*(common_slots((volunteer,)) for volunteer in volunteers), ALWAYS], dtype=np.int32)
    first, second = np.ascontiguousarray(members[:, 0]), np.ascontiguousarray(members[:, 1])
    return _Teams(first=first, second=second, broken=broken, points=points, slots=week[first] & week[second])


@dataclass(frozen=True, slots=True)
class _Rules:
    """Requirements with their bit and preferences with their weight, by form."""

    of_member: tuple[tuple[int, OfMember], ...]
    of_team: tuple[tuple[int, OfTeam], ...]
    of_week: tuple[tuple[int, OfWeek], ...]
    of_members: tuple[tuple[int, OfMembers], ...]
    of_better: tuple[tuple[int, OfBetter], ...]
    of_either: tuple[tuple[int, OfEither], ...]
    of_pair: tuple[tuple[int, OfPair], ...]


def _rules(requirements: tuple[OfMember | OfTeam | OfWeek, ...], weights: Mapping[str, int]) -> _Rules:
    asked = [(1 << place, requirement) for place, requirement in enumerate(requirements)]
    wanted = [(weights[preference.name], preference) for preference in PREFERENCES if weights[preference.name]]
    return _Rules(
        of_member=tuple((bit, r) for bit, r in asked if isinstance(r, OfMember)),
        of_team=tuple((bit, r) for bit, r in asked if isinstance(r, OfTeam)),
        of_week=tuple((bit, r) for bit, r in asked if isinstance(r, OfWeek)),
        of_members=tuple((weight, p) for weight, p in wanted if isinstance(p, OfMembers)),
        of_better=tuple((weight, p) for weight, p in wanted if isinstance(p, OfBetter)),
        of_either=tuple((weight, p) for weight, p in wanted if isinstance(p, OfEither)),
        of_pair=tuple((weight, p) for weight, p in wanted if isinstance(p, OfPair)),
    )


def _pairs(case: WaitingCase, volunteers: tuple[Volunteer, ...], teams: _Teams, rules: _Rules) -> Pairs:
    """Return every team for one case. Nobody breaks nothing and earns nothing."""
    broken = [sum(bit for bit, r in rules.of_member if r.reason(case, member) is not None) for member in volunteers]
    earned = [sum(weight * p.measure(case, member) for weight, p in rules.of_members) for member in volunteers]
    per_member = np.array([[*broken, 0], [*earned, 0]], dtype=np.int32)
    mask = teams.broken | per_member[0, teams.first] | per_member[0, teams.second]
    quality = teams.points + per_member[1, teams.first] + per_member[1, teams.second]
    for weight, better in rules.of_better:
        for one, other in _levels(case, volunteers, teams, better.measure):
            quality = quality + weight * ((BETTER - 1) * np.maximum(one, other) + one + other)
    for weight, either in rules.of_either:
        for one, other in _levels(case, volunteers, teams, either.measure):
            quality = quality + weight * np.maximum(one, other)
    for bit, _ in rules.of_week:
        fits = teams.slots != 0
        for _letter, slots in party_slots(case):
            fits &= (teams.slots & slots) != 0
        mask = mask | np.where(fits, np.int32(0), np.int32(bit))
    return Pairs(first=teams.first, second=teams.second, broken=mask, quality=quality)


def _levels(
    case: WaitingCase,
    volunteers: tuple[Volunteer, ...],
    teams: _Teams,
    measure: Callable[[WaitingCase, Volunteer], tuple[int, ...]],
) -> Iterator[tuple[Ints, Ints]]:
    """Yield per subject the levels of the first and of the second members."""
    levels = [measure(case, member) for member in volunteers]
    nothing = (0,) * len(levels[0]) if levels else ()
    for level in np.array([*levels, nothing], dtype=np.int32).T:
        yield level[teams.first], level[teams.second]


def problem_of(facts: Situation) -> Problem:
    """Return the problem that follows from the facts."""
    requirements = requirements_of(facts.organisatie)
    weights = weights_of(facts.organisatie)
    rules = _rules(requirements, weights)
    teams = {size: _teams(size, facts.volunteers, rules) for size in sorted({case.size for case in facts.cases})}
    return Problem(
        day=facts.day,
        cases=facts.cases,
        volunteers=facts.volunteers,
        pairs=tuple(_pairs(case, facts.volunteers, teams[case.size], rules) for case in facts.cases),
        fixed=facts.fixed,
        skipped=facts.skipped,
        requirements=requirements,
        weights=weights,
    )


def problem(register: Register, day: date, only: Collection[str] = ()) -> Problem:
    """Return the problem of one day: all waiting cases, or `only` these."""
    return problem_of(situation(register, day, only))
