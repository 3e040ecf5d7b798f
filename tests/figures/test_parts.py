"""Parts of the cases, other days than a year, and what a figure opens to."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.register import Register
from bb.figures import Period, Scope, opened, period_figures, year_period
from tests.figures.world import LATER, WIJKEN, figures, registers

YEARS = st.integers(2024, 2027)


@settings(max_examples=30)
@given(registers(), YEARS)
def test_the_wijken_apart_are_together_what_the_year_has(found: Register, jaar: int) -> None:
    period = year_period(jaar, LATER)
    for wijk in WIJKEN:
        named = {f.name: f for f in period_figures(found, period, Scope(kind="wijk", name=wijk))}
        assert named["aanmeldingen"].cases == figures(found, jaar)[f"wijk.{wijk}"].cases
        assert all(len(f.cases) == f.value for f in named.values())
        assert "vrijwilligers" not in named


@settings(max_examples=30)
@given(registers(), YEARS)
def test_two_halves_have_the_cases_of_the_year_and_speak_of_a_period(found: Register, jaar: int) -> None:
    halves = [
        Period(first=date(jaar, 1, 1), last=date(jaar, 6, 30), today=LATER),
        Period(first=date(jaar, 7, 1), last=date(jaar, 12, 31), today=LATER),
    ]
    gone = [period_figures(found, half)[0] for half in halves]
    assert [f.name for f in gone] == ["aanmeldingen", "aanmeldingen"]
    assert all("in de periode" in f.definition and "het jaar" not in f.definition for f in gone)


@settings(max_examples=30)
@given(registers(), YEARS)
def test_every_figure_opens_to_a_place_for_each_thing_it_counts(found: Register, jaar: int) -> None:
    period = year_period(jaar, LATER)
    counted = period_figures(found, period)
    everywhere = opened(counted, found, period)
    for figure in counted:
        places = everywhere[figure.name]
        assert [place.id for place in places] == list(figure.cases), figure.name
        assert all(place.line >= 1 and place.path for place in places), figure.name
