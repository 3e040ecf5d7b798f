"""Who can go together, and the standing of volunteers on a day."""

from __future__ import annotations

import pytest

from bb.domain.journal import state_of
from bb.domain.records import Partij
from bb.domain.team import (
    Standing,
    coach_conflict,
    excluded,
    intended_aanpak,
    met_as,
    own_wijk,
    rather_not,
    share_slot,
    standings,
    stopped,
    team_size,
    trainings,
)
from tests.domain.build import activity, case, day, register, volunteer

LINKED = ("06-01 melding via=telefoon", "06-03 intake geschikt=ja", "06-05 koppeling team=v-001,v-002")


@pytest.mark.parametrize(
    ("aanpak", "sizes"),
    [
        ("bemiddeling", [False, False, True, False]),
        ("pendel", [False, False, True, False]),
        ("groep", [False, False, True, True]),
        ("coaching", [False, True, True, True]),
    ],
)
def test_the_size_of_a_team(aanpak: str, sizes: list[bool]) -> None:
    assert [team_size(aanpak, ("v-001", "v-002", "v-003")[:n]) for n in range(4)] == sizes


def test_one_person_twice_is_one_person() -> None:
    assert not team_size("bemiddeling", ("v-001", "v-001"))
    assert not team_size("groep", ("v-001", "v-001"))
    found = standings(register(volunteer(), case(*LINKED[:2], "06-05 koppeling team=v-001,v-001")), day("06-06"))
    assert found["v-001"].load == ("2026-0123",)


def test_who_stays_out() -> None:
    assert excluded(case(niet=("v-009", "c-2")), "v-009")
    assert not excluded(case(niet=("v-009", "c-2")), "v-001")


def test_nobody_goes_to_a_party_in_the_own_wijk() -> None:
    quarrel = case(partijen={"A": Partij(wijk="noord"), "B": Partij(wijk="zuid"), "C": Partij()})
    assert own_wijk(quarrel, volunteer(wijk="noord"))
    assert own_wijk(quarrel, volunteer(wijk="zuid"))
    assert not own_wijk(quarrel, volunteer(wijk="centrum"))
    assert not own_wijk(quarrel, volunteer(wijk=None))  # a guest from elsewhere


def test_rather_not_together_whoever_said_so() -> None:
    first, second, third = volunteer(id_="v-001", niet_met=("v-002",)), volunteer(id_="v-002"), volunteer(id_="v-003")
    assert rather_not(first, second)
    assert rather_not(second, first)
    assert not rather_not(first, third)


def slots(*kan: tuple[str, ...]) -> bool:
    a, b, first, second = kan
    quarrel = case(partijen={"A": Partij(wijk="noord", kan=a), "B": Partij(wijk="noord", kan=b)})
    return share_slot(quarrel, [volunteer(id_="v-001", kan=first), volunteer(id_="v-002", kan=second)])


def test_a_part_of_the_week_in_common() -> None:
    evening, morning = ("di-avond",), ("za-ochtend",)
    assert slots((), (), (), ())
    assert slots(evening, (), (), ())
    assert slots(evening, morning, (), ())
    assert slots(evening, morning, (*evening, *morning), ())
    assert slots(evening, (), evening, (*morning, *evening))
    assert not slots(evening, (), morning, ())
    assert not slots(evening, morning, evening, ())
    assert not slots((), (), evening, morning)  # the two of them never can together


def test_followed_trainings_here_and_elsewhere() -> None:
    someone = volunteer("2024-03-15 training soort=basistraining", "06-20 training soort=verdieping")
    ours = activity("03-01 gehouden aanwezig=v-001,v-002", id_="2026-training-1", soort="training", training="pendel")
    without = activity("03-01 gehouden aanwezig=v-002", id_="2026-training-2", soort="training", training="groep")
    talk = activity("03-01 gehouden aanwezig=v-001", id_="2026-studiedag-1", soort="studiedag", training="coaching")
    nameless = activity("03-01 gehouden aanwezig=v-001", id_="2026-training-3", soort="training")
    all_ = (ours, without, talk, nameless)
    assert trainings(someone, all_, day("06-01")) == {"basistraining", "pendel"}
    assert trainings(someone, all_, day("02-28")) == {"basistraining"}
    assert trainings(someone, all_, day("06-20")) == {"basistraining", "pendel", "verdieping"}
    planned = activity("02-01 gepland datum=03-01", id_="2026-training-1", soort="training", training="pendel")
    assert trainings(volunteer(), (planned,), day("06-01")) == frozenset()


def test_which_aanpak_someone_may_do() -> None:
    def may(*followed: str) -> list[bool]:
        standing = Standing(vrijwilliger=volunteer(), status="actief", trainings=frozenset(followed))
        return [standing.trained(aanpak) for aanpak in ("bemiddeling", "pendel", "coaching", "groep")]

    assert may() == [False, False, False, False]
    assert may("basistraining") == [True, False, False, False]
    assert may("basistraining", "pendel", "groep") == [True, True, False, True]
    assert may("pendel") == [False, False, False, False]


def test_room_beside_the_cases_they_have() -> None:
    standing = Standing(vrijwilliger=volunteer(max=2), status="actief", trainings=frozenset(), load=("a", "b", "c"))
    assert standing.room == 0
    assert Standing(vrijwilliger=volunteer(max=2), status="actief", trainings=frozenset(), load=("a",)).room == 1


def test_after_three_cases_a_newcomer_may_go_along() -> None:
    def after(n: int) -> bool:
        return Standing(
            vrijwilliger=volunteer(), status="actief", trainings=frozenset(), cases=tuple("abcd"[:n])
        ).experienced

    assert [after(n) for n in range(5)] == [False, False, False, True, True]


def test_the_standing_of_a_volunteer() -> None:
    cases = (
        case(*LINKED, id_="2026-0001"),
        case(*LINKED, "06-08 wacht tot=07-01", id_="2026-0002"),
        case(*LINKED, "06-20 afsluiting resultaat=opgelost", id_="2026-0003"),
        case(*LINKED, "06-09 koppeling team=v-002,v-003", id_="2026-0004"),
        case(*LINKED[:2], "06-05 voorstel team=v-001,v-002", id_="2026-0005"),
        case(
            *("2025-05-01 melding via=mail", "2025-06-20 koppeling team=v-001,v-002"),
            *("2025-09-01 afsluiting resultaat=opgelost", "06-10 heropening"),
            id_="2025-0006",
        ),
    )
    people = [volunteer("2025-01-01 start", id_=id_) for id_ in ("v-001", "v-002", "v-003", "v-004")]
    known = register(*cases, *people)
    one, _, three, four = standings(known, day("06-20")).values()
    assert one.load == ("2026-0001", "2026-0002", "2025-0006")
    assert one.cases == ("2026-0001", "2026-0002", "2026-0003", "2026-0004", "2025-0006")
    assert one.recent == 4  # the first link of 2025-0006 was exactly twelve months ago
    assert standings(known, day("06-19"))["v-001"].recent == 5
    assert (three.load, three.cases) == (("2026-0004",), ("2026-0004",))
    assert (four.load, four.cases, four.recent, four.status) == ((), (), 0, "actief")
    assert standings(known, day("06-04"))["v-001"].load == ()
    assert standings(known, day("06-19"))["v-001"].load == ("2026-0001", "2026-0002", "2026-0003", "2025-0006")


def test_who_has_left() -> None:
    people = (
        volunteer("01-01 start", id_="v-001"),
        volunteer("01-01 start", "06-01 stop", id_="v-002"),
        volunteer("01-01 start", "06-01 stop", "06-05 start", id_="v-003"),
    )
    assert stopped(register(*people), day("05-31")) == frozenset()
    assert stopped(register(*people), day("06-04")) == {"v-002", "v-003"}
    assert stopped(register(*people), day("06-05")) == {"v-002"}


COACHED = (
    *LINKED[:2],
    "06-05 koppeling team=v-001,v-002",
    "06-11 gesprek met=A",
    "06-12 gesprek met=B door=v-002",
    "06-13 koppeling team=v-003 aanpak=coaching",
    "06-18 gesprek met=A",
    "06-19 gesprek met=B door=v-003,c-1",
)


def test_whom_someone_met_and_as_what() -> None:
    coached = case(*COACHED)
    assert met_as(coached, "v-001") == {("A", False)}
    assert met_as(coached, "v-002") == {("A", False), ("B", False)}
    assert met_as(coached, "v-003") == {("A", True), ("B", True)}
    assert met_as(coached, "v-003", day("06-18")) == {("A", True)}
    assert met_as(coached, "c-1") == frozenset()


def test_a_coach_was_never_a_mediator_of_that_party_and_the_reverse() -> None:
    coached = case(*COACHED)
    assert coach_conflict(coached, "v-001", "coaching")
    assert coach_conflict(coached, "v-001", "coaching", ["A"])
    assert not coach_conflict(coached, "v-001", "coaching", ["B"])
    assert not coach_conflict(coached, "v-001", "pendel")
    assert coach_conflict(coached, "v-003", "bemiddeling")
    assert not coach_conflict(coached, "v-003", "coaching")
    assert not coach_conflict(coached, "v-003", "bemiddeling", until=day("06-17"))
    assert not coach_conflict(coached, "v-009", "coaching")


def test_a_new_team_goes_on_as_the_last_one_did() -> None:
    begin = ("06-01 melding via=mail", "06-03 intake geschikt=ja aanpak=pendel")
    assert intended_aanpak(state_of(case(*begin[:1]))) == "bemiddeling"
    assert intended_aanpak(state_of(case(*begin))) == "pendel"
    assert intended_aanpak(state_of(case(*begin, "06-05 koppeling team=v-001 aanpak=coaching"))) == "coaching"
