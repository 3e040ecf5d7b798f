"""Solve an exported planning problem with another solver (OR-Tools CP-SAT): a second opinion for developers.

    bb match --export plan.json && python tools/cpsat.py plan.json

Prints W and Q as that solver finds them, beside those of the plan. It reads the file and nothing of `bb`,
and runs in a process of its own: OR-Tools and HiGHS cannot be loaded into one.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model

SECONDS = 120.0


def build(found: dict[str, Any]) -> tuple[cp_model.CpModel, Any, Any]:
    """Return the model of an exported problem, its weight and its quality."""
    model = cp_model.CpModel()
    chosen = [model.new_bool_var(str(number)) for number in range(len(found["pairs"]))]
    of_case: dict[str, list[Any]] = {}
    of_member: dict[str, list[Any]] = {}
    for variable, pair in zip(chosen, found["pairs"], strict=True):
        of_case.setdefault(pair["case"], []).append(variable)
        for member in set(pair["pair"]) - set(pair.get("keeps", [])):
            of_member.setdefault(member, []).append(variable)
    for variables in of_case.values():
        model.add_at_most_one(variables)
    lost = []
    for member in found["volunteers"]:
        used = of_member.get(member["id"], [])
        prices = member["penalties"]
        places = [model.new_bool_var(f"{member['id']} {number}") for number in range(member["capacity"])]
        model.add(sum(used) == sum(places))
        for one, following in pairwise(places):
            model.add_implication(following, one)
        lost += [prices[min(number, len(prices) - 1)] * place for number, place in enumerate(places)]
    weights = {case["id"]: case["weight"] for case in found["cases"]}
    weight = sum(weights[pair["case"]] * x for x, pair in zip(chosen, found["pairs"], strict=True))
    quality = sum(pair["quality"] * x for x, pair in zip(chosen, found["pairs"], strict=True)) - sum(lost)
    return model, weight, quality


def solve(model: cp_model.CpModel, goal: cp_model.LinearExprT) -> tuple[int, bool]:
    """Return the largest value of a goal, and whether that is proven."""
    model.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    return round(solver.objective_value), status == cp_model.OPTIMAL


def main() -> None:
    """Print what CP-SAT finds for the file named on the command line."""
    found = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    model, weight, quality = build(found)
    most, first = solve(model, weight)
    model.add(weight == most)
    points, second = solve(model, quality)
    print(json.dumps({"W": most, "Q": points, "optimal": first and second, "plan": [found["W"], found["Q"]]}))


if __name__ == "__main__":
    main()
