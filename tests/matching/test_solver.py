"""The plan: as good as can be, always the same one, and honest when time is up."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.register import Register
from bb.matching import highs, recount
from bb.matching.columns import columns_of
from bb.matching.highs import SolverError
from bb.matching.planner import plan
from bb.matching.problem import problem
from bb.matching.relaxation import SCALE, Prices, Stage, upper_bound
from bb.matching.solver import solve
from tests.matching.world import DAY, case, line, random_register, register, volunteer


def best_by_hand(made: Register, wanted: Mapping[str, tuple[str, ...]] | None = None) -> tuple[int, int]:
    """The best (W, Q) by trying everything, with the verifier's own scoring and no solver.

    The cases of `wanted` get that team.
    """
    facts = recount.facts_of(made, DAY, ())
    ids = sorted(made.vrijwilliger)
    teams = {
        id_: [
            (team, sum(recount.points(facts, made.casus[id_], team).values()))
            for size in (1, 2)
            for team in combinations(ids, size)
            if not list(recount.broken(facts, made.casus[id_], team))
        ]
        for id_ in sorted(facts.planned)
    }
    for id_, team in (wanted or {}).items():
        teams[id_] = [found for found in teams[id_] if found[0] == team]
    cases = list(teams)
    penalty = {id_: facts.begun[id_] for id_ in ids}

    @cache
    def best(place: int, used: tuple[int, ...]) -> tuple[int, int]:
        if place == len(cases):
            return 0, 0
        found = (-1, 0) if cases[place] in (wanted or {}) else best(place + 1, used)
        for team, points in teams[cases[place]]:
            now = list(used)
            lost = 0
            new = [member for member in team if member not in facts.keepers[cases[place]]]
            for member in new:
                spot = ids.index(member)
                lost += (0, 20, 40)[min(2, now[spot] + penalty[member])]
                now[spot] += 1
            if all(now[ids.index(m)] <= facts.capacity[m] for m in new):
                weight, rest = best(place + 1, tuple(now))
                own = recount.weight(facts, made.casus[cases[place]])
                if weight >= 0:
                    found = max(found, (weight + own, rest + points - lost))
        return found

    return best(0, (0,) * len(ids))


def teams(made: Register, seed: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    found = plan(made, DAY, seed=seed)
    assert found.proven
    return [(proposal.casus, proposal.team) for proposal in found.proposals]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_files_does_not_matter(seed: int) -> None:
    made = random_register(seed, 15, 6)
    expected = teams(made)
    for turn in range(3):
        dice = random.Random(turn)
        shuffled = Register(
            organisatie=made.organisatie,
            casus=dict(dice.sample(list(made.casus.items()), len(made.casus))),
            vrijwilliger=dict(dice.sample(list(made.vrijwilliger.items()), len(made.vrijwilliger))),
        )
        assert teams(shuffled) == expected


def test_twenty_seeds_of_the_solver_give_one_plan() -> None:
    made = random_register(7, 25, 10, slots=0.6)
    assert len({tuple(teams(made, seed)) for seed in range(20)}) == 1


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_does_not_matter(threads: int) -> None:
    """In a process of its own: the library takes this number once."""
    code = (
        "import sys, json, tests.matching.world as w, bb.matching.highs as h, highspy\n"
        "kind = highspy._Highs\n"
        "class Other(kind):\n"
        "    def setOptionValue(self, name, value):\n"
        "        return kind.setOptionValue(self, name, int(sys.argv[1]) if name == 'threads' else value)\n"
        "highspy._Highs = Other\n"
        "from bb.matching.planner import plan\n"
        "found = plan(w.random_register(7, 25, 10, slots=0.6), w.DAY)\n"
        "print(json.dumps([found.proven, *((p.casus, p.team) for p in found.proposals)]))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(threads)], capture_output=True, text=True, check=True, cwd=root
    )
    expected = teams(random_register(7, 25, 10, slots=0.6))
    assert json.loads(done.stdout) == [True, *([casus, list(team)] for casus, team in expected)]


@pytest.mark.parametrize("loose", [True, False])
@pytest.mark.parametrize("seed", range(10))
def test_never_worse_than_choosing_case_by_case(seed: int, loose: bool) -> None:
    """By hand: the heaviest case first, each the best team that is left."""
    made = random_register(seed, 25, 10, loose=loose)
    facts = recount.facts_of(made, DAY)
    left, begun = dict(facts.capacity), dict.fromkeys(facts.capacity, 0)
    weight = points = 0
    for id_ in sorted(facts.planned, key=lambda c: (-recount.weight(facts, made.casus[c]), c)):
        size = recount.size_of(facts, made.casus[id_])
        free = [m for m in sorted(left) if left[m] or m in facts.keepers[id_]]
        fitting = [t for t in combinations(free, size) if not list(recount.broken(facts, made.casus[id_], t))]
        worth = [sum(recount.points(facts, made.casus[id_], team).values()) for team in fitting]
        if not fitting:
            continue
        team = fitting[worth.index(max(worth))]
        weight += recount.weight(facts, made.casus[id_])
        new = [member for member in team if member not in facts.keepers[id_]]
        points += max(worth) - sum(facts.price(member, begun[member]) for member in new)
        for member in new:
            left[member] -= 1
            begun[member] += 1
    found = plan(made, DAY)
    assert (weight, points) <= (found.W, found.Q)


def test_many_equal_plans_still_give_one() -> None:
    """Eight volunteers who do not differ in anything: hundreds of plans are equally good."""
    ids = [f"v-00{n}" for n in range(1, 9)]
    made = register([case(f"2026-000{n}") for n in range(1, 4)], [volunteer(id_) for id_ in ids], experienced=ids)
    assert len({tuple(teams(made, seed)) for seed in range(20)}) == 1


@given(st.lists(st.integers(0, 50_000), min_size=12, max_size=12), st.integers(0, 4 * SCALE))
def test_the_bound_holds_for_any_prices(prices: list[int], weight: int) -> None:
    """Whatever the solver says, no plan gets above the bound."""
    found = problem(random_register(3, 12, 5), DAY)
    columns = columns_of(found)
    best = solve(found)
    stage = Stage(
        gain=columns.quality,
        free=columns.capacity,
        steps=(),
        floor=best.W,
    )
    charged = np.zeros(len(columns.places), dtype=np.int64)
    charged[: len(found.volunteers)] = prices[: len(found.volunteers)]
    bound = upper_bound(columns, stage, Prices(volunteer=charged, weight=weight))
    assert bound.whole >= best.Q


def test_when_time_is_up_the_plan_is_whole_but_not_called_proven() -> None:
    made = random_register(1, 40, 15, loose=False)
    hurried, unhurried = plan(made, DAY, seconds=0), plan(made, DAY)
    assert not hurried.proven
    assert hurried.proposals
    assert (hurried.W, hurried.Q) <= (unhurried.W, unhurried.Q)
    assert hurried.weight_bound >= unhurried.W


def test_a_second_case_at_once_costs_points_so_cases_spread() -> None:
    ids = [f"v-00{n}" for n in range(1, 5)]
    made = register([case("2026-0001"), case("2026-0002")], [volunteer(id_) for id_ in ids], experienced=ids)
    found = plan(made, DAY)
    assert sorted(m for proposal in found.proposals for m in proposal.team) == ids
    assert found.Q == 2 * 60


def test_two_volunteers_take_three_cases_when_nobody_else_can() -> None:
    made = register(
        [case(f"2026-000{n}") for n in range(1, 4)],
        [volunteer("v-001", max=3), volunteer("v-002", max=3)],
        experienced=("v-001", "v-002"),
    )
    found = plan(made, DAY)
    assert len(found.proposals) == 3
    assert found.Q == 3 * 60 - 2 * (20 + 40)


def test_with_an_open_proposal_the_next_case_is_the_second_one() -> None:
    asked = case("2026-0002", line(DAY, "voorstel", team=("v-001", "v-002")))
    made = register(
        [case("2026-0001"), asked], [volunteer("v-001"), volunteer("v-002")], experienced=("v-001", "v-002")
    )
    found = plan(made, DAY)
    assert [fixed.casus for fixed in found.fixed] == ["2026-0002"]
    assert [proposal.casus for proposal in found.proposals] == ["2026-0001"]
    assert found.Q == 60 - 2 * 20


def test_a_solver_that_is_missing_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(highs, "import_module", missing)
    made = register([case("2026-0001")], [volunteer("v-001"), volunteer("v-002")], experienced=("v-001",))
    with pytest.raises(SolverError, match="HiGHS"):
        plan(made, DAY)


def test_planning_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    plan(random_register(0, 12, 5), DAY)
    assert capfd.readouterr() == ("", "")
