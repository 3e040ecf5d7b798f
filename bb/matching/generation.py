"""Solving the relaxation of a stage: columns and odd sets are added while they still change something.

Columns are added while one of them can still gain (column generation), and odd sets while the
relaxation makes half a team too many somewhere: two people make a team, so seven places are three
teams, not three and a half. Without these a plan with few places takes minutes instead of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bb.matching.columns import Columns
from bb.matching.highs import Answer, Floats, Ints, Model, Solver, Status, maximise
from bb.matching.relaxation import SCALE, Bools, Prices, Stage, entries, pairs_within, reduced, relaxed_model

ADDED_COLUMNS = 15
"""Teams per case added in one round of column generation."""

MOST_ODD_SETS = 40
"""From this many odd sets on no more are looked for."""


class Clock:
    """Seconds of solving that are left."""

    def __init__(self, seconds: float, seed: int) -> None:
        self.left = seconds
        self.seed = seed

    def maximise(self, model: Model) -> Answer:
        """Solve within what is left."""
        answer = maximise(model, seconds=self.left, seed=self.seed)
        self.left -= answer.seconds
        return answer

    def again(self, solver: Solver) -> Answer:
        """Solve a model that grew, within what is left."""
        answer = solver.maximise(self.left)
        self.left -= answer.seconds
        return answer


def _best_new(columns: Columns, excess: Ints) -> Ints:
    """Return the columns of each case that promise most, of those that promise something."""
    found = []
    for start, end in zip(columns.starts, columns.ends, strict=True):
        part = excess[start:end]
        good = np.flatnonzero(part > 0)
        if len(good) > ADDED_COLUMNS:
            good = good[np.argpartition(-part[good], ADDED_COLUMNS)[:ADDED_COLUMNS]]
        found.append(start + good)
    return np.concatenate(found)


def _parts(first: Ints, second: Ints, size: int) -> list[Bools]:
    """Return the connected parts of a graph on `size` points with these edges, loose points left out."""
    part = np.arange(size)
    while True:
        before = part.copy()
        low = np.minimum(part[first], part[second])
        np.minimum.at(part, first, low)
        np.minimum.at(part, second, low)
        if (part == before).all():
            return [part == root for root in np.unique(part[first])]


def _odd_sets(columns: Columns, stage: Stage, prices: Prices, kept: Ints, x: Floats) -> tuple[Bools, ...]:
    """Return sets within which the relaxation makes half a team too many.

    Looked for among those whose places have a price, together and in the parts that share teams.
    """
    size = len(columns.places)
    first, second = columns.first[kept], columns.second[kept]
    used = x > 1e-6
    dear = prices.volunteer > 0
    for member in (first, second):
        dear[member[used & (member >= len(columns.capacity))]] = True
    within = dear[first] & dear[second] & used
    split = used & (x < 1 - 1e-6)
    candidates = [dear, *_parts(first[within], second[within], size), *_parts(first[split], second[split], size)]
    candidates += _parts(first[within & split], second[within & split], size)
    found: list[Bools] = []
    for odd in candidates:
        made = x[odd[first] & odd[second]].sum()
        known = any((odd == other).all() for other in (*stage.odd, *found))
        if not known and made > pairs_within(columns, odd) + 1e-3:
            found.append(odd)
    return tuple(found)


def _prices(columns: Columns, stage: Stage, scaled: Ints) -> Prices:
    """Return the prices that the duals of the rows, in 4096ths, give."""
    cases, volunteers = len(columns.weight), len(columns.capacity)
    last = cases + volunteers + (stage.floor is not None)
    return Prices(
        volunteer=np.append(
            np.maximum(0, scaled[cases : cases + volunteers]),
            np.zeros(len(columns.places) - volunteers, dtype=np.int64),
        ),
        weight=0 if stage.floor is None else max(0, -int(scaled[last - 1])),
        odd=tuple(np.maximum(0, scaled[last:]).tolist()),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relaxed:
    """What a relaxation gave: the stage with its odd sets, prices, the columns it came to use.

    `possible` is False when even parts of teams cannot do what the stage asks; the prices mean nothing then.
    """

    stage: Stage
    prices: Prices
    kept: Ints
    possible: bool = True


def relax(columns: Columns, stage: Stage, kept: Ints, clock: Clock) -> Relaxed:
    """Solve the relaxation, beginning with the columns `kept`. When time is up the prices are the last ones known."""
    solver = Solver(relaxed_model(columns, stage, kept), seed=clock.seed)
    prices = Prices(volunteer=np.zeros(len(columns.places), dtype=np.int64))
    priced = stage
    while True:
        answer = clock.again(solver)
        if answer.x is None or answer.status is not Status.DONE:
            possible = answer.status is not Status.IMPOSSIBLE
            return Relaxed(stage=priced, prices=prices, kept=np.sort(kept), possible=possible)
        scaled = np.rint(answer.duals * SCALE).astype(np.int64)
        prices, priced = _prices(columns, stage, scaled), stage
        # One 4096th per row of the column is rounding, no gain.
        excess = reduced(columns, stage, prices) - scaled[columns.case] - 4 - len(stage.odd)
        excess[kept] = 0
        new = _best_new(columns, excess)
        if len(new):
            solver.add_columns(stage.gain[new].astype(float), entries(columns, stage, new))
            kept = np.append(kept, new)
            continue
        steps = len(stage.steps)
        sets = _odd_sets(columns, stage, prices, kept, answer.x[steps:])
        if not sets or len(stage.odd) >= MOST_ODD_SETS:
            return Relaxed(stage=stage, prices=prices, kept=np.sort(kept))
        for odd in sets:
            inside = np.flatnonzero(odd[columns.first[kept]] & odd[columns.second[kept]])
            solver.add_row(float(pairs_within(columns, odd)), steps + inside)
        stage = replace(stage, odd=(*stage.odd, *sets))
