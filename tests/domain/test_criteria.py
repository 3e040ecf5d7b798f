"""What is looked at in a talk, and what the scores propose."""

from __future__ import annotations

import pytest

from bb.domain.criteria import CRITERIA, NABESPREKING, SELECTIE, criteria_of, proposal
from bb.domain.records import Criterium
from tests.domain.build import register

TWO = {"luisteren": Criterium(vraag="Luistert?", minstens=6), "tijd": Criterium(vraag="Heeft tijd?")}


@pytest.mark.parametrize(
    ("scores", "besluit"),
    [
        ({"luisteren": 6}, True),
        ({"luisteren": 5}, False),
        ({"luisteren": 5, "tijd": 10}, False),
        ({"luisteren": 6, "tijd": 1}, True),
        ({"tijd": 10}, None),
        ({}, None),
    ],
)
def test_a_score_below_what_is_asked_proposes_no(scores: dict[str, int], besluit: bool | None) -> None:
    found = proposal(TWO, scores)
    assert found.besluit is besluit
    assert dict(found.short) == ({"luisteren": (5, 6)} if besluit is False else {})
    assert found.missing == (() if "luisteren" in scores else ("luisteren",))


def test_without_criteria_that_ask_a_score_any_score_will_do() -> None:
    wish = {"tijd": Criterium(vraag="Heeft tijd?")}
    assert proposal(wish, {}).besluit is None
    assert proposal(wish, {"tijd": 1}).besluit is True
    assert proposal(wish, {"iets-van-vroeger": 1}).besluit is None


def test_an_organisation_puts_its_own_list_in_the_place_of_ours() -> None:
    own = {SELECTIE: {"rust": "Blijft rustig?", "luisteren": Criterium(vraag="Luistert?", minstens=7)}}
    changed = register(criteria=own).organisatie
    assert criteria_of(changed, SELECTIE) == {
        "rust": Criterium(vraag="Blijft rustig?"),
        "luisteren": Criterium(vraag="Luistert?", minstens=7),
    }
    assert criteria_of(changed, NABESPREKING) == CRITERIA[NABESPREKING]
