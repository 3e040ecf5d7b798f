"""The second opinion: right plans pass, and every kind of wrong plan is noticed."""

from __future__ import annotations

import ast
import random
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from bb.matching.certificate import Certificate
from bb.matching.plan import Plan
from bb.matching.planner import plan
from bb.matching.recount import facts_of
from bb.matching.verifier import verify
from tests.matching.world import DAY, case, line, random_register, register, volunteer

IDS = ("v-001", "v-002", "v-003", "v-004")
MADE = register(
    [
        case("2026-0001"),
        case("2026-0002"),
        case("2026-0003", niet=IDS),
        case("2026-0004", line(DAY, "voorstel", team=("v-001", "v-002"))),
    ],
    [volunteer(id_) for id_ in IDS],
    experienced=IDS,
)


def test_it_imports_nothing_of_matching_but_the_types_of_a_plan() -> None:
    own = {"bb.matching.verifier", "bb.matching.certificate", "bb.matching.recount"}
    for module in own:
        source = Path(import_module(module).__file__ or "").read_text("utf-8")
        nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.module]
        names = {node.module for node in nodes if node.module and node.module.startswith("bb.matching")}
        assert names <= own | {"bb.matching.plan"}
        assert not any("numpy" in (node.module or "") for node in nodes)


def test_a_right_plan_passes() -> None:
    assert verify(MADE, DAY, plan(MADE, DAY)) == ()


@pytest.mark.parametrize("seed", range(10))
def test_the_bound_is_added_up_again_from_the_prices(seed: int) -> None:
    """Other prices give another bound, and one that was not the sum of its prices is noticed."""
    made = random_register(seed, 20, 8, loose=bool(seed % 2))
    found = plan(made, DAY)
    for name, bound in (("weight_proof", found.weight_bound), ("points_proof", found.bound)):
        proof = getattr(found, name)
        assert proof.bound >= bound
        lower = replace(proof, bound=proof.bound - proof.unit)
        assert any("is" in told and "niet" in told for told in verify(made, DAY, replace(found, **{name: lower})))
        cheaper = replace(proof, prices=dict.fromkeys(made.vrijwilliger, -1))
        assert any("onder nul" in told for told in verify(made, DAY, replace(found, **{name: cheaper})))


@pytest.mark.parametrize("seed", range(10))
def test_any_prices_give_a_bound_that_holds(seed: int) -> None:
    made = random_register(seed, 15, 6, loose=bool(seed % 2))
    found = plan(made, DAY)
    dice = random.Random(seed)
    certificate = Certificate(facts_of(made, DAY))
    for _ in range(5):
        prices = {id_: dice.randrange(40) * 4096 for id_ in made.vrijwilliger}
        odd = ((frozenset(dice.sample(sorted(made.vrijwilliger), 7)), dice.randrange(40) * 4096),)
        weight = dice.randrange(2 * 4096)
        proof = replace(found.points_proof, prices=prices, odd=odd, weight=weight)
        assert certificate.weight_bound(proof) >= found.W
        assert certificate.points_bound(proof, found.W) >= found.Q


def test_a_plan_that_is_called_too_good_by_its_bound_is_noticed() -> None:
    found = plan(MADE, DAY)
    more = replace(found, bound=found.Q + 5, proven=False, points_proof=replace(found.points_proof, bound=found.Q + 5))
    assert any("de grens voor de punten" in told for told in verify(MADE, DAY, more))


def changed(found: Plan, what: str) -> Plan:
    first, *rest = found.proposals
    wrong: dict[str, Plan] = {
        "gewicht van het plan": replace(found, W=found.W + 1, weight_bound=found.W + 1),
        "punten en niet": replace(found, Q=found.Q + 1, bound=found.Q + 1),
        "zijn eigen grens": replace(found, bound=found.Q - 1),
        "bereikt zijn grens niet": replace(found, bound=found.Q + 1),
        "precies de zaken": replace(found, unmatched=()),
        "die openstaan": replace(found, fixed=()),
        "het gewicht is": replace(found, proposals=(replace(first, weight=first.weight + 1), *rest)),
        "tellen niet op": replace(found, proposals=(replace(first, quality=first.quality + 1), *rest)),
        "onbekende vrijwilliger": replace(found, proposals=(replace(first, team=("v-001", "v-999")), *rest)),
        "aan grootte": replace(found, proposals=(replace(first, team=("v-001",)), *rest)),
        "het andere team": replace(
            found, proposals=(replace(first, alternatives=(replace(first.alternatives[0], quality=1),)), *rest)
        ),
    }
    return wrong[what]


@pytest.mark.parametrize(
    "what",
    [
        "gewicht van het plan",
        "punten en niet",
        "zijn eigen grens",
        "bereikt zijn grens niet",
        "precies de zaken",
        "die openstaan",
        "het gewicht is",
        "tellen niet op",
        "onbekende vrijwilliger",
        "aan grootte",
        "het andere team",
    ],
)
def test_every_wrong_plan_is_noticed(what: str) -> None:
    found = verify(MADE, DAY, changed(plan(MADE, DAY), what))
    assert any(what in discrepancy for discrepancy in found), found


def test_too_many_cases_for_one_volunteer_are_noticed() -> None:
    found = plan(MADE, DAY)
    same = replace(found, proposals=tuple(replace(p, team=("v-001", "v-002")) for p in found.proposals))
    assert "v-001: krijgt 2 zaken bij plaats voor 1" in verify(MADE, DAY, same)


@pytest.mark.parametrize("seed", range(10))
def test_it_agrees_with_plans_of_random_organisations(seed: int) -> None:
    made = random_register(seed, 20, 8, loose=bool(seed % 2))
    assert verify(made, DAY, plan(made, DAY)) == ()


def test_a_place_given_back_in_advance_is_noticed() -> None:
    """v-002 still has the case that v-001 left and nobody else can take, so has no place for another one."""
    left = (line(DAY, "koppeling", team=("v-001", "v-002")), line(DAY, "kan-niet", wie="v-001"))
    people = [volunteer("v-001"), volunteer("v-002", max=2), volunteer("v-003")]
    cases = [case("2026-0001", *left, niet=("v-003",)), case("2026-0002", niet=("v-001",))]
    right = plan(register(cases, people, experienced=("v-002",)), DAY)
    full = register(cases, [people[0], volunteer("v-002", max=1), people[2]], experienced=("v-002",))
    assert [proposal.team for proposal in right.proposals] == [("v-002", "v-003")]
    assert plan(full, DAY).proposals == ()
    told = verify(full, DAY, right)
    assert "2026-0002: het team voldoet niet aan plaats" in told
    assert "v-002: krijgt 1 zaken bij plaats voor 0" in told
