"""What is due on volunteers."""

from __future__ import annotations

import pytest

from bb.agenda.people import volunteer_items
from bb.domain.records import Uitzondering, Vrijwilliger
from bb.domain.types import DAGEN
from bb.domain.workdays import Calendar
from tests.domain.build import day, register, term, value, volunteer

AGREED = ("2024-02-01 overeenkomst tot=2027-02-01", "2024-03-20 start")


def items(someone: Vrijwilliger, on: str, *, closed: str = "2000-01-01", **keys: object) -> list[str]:
    known = register(someone, **keys)
    found = volunteer_items(known, someone, Calendar((value(DAGEN, closed),)), day(on))
    return [f"{item.day} {item.term}" for item in found]


def test_a_question_is_answered_within_five_workdays() -> None:
    asked = ("2024-03-20 start", "06-01 vraag")
    assert items(volunteer(*asked), "06-01") == ["2026-06-08 vraag"]
    assert items(volunteer(*asked), "06-01", closed="2026-06-02..2026-06-03") == ["2026-06-10 vraag"]
    assert items(volunteer(*asked, "06-01 antwoord"), "06-01") == []
    assert items(volunteer(*asked, "06-02 antwoord", "06-04 vraag"), "06-04") == ["2026-06-11 vraag"]
    assert items(volunteer("06-01 antwoord", "06-01 vraag"), "06-01") == ["2026-06-08 vraag"]
    assert items(volunteer(*asked), "05-31") == []


def test_an_agreement_is_renewed_three_months_before_it_ends() -> None:
    assert items(volunteer(*AGREED), "06-01") == ["2026-11-02 overeenkomst"]  # 1 November is a Sunday
    assert items(volunteer(*AGREED, "2026-10-01 overeenkomst tot=2030-02-01"), "10-01") == ["2029-11-01 overeenkomst"]
    assert items(volunteer("2024-03-20 start"), "06-01") == []


@pytest.mark.parametrize("end", ["06-05 stop reden=verhuisd", "06-05 vergeten"])
def test_nothing_is_due_on_who_left(end: str) -> None:
    lines = (*AGREED, "06-01 vraag")
    assert len(items(volunteer(*lines), "06-04")) == 2
    assert items(volunteer(*lines, end), "06-05") == []


def test_own_terms_for_candidates_talks_and_appreciation() -> None:
    own = {
        "selectiegesprek": (term(bij="vrijwilliger", na=("aanmelding",), binnen="2 weken"),),
        "waardering": (term(bij="vrijwilliger", na=("start", "waardering"), binnen="1 jaar"),),
    }
    assert items(volunteer("06-01 aanmelding"), "06-01", termijnen=own) == ["2026-06-15 selectiegesprek"]
    assert items(volunteer("06-01 aanmelding", "06-10 selectiegesprek"), "06-10", termijnen=own) == []
    started = ("01-05 start",)
    assert items(volunteer(*started), "06-01", termijnen=own) == ["2027-01-05 waardering"]
    assert items(volunteer(*started, "06-01 waardering vorm=kaart"), "06-01", termijnen=own) == [
        "2027-06-01 waardering"
    ]
    assert items(volunteer(*started, "06-01 stop"), "06-01", termijnen=own) == []


def test_a_request_of_a_volunteer_has_the_term_of_any_request_also_after_they_left() -> None:
    asked = ("2024-03-20 start", "06-01 verzoek soort=inzage stap=ontvangen")
    assert items(volunteer(*asked), "06-01") == ["2026-07-01 verzoek"]
    assert items(volunteer(*asked, "06-05 stop"), "06-05") == ["2026-07-01 verzoek"]
    assert items(volunteer(*asked, "06-05 verzoek soort=inzage stap=afgehandeld"), "06-05") == []


def test_an_exception_attempts_and_a_rhythm_hold_for_volunteers_too() -> None:
    other = Uitzondering(term="vraag", op=day("06-20"), reden="afgesproken")
    assert items(volunteer("06-01 vraag", uitzonderingen=(other,)), "06-01") == ["2026-06-20 vraag"]
    own = {"vraag": (term(poging=("begeleiding",), pogingen=2, elke="1 week"),)}
    assert items(volunteer("06-01 vraag", "06-03 begeleiding"), "06-03", termijnen=own) == ["2026-06-10 vraag"]


def test_who_is_away_or_not_yet_started_still_gets_an_answer() -> None:
    assert items(volunteer("06-01 vraag", "06-01 afwezig van=06-01 tot=07-01"), "06-02") == ["2026-06-08 vraag"]


def test_a_term_of_the_organisation_for_volunteers() -> None:
    own = {
        "begeleiding": (term(bij="vrijwilliger", na=("start",), binnen="1 maand"),),
        "vraag": (term(binnen="1 werkdag"), term(binnen="2 werkdagen", vanaf="06-01")),
        "vog": (term(bij="vrijwilliger", voor="vog.tot", eerder="2 weken", klaar=("stop",)),),
        "intake": (term(binnen="1 dag"),),
    }
    new = volunteer("05-28 vraag", "06-01 start", "06-01 vog tot=2029-06-15", "06-01 vraag")
    assert items(new, "06-01", termijnen=own) == ["2026-06-03 vraag", "2026-07-01 begeleiding", "2029-06-01 vog"]
    assert items(volunteer("05-28 vraag"), "06-01", termijnen=own) == ["2026-05-29 vraag"]


def test_a_term_before_a_date_can_be_settled() -> None:
    own = {"vog": (term(bij="vrijwilliger", voor="vog.tot", eerder="2 weken", klaar=("begeleiding",)),)}
    seen = volunteer("06-01 vog tot=2029-06-15", "06-02 begeleiding")
    assert items(seen, "06-02", termijnen=own) == []
    assert items(volunteer("06-02 begeleiding", "06-03 vog"), "06-03", termijnen=own) == []  # a VOG without an end
