"""Alternatives, what was excluded, and what stands in the way of a case."""

from __future__ import annotations

from itertools import combinations

import pytest

from bb.matching.planner import plan
from bb.matching.preferences import points
from bb.matching.problem import problem
from bb.matching.requirements import objections
from tests.matching.world import DAY, case, random_register, register, volunteer

IDS = ("v-001", "v-002", "v-003", "v-004")


def test_points_are_told_per_preference_and_add_up() -> None:
    for proposal in plan(random_register(4, 14, 6), DAY).proposals:
        assert proposal.quality == sum(given.points for given in proposal.points)
        assert all(bool(given.because) == bool(given.points) for given in proposal.points)


def test_two_alternatives_with_what_they_cost() -> None:
    made = register(
        [case("2026-0001")],
        [
            volunteer("v-001", klachten={"geluid-personen": 3}),
            volunteer("v-002", klachten={"geluid-personen": 2}),
            volunteer("v-003", klachten={"geluid-personen": 1}),
        ],
        experienced=IDS,
    )
    (proposal,) = plan(made, DAY).proposals
    assert (proposal.team, proposal.quality) == (("v-001", "v-002"), 170)
    assert [(other.team, other.cost, other.nearly_equal) for other in proposal.alternatives] == [
        (("v-001", "v-003"), 10, False),
        (("v-002", "v-003"), 40, False),
    ]


def test_under_two_percent_is_nearly_equal() -> None:
    made = register(
        [case("2026-0001")],
        [volunteer("v-001", klachten={"geluid-personen": 3}), *(volunteer(id_) for id_ in IDS[1:3])],
        experienced=IDS,
    )
    (proposal,) = plan(made, DAY).proposals
    assert [(other.cost, other.nearly_equal) for other in proposal.alternatives] == [(0, True), (90, False)]


@pytest.mark.parametrize("seed", range(10))
def test_no_alternative_is_better_than_a_proven_plan(seed: int) -> None:
    """The rest of the plan stays, so an alternative that costs less than nothing would be a better plan."""
    found = plan(random_register(seed, 30, 6), DAY)
    assert all(other.cost >= 0 for proposal in found.proposals for other in proposal.alternatives)
    assert any(proposal.alternatives for proposal in found.proposals)


def test_the_best_excluded_team_and_what_excludes_it() -> None:
    made = register(
        [case("2026-0001", niet=("v-003",))],
        [volunteer("v-001"), volunteer("v-002"), volunteer("v-003", klachten={"geluid-personen": 3})],
        experienced=IDS,
    )
    (proposal,) = plan(made, DAY).proposals
    assert proposal.excluded is not None
    assert proposal.excluded.quality == 150
    assert [objection.reason for objection in proposal.excluded.objections] == ["v-003 blijft buiten deze zaak"]


def test_a_case_that_loses_says_who_goes_elsewhere() -> None:
    made = register(
        [case("2026-0001", urgentie="spoed"), case("2026-0002")],
        [volunteer("v-001", max=1), volunteer("v-002", max=1)],
        experienced=IDS,
    )
    (left,) = plan(made, DAY).unmatched
    assert (left.casus, left.possible, left.obstacles) == ("2026-0002", 1, ())
    assert "in dit plan nodig voor andere zaken" in left.reason
    assert [why.reason for why in left.volunteers] == [
        "v-001 past, maar gaat in dit plan naar 2026-0001",
        "v-002 past, maar gaat in dit plan naar 2026-0001",
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_minimal_set_makes_a_team_possible_and_no_subset_does(seed: int) -> None:
    made = random_register(seed, 6, 4, loose=False, slots=0.2, wijken=3)
    facts = problem(made, DAY)
    found = {left.casus: left for left in plan(made, DAY).unmatched if not left.possible}
    for waiting in facts.cases:
        if waiting.id not in found:
            continue
        broken = [
            frozenset(o.eis for o in objections(facts.requirements, waiting, team))
            for team in combinations(facts.volunteers, waiting.size)
        ]
        names = [requirement.name for requirement in facts.requirements]

        def possible(without: frozenset[str], broken: list[frozenset[str]] = broken) -> bool:
            return any(failed <= without for failed in broken)

        expected = {
            frozenset(chosen)
            for size in range(len(names) + 1)
            for chosen in combinations(names, size)
            if possible(frozenset(chosen)) and not any(possible(frozenset(chosen) - {name}) for name in chosen)
        }
        told = [frozenset(obstacle.eisen) for obstacle in found[waiting.id].obstacles]
        assert set(told) == expected
        assert len(told) == len(expected)
        assert all(
            obstacle.teams == broken.count(frozenset(obstacle.eisen)) for obstacle in found[waiting.id].obstacles
        )


@pytest.mark.parametrize("seed", range(5))
def test_all_teams_at_once_and_one_by_one_agree(seed: int) -> None:
    """What numpy puts together for all teams is what the functions say of each team."""
    facts = problem(random_register(seed, 9, 5), DAY)
    for number, waiting in enumerate(facts.cases):
        pairs = facts.pairs[number]
        for place in range(len(pairs.first)):
            team = facts.team(number, place)
            failed = {o.eis for o in objections(facts.requirements, waiting, team)}
            told = {r.name for bit, r in enumerate(facts.requirements) if int(pairs.broken[place]) >> bit & 1}
            assert failed == told
            assert int(pairs.quality[place]) == sum(given.points for given in points(facts.weights, waiting, team))
