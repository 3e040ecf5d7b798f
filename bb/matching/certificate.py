"""The bound of a plan once more, for the verifier: prices in, whole numbers added up in plain loops.

Whatever the prices are, no plan is worth more than the prices of all places plus, per case, the best
team above the prices of its members; who has a place for the case already costs none. So only this sum
has to be right, not what the solver did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd

from bb.domain.records import Casus
from bb.domain.types import SLOTS
from bb.matching.plan import Proof
from bb.matching.recount import (
    MARGINAL,
    USUAL,
    Facts,
    alone,
    answers,
    level,
    own_points,
    pair_points,
    said_no,
    size_of,
    together,
    weight,
)

SCALE = 4096
"""Prices are in parts of this."""

_ALWAYS = (1 << len(SLOTS)) - 1


def _week(kan: tuple[str, ...]) -> int:
    """Return parts of the week as bits; who named none can always."""
    return sum(1 << place for place, slot in enumerate(SLOTS) if slot in kan) or _ALWAYS


def _meet(week: int, asked: list[int] | None) -> bool:
    """Tell whether parts of the week hold one with each party, or nobody asks for that."""
    if asked is None:
        return True
    for party in asked:
        if not week & party:
            return False
    return week != 0


@dataclass(frozen=True, slots=True)
class _Member:
    """A volunteer who may go to a case: what they bring at most, above their price, in 4096ths."""

    id: str
    most: int
    own: int
    levels: tuple[int, ...]
    answers: tuple[int, ...]
    week: int
    sets: frozenset[int]


def _above(one: _Member, other: _Member, skilled: int) -> int:
    """Return what two bring to a case above their prices, beside what depends on the two only."""
    value = one.own + other.own
    for a, b in zip(one.levels, other.levels, strict=True):
        value += skilled * (3 * a + b if a > b else 3 * b + a)
    for a, b in zip(one.answers, other.answers, strict=True):
        value += max(a, b)
    return value


class Certificate:
    """The sums of one day. What two volunteers are together is looked up once for all cases."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.unit = gcd(*(facts.weight_of(wens) for wens in USUAL), *MARGINAL)
        self._together: dict[str, dict[str, int | None]] = {}
        self._eligible: dict[str, tuple[str, ...]] = {}
        self._most_together = sum(
            facts.weight_of(wens) * steps
            for wens, steps in (("man-vrouw", 1), ("leeftijd", 3), ("mentor", 1), ("samen", 3))
        )

    def weight_bound(self, proof: Proof) -> int:
        """Return what no plan's weight exceeds."""
        total = self._places(proof, dict.fromkeys(self.facts.capacity, False), 1)
        for id_ in sorted(self.facts.planned):
            casus = self.facts.register.casus[id_]
            best = self._best(casus, proof, scored=False)
            if best is not None:
                total += max(0, best + SCALE * weight(self.facts, casus))
        return total // SCALE

    def points_bound(self, proof: Proof, reached: int) -> int:
        """Return what the points of no plan of weight `reached` exceed."""
        scale = SCALE * self.unit
        total = self._places(proof, dict.fromkeys(self.facts.capacity, True), self.unit)
        worth: list[tuple[int, int]] = []
        for id_ in sorted(self.facts.planned):
            casus = self.facts.register.casus[id_]
            best = self._best(casus, proof, scored=True)
            if best is not None:
                worth.append((best, weight(self.facts, casus)))
        # When the plan has the weight of all cases that can have a team, every such plan serves all of them.
        every = reached == sum(own for _, own in worth)
        for best, own in worth:
            offered = best + self.unit * proof.weight * own
            total += offered if every else max(0, offered)
        return (total - self.unit * proof.weight * reached) // scale * self.unit

    def _places(self, proof: Proof, paid: Mapping[str, bool], unit: int) -> int:
        """Return the price of all places, above what the plan pays for a second and third case."""
        total = 0
        for id_, places in self.facts.capacity.items():
            for number in range(places):
                lost = self.facts.price(id_, number) if paid[id_] else 0
                total += max(0, unit * proof.prices.get(id_, 0) - SCALE * lost)
        for members, price in proof.odd:
            rooms = sum(self.facts.capacity.get(member, 1) for member in members)
            total += unit * price * (rooms // 2)
        return total

    def _best(self, casus: Casus, proof: Proof, *, scored: bool) -> int | None:
        """Return the most a team for a case brings above the prices of its members; None without a team."""
        unit = self.unit if scored else 1
        members = [self._member(casus, id_, proof, scored=scored, unit=unit) for id_ in self._who(casus)]
        members.sort(key=lambda member: (-member.most, member.id))
        odd = [unit * price for _, price in proof.odd]
        if size_of(self.facts, casus) == 1:
            return self._best_alone(casus, members, proof, odd, scored=scored)
        return self._best_two(members, self._asked(casus), odd, scored=scored)

    def _best_two(self, members: list[_Member], asked: list[int] | None, odd: list[int], *, scored: bool) -> int | None:
        """Return the most that two of `members`, who stand in the order of their `most`, bring together."""
        bonus = SCALE * self._most_together if scored else 0
        skilled = SCALE * self.facts.weight_of("ervaring") if scored else 0
        best: int | None = None
        for place, one in enumerate(members):
            known = self._together.setdefault(one.id, {})
            for other in members[place + 1 :]:
                if best is not None and one.most + other.most + bonus <= best:
                    break
                if not _meet(one.week & other.week, asked):
                    continue
                if other.id not in known:
                    known[other.id] = self._pair(one.id, other.id)
                earned = known[other.id]
                if earned is None:
                    continue
                value = SCALE * earned * scored + _above(one, other, skilled)
                for number in one.sets & other.sets:
                    value -= odd[number]
                if best is None or value > best:
                    best = value
        return best

    def _best_alone(
        self, casus: Casus, members: list[_Member], proof: Proof, odd: list[int], *, scored: bool
    ) -> int | None:
        asked = self._asked(casus)
        found = []
        for member in members:
            if not _meet(member.week, asked):
                continue
            if list(together(self.facts, (member.id,))):
                continue
            both = [number for number in member.sets if casus.id in proof.odd[number][0]]
            found.append((member.most if scored else member.own) - sum(odd[number] for number in both))
        return max(found, default=None)

    def _asked(self, casus: Casus) -> list[int] | None:
        """Return the parts of the week of each party, or None where nobody asks for them."""
        return [_week(party.kan) for party in casus.partijen.values()] if self.facts.holds("dagdeel") else None

    def _who(self, casus: Casus) -> tuple[str, ...]:
        """Return the volunteers who meet every requirement that is about them alone."""
        if casus.id not in self._eligible:
            refused = said_no(casus, self.facts.day)
            people = [id_ for id_ in sorted(self.facts.standings) if self.facts.standings[id_].status == "actief"]
            fitting = (id_ for id_ in people if next(alone(self.facts, casus, id_, refused), None) is None)
            self._eligible[casus.id] = tuple(fitting)
        return self._eligible[casus.id]

    def _member(self, casus: Casus, id_: str, proof: Proof, *, scored: bool, unit: int) -> _Member:
        levels = level(self.facts, casus, id_) if scored else ()
        told = answers(self.facts, casus, id_) if scored and casus.id in self.facts.register.wishes.asked else {}
        met = tuple(SCALE * self.facts.weight_of(name) * fits for name, all_ in told.items() for fits in all_)
        place = f"{casus.id} {id_}" if id_ in self.facts.keepers[casus.id] else id_
        own = -unit * proof.prices.get(place, 0)
        if scored:
            own += SCALE * sum(own_points(self.facts, casus, id_).values())
        return _Member(
            id=id_,
            most=own + SCALE * 3 * self.facts.weight_of("ervaring") * sum(levels) + sum(met),
            own=own,
            levels=levels,
            answers=met,
            week=_week(self.facts.register.vrijwilliger[id_].kan),
            sets=frozenset(number for number, (members, _) in enumerate(proof.odd) if place in members),
        )

    def _pair(self, one: str, other: str) -> int | None:
        """Return the points of two volunteers together, None when they may not go together."""
        key = (one, other) if one < other else (other, one)
        if next(together(self.facts, key), None) is not None:
            return None
        return sum(pair_points(self.facts, *key).values())
