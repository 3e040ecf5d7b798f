"""Nothing better exists: everything tried, by other code, in organisations of every kind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.register import Register
from bb.matching.planner import plan
from tests.matching.brute import World
from tests.matching.world import DAY, events, line, random_register


def lively(seed: int) -> Register:
    """A tiny organisation in which people are away or have left, talks were held, and cases were on hold."""
    dice = random.Random(seed)
    made = random_register(
        seed,
        dice.randint(2, 8),
        dice.randint(1, 5),
        loose=dice.random() < 0.5,
        slots=dice.choice((0.3, 0.6, 0.9)),
        wijken=dice.choice((4, 8)),
        wishes=dice.random() < 0.6,
    )
    for person in list(made.vrijwilliger.values()):
        more: list[Mapping[str, Any]] = []
        if dice.random() < 0.15:
            begin = DAY + timedelta(days=dice.choice((-20, -1, 0, 1)))
            until = begin + timedelta(days=dice.randint(0, 20))
            more.append(line(DAY - timedelta(days=30), "afwezig", van=begin, tot=until))
        if dice.random() < 0.08:
            more.append(line(DAY - timedelta(days=dice.randint(0, 3)), "stop"))
        made = made.with_record(with_lines(person, more))
    for casus in list(made.casus.values()):
        more = []
        if casus.id > "2026" and dice.random() < 0.2:
            more.append(line(DAY - timedelta(days=4), "wacht", tot=DAY + timedelta(days=9)))
            if dice.random() < 0.8:
                more.append(line(DAY - timedelta(days=dice.randint(0, 3)), "hervat"))
        if casus.id > "2026" and dice.random() < 0.2:
            team = tuple(dice.sample(sorted(made.vrijwilliger), 1))
            more.append(line(DAY - timedelta(days=2), "gesprek", met="A", door=team))
        made = made.with_record(with_lines(casus, more))
    return made


def with_lines(record: Any, more: list[Mapping[str, Any]]) -> Any:
    keys = [{"op": e.op, "wat": e.wat, **e.keys} for e in record.verloop]
    return replace(record, verloop=events(*sorted([*keys, *more], key=lambda e: e["op"])))


def agrees(seed: int) -> None:
    made = lively(seed)
    world, found = World(made, DAY), plan(made, DAY)
    assert found.proven
    assert found.canonical
    assert {fixed.casus: fixed.team for fixed in found.fixed} == world.fixed
    assert sorted([p.casus for p in found.proposals] + [u.casus for u in found.unmatched]) == world.waiting
    chosen = {p.casus: p.team for p in found.proposals}
    assert (found.W, found.Q) == world.best() == world.value(chosen)
    for proposal in found.proposals:
        assert {one.wens: one.points for one in proposal.points} == world.points(proposal.casus, proposal.team)
        assert [other.cost for other in proposal.alternatives] == world.costs(chosen, proposal.casus)[:2]
    for left in found.unmatched:
        assert left.possible == len(world.teams(left.casus))
        if not left.possible:
            assert {frozenset(one.eisen) for one in left.obstacles} == world.obstacles(left.casus)


@pytest.mark.parametrize("seed", range(300))
def test_nothing_is_better_and_every_point_is_right(seed: int) -> None:
    agrees(seed)


@settings(max_examples=max(20, settings().max_examples // 2))
@given(st.integers(300, 10**9))
def test_in_any_organisation(seed: int) -> None:
    """More than a thousand of them with `make fuzz`."""
    agrees(seed)
