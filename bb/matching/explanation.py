"""Why this plan: per case what the team earns, what else is possible, and what stands in the way.

Nothing is solved again here: everything is read from the teams of a case and the places the rest
of the plan leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from bb.matching.plan import (
    Alternative,
    Excluded,
    Fairness,
    Fixed,
    Objection,
    Obstacle,
    Proposal,
    Unmatched,
    WhyNot,
)
from bb.matching.preferences import points
from bb.matching.problem import Ints, Problem
from bb.matching.relaxation import Bools
from bb.matching.requirements import OfMember, objections
from bb.matching.situation import Team
from bb.text.plurals import count_nl

ALTERNATIVES = 2
NEARLY_EQUAL = 50
"""A team that costs less than one part in so many of the points is nearly equal: two percent."""

Chosen = Sequence[int | None]
"""Per case of the problem the place of its team, or None."""


def ids(team: Team) -> tuple[str, ...]:
    """Return the ids of a team."""
    return tuple(member.id for member in team)


def _members(problem: Problem, chosen: Chosen) -> Mapping[int, tuple[int, ...]]:
    """Return the places of the volunteers that go, per case that gets a team."""
    return {
        number: tuple(
            int(member)
            for member in (problem.pairs[number].first[place], problem.pairs[number].second[place])
            if member != problem.nobody
        )
        for number, place in enumerate(chosen)
        if place is not None
    }


def _new_members(problem: Problem, chosen: Chosen) -> Mapping[int, tuple[int, ...]]:
    """Return those of them for whom the case is a new one."""
    keepers = [problem.keepers(number) for number in range(len(problem.cases))]
    return {
        number: tuple(member for member in members if member not in keepers[number])
        for number, members in _members(problem, chosen).items()
    }


def alternatives(problem: Problem, chosen: Chosen) -> Mapping[int, tuple[Alternative, ...]]:
    """Return for each case with a team those that come nearest while the other cases keep theirs."""
    going = _new_members(problem, chosen)
    counts = Counter(member for members in going.values() for member in members)
    capacity = [volunteer.capacity for volunteer in problem.volunteers]
    # What the next case costs a volunteer as things are, and without one of the cases they get.
    full = np.array([*(counts[n] >= room for n, room in enumerate(capacity)), False])
    price = np.array([*(v.penalty(counts[n] + 1) for n, v in enumerate(problem.volunteers)), 0])
    found = {}
    for number, place in enumerate(chosen):
        if place is None:
            continue
        free, prices = ~full, price.copy()
        for member in going[number]:
            free[member] = counts[member] - 1 < capacity[member]
            prices[member] = problem.volunteers[member].penalty(counts[member])
        for member in problem.keepers(number):
            free[member], prices[member] = True, 0
        found[number] = _nearest_teams(problem, number, place, free, prices)
    return found


def _nearest_teams(problem: Problem, number: int, place: int, free: Bools, prices: Ints) -> tuple[Alternative, ...]:
    """Return the teams of a case with most points above `prices`, of volunteers who are `free`, beside its own."""
    pairs = problem.pairs[number]
    feasible = pairs.feasible
    possible = feasible[free[pairs.first[feasible]] & free[pairs.second[feasible]]]
    gain = pairs.quality[possible] - prices[pairs.first[possible]] - prices[pairs.second[possible]]
    if len(gain) > ALTERNATIVES:
        least = np.partition(gain, len(gain) - ALTERNATIVES - 1)[len(gain) - ALTERNATIVES - 1]
        possible, gain = possible[gain >= least], gain[gain >= least]
    order = np.argsort(-gain, kind="stable")
    quality = int(pairs.quality[place])
    own = quality - int(prices[pairs.first[place]] + prices[pairs.second[place]])
    near = [n for n in order.tolist() if possible[n] != place][:ALTERNATIVES]
    return tuple(
        Alternative(
            team=ids(problem.team(number, int(possible[n]))),
            quality=int(pairs.quality[possible[n]]),
            cost=cost,
            nearly_equal=cost <= 0 or cost * NEARLY_EQUAL < quality,
        )
        for n in near
        for cost in (own - int(gain[n]),)
    )


def _nearest(problem: Problem, number: int, candidates: Ints) -> int | None:
    """Return among `candidates` the team that fails the fewest requirements, then has most points."""
    if not len(candidates):
        return None
    pairs = problem.pairs[number]
    failing = np.bitwise_count(pairs.broken[candidates])
    fewest = candidates[failing == failing.min()]
    return int(fewest[np.argmax(pairs.quality[fewest])])


def _against(problem: Problem, number: int, team: Team) -> tuple[Objection, ...]:
    return objections(problem.requirements, problem.cases[number], team)


def _excluded(problem: Problem, number: int) -> Excluded | None:
    """Return the best team that a requirement keeps out. Candidates are not yet in question."""
    pairs = problem.pairs[number]
    asked = np.array([*(v.standing.status != "kandidaat" for v in problem.volunteers), True])
    place = _nearest(problem, number, np.flatnonzero((pairs.broken != 0) & asked[pairs.first] & asked[pairs.second]))
    if place is None:
        return None
    team = problem.team(number, place)
    return Excluded(team=ids(team), quality=int(pairs.quality[place]), objections=_against(problem, number, team))


def minimal(masks: Iterable[int]) -> tuple[int, ...]:
    """Return the masks that contain no other one.

    >>> minimal([0b011, 0b001, 0b110, 0b111])
    (1, 6)
    """
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda m: (m.bit_count(), m)):
        if not any(mask & small == small for small in kept):
            kept.append(mask)
    return tuple(kept)


def obstacles(problem: Problem, number: int) -> tuple[Obstacle, ...]:
    """Return the minimal sets of requirements that stand in the way of a case nobody fits, smallest first."""
    pairs = problem.pairs[number]
    found = []
    for mask in minimal(np.unique(pairs.broken).tolist()):
        places = np.flatnonzero(pairs.broken == mask)
        team = problem.team(number, int(places[np.argmax(pairs.quality[places])]))
        found.append(
            Obstacle(
                eisen=tuple(r.name for place, r in enumerate(problem.requirements) if mask >> place & 1),
                teams=len(places),
                example=ids(team),
                objections=_against(problem, number, team),
            )
        )
    return tuple(found)


def why_not(problem: Problem, chosen: Chosen, number: int) -> tuple[WhyNot, ...]:
    """Return for every volunteer why they do not go to a case, in the order of their ids."""
    case, pairs = problem.cases[number], problem.pairs[number]
    alone = tuple(r for r in problem.requirements if isinstance(r, OfMember))
    taken: dict[int, list[str]] = {}
    for other, members in _members(problem, chosen).items():
        for member in members:
            taken.setdefault(member, []).append(problem.cases[other].id)
    new = Counter(member for members in _new_members(problem, chosen).values() for member in members)
    found = []
    for place, volunteer in enumerate(problem.volunteers):
        if case.id in taken.get(place, ()):
            continue
        against = objections(alone, case, (volunteer,))
        reason = ""
        if not against:
            teams = np.flatnonzero((pairs.first == place) | (pairs.second == place))
            if (pairs.broken[teams] == 0).any():
                full = volunteer.id not in case.keepers and new[place] >= volunteer.capacity
                reason = (
                    f"{volunteer.id} past, maar gaat in dit plan naar {', '.join(taken[place])}"
                    if full
                    else f"{volunteer.id} past, maar niet in dit plan"
                )
            else:
                nearest = _nearest(problem, number, teams)
                against = () if nearest is None else _against(problem, number, problem.team(number, nearest))
                reason = f"{volunteer.id} past, maar met niemand samen voldoet het team aan alle eisen"
        found.append(WhyNot(vrijwilliger=volunteer.id, objections=against, reason=reason))
    return tuple(found)


def _reason(problem: Problem, number: int, possible: int) -> str:
    size = problem.cases[number].size
    if not problem.volunteers:
        return "Er zijn geen vrijwilligers."
    if len(problem.volunteers) < size:
        return "Er is maar één vrijwilliger, en een team telt er twee."
    if not possible:
        return "Geen enkel team voldoet aan alle eisen."
    return (
        f"Er {'is' if possible == 1 else 'zijn'} {count_nl(possible, 'team dat', 'teams die')} "
        f"aan alle eisen {'voldoet' if possible == 1 else 'voldoen'}, "
        "maar die vrijwilligers zijn in dit plan nodig voor andere zaken."
    )


def proposals(problem: Problem, chosen: Chosen) -> tuple[Proposal, ...]:
    """Return the cases that get a team, heaviest first, each explained."""
    found, others = [], alternatives(problem, chosen)
    for number, place in enumerate(chosen):
        if place is None:
            continue
        case, team = problem.cases[number], problem.team(number, place)
        found.append(
            Proposal(
                casus=case.id,
                aanpak=case.aanpak,
                since=case.since,
                weight=case.weight,
                team=ids(team),
                quality=int(problem.pairs[number].quality[place]),
                points=points(problem.weights, case, team),
                alternatives=others[number],
                excluded=_excluded(problem, number),
            )
        )
    return tuple(sorted(found, key=lambda proposal: (-proposal.weight, proposal.casus)))


def unmatched(problem: Problem, chosen: Chosen) -> tuple[Unmatched, ...]:
    """Return the cases that stay without a team, heaviest first, each explained."""
    found = []
    for number, place in enumerate(chosen):
        if place is not None:
            continue
        case = problem.cases[number]
        possible = len(problem.pairs[number].feasible)
        found.append(
            Unmatched(
                casus=case.id,
                aanpak=case.aanpak,
                since=case.since,
                weight=case.weight,
                possible=possible,
                reason=_reason(problem, number, possible),
                obstacles=() if possible else obstacles(problem, number),
                volunteers=why_not(problem, chosen, number),
            )
        )
    return tuple(sorted(found, key=lambda case: (-case.weight, case.casus)))


def _unevenness(loads: Sequence[int]) -> int:
    """Return how many cases two people differ on average, in hundredths.

    >>> _unevenness([1, 1, 2])
    67
    """
    gaps = [abs(one - other) for one, other in combinations(loads, 2)]
    return round(100 * sum(gaps) / len(gaps)) if gaps else 0


def fairness(problem: Problem, chosen: Chosen, fixed: Sequence[Fixed]) -> Fairness:
    """Return how the cases lie over the active volunteers now, and when the plan is followed."""
    matched = {problem.cases[number].id: members for number, members in _members(problem, chosen).items()}
    before, after = [], []
    for place, volunteer in enumerate(problem.volunteers):
        if volunteer.standing.status != "actief":
            continue
        kept = set(volunteer.standing.load) - {f.casus for f in fixed}
        now = kept | {f.casus for f in fixed if volunteer.id in f.team}
        new = {casus for casus, members in matched.items() if place in members}
        before.append(len(now))
        after.append(len((now - matched.keys()) | new))
    return Fairness(
        before=dict(sorted(Counter(before).items())),
        after=dict(sorted(Counter(after).items())),
        unevenness_before=_unevenness(before),
        unevenness_after=_unevenness(after),
    )
