"""Comparing two later versions of a sequence with the one they both began from: lines, names, events.

The old diff3 way: what stands in all three ties them together, and between two ties each side either
left things as they were or changed them. It does not matter which of the two is called ours.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """One stretch of the three sequences: equal in all of them, or what stands between two that are."""

    base: Sequence[T]
    ours: Sequence[T]
    theirs: Sequence[T]

    @property
    def settled(self) -> Sequence[T] | None:
        """What the stretch becomes when at most one side changed it, or both did the same; else None."""
        if self.ours in (self.base, self.theirs):
            return self.theirs
        return self.ours if self.theirs == self.base else None


def stretches(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Iterator[Stretch[T]]:
    """Yield the stretches in order; together they are the three sequences.

    >>> [s.settled for s in stretches("abcd", "aXbcd", "abcY")]
    ['a', 'X', 'b', 'c', 'Y']
    """
    at_ours, at_theirs = places(base, ours), places(base, theirs)
    ties = [(n, at_ours[n], at_theirs[n]) for n in range(len(base)) if n in at_ours and n in at_theirs]
    i, j, k = 0, 0, 0
    for x, y, z in [*ties, (len(base), len(ours), len(theirs))]:
        between = Stretch(base[i:x], ours[j:y], theirs[k:z])
        if between.base or between.ours or between.theirs:
            yield between
        if x < len(base):
            yield Stretch(base[x : x + 1], ours[y : y + 1], theirs[z : z + 1])
        i, j, k = x + 1, y + 1, z + 1


def places(base: Sequence[T], side: Sequence[T]) -> dict[int, int]:
    """Return for each place in `base` that `side` kept, in the same order, where it stands there."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, base, side).get_matching_blocks():
        found.update(zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True))
    return found


def union(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return all that either side added, without what either took away; nobody is asked.

    What both put in one place comes one after the other, the lesser first, so that the sides may change places.

    >>> union("abc", "abXc", "aYbc"), union("abc", "aXc", "ac")
    (['a', 'Y', 'b', 'X', 'c'], ['a', 'X', 'c'])
    """
    made: list[T] = []
    for stretch in stretches(base, ours, theirs):
        settled = stretch.settled
        if settled is None:
            added = [[x for x in side if x not in stretch.base] for side in (stretch.ours, stretch.theirs)]
            first, second = sorted(added, key=lambda side: [str(x) for x in side])
            settled = [*first, *(x for x in second if x not in first)]
            kept = [x for x in stretch.base if x in stretch.ours and x in stretch.theirs]
            settled = [*kept, *settled]
        made += settled
    return made
