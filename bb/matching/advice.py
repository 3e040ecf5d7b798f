"""Which one recruit, or one training, would give most waiting cases a team: every possibility planned anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bb.domain.register import Register
from bb.domain.team import BASISTRAINING, TRAINED_AANPAK
from bb.matching.generation import Clock
from bb.matching.imagined import NEW, recruited, trained
from bb.matching.plan import Advice, Help
from bb.matching.planner import explained, refuse_differences
from bb.matching.problem import Problem, problem_of
from bb.matching.situation import situation
from bb.matching.solver import Solution, solve
from bb.matching.verifier import verify

SECONDS = 60.0
"""How long all possibilities together may be solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Possibility:
    wie: str
    trainings: tuple[str, ...]
    register: Register


def _possibilities(register: Register, problem: Problem) -> Iterator[_Possibility]:
    """Yield every recruit and every training that a waiting case could ask for."""
    day = problem.day
    wanted = [kind for kind in TRAINED_AANPAK if any(case.aanpak == kind for case in problem.cases)]
    sexes = ("vrouw", "man") if any(r.name == "man-vrouw" for r in problem.requirements) else (None,)
    for kinds in ((), *((kind,) for kind in wanted)):
        for geslacht in sexes:
            told = (BASISTRAINING, *kinds, *([geslacht] if geslacht else []))
            yield _Possibility(wie="", trainings=told, register=recruited(register, day, kinds, geslacht=geslacht))
    for member in problem.volunteers:
        if member.standing.status != "actief":
            continue
        for kind in (BASISTRAINING, *wanted):
            if kind not in member.standing.trainings:
                yield _Possibility(wie=member.id, trainings=(kind,), register=trained(register, member.id, kind, day))


def _matched(problem: Problem, solution: Solution) -> frozenset[str]:
    return frozenset(case.id for case, place in zip(problem.cases, solution.chosen, strict=True) if place is not None)


def _possible_teams(problem: Problem) -> int:
    return sum(len(pairs.feasible) for pairs in problem.pairs)


def advise(register: Register, day: date, *, seconds: float = SECONDS) -> Advice:
    """Return which one recruit or one training lets most waiting cases have a team.

    Every possibility that makes a new team possible is solved as a plan of its own; of those with
    most cases, those with most weight. A recruit has done what `trainings` says, can on every part of
    the week and lives in none of the wijken.

    Raises:
        SolverError, PlanError: as `plan` does.
    """
    clock = Clock(seconds, 0)
    problem = problem_of(situation(register, day))
    now = solve(problem, clock=clock)
    have = _matched(problem, now)
    all_of_them = list(_possibilities(register, problem)) if len(have) < len(problem.cases) else []
    found: list[tuple[_Possibility, Problem, Solution]] = []
    tried = idle = 0
    for possibility in all_of_them:
        if clock.left <= 0:
            break
        other = problem_of(situation(possibility.register, day))
        tried += 1
        if _possible_teams(other) == _possible_teams(problem):
            idle += 1
            continue
        found.append((possibility, other, solve(other, clock=clock)))
    worth = [(len(_matched(other, solution)), solution.W) for _, other, solution in found]
    most = max(worth, default=(0, 0))
    best = []
    for (possibility, other, solution), value in zip(found, worth, strict=True):
        if value == most and most[0] > len(have):
            refuse_differences(verify(possibility.register, day, explained(other, solution)))
            best.append(
                Help(
                    wie=possibility.wie,
                    trainings=possibility.trainings,
                    matched=value[0],
                    W=solution.W,
                    gaining=tuple(sorted(_matched(other, solution) - have)),
                )
            )
    return Advice(
        waiting=len(problem.cases), now=len(have), best=tuple(best), tried=tried, idle=idle, total=len(all_of_them)
    )


__all__ = ["NEW", "SECONDS", "advise"]
