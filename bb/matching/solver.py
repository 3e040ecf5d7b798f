"""The plan itself: most weight first, then most points, then one choice among equals.

One column per team that meets all requirements; the stages follow each other, never one objective
with a large factor. For each stage:

1. The linear relaxation, over columns that are added while one of them can still gain
   (column generation). It gives prices: of a place with a volunteer, of a unit of weight.
2. From the prices, rounded to whole 4096ths, an upper bound computed in whole numbers. It holds for
   any prices, so nothing of the solver's rounding has to be trusted.
3. A column whose slack to the bound is too large for any plan that good is left out; the rest,
   a few hundred, goes to branch and bound. A value within the slack proves itself.

The last stage takes, among all plans with this weight and these points, the one with the largest
sum of stable hashes of case and volunteers: the plan follows from the data, not from the solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from math import gcd

import numpy as np

from bb.matching.columns import Columns, best_of_case, columns_of, greedy
from bb.matching.generation import Clock, relax
from bb.matching.highs import CONTRADICTION, Answer, Ints, SolverError, Status
from bb.matching.plan import Proof
from bb.matching.problem import Problem
from bb.matching.relaxation import Bound, Prices, Stage, steps_of, upper_bound, whole_model
from bb.matching.situation import PENALTIES

SLACK = 2
"""How far below the bound the first branch and bound looks, in units of the objective."""

WIDEN = 4
"""How many times further it looks when nothing proves itself, at most until the plan that is known."""

FAR = 100
"""From this far below the bound on no plan is looked for as heavy as was hoped, in units of points."""

FIRST_COLUMNS = 20
"""Teams per case a relaxation starts from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Which team each case gets: a place in its `pairs`, or None. The rest as in `Plan`."""

    chosen: tuple[int | None, ...]
    W: int
    Q: int
    weight_bound: int
    bound: int
    proven: bool
    canonical: bool
    weight_proof: Proof
    points_proof: Proof


def _proof(problem: Problem, columns: Columns, bound: Bound, unit: int) -> Proof:
    """Return the prices of a bound by the ids of volunteers and cases; of both for a kept place."""
    cases = [problem.cases[number].id for number in columns.number]
    people = [volunteer.id for volunteer in problem.volunteers]
    names = [*people, *cases, *(f"{cases[case]} {people[volunteer]}" for case, volunteer in columns.kept)]
    prices = zip(names, bound.prices.volunteer.tolist(), strict=True)
    return Proof(
        prices={name: price for name, price in prices if price},
        odd=tuple(
            (frozenset(names[place] for place in np.flatnonzero(odd)), price)
            for odd, price in zip(bound.odd, bound.prices.odd, strict=False)
            if price
        ),
        weight=bound.prices.weight,
        unit=unit,
        bound=bound.whole * unit,
    )


def _chosen(kept: Ints, answer: Answer) -> Ints | None:
    """Return the columns an answer chooses, or None without a solution."""
    return None if answer.x is None else kept[answer.x[len(answer.x) - len(kept) :] > 0.5]


def _value(columns: Columns, stage: Stage, chosen: Ints) -> int:
    """Return the value of a plan in a stage, in whole numbers."""
    return int(stage.gain[chosen].sum()) - _penalty(columns, stage, chosen)


def _penalty(columns: Columns, stage: Stage, chosen: Ints) -> int:
    members = np.concatenate([columns.first[chosen], columns.second[chosen]])
    counts = np.bincount(members, minlength=len(columns.places))[: len(columns.capacity)]
    left = np.maximum(0, counts - stage.free)
    lost = 0
    for volunteer, count, price in stage.steps:
        used = min(count, int(left[volunteer]))
        left[volunteer] -= used
        lost += used * price
    return lost


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Settled:
    """How a stage ended: a plan, its value, the bound, and whether nothing can be better."""

    chosen: Ints
    value: int
    bound: Bound
    proven: bool

    @property
    def top(self) -> int:
        """No plan is worth more."""
        return self.value if self.proven else self.bound.whole


def _agree(holds: bool) -> None:
    """Refuse an answer that cannot be right."""
    if not holds:
        raise SolverError(CONTRADICTION)


def _settle(columns: Columns, stage: Stage, bound: Bound, known: Ints | None, clock: Clock) -> _Settled | None:
    """Look ever further below the bound until the value found proves itself, or time is up.

    `known` is a plan that is allowed in this stage. Without one the answer is None when there is none
    within `FAR` of the bound, or none was found in time.
    """
    best, value = known, 0 if known is None else _value(columns, stage, known)
    slack = SLACK
    while best is None or value < bound.whole:
        if best is not None:
            slack = min(slack, bound.whole - value)
        least = bound.whole - slack
        kept = bound.within(least)
        if clock.left <= 0 or (best is None and slack > FAR):
            break
        answer = clock.maximise(whole_model(columns, stage, bound, least))
        found = _chosen(kept, answer)
        if found is not None and (best is None or _value(columns, stage, found) > value):
            best, value = found, _value(columns, stage, found)
        if answer.status is Status.OUT_OF_TIME:
            break
        if best is not None and value >= least:
            # Every plan this good was in sight, so the answer must be one of them.
            _agree(found is not None and _value(columns, stage, found) == value)
            return _Settled(chosen=best, value=value, bound=bound, proven=True)
        slack *= WIDEN
    if best is None:
        return None
    return _Settled(chosen=best, value=value, bound=bound, proven=value >= bound.whole)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Best:
    """How both stages ended, and the stage of points with its odd sets."""

    weight: _Settled
    stage: Stage
    points: _Settled


def _points(
    columns: Columns, floor: int, unit: int, begin: Ints, known: Ints | None, clock: Clock
) -> tuple[Stage, _Settled] | None:
    """Return the plan with most points of those of weight `floor`; None when none was found."""
    cover = floor == int(columns.weight.sum())
    stage = Stage(
        gain=columns.quality.astype(np.int64) // unit,
        free=np.array([prices.count(0) for prices in columns.penalties], dtype=np.int64),
        steps=steps_of(columns, unit),
        floor=None if cover else floor,
        cover=cover,
    )
    found = relax(columns, stage, np.union1d(best_of_case(columns, FIRST_COLUMNS), begin), clock)
    if not found.possible:
        return None
    settled = _settle(columns, found.stage, upper_bound(columns, found.stage, found.prices), known, clock)
    return None if settled is None else (found.stage, settled)


def _best(columns: Columns, unit: int, clock: Clock) -> _Best:
    """Return the plan with most points among those with most weight.

    The relaxation says how heavy a plan is at most, and there nearly always is one as heavy as that. So it
    is looked for among the plans with most points; only when it is not there, weight is searched by itself.
    """
    stage = Stage(gain=columns.weight[columns.case].astype(np.int64), free=columns.capacity, steps=())
    begin = known = greedy(columns)
    bound = upper_bound(columns, stage, Prices(volunteer=np.zeros(len(columns.places), dtype=np.int64)))
    value = _value(columns, stage, known)
    if value < bound.whole:
        found = relax(columns, stage, np.union1d(best_of_case(columns, FIRST_COLUMNS), known), clock)
        begin, stage = found.kept, found.stage
        bound = min(upper_bound(columns, stage, found.prices), bound, key=lambda b: b.total)
    if value < bound.whole:
        hoped = _points(columns, bound.whole, unit, begin, None, clock)
        if hoped is not None:
            weight = _Settled(chosen=hoped[1].chosen, value=bound.whole, bound=bound, proven=True)
            return _Best(weight=weight, stage=hoped[0], points=hoped[1])
    weight = _settle(columns, stage, bound, known, clock) or _Settled(
        chosen=known, value=value, bound=bound, proven=False
    )
    points = _points(columns, weight.value, unit, begin, weight.chosen, clock)
    if points is None:
        raise SolverError(CONTRADICTION)
    return _Best(weight=weight, stage=points[0], points=points[1])


def _one_of_equals(columns: Columns, best: _Best, hashes: Sequence[int], clock: Clock) -> Ints | None:
    """Return the plan with the largest sum of hashes among those with the same weight and points.

    `hashes` belong to the columns that such a plan can use, in their order. None when time is up.
    """
    bound, value = best.points.bound, best.points.value
    kept = bound.within(value)
    goal = np.zeros(len(columns.case), dtype=np.int64)
    goal[kept] = hashes
    answer = clock.maximise(whole_model(columns, best.stage, bound, value, goal))
    found = _chosen(kept, answer)
    if answer.status is Status.OUT_OF_TIME:
        return None
    _agree(found is not None and _value(columns, best.stage, found) == value)
    return found


def stable_hash(casus: str, team: Sequence[str]) -> int:
    """Return a number from 1 to 2**20 for a case and its team, the same on every machine.

    >>> stable_hash("2026-0001", ["v-001", "v-002"]) == stable_hash("2026-0001", ["v-001", "v-002"])
    True
    """
    digest = blake2b(" ".join([casus, *sorted(team)]).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % 2**20 + 1


def solve(problem: Problem, *, seconds: float = 60.0, seed: int = 0, clock: Clock | None = None) -> Solution:
    """Return the plan: most weight, then most points, then one choice among equals.

    Args:
        problem: what is to be planned.
        seconds: of solving, after which the best plan so far is given, with its bounds.
        seed: for the solver's own random choices; a proven plan does not depend on it.
        clock: instead of `seconds` and `seed`, one that several solves share.

    Raises:
        SolverError: the solver is not installed, or failed.
    """
    columns = columns_of(problem)
    unit = gcd(*problem.weights.values(), *PENALTIES)
    if not len(columns.case):
        nothing = Proof(prices={}, unit=unit, bound=0)
        return Solution(
            chosen=(None,) * len(problem.cases),
            W=0,
            Q=0,
            weight_bound=0,
            bound=0,
            proven=True,
            canonical=True,
            weight_proof=replace(nothing, unit=1),
            points_proof=nothing,
        )
    clock = clock or Clock(seconds, seed)
    best = _best(columns, unit, clock)
    chosen, proven = best.points.chosen, best.weight.proven and best.points.proven
    equal = None
    if proven:
        usable = best.points.bound.within(best.points.value).tolist()
        hashes = [
            stable_hash(
                problem.cases[number].id,
                [member.id for member in problem.team(number, int(columns.place[column]))],
            )
            for column in usable
            for number in (int(columns.number[columns.case[column]]),)
        ]
        equal = _one_of_equals(columns, best, hashes, clock)
        chosen = chosen if equal is None else equal
    places = {int(columns.number[columns.case[column]]): int(columns.place[column]) for column in chosen}
    return Solution(
        chosen=tuple(places.get(number) for number in range(len(problem.cases))),
        W=best.weight.value,
        Q=best.points.value * unit,
        weight_bound=best.weight.top,
        bound=best.points.top * unit,
        proven=proven,
        canonical=equal is not None,
        weight_proof=_proof(problem, columns, best.weight.bound, 1),
        points_proof=_proof(problem, columns, best.points.bound, unit),
    )
