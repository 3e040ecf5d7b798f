"""What a team of somebody's own choice would do to the plan: planned anew with that team fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from bb.domain.register import Register
from bb.matching.explanation import Chosen, ids, why_not
from bb.matching.generation import Clock
from bb.matching.plan import Comparison, Plan
from bb.matching.planner import SECONDS, check, explained, refuse_differences
from bb.matching.preferences import points
from bb.matching.problem import Problem, problem_of
from bb.matching.situation import Team, situation
from bb.matching.solver import Solution, solve
from bb.matching.verifier import recheck, verify


def _without(problem: Problem, number: int, new: Team) -> Problem:
    """Return what is left to plan when a case has its team: one place fewer with each for whom it is new."""
    gone = {member.id for member in new}
    return replace(
        problem,
        cases=(*problem.cases[:number], *problem.cases[number + 1 :]),
        pairs=(*problem.pairs[:number], *problem.pairs[number + 1 :]),
        volunteers=tuple(
            replace(member, capacity=max(0, member.capacity - 1), penalties=member.penalties[1:] or member.penalties)
            if member.id in gone
            else member
            for member in problem.volunteers
        ),
    )


def _place(problem: Problem, number: int, team: Sequence[str]) -> int:
    """Return the place of a team among those of a case."""
    members = sorted(place for place, member in enumerate(problem.volunteers) if member.id in team)
    first, second = (*members, problem.nobody)[:2]
    pairs = problem.pairs[number]
    return int(np.flatnonzero((pairs.first == first) & (pairs.second == second))[0])


def _teams(problem: Problem, chosen: Chosen) -> dict[str, tuple[str, ...]]:
    return {
        problem.cases[number].id: ids(problem.team(number, place))
        for number, place in enumerate(chosen)
        if place is not None
    }


def compare(
    register: Register, day: date, casus_id: str, team: Sequence[str], *, seconds: float = SECONDS
) -> Comparison:
    """Return what the plan loses when a case gets this team, exactly: both plans are solved.

    The case need not wait. The team has the size that is planned for the case, and only volunteers
    who have not stopped; it may fail other requirements (`check` says which).

    Raises:
        SolverError, PlanError: as `plan` does.
    """
    problem = problem_of(situation(register, day, also=(casus_id,)))
    number = next(n for n, case in enumerate(problem.cases) if case.id == casus_id)
    case, place, clock = problem.cases[number], _place(problem, number, team), Clock(seconds, 0)
    members, new = problem.team(number, place), problem.new_members(number, place)
    best = solve(problem, clock=clock)
    plan = explained(problem, best)
    refuse_differences(verify(register, day, plan, also=(casus_id,)))
    rest = solve(_without(problem, number, new), clock=clock)
    fixed = replace(
        rest,
        chosen=(*rest.chosen[:number], place, *rest.chosen[number:]),
        W=rest.W + case.weight,
        Q=rest.Q + int(problem.pairs[number].quality[place]) - sum(member.penalty(1) for member in new),
    )
    against = check(register, day, casus_id, team)
    if not against:
        refuse_differences(recheck(register, day, _as_plan(problem, fixed, best), (casus_id,)))
    before, after = _teams(problem, best.chosen), _teams(problem, fixed.chosen)
    planned = next((proposal for proposal in plan.proposals if proposal.casus == casus_id), None)
    return Comparison(
        casus=casus_id,
        team=ids(members),
        quality=int(problem.pairs[number].quality[place]),
        points=points(problem.weights, case, members),
        objections=against,
        members=tuple(why for why in why_not(problem, best.chosen, number) if why.vrijwilliger in team),
        planned=planned.team if planned else (),
        planned_points=planned.points if planned else (),
        weight_cost=best.W - fixed.W,
        points_cost=best.Q - fixed.Q,
        losing=tuple(sorted(before.keys() - after.keys())),
        gaining=tuple(sorted(after.keys() - before.keys() - {casus_id})),
        changed=tuple(
            (id_, after[id_])
            for id_ in sorted(before.keys() & after.keys() - {casus_id})
            if set(before[id_]) != set(after[id_])
        ),
        exact=best.proven and rest.proven,
    )


def _as_plan(problem: Problem, fixed: Solution, best: Solution) -> Plan:
    """Return the plan with a fixed team, which is worth no more than the best one."""
    bound = max(best.bound, fixed.Q)
    return explained(
        problem, replace(fixed, weight_bound=best.weight_bound, bound=bound, proven=False, canonical=False)
    )
