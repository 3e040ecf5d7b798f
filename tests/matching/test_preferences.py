"""Each preference gives exactly what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bb.domain.records import Partij
from bb.domain.register import Register
from bb.domain.wishes import Asked, Wishes
from bb.matching import preferences
from bb.matching.planner import PlanError, plan
from tests.matching.world import DAY, WIJKEN, case, organisatie, past, register, volunteer

CASE = "2026-0001"
PAIR = ("v-001", "v-002")


def scene(
    one: Mapping[str, Any] | None = None,
    other: Mapping[str, Any] | None = None,
    *,
    history: tuple[Any, ...] = (),
    experienced: tuple[str, ...] = PAIR,
    gewichten: Mapping[str, int] | None = None,
    minimum: int | None = None,
    **keys: Any,
) -> Register:
    return register(
        [case(CASE, **keys), *history],
        [volunteer("v-001", **(one or {})), volunteer("v-002", **(other or {}))],
        organisatie(gewichten=gewichten, wijken=WIJKEN | {"west": ()}, minimum=minimum),
        experienced=experienced,
    )


def given(made: Register) -> dict[str, int]:
    (proposal,) = plan(made, DAY).proposals
    assert all(bool(points.because) == bool(points.points) for points in proposal.points)
    return {points.wens: points.points for points in proposal.points if points.points and points.wens != "spreiding"}


def test_a_plain_team_gets_points_for_a_quiet_year_only() -> None:
    (proposal,) = plan(scene(), DAY).proposals
    assert {points.wens: points.points for points in proposal.points if points.points} == {"spreiding": 60}
    assert proposal.quality == 60


def test_expertise_counts_three_times_for_the_better_and_once_for_the_other() -> None:
    level = {"klachten": {"geluid-personen": 3, "tuin": 3}}
    assert given(scene(level)) == {"ervaring": 90}
    assert given(scene(level, {"klachten": {"geluid-personen": 2}})) == {"ervaring": 110}


def test_two_who_each_know_one_complaint_add_up() -> None:
    made = scene({"klachten": {"tuin": 2}}, {"klachten": {"relatie": 1}}, klachten=("tuin", "relatie"))
    assert given(made) == {"ervaring": 90}


def test_a_man_and_a_woman_give_twenty() -> None:
    assert given(scene({"geslacht": "man"}, {"geslacht": "vrouw"})) == {"man-vrouw": 20}
    assert given(scene({"geslacht": "man"}, {"geslacht": "man"})) == {}
    assert given(scene({"geslacht": "man"})) == {}


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ("1960-1969", "1970-1979", 5),
        ("1960-1969", "1985", 10),
        ("1940-1949", "1990-1999", 15),
        ("1960-1969", "1965-1969", 0),
        ("1960-1969", None, 0),
        ("1960-1969", "ergens", 0),
    ],
)
def test_every_ten_years_between_two_give_five_at_most_fifteen(one: str, other: str | None, points: int) -> None:
    assert given(scene({"geboren": one}, {"geboren": other})) == ({"leeftijd": points} if points else {})


def test_a_newcomer_beside_someone_experienced_gives_fifteen() -> None:
    assert given(scene(experienced=("v-002",))) == {"mentor": 15}


def test_each_case_of_the_last_year_costs_one_step_of_five() -> None:
    recent = [past(f"2026-10{n:02d}", ["v-001"], resultaat="verbeterd", op=date(2026, 1, 5)) for n in range(2)]
    (proposal,) = plan(scene(history=tuple(recent)), DAY).proposals
    assert next(points.points for points in proposal.points if points.wens == "spreiding") == 5 * (4 + 6)


def test_a_wijk_beside_that_of_a_party_gives_ten_and_two_away_five_also_when_only_one_side_names_it() -> None:
    assert given(scene({"wijk": "centrum"})) == {"nabijheid": 10}
    assert given(scene({"wijk": "centrum"}, {"wijk": "centrum"})) == {"nabijheid": 20}
    assert given(scene({"wijk": "zuid"})) == {"nabijheid": 5}
    assert given(scene({"wijk": "west"})) == {}
    wijken = {"noord": (), "oost": ("noord",)}
    made = register([case(CASE)], [volunteer(id_) for id_ in PAIR], organisatie(wijken=wijken), experienced=PAIR)
    assert given(made) == {"nabijheid": 20}


def test_a_neighbour_of_one_party_is_not_near_the_other() -> None:
    parties = {"A": Partij(wijk="noord"), "B": Partij(wijk="centrum")}
    made = scene({"wijk": "centrum"}, partijen=parties)
    free = Register(
        organisatie=organisatie(eisen={"eigen-wijk": False}), casus=made.casus, vrijwilliger=made.vrijwilliger
    )
    assert given(free) == {}


def test_cases_solved_together_give_five_each_at_most_fifteen() -> None:
    history = tuple(past(f"2023-00{n:02d}", PAIR) for n in range(5))
    assert given(scene(history=history[:2])) == {"samen": 10}
    assert given(scene(history=history)) == {"samen": 15}
    assert given(scene(history=(past("2023-0001", PAIR, resultaat="niet-opgelost"),))) == {}


def test_each_case_missed_of_the_minimum_of_the_year_gives_five_at_most_fifteen() -> None:
    assert given(scene(minimum=1)) == {"minimum": 10}
    assert given(scene(minimum=8)) == {"minimum": 30}
    done = tuple(past(f"2026-10{n:02d}", ["v-001"], resultaat="verbeterd", op=date(2026, 1, 5)) for n in range(7))
    assert given(scene(minimum=8, history=done)) == {"minimum": 5 + 15}
    assert given(scene({"van": "buren-oost"}, minimum=2)) == {"minimum": 10}


def test_a_weight_multiplies_and_zero_switches_off() -> None:
    sexes = ({"geslacht": "man"}, {"geslacht": "vrouw"})
    assert given(scene(*sexes, gewichten={"man-vrouw": 7})) == {"man-vrouw": 7}
    assert given(scene(*sexes, gewichten={"man-vrouw": 0})) == {}


def wishing(made: Register, has: Mapping[str, tuple[str, ...]] | None = None, **asked: Any) -> Register:
    """The same organisation, with what party B asks in the dossier of the case."""
    wishes = Wishes(asked={CASE: {"A": Asked(), "B": Asked(**asked)}}, affiniteit=has or {})
    return replace(made, wishes=wishes)


def test_a_language_a_party_asks_for_gives_fifteen_once() -> None:
    made = scene({"talen": ("nl", "tr")}, {"talen": ("nl", "tr")})
    assert given(wishing(made, talen=("tr", "ar"))) == {"taal": 15}
    assert given(wishing(made, talen=("ar",))) == {}
    assert given(made) == {}


def test_each_affinity_asked_for_gives_ten_when_one_of_the_two_has_it() -> None:
    has = {"v-001": ("dieren", "zorg"), "v-002": ("dieren",)}
    assert given(wishing(scene(), has, affiniteit=("dieren",))) == {"affiniteit": 10}
    assert given(wishing(scene(), has, affiniteit=("dieren", "zorg", "sport"))) == {"affiniteit": 20}
    assert given(wishing(scene(), affiniteit=("dieren",))) == {}


def test_a_wish_about_man_or_woman_age_or_experience_gives_ten_each() -> None:
    made = scene({"geslacht": "vrouw", "geboren": "1970-1979", "klachten": {"tuin": 1}})
    assert given(wishing(made, geslacht="vrouw")) == {"wens": 10}
    assert given(wishing(made, geslacht="man")) == {}
    assert given(wishing(made, leeftijd="50-64", ervaring=("tuin", "dieren"))) == {"wens": 20}
    assert [bool(given(wishing(made, leeftijd=age))) for age in ("18-34", "35-49", "50-64", "80+")] == [
        False,
        True,
        True,
        False,
    ]


def test_what_a_party_asks_is_told_nowhere() -> None:
    made = wishing(scene({"talen": ("tr",)}, {"geslacht": "vrouw"}), talen=("tr",), geslacht="vrouw")
    (proposal,) = plan(made, DAY).proposals
    told = " ".join(points.because for points in proposal.points if points.points)
    assert "door v-001, zoals in het dossier staat" in told
    assert "tr" not in told.split()
    assert "vrouw" not in told


@pytest.mark.parametrize("place", range(len(preferences.PREFERENCES)))
def test_the_verifier_notices_a_preference_that_changed(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every preference gives something here, and each in turn is broken."""
    made = scene(
        {"geslacht": "man", "geboren": "1960", "wijk": "centrum", "klachten": {"geluid-personen": 1}},
        {"geslacht": "vrouw", "geboren": "1980", "talen": ("tr",)},
        history=(past("2023-0001", PAIR),),
        experienced=("v-001",),
        minimum=4,
    )
    made = wishing(made, {"v-001": ("dieren",)}, talen=("tr",), affiniteit=("dieren",), geslacht="man")
    (proposal,) = plan(made, DAY).proposals
    assert all(points.points for points in proposal.points)
    broken = preferences.PREFERENCES[place]
    monkeypatch.setattr(type(broken), "of", lambda *_: 7)
    with pytest.raises(PlanError, match=f"{broken.name} geeft"):
        plan(made, DAY)
