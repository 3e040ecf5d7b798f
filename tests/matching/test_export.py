"""What an outsider needs to check the optimum, and an outsider who does."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bb.matching.export import exported
from bb.matching.planner import planned
from tests.matching.world import DAY, case, line, random_register, register, volunteer

CPSAT = Path(__file__).parents[2] / "tools" / "cpsat.py"


def export_of(seed: int, volunteers: int, cases: int, **keys: Any) -> dict[str, Any]:
    values = exported(*planned(random_register(seed, volunteers, cases, **keys), DAY))
    again: dict[str, Any] = json.loads(json.dumps(values))
    return again


def keeps(found: dict[str, Any], one: dict[str, Any]) -> list[str]:
    """Who of a team of the plan has a place for its case already."""
    return next(p.get("keeps", []) for p in found["pairs"] if (p["case"], p["pair"]) == (one["case"], one["pair"]))


def value(found: dict[str, Any], plan: list[dict[str, Any]]) -> tuple[int, int]:
    """The weight and quality of a plan, from the exported numbers only."""
    weight = {one["id"]: one["weight"] for one in found["cases"]}
    quality = {(one["case"], *one["pair"]): one["quality"] for one in found["pairs"]}
    total = sum(quality[one["case"], *one["pair"]] for one in plan)
    for member in found["volunteers"]:
        new = sum(member["id"] in one["pair"] and member["id"] not in keeps(found, one) for one in plan)
        assert new <= member["capacity"]
        prices = member["penalties"]
        total -= sum(prices[min(number, len(prices) - 1)] for number in range(new))
    return sum(weight[one["case"]] for one in plan), total


def best(found: dict[str, Any]) -> tuple[int, int]:
    """The best weight and quality by trying everything, from the exported numbers only."""
    members = [one["id"] for one in found["volunteers"]]
    prices = {one["id"]: one["penalties"] for one in found["volunteers"]}
    room = {one["id"]: one["capacity"] for one in found["volunteers"]}
    pairs: dict[str, list[tuple[set[str], int]]] = {}
    for one in found["pairs"]:
        new = set(one["pair"]) - set(one.get("keeps", []))
        pairs.setdefault(one["case"], []).append((new, one["quality"]))

    @cache
    def search(place: int, used: tuple[int, ...]) -> tuple[int, int]:
        if place == len(found["cases"]):
            return 0, 0
        here = found["cases"][place]
        top = search(place + 1, used)
        for new, quality in pairs.get(here["id"], []):
            now, lost = list(used), 0
            for id_ in new:
                spot = members.index(id_)
                lost += prices[id_][min(now[spot], len(prices[id_]) - 1)]
                now[spot] += 1
            if all(now[members.index(id_)] <= room[id_] for id_ in new):
                weight, points = search(place + 1, tuple(now))
                top = max(top, (weight + here["weight"], points + quality - lost))
        return top

    return search(0, (0,) * len(members))


@pytest.mark.parametrize("seed", range(30))
def test_an_outsider_finds_the_same_optimum(seed: int) -> None:
    found = export_of(seed, 7, 4, slots=0.7, wijken=6)
    assert found["proven"]
    assert value(found, found["plan"]) == (found["W"], found["Q"]) == best(found)
    assert found["bound"] == found["Q"]


@pytest.mark.parametrize("seed", range(6))
def test_the_points_per_preference_add_up_and_penalties_never_fall(seed: int) -> None:
    found = export_of(seed, 20, 8)
    assert found["pairs"]
    assert all(sum(one["points"].values()) == one["quality"] for one in found["pairs"])
    assert all(sorted(one["penalties"]) == one["penalties"] for one in found["volunteers"])


def test_what_stands_fixed_is_nowhere_else_and_room_is_what_remains() -> None:
    asked = case("2026-0002", line(DAY, "voorstel", team=("v-001", "v-002")))
    made = register([case("2026-0001"), asked], [volunteer("v-001"), volunteer("v-002")], experienced=("v-001",))
    found = exported(*planned(made, DAY))
    assert set(found) == {"cases", "volunteers", "pairs", "fixed", "plan", "W", "Q", "bound", "proven"}
    assert found["fixed"] == [{"case": "2026-0002", "pair": ["v-001", "v-002"]}]
    assert [one["id"] for one in found["cases"]] == ["2026-0001"]
    assert {one["case"] for one in (*found["pairs"], *found["plan"])} == {"2026-0001"}
    assert [(one["capacity"], one["penalties"]) for one in found["volunteers"]] == [(1, [20, 40])] * 2
    assert (found["W"], found["Q"]) == (110, found["pairs"][0]["quality"] - 40)


@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-Tools (ortools) staat hier niet, dus geen tweede oplosser")
@pytest.mark.parametrize(("seed", "loose"), [(seed, loose) for seed in range(3) for loose in (True, False)])
def test_another_solver_finds_nothing_better(seed: int, loose: bool, tmp_path: Path) -> None:
    """CP-SAT on the exported problem, in a process of its own: it and HiGHS cannot be loaded together."""
    found = export_of(seed, 25, 10, loose=loose)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(found))
    done = subprocess.run([sys.executable, str(CPSAT), str(path)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["optimal"]
    assert (told["W"], told["Q"]) == (found["W"], found["Q"])


def test_who_has_a_place_for_a_case_already_is_said_with_the_pair() -> None:
    """The room is what remains beside that place, so an outsider need not know of it."""
    left = (line(DAY, "koppeling", team=("v-001", "v-002")), line(DAY, "kan-niet", wie="v-001"))
    people = [volunteer("v-001"), volunteer("v-002", max=1), volunteer("v-003", max=1)]
    made = register([case("2026-0001", *left), case("2026-0002")], people, experienced=("v-001", "v-002"))
    found = exported(*planned(made, DAY))
    assert [one["capacity"] for one in found["volunteers"]] == [2, 0, 1]
    pairs = [(one["case"], one["pair"], one.get("keeps")) for one in found["pairs"]]
    assert pairs == [("2026-0001", ["v-002", "v-003"], ["v-002"]), ("2026-0002", ["v-001", "v-003"], None)]
    assert value(found, found["plan"]) == (found["W"], found["Q"]) == best(found)
