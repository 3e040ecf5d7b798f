"""The planning problem and its plan for another program, from which an outsider can check the optimum.

`cases` are the cases planned, each with its weight; `volunteers` the room each has left for new cases
and what the first, second and third of those costs (the last price repeats); `pairs` every team that
meets all requirements, with its quality and that quality per preference, and in `keeps` (left out when
nobody) who of it has a place for that case already, so takes no room for it and no price; `fixed` the open proposals,
which are in none of the others. `plan` is what bb found: `W` is the sum of the weights of its cases,
`Q` the sum of its qualities minus the prices of its volunteers' new cases, `bound` what no plan of weight `W`
exceeds, `proven` whether it is certain that no plan has more weight, or as much and more quality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bb.matching.explanation import ids
from bb.matching.plan import Plan
from bb.matching.preferences import BETTER, PREFERENCES, OfBetter, OfEither, OfMembers, OfPair
from bb.matching.problem import Ints, Problem


def _parts(problem: Problem, number: int) -> Mapping[str, Ints]:
    """Return the points of every team that may go to a case, per preference."""
    case, pairs = problem.cases[number], problem.pairs[number]
    feasible = pairs.feasible
    first, second = pairs.first[feasible], pairs.second[feasible]
    found: dict[str, Ints] = {}
    for preference in PREFERENCES:
        weight = problem.weights[preference.name]
        total = np.zeros(len(feasible), dtype=np.int64)
        if isinstance(preference, OfMembers):
            alone = np.array([*(preference.measure(case, m) for m in problem.volunteers), 0], dtype=np.int64)
            total = alone[first] + alone[second]
        elif isinstance(preference, OfBetter | OfEither):
            levels = [preference.measure(case, member) for member in problem.volunteers]
            nothing = (0,) * len(levels[0]) if levels else ()
            for level in np.array([*levels, nothing], dtype=np.int64).T:
                one, other = level[first], level[second]
                both = (BETTER - 1) * np.maximum(one, other) + one + other
                total = total + (both if isinstance(preference, OfBetter) else np.maximum(one, other))
        elif isinstance(preference, OfPair):
            teams = (problem.team(number, place) for place in feasible.tolist())
            total = np.array([preference.of(case, team) for team in teams], dtype=np.int64)
        found[preference.name] = weight * total
    return found


def exported(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Return the problem and its plan as plain values."""
    pairs = []
    for number, case in enumerate(problem.cases):
        parts = {name: values.tolist() for name, values in _parts(problem, number).items()}
        for row, place in enumerate(problem.pairs[number].feasible.tolist()):
            team = ids(problem.team(number, place))
            keeps = [member for member in team if member in case.keepers]
            pairs.append(
                {
                    "case": case.id,
                    "pair": list(team),
                    **({"keeps": keeps} if keeps else {}),
                    "quality": int(problem.pairs[number].quality[place]),
                    "points": {name: values[row] for name, values in parts.items()},
                }
            )
    return {
        "cases": [{"id": case.id, "weight": case.weight} for case in problem.cases],
        "volunteers": [
            {"id": member.id, "capacity": member.capacity, "penalties": list(member.penalties)}
            for member in problem.volunteers
        ],
        "pairs": pairs,
        "fixed": [{"case": fixed.casus, "pair": list(fixed.team)} for fixed in plan.fixed],
        "plan": [{"case": proposal.casus, "pair": list(proposal.team)} for proposal in plan.proposals],
        "W": plan.W,
        "Q": plan.Q,
        "bound": plan.bound,
        "proven": plan.proven,
    }
