"""Several organisations as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bb.domain.register import Register
from bb.figures import period_figures, roll_up, year_overview, year_period
from bb.figures.roll_up import OF_A_PLACE
from tests.figures.random_years import random_years
from tests.figures.world import LATER, register

PERIOD = year_period(2025, LATER)


def together(one: Register, other: Register) -> Register:
    """Both as one organisation: the cases of the second under other numbers."""
    moved = {f"2026-{id_[5:]}": replace(casus, id=f"2026-{id_[5:]}") for id_, casus in other.casus.items()}
    return replace(one, casus={**one.casus, **moved}, vrijwilliger={}, activiteit={}, partner=one.partner)


@pytest.mark.parametrize("seeds", [(3, 5), (7, 11), (1, 1), (0, 6)])
def test_two_organisations_added_up_are_what_one_of_all_their_cases_is(seeds: tuple[int, int]) -> None:
    one, other = (replace(random_years(seed), vrijwilliger={}, activiteit={}) for seed in seeds)
    whole = {figure.name: figure for figure in period_figures(together(one, other), PERIOD)}
    parts = ((name, year_overview(found, PERIOD)) for name, found in (("een", one), ("twee", other)))
    added = {figure.name: figure for figure in roll_up("Samen", parts).figures}
    assert added["aanmeldingen"].value > 0
    for name, figure in added.items():
        assert (figure.value, figure.denominator) == (whole[name].value, whole[name].denominator), name
        assert len(set(figure.cases)) == len({*whole[name].cases}), name
        assert len(figure.cases) == figure.value
        for measure in figure.measures:
            assert measure.value == pytest.approx(whole[name].measure(measure.name), abs=0.02), (name, measure)
    assert {f.family for f in whole.values() if f.value} - {f.family for f in added.values()} <= set(OF_A_PLACE)


def test_a_case_keeps_the_name_of_its_organisation() -> None:
    found = random_years(3)
    made = roll_up("Samen", [("een", year_overview(found, PERIOD)), ("twee", year_overview(found, PERIOD))])
    named = {figure.name: figure for figure in made.figures}
    assert made.naam == "Samen"
    assert {id_.split("/")[0] for id_ in named["aanmeldingen"].cases} == {"een", "twee"}


def test_only_what_is_of_one_period_adds_up() -> None:
    now, later = year_overview(register(), PERIOD), year_overview(register(), year_period(2026, date(2030, 1, 1)))
    with pytest.raises(ValueError, match="period"):
        roll_up("Samen", [("een", now), ("twee", later)])
    with pytest.raises(ValueError, match="nothing"):
        roll_up("Samen", [])
