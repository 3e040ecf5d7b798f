"""One plan for all waiting cases, and the check of a team chosen by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bb.domain.register import Register
from bb.matching.explanation import fairness, proposals, unmatched
from bb.matching.explanation import why_not as _why_not
from bb.matching.plan import Objection, Plan, WhyNot
from bb.matching.problem import Problem, problem_of
from bb.matching.requirements import grootte, objections, requirements_of
from bb.matching.situation import situation
from bb.matching.solver import Solution, solve
from bb.matching.verifier import verify
from bb.text.plurals import join_nl

SECONDS = 60.0
"""How long a plan may be solved; after that the best one so far is given, with its bounds."""


class PlanError(Exception):
    """The verifier found a plan to differ from the register: a mistake in the program, never shown as a plan."""

    def __init__(self, discrepancies: Sequence[str]) -> None:
        super().__init__("Dit plan klopt niet en wordt daarom niet getoond: " + "; ".join(discrepancies) + ".")
        self.discrepancies = tuple(discrepancies)


def explained(problem: Problem, solution: Solution) -> Plan:
    """Return the plan a solution makes, with its reasons, not yet verified."""
    return Plan(
        day=problem.day,
        proposals=proposals(problem, solution.chosen),
        unmatched=unmatched(problem, solution.chosen),
        fixed=problem.fixed,
        skipped=problem.skipped,
        W=solution.W,
        Q=solution.Q,
        weight_bound=solution.weight_bound,
        bound=solution.bound,
        proven=solution.proven,
        canonical=solution.canonical,
        weight_proof=solution.weight_proof,
        points_proof=solution.points_proof,
        fairness=fairness(problem, solution.chosen, problem.fixed),
    )


def refuse_differences(discrepancies: Sequence[str]) -> None:
    """Raise PlanError when there is a discrepancy."""
    if discrepancies:
        raise PlanError(discrepancies)


def planned(
    register: Register, day: date, only: Collection[str] = (), *, seconds: float = SECONDS, seed: int = 0
) -> tuple[Problem, Plan]:
    """Return the problem of a day and its plan, as `plan` does."""
    problem = problem_of(situation(register, day, only))
    found = explained(problem, solve(problem, seconds=seconds, seed=seed))
    refuse_differences(verify(register, day, found, only))
    return problem, found


def plan(register: Register, day: date, only: Collection[str] = (), *, seconds: float = SECONDS, seed: int = 0) -> Plan:
    """Return one plan for all cases that wait on `day`, or for `only` these (by id).

    Open proposals stay and take their places. The plan is verified from the register before it is
    returned. `seconds` limits the solving; `seed` does not change a proven plan.

    Raises:
        SolverError: the solver is not installed, or failed. The message is Dutch.
        PlanError: the verifier disagrees. The message is Dutch.
    """
    return planned(register, day, only, seconds=seconds, seed=seed)[1]


def check(register: Register, day: date, casus_id: str, team: Sequence[str]) -> tuple[Objection, ...]:
    """Return what stands against a team chosen by hand for a case; empty when nothing does.

    The case need not wait. Besides the requirements: `onbekend` (an id without a file), `dubbel`
    (someone named twice) and `grootte` (too few or too many for the aanpak).
    """
    unknown = [id_ for id_ in team if id_ not in register.vrijwilliger]
    if casus_id not in register.casus:
        unknown.insert(0, casus_id)
    if unknown:
        return tuple(
            Objection(eis="onbekend", title="wie en wat er staat, bestaat", reason=f"{id_} staat niet in de map")
            for id_ in unknown
        )
    found = []
    twice = [id_ for id_ in dict.fromkeys(team) if list(team).count(id_) > 1]
    if twice:
        found.append(
            Objection(eis="dubbel", title="niemand staat twee keer in een team", reason=f"{join_nl(twice)}: dubbel")
        )
    facts = situation(register, day, (casus_id,), (casus_id,))
    case = facts.cases[0]
    members = {member.id: member for member in facts.volunteers}
    stopped = [id_ for id_ in dict.fromkeys(team) if id_ not in members]
    found.extend(
        Objection(eis="actief", title="de vrijwilliger is actief", reason=f"{id_} is gestopt") for id_ in stopped
    )
    size = grootte(case, tuple(dict.fromkeys(team)))
    present = tuple(members[id_] for id_ in dict.fromkeys(team) if id_ in members)
    return (
        *found,
        *([size] if size else []),
        *(objections(requirements_of(register.organisatie), case, present) if present else ()),
    )


def why_not(register: Register, day: date, casus_id: str) -> tuple[WhyNot, ...]:
    """Return for every volunteer what keeps them from a case, whatever happens to the other cases.

    Raises:
        KeyError: there is no such case.
    """
    if casus_id not in register.casus:
        raise KeyError(casus_id)
    problem = problem_of(situation(register, day, (casus_id,), (casus_id,)))
    return _why_not(problem, (None,), 0)
