"""The relaxation of a stage: teams may be chosen in parts. It gives prices, and prices give a bound.

The bound is computed in whole numbers from rounded prices and holds for any prices, so nothing of
the solver's own rounding has to be trusted. It also says what a plan of a certain value must look
like: which teams it cannot use, which cases it serves and which places it fills. That is what a
model for branch and bound is made of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bb.matching.columns import Columns
from bb.matching.highs import Entries, Ints, Model

Bools = NDArray[np.bool_]

SCALE = 4096
"""Prices are rounded to whole parts of this."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """One objective over the columns: `gain` per column, minus the `steps` of the volunteers.

    `steps` are (volunteer, how many places, price of each), without the `free` places of each
    volunteer that cost nothing. `floor` is the weight that must be reached (None: none), `cover`
    that every case must get a team. `odd` are sets of volunteers, stand-ins and kept places (True
    for a member) with an odd number of places: teams within such a set leave one place over.
    """

    gain: Ints
    free: Ints
    steps: tuple[tuple[int, int, int], ...]
    floor: int | None = None
    cover: bool = False
    odd: tuple[Bools, ...] = ()


def steps_of(columns: Columns, unit: int) -> tuple[tuple[int, int, int], ...]:
    """Return the places that cost something, grouped by price, prices in whole `unit`s."""
    return tuple(
        (volunteer, prices.count(price), price // unit)
        for volunteer, prices in enumerate(columns.penalties)
        for price in sorted(set(prices))
        if price
    )


def pairs_within(columns: Columns, odd: Bools) -> int:
    """Return how many teams fit within a set of volunteers."""
    return int(columns.places[odd].sum()) // 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Prices in whole 4096ths: per volunteer (0 for the others in `places`), of each odd set, of a unit of weight."""

    volunteer: Ints
    odd: tuple[int, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bound:
    """An upper bound in 4096ths, with what it is the sum of.

    `offered` is what each case brings at most above the prices of its team, and `loss` what a plan
    with a column falls short of the bound at least. `prices` are those it follows from, the odd sets
    those of the stage.
    """

    total: int
    offered: Ints
    loss: Ints
    prices: Prices
    odd: tuple[Bools, ...] = ()

    @property
    def whole(self) -> int:
        """The bound as a whole number of units."""
        return self.total // SCALE

    def within(self, value: int) -> Ints:
        """Return the columns that a plan of at least `value` can use."""
        return np.flatnonzero(self.loss <= self.total - value * SCALE)


def reduced(columns: Columns, stage: Stage, prices: Prices) -> Ints:
    """Return what each column gains above the prices of its members, in 4096ths."""
    price = prices.volunteer
    found: Ints = stage.gain * SCALE
    found -= price[columns.first]
    found -= price[columns.second]
    if prices.weight:
        found += (prices.weight * columns.weight)[columns.case]
    for odd, cost in zip(stage.odd, prices.odd, strict=False):
        if cost:
            found -= cost * (odd[columns.first] & odd[columns.second])
    return found


def upper_bound(columns: Columns, stage: Stage, prices: Prices) -> Bound:
    """Return the bound that follows from prices of 0 or more, whatever they are."""
    above = reduced(columns, stage, prices)
    best = np.maximum.reduceat(above, columns.starts)
    offered = best if stage.cover else np.maximum(best, 0)
    places = stage.free * prices.volunteer[: len(stage.free)]
    total = int(offered.sum()) + int(places.sum()) - prices.weight * (stage.floor or 0)
    total += sum(price * pairs_within(columns, odd) for odd, price in zip(stage.odd, prices.odd, strict=False))
    for volunteer, count, price in stage.steps:
        total += count * max(0, int(prices.volunteer[volunteer]) - price * SCALE)
    return Bound(total=total, offered=offered, loss=offered[columns.case] - above, prices=prices, odd=stage.odd)


def entries(columns: Columns, stage: Stage, kept: Ints) -> Entries:
    """Return what the columns `kept` have in the rows of a model.

    The rows: the cases, the volunteers, the floor of the weight if there is one, the odd sets.
    """
    cases, volunteers = len(columns.weight), len(columns.capacity)
    case, first, second = columns.case[kept], columns.first[kept], columns.second[kept]
    number, ones = np.arange(len(kept)), np.ones(len(kept))
    found = Entries(number, case, ones)
    for member in (first, second):
        new = member < volunteers
        found += Entries(number[new], cases + member[new], ones[new])
    last = cases + volunteers
    if stage.floor is not None:
        found += Entries(number, np.full(len(kept), last), columns.weight[case].astype(float))
        last += 1
    for place, odd in enumerate(stage.odd):
        inside = np.flatnonzero(odd[first] & odd[second])
        found += Entries(inside, np.full(len(inside), last + place), ones[inside])
    return found


def _steps(stage: Stage) -> Ints:
    return np.array(stage.steps, dtype=np.int64).reshape(-1, 3)


def _paid(columns: Columns, steps: Ints) -> Entries:
    """Return what the steps have in the rows: each gives its volunteer a place more."""
    return Entries(np.arange(len(steps)), len(columns.weight) + steps[:, 0], -np.ones(len(steps)))


def relaxed_model(columns: Columns, stage: Stage, kept: Ints) -> Model:
    """Return the linear model of a stage: first the steps, then the columns `kept`."""
    steps, floor = _steps(stage), [] if stage.floor is None else [float(stage.floor)]
    return Model(
        gain=np.concatenate([-steps[:, 2], stage.gain[kept]]).astype(float),
        lower=np.zeros(len(steps) + len(kept)),
        upper=np.concatenate([steps[:, 1], np.ones(len(kept))]).astype(float),
        low=np.concatenate(
            [
                np.full(len(columns.weight), float(stage.cover)),
                np.full(len(stage.free), -np.inf),
                floor,
                np.full(len(stage.odd), -np.inf),
            ]
        ),
        high=np.concatenate(
            [
                np.ones(len(columns.weight)),
                stage.free.astype(float),
                np.full(len(floor), np.inf),
                [float(pairs_within(columns, odd)) for odd in stage.odd],
            ]
        ),
        entries=_paid(columns, steps) + entries(columns, stage, kept).after(len(steps)),
    )


def whole_model(columns: Columns, stage: Stage, bound: Bound, least: int, goal: Ints | None = None) -> Model:
    """Return the model of the plans worth `least` or more in a stage: the steps, then `bound.within(least)`.

    A plan is worth the bound minus what it falls short of it, which is a sum of terms of 0 or more: for
    each team it chooses, each case it leaves out, each place with a price it leaves open. A term above
    what may be missing cannot be, so such a case is served and such a place is filled. The objective is
    that of the stage; with a `goal` per column it is that, and what is left of the sum becomes a row.
    """
    kept, steps = bound.within(least), _steps(stage)
    missing = bound.total - least * SCALE
    price = bound.prices.volunteer
    gained = price[steps[:, 0]] - steps[:, 2] * SCALE
    served = (bound.offered > missing) | stage.cover
    filled = price[: len(stage.free)] > missing
    odd_price = np.array([*bound.prices.odd, *[0] * (len(stage.odd) - len(bound.prices.odd))], dtype=np.int64)
    odd_size = np.array([pairs_within(columns, odd) for odd in stage.odd], dtype=np.int64)
    floor = [] if stage.floor is None else [stage.floor - 0.5]
    found = Model(
        gain=np.concatenate([-steps[:, 2], stage.gain[kept]]).astype(float),
        lower=np.concatenate([np.where(gained > missing, steps[:, 1], 0), np.zeros(len(kept))]).astype(float),
        upper=np.concatenate([np.where(-gained > missing, 0, steps[:, 1]), np.ones(len(kept))]).astype(float),
        low=np.concatenate(
            [served, np.where(filled, stage.free, -np.inf), floor, np.where(odd_price > missing, odd_size, -np.inf)]
        ),
        high=np.concatenate([np.ones(len(served)), stage.free, np.full(len(floor), np.inf), odd_size]).astype(float),
        entries=_paid(columns, steps) + entries(columns, stage, kept).after(len(steps)),
        whole=len(kept),
    )
    if goal is None:
        return found
    # What can still be missing, per column and step; a constant for what is missing when nothing is chosen.
    unfilled = price.copy()
    unfilled[: len(stage.free)][filled] = 0
    unfilled_odd = np.where(odd_price > missing, 0, odd_price)
    short = bound.loss[kept] - np.where(served, 0, bound.offered)[columns.case[kept]]
    short -= unfilled[columns.first[kept]] + unfilled[columns.second[kept]]
    for odd, cost in zip(stage.odd, unfilled_odd.tolist(), strict=True):
        short -= cost * (odd[columns.first[kept]] & odd[columns.second[kept]])
    moving = np.abs(gained) <= missing
    step_short = unfilled[steps[:, 0]] - np.where(moving, gained, 0)
    constant = int(np.where(served, 0, bound.offered).sum() + (unfilled[: len(stage.free)] * stage.free).sum())
    constant += int((np.where(moving, np.maximum(gained, 0), 0) * steps[:, 1]).sum())
    constant += int((unfilled_odd * odd_size).sum())
    row = np.concatenate([step_short, short]) / SCALE
    there = np.flatnonzero(row)
    return replace(
        found,
        gain=np.concatenate([np.zeros(len(steps)), goal[kept]]),
        low=np.append(found.low, -np.inf),
        # Half a unit more keeps a plan that is right from being refused for rounding.
        high=np.append(found.high, (missing - constant) / SCALE + 0.5),
        entries=found.entries + Entries(there, np.full(len(there), len(found.low)), row[there]),
    )
