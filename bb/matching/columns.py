"""The columns of the problem: every team that may be chosen, as rows of numbers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bb.matching.problem import Ints, Problem


@dataclass(frozen=True, kw_only=True, eq=False)
class Columns:
    """All teams that may be chosen, grouped by case; only cases that have one.

    Of shape (columns,): `case`, `first`, `second`, `quality`, `place` (in the case's pairs). The second
    member of a team of one is a stand-in that the case has for itself: volunteers + case. A member who
    has a place for the case already stands for that place, one of `kept`: volunteers + cases + its number.
    Of shape (cases,): `starts`, `weight`, `number` (of the case in the problem).
    Of shape (kept places, 2): `kept`, the case and the volunteer.
    Per volunteer: `capacity` and `penalties` (marginal, one per place of capacity).
    """

    case: Ints
    first: Ints
    second: Ints
    quality: Ints
    place: Ints
    starts: Ints
    weight: Ints
    number: Ints
    kept: Ints
    capacity: Ints
    penalties: tuple[tuple[int, ...], ...]

    @cached_property
    def places(self) -> Ints:
        """Room per volunteer, then that of the stand-ins and of the kept places: one each."""
        return np.append(self.capacity, np.ones(len(self.weight) + len(self.kept), dtype=np.int64))

    @cached_property
    def ends(self) -> Ints:
        """Where the columns of each case end."""
        return np.append(self.starts[1:], len(self.case))


def columns_of(problem: Problem) -> Columns:
    """Return the columns of a problem."""
    feasible = [pairs.feasible for pairs in problem.pairs]
    number = np.array([n for n, found in enumerate(feasible) if len(found)], dtype=np.int64)
    sizes = [len(feasible[n]) for n in number]

    def joined(name: str) -> Ints:
        parts = [getattr(problem.pairs[n], name)[feasible[n]] for n in number]
        return np.concatenate([np.zeros(0, dtype=np.int32), *parts])

    case = np.repeat(np.arange(len(number), dtype=np.int32), sizes)
    first, second = joined("first"), joined("second")
    second = np.where(second == problem.nobody, problem.nobody + case, second)
    kept = np.array([(c, v) for c, n in enumerate(number) for v in problem.keepers(n)], dtype=np.int32).reshape(-1, 2)
    for place, (own, volunteer) in enumerate(kept, problem.nobody + len(number)):
        first[(case == own) & (first == volunteer)] = place
        second[(case == own) & (second == volunteer)] = place
    return Columns(
        case=case,
        first=first,
        second=second,
        quality=joined("quality"),
        place=np.concatenate([np.zeros(0, dtype=np.int32), *(feasible[n].astype(np.int32) for n in number)]),
        starts=np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64),
        weight=np.array([problem.cases[n].weight for n in number], dtype=np.int64),
        number=number,
        kept=kept,
        capacity=np.array([v.capacity for v in problem.volunteers], dtype=np.int64),
        penalties=tuple(tuple(v.penalty(k + 1) for k in range(v.capacity)) for v in problem.volunteers),
    )


def best_of_case(columns: Columns, count: int) -> Ints:
    """Return the `count` columns of each case with most points."""
    found = []
    for start, end in zip(columns.starts.tolist(), columns.ends.tolist(), strict=True):
        quality = columns.quality[start:end]
        few = np.argsort(-quality, kind="stable")[:count] if len(quality) > count else np.arange(len(quality))
        found.append(start + np.sort(few))
    return np.concatenate(found)


def greedy(columns: Columns) -> Ints:
    """Return a plan made by hand's rule: the heaviest case first, each the best team that is left."""
    left = columns.places.copy()
    chosen = []
    for case in np.lexsort((columns.number, -columns.weight)):
        part = np.arange(columns.starts[case], columns.ends[case])
        free = part[(left[columns.first[part]] > 0) & (left[columns.second[part]] > 0)]
        if len(free):
            column = free[np.argmax(columns.quality[free])]
            left[columns.first[column]] -= 1
            left[columns.second[column]] -= 1
            chosen.append(column)
    return np.array(sorted(chosen), dtype=np.int64)
