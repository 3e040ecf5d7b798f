"""Which cases are planned, what they weigh, and what is said when there is nothing to plan."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bb.domain.records import Casus, Partij
from bb.domain.register import Register
from bb.matching.plan import Plan
from bb.matching.planner import check, plan, why_not
from bb.matching.situation import situation
from bb.matching.telling import fairness_lines, verdict
from tests.matching.brute import World
from tests.matching.test_brute_force import lively
from tests.matching.world import DAY, case, events, line, past, random_register, register, volunteer

PAIR = ("v-001", "v-002")


def weight(*lines: object, **keys: object) -> int:
    made = register([case("2026-0001", *lines, **keys)], [volunteer(id_) for id_ in (*PAIR, "v-003")])  # type: ignore[arg-type]  # test helper: any lines
    (waiting,) = situation(made, DAY).cases
    return waiting.weight


def test_weight_is_urgency_and_days_since_the_intake() -> None:
    assert weight() == 110
    assert weight(urgentie="voorrang") == 210
    assert weight(urgentie="spoed") == 410


def test_days_on_hold_do_not_count() -> None:
    hold = (
        line(date(2026, 6, 22), "wacht", tot=date(2026, 6, 25)),
        line(date(2026, 6, 25), "hervat"),
    )
    assert weight(*hold) == 107


def test_a_case_whose_team_fell_apart_waits_since_then() -> None:
    assert (
        weight(
            line(date(2026, 6, 21), "koppeling", team=PAIR),
            line(date(2026, 6, 26), "kan-niet", wie="v-001"),
            line(date(2026, 6, 27), "voorstel", team=("v-002", "v-003")),
            line(date(2026, 6, 28), "kan-niet", wie="v-003"),
        )
        == 104
    )


def test_a_declined_proposal_does_not_set_the_clock_back() -> None:
    assert weight(line(date(2026, 6, 26), "voorstel", team=PAIR), line(DAY, "kan-niet", wie="v-001")) == 110


def test_a_team_of_which_one_stopped_waits_since_the_stop() -> None:
    made = register(
        [case("2026-0001", line(date(2026, 6, 21), "koppeling", team=PAIR))],
        [volunteer("v-001", line(date(2026, 6, 25), "stop")), volunteer("v-002")],
    )
    (waiting,) = situation(made, DAY).cases
    assert (waiting.since, waiting.weight) == (date(2026, 6, 25), 105)


def test_only_these_cases() -> None:
    made = register(
        [
            case("2026-0001"),
            case("2026-0002"),
            case("2026-0003", line(DAY, "koppeling", team=PAIR)),
            case("2026-0004", line(DAY, "afsluiting", resultaat="ingetrokken")),
            case("2026-0005", line(DAY, "wacht", tot=date(2026, 9, 1))),
            case("2026-0006", line(DAY, "intake", geschikt=False)),
        ],
        [volunteer(id_) for id_ in PAIR],
        experienced=PAIR,
    )
    asked = ("2026-0002", "2026-0003", "2026-0004", "2026-0005", "2026-0006", "2026-0999")
    found = plan(made, DAY, asked)
    assert [proposal.casus for proposal in found.proposals] == ["2026-0002"]
    assert {skipped.casus: skipped.reason for skipped in found.skipped} == {
        "2026-0003": "Deze zaak heeft al een team.",
        "2026-0004": "Deze zaak is gesloten.",
        "2026-0005": "Deze zaak staat in de wacht.",
        "2026-0006": "Er is nog geen intake die zegt dat deze zaak geschikt is.",
        "2026-0999": "Deze zaak staat niet in de map.",
    }


def test_an_open_proposal_stays_until_someone_cannot() -> None:
    asked = [line(date(2026, 6, 24), "voorstel", team=PAIR), line(date(2026, 6, 25), "akkoord", wie="v-001")]
    people = [volunteer(id_) for id_ in (*PAIR, "v-003", "v-004")]
    ids = (*PAIR, "v-003", "v-004")
    found = plan(register([case("2026-0001", *asked)], people, experienced=ids), DAY)
    assert [(fixed.casus, fixed.team) for fixed in found.fixed] == [("2026-0001", PAIR)]
    assert not found.proposals
    asked.append(line(date(2026, 6, 26), "kan-niet", wie="v-002"))
    found = plan(register([case("2026-0001", *asked)], people, experienced=ids), DAY)
    assert not found.fixed
    assert "v-002" not in found.proposals[0].team


def test_coaching_is_planned_for_one() -> None:
    coaching = line(date(2021, 1, 1), "training", soort="coaching")
    made = register(
        [case("2026-0001", aanpak="coaching")],
        [volunteer("v-001", coaching), volunteer("v-002")],
        experienced=("v-001",),
    )
    assert plan(made, DAY).proposals[0].team == ("v-001",)


def says(found: Plan) -> str:
    return f"{verdict(found)} {' '.join(fairness_lines(found))} {' '.join(case.reason for case in found.unmatched)}"


def test_no_waiting_case_is_said() -> None:
    found = plan(register([], [volunteer("v-001")]), DAY)
    assert verdict(found) == "Er wacht geen zaak op een team."
    assert found.proven


def test_no_volunteers_is_said() -> None:
    found = plan(register([case("2026-0001")], []), DAY)
    assert "Er zijn geen vrijwilligers." in says(found)
    assert "Er zijn geen actieve vrijwilligers." in says(found)
    assert found.unmatched[0].obstacles == ()


def test_one_volunteer_is_no_team() -> None:
    found = plan(register([case("2026-0001")], [volunteer("v-001")]), DAY)
    assert "maar één vrijwilliger" in says(found)


def test_contradictory_exclusions_are_said() -> None:
    made = register([case("2026-0001", niet=PAIR)], [volunteer(id_) for id_ in PAIR], experienced=PAIR)
    found = plan(made, DAY)
    assert verdict(found) == "Voor geen van de wachtende zaken is een team mogelijk."
    assert [obstacle.eisen for obstacle in found.unmatched[0].obstacles] == [("uitgesloten",)]
    assert [why.objections[0].reason for why in found.unmatched[0].volunteers] == [
        "v-001 blijft buiten deze zaak",
        "v-002 blijft buiten deze zaak",
    ]


def test_no_slot_in_common_is_said() -> None:
    made = register(
        [case("2026-0001", partijen={"A": Partij(wijk="noord", kan=("zo-avond",))})],
        [volunteer("v-001", kan=("ma-avond",)), volunteer("v-002", kan=("di-avond",))],
        experienced=PAIR,
    )
    (left,) = plan(made, DAY).unmatched
    assert [o.reason for o in left.obstacles[0].objections] == ["v-001 en v-002 kunnen nooit op hetzelfde dagdeel"]


def test_only_a_proven_plan_is_called_so() -> None:
    made = register([case("2026-0001")], [volunteer(id_) for id_ in PAIR], experienced=PAIR)
    assert verdict(plan(made, DAY)).startswith("Bewezen")
    hurried = plan(random_register(1, 40, 15, loose=False), DAY, seconds=0)
    assert not hurried.proven
    for word in ("bewezen:", "beste", "optima"):
        assert word not in verdict(hurried).lower()
    assert "hoogstens" in verdict(hurried)


def test_the_load_before_and_after() -> None:
    made = register(
        [case("2026-0001"), past("2025-0001", ["v-003"], closed=False)],
        [volunteer("v-001"), volunteer("v-002"), volunteer("v-003", max=1)],
        experienced=PAIR,
    )
    found = plan(made, DAY)
    assert (found.fairness.before, found.fairness.after) == ({0: 2, 1: 1}, {1: 3})
    assert (found.fairness.unevenness_before, found.fairness.unevenness_after) == (67, 0)
    assert fairness_lines(found)[-1] == ("Twee vrijwilligers schelen gemiddeld 0,67 zaak, na dit plan 0,00.")


def test_why_not_someone() -> None:
    made = register(
        [case("2026-0001", niet=("v-001",)), case("2026-0002")],
        [volunteer("v-001"), volunteer("v-002"), volunteer("v-003", max=0)],
        experienced=PAIR,
    )
    reasons = {why.vrijwilliger: why for why in why_not(made, DAY, "2026-0001")}
    assert [o.eis for o in reasons["v-001"].objections] == ["uitgesloten"]
    assert reasons["v-002"].reason == "v-002 past, maar met niemand samen voldoet het team aan alle eisen"
    with pytest.raises(KeyError):
        why_not(made, DAY, "2026-0999")


def test_when_time_is_up_for_the_choice_among_equals_the_verdict_says_so() -> None:
    found = plan(random_register(0, 12, 5), DAY)
    assert found.canonical
    assert "De tijd was op" not in verdict(found)
    assert verdict(replace(found, canonical=False)).endswith(
        "om uit plannen die even goed zijn steeds hetzelfde te kiezen."
    )


def left_by_one(*more: Casus, **keys: Any) -> Register:
    """A case that v-001 left; v-002 and v-003 have room for one case, and v-002 has this one."""
    lines = (line(DAY, "koppeling", team=PAIR), line(DAY, "kan-niet", wie="v-001"))
    people = [volunteer("v-001", max=2), volunteer("v-002", max=1), volunteer("v-003", max=1)]
    return register([case("2026-0001", *lines, **keys), *more], people, experienced=("v-001", "v-002"))


def test_who_is_left_of_a_team_may_go_again_and_uses_the_place_they_have() -> None:
    made = left_by_one()
    assert {v.id: v.capacity for v in situation(made, DAY).volunteers} == {"v-001": 2, "v-002": 0, "v-003": 1}
    found = plan(made, DAY)
    assert [proposal.team for proposal in found.proposals] == [("v-002", "v-003")]
    assert found.proven
    assert [proposal.quality for proposal in found.proposals] == [found.Q]
    assert check(made, DAY, "2026-0001", ("v-002", "v-003")) == ()


def test_who_is_left_of_a_team_keeps_the_case_until_it_has_another_team() -> None:
    made = left_by_one(case("2026-0002", niet=("v-001",)), niet=("v-003",))
    found = plan(made, DAY)
    assert {left.casus for left in found.unmatched} == {"2026-0001", "2026-0002"}
    assert [o.eis for o in check(made, DAY, "2026-0002", ("v-002", "v-003"))] == ["plaats"]
    free = left_by_one(case("2026-0002"), niet=("v-003",))
    assert [proposal.team for proposal in plan(free, DAY).proposals] == [("v-001", "v-003")]


def test_a_place_that_somebody_gave_back_stays_free_when_others_are_asked() -> None:
    """v-001 said kan-niet; that the case has a new proposal does not make it theirs again."""
    made = left_by_one(case("2026-0002"))
    asked = replace(made.casus["2026-0001"], verloop=events(*told(made, "2026-0001"), voorstel("v-002", "v-003")))
    (one, *_) = situation(made.with_record(asked), DAY, ("2026-0002",)).volunteers
    assert (one.id, one.capacity) == ("v-001", 2)


def told(made: Register, id_: str) -> list[Mapping[str, Any]]:
    return [{"op": e.op, "wat": e.wat, **e.keys} for e in made.casus[id_].verloop]


def voorstel(*team: str) -> Mapping[str, Any]:
    return line(DAY, "voorstel", team=team)


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_can_be_carried_out_in_any_order_and_nobody_gets_more_than_their_maximum(seed: int) -> None:
    made = lively(seed)
    before, found = World(made, DAY), plan(made, DAY)
    order = random.Random(seed).sample(found.proposals, len(found.proposals))
    for proposal in order:
        lines = [*told(made, proposal.casus), voorstel(*proposal.team)]
        made = made.with_record(replace(made.casus[proposal.casus], verloop=events(*lines)))
    for proposal in order:
        assert check(made, DAY, proposal.casus, proposal.team) == ()
        lines = [*told(made, proposal.casus), line(DAY, "koppeling", team=proposal.team)]
        made = made.with_record(replace(made.casus[proposal.casus], verloop=events(*lines)))
        after = World(made, DAY)
        assert all(after.room[member] >= min(0, room) for member, room in before.room.items())
