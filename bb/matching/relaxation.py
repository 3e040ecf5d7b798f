"""The relaxation of a stage: teams may be chosen in parts. It gives prices, and prices give a bound.

Columns are added while one of them can still gain (column generation), and odd sets while the
relaxation makes half a team too many somewhere: two people make a team, so seven places are three
teams, not three and a half. Without these a plan with few places takes minutes instead of a second.

The bound is computed in whole numbers from rounded prices and holds for any prices, so nothing of
the solver's own rounding has to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bb.matching.columns import Columns
from bb.matching.highs import Answer, Floats, Ints, Model, Status, maximise

Bools = NDArray[np.bool_]

SCALE = 4096
"""Prices are rounded to whole parts of this."""

ADDED_COLUMNS = 15
"""Teams per case added in one round of column generation."""

MOST_ODD_SETS = 40
"""From this many odd sets on no more are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Points that must be kept: what each column gives, and how many at least after the steps are paid."""

    gain: Ints
    least: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """One objective over the columns: `gain` per column, minus the `steps` of the volunteers.

    `steps` are (volunteer, how many places, price of each), without the `free` places of each
    volunteer that cost nothing. `floor` is the weight that must be reached (None: none), `cover`
    that every case must get a team. `points` are those that must be kept while `gain` is about
    something else. `odd` are sets of volunteers and stand-ins (True for a member) with an odd
    number of places: teams within such a set leave one place over.
    """

    gain: Ints
    free: Ints
    steps: tuple[tuple[int, int, int], ...]
    floor: int | None = None
    cover: bool = False
    points: Points | None = None
    odd: tuple[Bools, ...] = ()


def steps_of(columns: Columns, unit: int) -> tuple[tuple[int, int, int], ...]:
    """Return the places that cost something, grouped by price, prices in whole `unit`s."""
    return tuple(
        (volunteer, prices.count(price), price // unit)
        for volunteer, prices in enumerate(columns.penalties)
        for price in sorted(set(prices))
        if price
    )


def model(columns: Columns, stage: Stage, kept: Ints, *, whole: bool) -> Model:
    """Return the model of a stage over the `kept` columns, with the steps as continuous columns after them."""
    cases, volunteers = len(columns.weight), len(columns.capacity)
    case, first, second = columns.case[kept], columns.first[kept], columns.second[kept]
    steps = np.array(stage.steps, dtype=np.int64).reshape(-1, 3)
    rows = [case, cases + first, cases + second]
    ones = np.ones(len(kept))
    values: list[Floats] = [ones, ones, ones]
    present = [ones > 0, ones > 0, second < volunteers]
    low = [*([1.0 if stage.cover else 0.0] * cases), *([-np.inf] * (volunteers + len(stage.odd)))]
    step_rows, step_values = [cases + steps[:, 0]], [-np.ones(len(steps))]
    for place, odd in enumerate(stage.odd):
        rows.append(np.full(len(kept), cases + volunteers + place))
        values.append(ones)
        present.append(odd[first] & odd[second])
    # A little less than the whole number asked keeps a plan that is right from being refused for rounding.
    margin = 0.5 if whole else 0.0
    if stage.floor is not None and not stage.cover:
        rows.append(np.full(len(kept), len(low)))
        values.append(columns.weight[case].astype(float))
        present.append(ones > 0)
        low.append(stage.floor - margin)
    if stage.points is not None:
        rows.append(np.full(len(kept), len(low)))
        values.append(stage.points.gain[kept].astype(float))
        present.append(ones > 0)
        step_rows.append(np.full(len(steps), len(low)))
        step_values.append(-steps[:, 2].astype(float))
        low.append(stage.points.least - margin)
    paid = np.zeros(len(steps)) if stage.points is not None else -steps[:, 2]
    there = np.stack(present, axis=1)
    count = np.concatenate([there.sum(axis=1), np.full(len(steps), len(step_rows))])
    return Model(
        gain=np.concatenate([stage.gain[kept], paid]).astype(float),
        upper=np.concatenate([ones, steps[:, 1].astype(float)]),
        low=np.array(low),
        high=np.concatenate(
            [
                np.ones(cases),
                stage.free.astype(float),
                [float(_pairs_within(columns, odd)) for odd in stage.odd],
                np.full(len(low) - cases - volunteers - len(stage.odd), np.inf),
            ]
        ),
        starts=np.concatenate([[0], np.cumsum(count)]),
        rows=np.concatenate([np.stack(rows, axis=1)[there], np.stack(step_rows, axis=1).ravel()]),
        values=np.concatenate([np.stack(values, axis=1)[there], np.stack(step_values, axis=1).ravel()]),
        whole=len(kept) if whole else 0,
    )


def _pairs_within(columns: Columns, odd: Bools) -> int:
    """Return how many teams fit within a set of volunteers."""
    return int(columns.places[odd].sum()) // 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Prices in whole 4096ths: per volunteer (0 for the stand-ins), of each odd set, of a unit of weight."""

    volunteer: Ints
    odd: tuple[int, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bound:
    """An upper bound in 4096ths, and per column what a plan with it loses against the bound at least.

    `prices` are those it follows from, the odd sets those of the stage.
    """

    total: int
    loss: Ints
    prices: Prices
    odd: tuple[Bools, ...] = ()

    @property
    def whole(self) -> int:
        """The bound as a whole number of units."""
        return self.total // SCALE

    def within(self, value: int) -> Ints:
        """Return the columns that a plan of at least `value` can use."""
        return np.flatnonzero(self.total - self.loss >= value * SCALE)


def _reduced(columns: Columns, stage: Stage, prices: Prices) -> Ints:
    """Return what each column gains above the prices of its members, in 4096ths."""
    price = prices.volunteer
    paid = price[columns.first] + price[columns.second] - prices.weight * columns.weight[columns.case]
    for odd, cost in zip(stage.odd, prices.odd, strict=False):
        paid = paid + cost * (odd[columns.first] & odd[columns.second])
    found: Ints = stage.gain * SCALE - paid
    return found


def upper_bound(columns: Columns, stage: Stage, prices: Prices) -> Bound:
    """Return the bound that follows from prices of 0 or more, whatever they are."""
    reduced = _reduced(columns, stage, prices)
    best = np.maximum.reduceat(reduced, columns.starts)
    offered = best if stage.cover else np.maximum(best, 0)
    places = stage.free * prices.volunteer[: len(stage.free)]
    total = int(offered.sum()) + int(places.sum()) - prices.weight * (stage.floor or 0)
    total += sum(price * _pairs_within(columns, odd) for odd, price in zip(stage.odd, prices.odd, strict=False))
    for volunteer, count, price in stage.steps:
        total += count * max(0, int(prices.volunteer[volunteer]) - price * SCALE)
    return Bound(total=total, loss=best[columns.case] - reduced, prices=prices, odd=stage.odd)


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
    dear[second[used & (second >= len(columns.capacity))]] = True
    within = dear[first] & dear[second] & used
    split = used & (x < 1 - 1e-6)
    candidates = [dear, *_parts(first[within], second[within], size), *_parts(first[split], second[split], size)]
    candidates += _parts(first[within & split], second[within & split], size)
    found: list[Bools] = []
    for odd in candidates:
        made = x[odd[first] & odd[second]].sum()
        known = any((odd == other).all() for other in (*stage.odd, *found))
        if not known and made > _pairs_within(columns, odd) + 1e-3:
            found.append(odd)
    return tuple(found)


def relax(columns: Columns, stage: Stage, kept: Ints, clock: Clock) -> tuple[Stage, Prices, Ints]:
    """Return prices from the linear relaxation, the stage with its odd sets, and the columns it came to use."""
    cases, volunteers = len(columns.weight), len(columns.capacity)
    nothing = np.zeros(cases, dtype=np.int64)
    while True:
        answer = clock.maximise(model(columns, stage, kept, whole=False))
        if answer.x is None or answer.status is not Status.DONE:
            return stage, Prices(volunteer=np.zeros(len(columns.places), dtype=np.int64)), kept
        scaled = np.rint(answer.duals * SCALE).astype(np.int64)
        last = cases + volunteers + len(stage.odd)
        prices = Prices(
            volunteer=np.append(np.maximum(0, scaled[cases : cases + volunteers]), nothing),
            odd=tuple(np.maximum(0, scaled[cases + volunteers : last]).tolist()),
            weight=max(0, -int(scaled[last])) if len(scaled) > last else 0,
        )
        # One 4096th per row of the column is rounding, no gain.
        excess = _reduced(columns, stage, prices) - scaled[columns.case] - 4 - len(stage.odd)
        excess[kept] = 0
        new = _best_new(columns, excess)
        if len(new):
            kept = np.union1d(kept, new)
            continue
        sets = _odd_sets(columns, stage, prices, kept, answer.x[: len(kept)])
        if not sets or len(stage.odd) >= MOST_ODD_SETS:
            return stage, prices, kept
        stage = replace(stage, odd=(*stage.odd, *sets))
