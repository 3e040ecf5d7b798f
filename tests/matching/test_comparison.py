"""What a team of one's own choice costs: exactly, weight and points apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from bb.domain.events import Event
from bb.domain.register import Register
from bb.matching import recount
from bb.matching.comparison import compare
from bb.matching.planner import check, plan
from tests.matching.test_solver import best_by_hand
from tests.matching.world import DAY, case, line, random_register, register, volunteer

IDS = ("v-001", "v-002", "v-003", "v-004")


@pytest.mark.parametrize("seed", range(25))
def test_the_cost_is_what_brute_force_finds(seed: int) -> None:
    """Every team that may go, for every waiting case: the best plan with it, found by trying everything."""
    made = random_register(seed, 6, 4, slots=0.8, wijken=6)
    facts = recount.facts_of(made, DAY)
    best = best_by_hand(made)
    for id_ in sorted(facts.planned):
        size = recount.size_of(facts, made.casus[id_])
        teams = [team for team in combinations(sorted(made.vrijwilliger), size) if not check(made, DAY, id_, team)]
        for team in teams[:4]:
            found = compare(made, DAY, id_, team)
            weight, points = best_by_hand(made, {id_: team})
            assert found.exact
            assert (found.weight_cost, found.points_cost) == (best[0] - weight, best[1] - points)


def test_the_team_of_the_plan_costs_nothing() -> None:
    made = random_register(4, 14, 6)
    for proposal in plan(made, DAY).proposals:
        found = compare(made, DAY, proposal.casus, proposal.team)
        assert (found.weight_cost, found.points_cost, found.planned) == (0, 0, proposal.team)


def test_a_team_can_cost_weight_when_another_case_then_stays_without() -> None:
    made = register(
        [case("2026-0001", urgentie="spoed"), case("2026-0002")],
        [volunteer("v-001", max=1), volunteer("v-002", max=1), volunteer("v-003", max=1, wijk="noord")],
        experienced=IDS,
    )
    found = compare(made, DAY, "2026-0002", ("v-001", "v-002"))
    assert found.weight_cost == 300
    assert found.losing == ("2026-0001",)
    assert [why.reason for why in found.members] == [
        "v-001 past, maar gaat in dit plan naar 2026-0001",
        "v-002 past, maar gaat in dit plan naar 2026-0001",
    ]


def test_a_team_that_fails_a_requirement_says_so_and_still_has_its_cost() -> None:
    made = register(
        [case("2026-0001")],
        [volunteer("v-001"), volunteer("v-002"), volunteer("v-003", wijk="noord", klachten={"geluid-personen": 3})],
        experienced=IDS,
    )
    found = compare(made, DAY, "2026-0001", ("v-001", "v-003"))
    assert [objection.eis for objection in found.objections] == ["eigen-wijk"]
    assert (found.weight_cost, found.points_cost) == (0, -90)


def test_a_case_that_does_not_wait_can_be_compared_too() -> None:
    asked = case("2026-0001", line(DAY, "voorstel", team=("v-001", "v-002")))
    made = register([asked], [volunteer(id_) for id_ in IDS], experienced=IDS)
    found = compare(made, DAY, "2026-0001", ("v-003", "v-004"))
    assert (found.weight_cost, found.points_cost) == (0, 0)


def test_saying_no_counts_nowhere_but_in_the_case_itself() -> None:
    """A decline changes no point of anyone for any other case."""
    people = [volunteer(id_) for id_ in IDS]
    before = register([case("2026-0001"), case("2026-0002")], people, experienced=IDS)
    asked = before.casus["2026-0001"]
    lines = (
        Event(op=DAY, wat="voorstel", keys={"team": ("v-001", "v-002")}, order=9),
        Event(op=DAY, wat="kan-niet", keys={"wie": "v-001"}, order=10),
    )
    after: Register = before.with_record(replace(asked, verloop=(*asked.verloop, *lines)))
    for team in combinations(IDS, 2):
        one, other = (recount.points(recount.facts_of(r, DAY), r.casus["2026-0002"], team) for r in (before, after))
        assert one == other
        assert check(after, DAY, "2026-0002", team) == ()
    (declined,) = (p for p in plan(after, DAY).proposals if p.casus == "2026-0001")
    assert "v-001" not in declined.team
