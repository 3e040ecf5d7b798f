"""Each requirement alone: the one team there is fails it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bb.domain.records import Partij
from bb.domain.register import Register
from bb.matching import planner, requirements
from bb.matching import problem as problem_module
from bb.matching.planner import PlanError, check, plan
from bb.matching.situation import situation
from tests.matching.world import DAY, case, line, organisatie, past, register, volunteer

CASE = "2026-0001"
PAIR = ("v-001", "v-002")
EARLIER = date(2026, 6, 22)


def _actief() -> Register:
    away = volunteer("v-001", line(date(2026, 6, 1), "afwezig", van=date(2026, 6, 1), tot=date(2026, 7, 5)))
    return register([case(CASE)], [away, volunteer("v-002")], experienced=PAIR)


def _plaats() -> Register:
    return register([case(CASE)], [volunteer("v-001", max=0), volunteer("v-002")], experienced=PAIR)


def _basistraining() -> Register:
    return register([case(CASE)], [volunteer("v-001", trained=False), volunteer("v-002")], experienced=PAIR)


def _training() -> Register:
    pendel = line(date(2021, 1, 1), "training", soort="pendel")
    return register([case(CASE, aanpak="pendel")], [volunteer("v-001", pendel), volunteer("v-002")], experienced=PAIR)


def _uitgesloten() -> Register:
    return register([case(CASE, niet=("v-002",))], [volunteer("v-001"), volunteer("v-002")], experienced=PAIR)


def _zei_nee() -> Register:
    lines = (
        line(EARLIER, "voorstel", team=PAIR),
        line(date(2026, 6, 23), "kan-niet", wie="v-001"),
        line(date(2026, 6, 24), "voorstel", team=("v-002", "v-009")),
        line(date(2026, 6, 25), "kan-niet", wie="v-009"),
    )
    gone = volunteer("v-009", line(date(2026, 6, 26), "stop"))
    return register([case(CASE, *lines)], [volunteer("v-001"), volunteer("v-002"), gone], experienced=PAIR)


def _coach() -> Register:
    lines = (
        line(EARLIER, "koppeling", team=PAIR, aanpak="bemiddeling"),
        line(date(2026, 6, 23), "gesprek", met=("A",), door=("v-001",)),
        line(date(2026, 6, 24), "intake", geschikt=True, aanpak="coaching"),
        line(date(2026, 6, 25), "koppeling", team=("v-002",), aanpak="coaching"),
        line(date(2026, 6, 26), "kan-niet", wie="v-002"),
    )
    coaching = line(date(2021, 1, 1), "training", soort="coaching")
    return register([case(CASE, *lines)], [volunteer("v-001", coaching)], experienced=("v-001",))


def _eigen_wijk() -> Register:
    return register([case(CASE)], [volunteer("v-001", wijk="noord"), volunteer("v-002")], experienced=PAIR)


def _niet_met() -> Register:
    return register([case(CASE)], [volunteer("v-001", niet_met=("v-002",)), volunteer("v-002")], experienced=PAIR)


def _ervaren() -> Register:
    return register([case(CASE)], [volunteer("v-001"), volunteer("v-002")])


def _man_vrouw() -> Register:
    return register(
        [case(CASE)],
        [volunteer("v-001", geslacht="man"), volunteer("v-002", geslacht="man")],
        organisatie(eisen={"man-vrouw": True}),
        experienced=PAIR,
    )


def _dagdeel() -> Register:
    parties = {"A": Partij(wijk="noord"), "B": Partij(wijk="noord", kan=("za-ochtend",))}
    return register(
        [case(CASE, partijen=parties)],
        [volunteer("v-001", kan=("di-avond", "za-ochtend")), volunteer("v-002", kan=("di-avond",))],
        experienced=PAIR,
    )


ALONE: dict[str, tuple[Callable[[], Register], str]] = {
    "actief": (_actief, "v-001 is afwezig"),
    "plaats": (_plaats, "v-001 heeft geen plaats voor nog een zaak (max 0)"),
    "basistraining": (_basistraining, "v-001 deed de basistraining nog niet"),
    "training": (_training, "v-002 volgde de training pendel niet"),
    "uitgesloten": (_uitgesloten, "v-002 blijft buiten deze zaak"),
    "zei-nee": (_zei_nee, "v-001 kan deze zaak niet doen"),
    "coach": (_coach, "v-001 was eerder bemiddelaar in deze zaak en kan nu geen coach zijn"),
    "eigen-wijk": (_eigen_wijk, "v-001 woont in dezelfde wijk als een partij"),
    "niet-met": (_niet_met, "v-001 en v-002 gaan niet samen"),
    "ervaren": (_ervaren, "v-001 en v-002: niemand van hen deed al 3 zaken"),
    "man-vrouw": (_man_vrouw, "v-001 en v-002 zijn niet een man en een vrouw, of gaven het niet op"),
    "dagdeel": (_dagdeel, "v-001 en v-002 hebben samen geen dagdeel met partij B"),
}


def team_of(name: str) -> tuple[str, ...]:
    return ("v-001",) if name == "coach" else PAIR


def test_every_requirement_has_its_scene() -> None:
    assert list(ALONE) == [requirement.name for requirement in requirements.REQUIREMENTS]


@pytest.mark.parametrize("name", ALONE)
def test_the_only_team_fails_this_requirement_alone(name: str) -> None:
    make, reason = ALONE[name]
    found = check(make(), DAY, CASE, team_of(name))
    assert [(objection.eis, objection.reason) for objection in found] == [(name, reason)]


@pytest.mark.parametrize("name", ALONE)
def test_the_case_stays_without_a_team_and_says_why(name: str) -> None:
    found = plan(ALONE[name][0](), DAY)
    (left,) = found.unmatched
    assert (left.casus, left.possible, found.W, found.proven) == (CASE, 0, 0, True)
    assert [obstacle.eisen for obstacle in left.obstacles] == [(name,)]
    assert left.obstacles[0].example == team_of(name)


@pytest.mark.parametrize("name", ALONE)
def test_the_verifier_notices_a_requirement_that_forgets_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ALONE[name][0]()
    rest = tuple(r for r in requirements.requirements_of(made.organisatie) if r.name != name)
    monkeypatch.setattr(problem_module, "requirements_of", lambda _: rest)
    if name == "plaats":  # the room itself must be wrong too: without places nothing can be planned
        facts = situation(made, DAY)
        roomy = replace(facts, volunteers=tuple(replace(v, capacity=9) for v in facts.volunteers))
        monkeypatch.setattr(planner, "situation", lambda *_: roomy)
    with pytest.raises(PlanError, match=f"voldoet niet aan {name}"):
        plan(made, DAY)


@pytest.mark.parametrize("name", ["eigen-wijk", "ervaren", "dagdeel"])
def test_an_organisation_may_switch_it_off(name: str) -> None:
    made = ALONE[name][0]()
    free = Register(organisatie=organisatie(eisen={name: False}), casus=made.casus, vrijwilliger=made.vrijwilliger)
    assert check(free, DAY, CASE, PAIR) == ()
    assert [proposal.team for proposal in plan(free, DAY).proposals] == [PAIR]


def test_man_and_woman_is_asked_only_where_switched_on() -> None:
    made = _man_vrouw()
    usual = Register(organisatie=organisatie(), casus=made.casus, vrijwilliger=made.vrijwilliger)
    assert check(usual, DAY, CASE, PAIR) == ()


def test_other_requirements_cannot_be_switched_off() -> None:
    made = _actief()
    free = Register(organisatie=organisatie(eisen={"actief": False}), casus=made.casus, vrijwilliger=made.vrijwilliger)
    assert [objection.eis for objection in check(free, DAY, CASE, PAIR)] == ["actief"]


def test_who_never_said_when_can_always() -> None:
    parties = {"A": Partij(wijk="noord", kan=("ma-ochtend",)), "B": Partij(wijk="noord")}
    made = register(
        [case(CASE, partijen=parties)],
        [volunteer("v-001", kan=("ma-ochtend",)), volunteer("v-002")],
        experienced=PAIR,
    )
    assert check(made, DAY, CASE, PAIR) == ()


def test_a_case_that_waits_again_leaves_room_with_the_member_who_stays() -> None:
    lines = (
        line(EARLIER, "koppeling", team=PAIR),
        line(date(2026, 6, 25), "kan-niet", wie="v-002"),
    )
    made = register(
        [case(CASE, *lines)],
        [volunteer("v-001", max=1), volunteer("v-002"), volunteer("v-003")],
        experienced=("v-001",),
    )
    assert [proposal.team for proposal in plan(made, DAY).proposals] == [("v-001", "v-003")]


def test_a_hand_made_choice_is_checked_as_a_whole() -> None:
    made = register(
        [case(CASE, niet=("v-001",)), past("2025-0001", ["v-001"], closed=False)],
        [volunteer("v-001", max=1, wijk="noord"), volunteer("v-002"), volunteer("v-003", line(EARLIER, "stop"))],
    )
    assert {o.eis for o in check(made, DAY, CASE, PAIR)} == {"plaats", "uitgesloten", "eigen-wijk", "ervaren"}
    assert "actief" in {o.eis for o in check(made, DAY, CASE, ("v-002", "v-003"))}
    assert "dubbel" in {o.eis for o in check(made, DAY, CASE, ("v-002", "v-002"))}
    assert "grootte" in {o.eis for o in check(made, DAY, CASE, ("v-002",))}
    assert [o.eis for o in check(made, DAY, CASE, ("v-002", "v-777"))] == ["onbekend"]
    assert [o.eis for o in check(made, DAY, "2026-0999", PAIR)] == ["onbekend"]


def test_groep_may_have_more_than_two_by_hand() -> None:
    groep = line(date(2021, 1, 1), "training", soort="groep")
    made = register(
        [case(CASE, aanpak="groep")],
        [volunteer(id_, groep) for id_ in ("v-001", "v-002", "v-003")],
        experienced=PAIR,
    )
    assert check(made, DAY, CASE, ("v-001", "v-002", "v-003")) == ()
    assert len(plan(made, DAY).proposals[0].team) == 2
