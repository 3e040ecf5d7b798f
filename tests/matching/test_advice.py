"""What one more volunteer, or one more training, would change."""

from __future__ import annotations

from datetime import date

import pytest

from bb.domain.register import Register
from bb.matching.advice import advise
from bb.matching.imagined import NEW, absent, recruited, trained
from bb.matching.planner import plan
from tests.matching.world import DAY, case, line, random_register, register, volunteer

IDS = ("v-001", "v-002", "v-003", "v-004")
TRAININGS = ("basistraining", "pendel", "coaching")


def matched(made: Register) -> int:
    return len(plan(made, DAY).proposals)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_helps_more_than_what_is_advised(seed: int) -> None:
    """Every recruit and every training is planned here as an organisation of its own."""
    made = random_register(seed, 8, 6, loose=False, slots=0.7, wijken=5)
    ids = [id_ for id_ in made.vrijwilliger if any(e.wat == "start" for e in made.vrijwilliger[id_].verloop)]
    now = matched(made)
    other = {
        ("", ("basistraining", *kinds)): matched(recruited(made, DAY, kinds))
        for kinds in ((), ("pendel",), ("coaching",))
    } | {(id_, (kind,)): matched(trained(made, id_, kind, DAY)) for id_ in ids for kind in TRAININGS}
    found = advise(made, DAY)
    assert found.now == now
    best = max(other.values())
    if best == now:
        assert not found.best
        return
    assert {one.matched for one in found.best} == {best}
    assert all(other[one.wie, one.trainings] == best for one in found.best)


def test_the_training_that_is_missing_is_advised() -> None:
    pendel = line(date(2021, 1, 1), "training", soort="pendel")
    made = register(
        [case("2026-0001", aanpak="pendel")],
        [volunteer("v-001", pendel), volunteer("v-002"), volunteer("v-003", niet_met=("v-001",))],
        experienced=IDS,
    )
    found = advise(made, DAY)
    assert (found.waiting, found.now) == (1, 0)
    assert ("v-002", ("pendel",)) in {(one.wie, one.trainings) for one in found.best}
    assert ("", ("basistraining", "pendel")) in {(one.wie, one.trainings) for one in found.best}
    assert "v-003" not in {one.wie for one in found.best}


def test_when_every_case_has_a_team_nobody_is_needed() -> None:
    made = register([case("2026-0001")], [volunteer(id_) for id_ in IDS], experienced=IDS)
    assert advise(made, DAY).total == 0


def test_when_time_is_up_the_advice_says_how_far_it_came() -> None:
    made = register([case("2026-0001", niet=IDS)], [volunteer(id_) for id_ in IDS], experienced=IDS)
    found = advise(made, DAY, seconds=0)
    assert found.tried < found.total


def test_an_absent_volunteer_gets_no_case_and_the_register_stays() -> None:
    made = register([case("2026-0001")], [volunteer(id_) for id_ in IDS[:2]], experienced=IDS)
    assert matched(absent(made, "v-001", DAY)) == 0
    assert matched(made) == 1


def test_someone_added_can_go_with_someone_experienced() -> None:
    made = register([case("2026-0001")], [volunteer("v-001")], experienced=IDS)
    (proposal,) = plan(recruited(made, DAY), DAY).proposals
    assert proposal.team == (NEW, "v-001")
