"""Terms as they are declared: patterns, versions, and what a term or promise takes from its model."""

from __future__ import annotations

from datetime import date

import pytest

from bb.domain.norms import norms_of
from bb.domain.records import Bewaren
from bb.domain.terms import TERMIJNEN, Pattern, Term, filled, in_force, pattern
from bb.domain.types import DUUR, Duration
from tests.domain.build import day, event, organisation, partner, promise, term


@pytest.mark.parametrize(
    ("written", "line", "matches"),
    [
        ("intake", "06-03 intake geschikt=nee", True),
        ("intake", "06-03 overname naar=c-2", False),
        ({"wat": "intake", "geschikt": "ja"}, "06-03 intake geschikt=ja contra=te-ver", True),
        ({"wat": "intake", "geschikt": "ja"}, "06-03 intake geschikt=nee", False),
        ({"wat": "intake", "aanpak": "pendel"}, "06-03 intake geschikt=ja", False),
        ({"wat": "gesprek", "met": "AB"}, "06-03 gesprek met=AB", True),
        ({"wat": "gesprek", "met": "AB"}, "06-03 gesprek met=A", False),
        ({"wat": "nazorg", "tevreden": "8"}, "06-03 nazorg met=A stand=houdt tevreden=8", True),
        ({"wat": "wacht", "tot": "2026-07-01"}, "06-03 wacht tot=07-01", True),
        ({"geschikt": "ja"}, "06-03 intake geschikt=ja", False),
    ],
)
def test_a_pattern_is_an_event_with_fewer_keys(written: object, line: str, matches: bool) -> None:
    assert pattern(written).matches(event(line)) is matches


def test_a_pattern_stays_what_it_is() -> None:
    made = Pattern("intake", {"geschikt": "ja"})
    assert pattern(made) is made


def test_not_reached_never_settles() -> None:
    nazorg = TERMIJNEN["nazorg"]
    assert nazorg.settles(event("08-13 nazorg met=A stand=houdt"), "nazorg")
    assert not nazorg.settles(event("08-13 nazorg met=A bereikt=nee"), "nazorg")
    assert not term(klaar=("contact",)).settles(event("08-13 contact met=A via=deur bereikt=nee"), "gesprek")
    assert nazorg.is_attempt(event("08-13 nazorg met=A bereikt=nee"), "nazorg")
    assert not nazorg.is_attempt(event("08-13 nazorg met=A stand=houdt"), "nazorg")


@pytest.mark.parametrize(("said", "attempt"), [("", True), (" bereikt=nee", True), (" bereikt=ja", False)])
def test_a_contact_without_answer_is_an_attempt_to_talk(said: str, attempt: bool) -> None:
    assert TERMIJNEN["gesprek"].is_attempt(event("06-10 contact met=B via=deur" + said), "gesprek") is attempt


def test_the_version_in_force_on_a_day() -> None:
    versions = (
        term(binnen="5 werkdagen"),
        term(binnen="3 werkdagen", vanaf="06-01"),
        term(binnen="1 week", vanaf="07-01"),
    )

    def binnen(on: str) -> str:
        found = in_force(versions, day(on))
        assert found
        return str(found.binnen)

    assert [binnen(on) for on in ("05-31", "06-01", "06-30", "07-01")] == [
        *("5 werkdagen", "3 werkdagen", "3 werkdagen", "1 week")
    ]
    assert in_force(versions[1:], day("05-31")) is None
    assert in_force(tuple(reversed(versions)), day("06-15")) is versions[1]


def test_keys_left_out_are_those_of_the_model() -> None:
    made = filled(Term(binnen=Duration(8, "weken"), vanaf=date(2026, 6, 1)), TERMIJNEN["nazorg"])
    assert made.binnen == Duration(8, "weken")
    assert made.vanaf == date(2026, 6, 1)
    assert (made.per, made.pogingen, made.elke, made.in_) == (
        "gesproken",
        3,
        Duration(1, "weken"),
        ("nazorg", "gesloten"),
    )
    assert made.matches_na(event("07-02 gesprek met=AB afspraken=ja"))
    assert filled(Term(binnen=Duration(8, "weken"), vanaf=date(2026, 6, 1)), None).per is None
    assert filled(Term(), term(binnen="1 week", vanaf="06-01")).vanaf is None


def test_an_organisation_changes_a_term_or_adds_its_own() -> None:
    own = organisation(
        termijnen={
            "intake": (term(binnen="2 werkdagen"),),
            "belletje": (term(na=("koppeling",), klaar=("contact",), binnen="1 week"),),
        }
    )
    assert own.terms == (*TERMIJNEN, "belletje")
    assert str(own.versions("intake")[0].binnen) == "2 werkdagen"
    assert own.versions("intake")[0].matches_na(event("06-01 melding via=mail"))
    assert own.versions("koppeling") == (TERMIJNEN["koppeling"],)
    assert own.versions("onbekend") == ()


def test_how_long_cases_are_kept_is_the_term_of_vergeten() -> None:
    kept = organisation(bewaren=Bewaren(casus=Duration(1, "jaar")))
    assert [str(t.binnen) for t in kept.versions("vergeten")] == ["1 jaar"]
    both = organisation(bewaren=Bewaren(casus=Duration(1, "jaar")), termijnen={"vergeten": (term(binnen="3 jaar"),)})
    assert [str(t.binnen) for t in both.versions("vergeten")] == ["3 jaar"]
    assert [str(t.binnen) for t in organisation().versions("vergeten")] == ["2 jaar"]


def test_a_promise_takes_what_it_leaves_out_from_the_term_of_its_name() -> None:
    woonstad = partner(toezeggingen=(promise("nazorg", wie="wij", binnen="4 weken"),))
    ours, theirs = norms_of(organisation(), woonstad)["nazorg"]
    assert (ours.by, theirs.by) == ("organisatie", "woonstad")
    made = theirs.versions[0]
    assert (str(made.binnen), made.per, made.pogingen) == ("4 weken", "gesproken", 3)
    assert made.matches_na(event("07-02 gesprek met=AB afspraken=ja"))


@pytest.mark.parametrize("who", [None, "wij", "team", "coordinator"])
def test_who_promised_is_not_who_does_it(who: str | None) -> None:
    woonstad = partner(toezeggingen=(promise("gesprek", wie=who, binnen="1 week"),))
    made = norms_of(organisation(), woonstad)["gesprek"][1].versions[0]
    assert made.wie == ("coordinator" if who == "coordinator" else "team")


def test_what_they_promised_and_what_counts_or_returns_is_no_term() -> None:
    woonstad = partner(
        toezeggingen=(
            promise("verwijzing", wie="zij", minstens="20", per="jaar"),
            promise("rapportage", wie="wij", elke="kwartaal"),
            promise("intake", wie="zij", binnen="1 dag"),
            promise("onbekend", wie="wij", binnen="1 week"),
        )
    )
    assert norms_of(organisation(), woonstad).keys() == norms_of(organisation(), None).keys()
    assert all(len(norms) == 1 for norms in norms_of(organisation(), woonstad).values())


def test_terms_of_volunteers_are_not_those_of_cases() -> None:
    assert "vraag" not in norms_of(organisation(), None)
    woonstad = partner(toezeggingen=(promise("vraag", binnen="1 dag"),))
    assert "vraag" not in norms_of(organisation(), woonstad)


def test_the_default_terms_are_those_of_the_format() -> None:
    lengths = {name: str(term.binnen) for name, term in TERMIJNEN.items() if term.binnen}
    assert lengths == {
        "intake": "5 werkdagen",
        "koppeling": "10 werkdagen",
        "gesprek": "2 weken",
        "voortgang": "3 weken",
        "nazorg": "6 weken",
        "afsluiting": "1 week",
        "terugkoppeling": "10 werkdagen",
        "verzoek": "30 dagen",
        "vraag": "5 werkdagen",
        "vergeten": "2 jaar",
    }
    assert all(DUUR.parse(text) is not None for text in lengths.values())
    assert {name: t.in_ for name, t in TERMIJNEN.items() if t.in_} == {
        "intake": ("aanmelding",),
        "gesprek": ("koppeling", "eerste", "tweede", "bemiddeling"),
        "voortgang": ("koppeling", "eerste", "tweede", "bemiddeling"),
        "nazorg": ("nazorg", "gesloten"),
        "terugkoppeling": ("gesloten",),
        "verzoek": ("altijd",),
        "vergeten": ("gesloten",),
    }
