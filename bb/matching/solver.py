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

from bb.matching.columns import Columns, best_of_case, best_of_members, columns_of, greedy
from bb.matching.highs import Answer, Ints, SolverError, Status
from bb.matching.plan import Proof
from bb.matching.problem import Problem
from bb.matching.relaxation import Bound, Clock, Points, Prices, Stage, model, relax, steps_of, upper_bound
from bb.matching.situation import PENALTIES

SLACK = 2
"""How far below the bound the first branch and bound looks, in units of the objective."""

WIDEN = 4
"""How many times further it looks when nothing proves itself, at most until the plan that is known."""

FEW = 8
"""Teams per case that nearly always hold a plan of the most weight."""

FIRST_COLUMNS = 20
"""Teams per case the relaxation of points starts from, beside each volunteer's best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Which team each case gets: a place in its `pairs`, or None. Bounds as in `Plan`."""

    chosen: tuple[int | None, ...]
    W: int
    Q: int
    weight_bound: int
    bound: int
    proven: bool
    weight_proof: Proof
    points_proof: Proof


def _proof(problem: Problem, columns: Columns, bound: Bound, unit: int) -> Proof:
    """Return the prices of a bound by the ids of volunteers and cases."""
    names = [*(volunteer.id for volunteer in problem.volunteers), *(problem.cases[n].id for n in columns.number)]
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
    return None if answer.x is None else kept[answer.x[: len(kept)] > 0.5]


def _value(columns: Columns, stage: Stage, chosen: Ints) -> int:
    """Return the value of a plan in a stage, in whole numbers."""
    return int(stage.gain[chosen].sum()) - _penalty(columns, stage, chosen)


def _counts(columns: Columns, chosen: Ints) -> Ints:
    """Return how many new cases each volunteer gets."""
    members = np.concatenate([columns.first[chosen], columns.second[chosen]])
    return np.bincount(members, minlength=len(columns.places))[: len(columns.capacity)]


def _penalty(columns: Columns, stage: Stage, chosen: Ints) -> int:
    left = np.maximum(0, _counts(columns, chosen) - stage.free)
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
        raise SolverError("Het rekenprogramma HiGHS spreekt zichzelf tegen. Er is niets vastgelegd.")


def _settle(columns: Columns, stage: Stage, bound: Bound, known: Ints, clock: Clock) -> _Settled:
    """Look ever further below the bound until the value found proves itself, or time is up.

    `known` is a plan that is allowed in this stage.
    """
    best, value = known, _value(columns, stage, known)
    slack = SLACK
    while value < bound.whole:
        slack = min(slack, bound.whole - value)
        kept = bound.within(bound.whole - slack)
        answer = clock.maximise(model(columns, stage, kept, whole=True))
        found = _chosen(kept, answer)
        if found is not None and _value(columns, stage, found) > value:
            best, value = found, _value(columns, stage, found)
        if answer.status is Status.OUT_OF_TIME:
            return _Settled(chosen=best, value=value, bound=bound, proven=value >= bound.whole)
        if value >= bound.whole - slack:
            # Every plan this good was in sight, so the answer must be one of them.
            _agree(found is not None and _value(columns, stage, found) == value)
            break
        slack *= WIDEN
    return _Settled(chosen=best, value=value, bound=bound, proven=True)


def _most_weight(columns: Columns, clock: Clock) -> _Settled:
    """Return a plan with the most weight."""
    stage = Stage(gain=columns.weight[columns.case], free=columns.capacity, steps=())
    known = greedy(columns)
    free = Prices(volunteer=np.zeros(len(columns.places), dtype=np.int64))
    everything = upper_bound(columns, stage, free)
    value = _value(columns, stage, known)
    if value == everything.whole:
        return _Settled(chosen=known, value=value, bound=everything, proven=True)
    bound = everything
    many = np.union1d(best_of_case(columns, FIRST_COLUMNS), best_of_members(columns))
    for begin in (best_of_case(columns, FEW), many):
        stage, prices, kept = relax(columns, stage, np.union1d(begin, known), clock)
        bound = min(upper_bound(columns, stage, prices), bound, key=lambda b: b.total)
        answer = clock.maximise(model(columns, stage, kept, whole=True))
        found = _chosen(kept, answer)
        if found is not None and _value(columns, stage, found) > value:
            known, value = found, _value(columns, stage, found)
        if value == bound.whole:
            break
    return _settle(columns, stage, bound, known, clock)


def _most_points(columns: Columns, heaviest: Ints, unit: int, clock: Clock) -> tuple[Stage, _Settled]:
    """Return a plan with the most points among those as heavy as `heaviest`."""
    weight = int(columns.weight[columns.case[heaviest]].sum())
    free = np.array([prices.count(0) for prices in columns.penalties], dtype=np.int64)
    stage = Stage(
        gain=columns.quality // unit,
        free=free,
        steps=steps_of(columns, unit),
        floor=weight,
        cover=weight == int(columns.weight.sum()),
    )
    begin = np.union1d(best_of_case(columns, FIRST_COLUMNS), np.union1d(best_of_members(columns), heaviest))
    stage, prices, _ = relax(columns, stage, begin, clock)
    return stage, _settle(columns, stage, upper_bound(columns, stage, prices), heaviest, clock)


def _one_of_equals(columns: Columns, stage: Stage, best: _Settled, hashes: Sequence[int], clock: Clock) -> Ints | None:
    """Return the plan with the largest sum of hashes among those with the same weight and points.

    `hashes` belong to the columns that such a plan can use, in their order.
    """
    kept = best.bound.within(best.value)
    gain = np.zeros(len(columns.case), dtype=np.int64)
    gain[kept] = hashes
    last = replace(stage, gain=gain, points=Points(gain=stage.gain, least=best.value))
    answer = clock.maximise(model(columns, last, kept, whole=True))
    found = _chosen(kept, answer)
    if answer.status is not Status.DONE or found is None:
        return None
    _agree(_value(columns, stage, found) == best.value)
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
            weight_proof=replace(nothing, unit=1),
            points_proof=nothing,
        )
    clock = clock or Clock(seconds, seed)
    heaviest = _most_weight(columns, clock)
    stage, best = _most_points(columns, heaviest.chosen, unit, clock)
    chosen = best.chosen
    proven = heaviest.proven and best.proven
    if proven:
        usable = best.bound.within(best.value).tolist()
        hashes = [
            stable_hash(
                problem.cases[number].id,
                [member.id for member in problem.team(number, int(columns.place[column]))],
            )
            for column in usable
            for number in (int(columns.number[columns.case[column]]),)
        ]
        equal = _one_of_equals(columns, stage, best, hashes, clock)
        chosen = equal if equal is not None else chosen
    places = {int(columns.number[columns.case[column]]): int(columns.place[column]) for column in chosen}
    return Solution(
        chosen=tuple(places.get(number) for number in range(len(problem.cases))),
        W=heaviest.value,
        Q=best.value * unit,
        weight_bound=heaviest.top,
        bound=best.top * unit,
        proven=proven,
        weight_proof=_proof(problem, columns, heaviest.bound, 1),
        points_proof=_proof(problem, columns, best.bound, unit),
    )
