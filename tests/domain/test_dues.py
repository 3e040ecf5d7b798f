"""Each law of the terms, with one small case."""

from __future__ import annotations

import pytest

from bb.domain.records import Bewaren, Uitzondering
from bb.domain.types import DAGEN, Duration
from tests.domain.build import case, day, dues, outcome, parties, partner, promise, settled, term

MELDING = "06-01 melding via=telefoon"  # a Monday
INTAKE = "06-03 intake geschikt=ja toestemming=opslag,bemiddelaars,terugkoppeling"
TEAM = "06-05 koppeling team=v-001,v-002"
LINKED = (MELDING, INTAKE, TEAM)
AGREED = (*LINKED, "06-11 gesprek met=A", "06-18 gesprek met=AB afspraken=ja")
CARED = (*AGREED, "07-30 nazorg met=A stand=houdt", "07-30 nazorg met=B stand=houdt")
CLOSED = (*CARED, "08-03 afsluiting resultaat=opgelost")


def of(term_: str, found: list[str]) -> list[str]:
    return [line for line in found if line.split()[1] == term_]


# Workdays and lengths.


def test_an_intake_is_due_five_workdays_after_the_melding() -> None:
    assert dues(case(MELDING), "06-01") == ["2026-06-08 intake termijn"]
    assert dues(case("05-22 melding via=mail"), "05-22") == ["2026-06-01 intake termijn"]  # Whitsun between


def test_the_end_moves_to_the_next_workday() -> None:
    saturday = case(MELDING, "06-03 intake geschikt=ja", "06-06 koppeling team=v-001,v-002")
    assert of("gesprek", dues(saturday, "06-06")) == ["2026-06-22 gesprek A termijn", "2026-06-22 gesprek B termijn"]
    closed = (DAGEN.parse("2026-06-19..2026-06-23"),)
    assert of("gesprek", dues(case(*LINKED), "06-05", gesloten=closed)) == [
        *("2026-06-24 gesprek A termijn", "2026-06-24 gesprek B termijn")
    ]


def test_closed_days_are_no_workdays() -> None:
    closed = (DAGEN.parse("2026-06-02..2026-06-03"),)
    assert dues(case(MELDING), "06-01", gesloten=closed) == ["2026-06-10 intake termijn"]


# The last matching event counts; a new norm does not rewrite last year.


def test_the_last_matching_event_counts() -> None:
    again = (*LINKED, "06-15 koppeling team=v-003,v-004")
    assert of("gesprek", dues(case(*again), "06-15")) == [
        "2026-06-29 gesprek A termijn",
        "2026-06-29 gesprek B termijn",
    ]


def test_the_norm_of_the_day_of_the_event_applies() -> None:
    own = {"intake": (term(), term(binnen="2 werkdagen", vanaf="06-02"))}
    assert dues(case(MELDING), "06-20", termijnen=own) == ["2026-06-08 intake termijn"]
    assert dues(case("06-02 melding via=mail"), "06-20", termijnen=own) == ["2026-06-04 intake termijn"]


def test_a_norm_that_starts_later_asks_nothing_of_before() -> None:
    own = {"intake": (term(binnen="2 werkdagen", vanaf="06-02"),)}
    assert dues(case(MELDING), "06-20", termijnen=own) == []


def test_a_promise_has_versions_too() -> None:
    woonstad = partner(
        toezeggingen=(
            promise("terugkoppeling", wie="wij", binnen="5 werkdagen"),
            promise("terugkoppeling", wie="wij", binnen="2 werkdagen", vanaf="08-04"),
        )
    )
    early = case(*CLOSED, verwijzer="woonstad")
    late = case(*CLOSED, "08-05 afsluiting resultaat=verbeterd", verwijzer="woonstad")
    assert of("terugkoppeling", dues(early, "08-10", woonstad)) == ["2026-08-10 terugkoppeling toezegging"]
    assert of("terugkoppeling", dues(late, "08-10", woonstad)) == ["2026-08-07 terugkoppeling toezegging"]


# Organisation and partner.


def test_the_earliest_counts_and_both_are_named() -> None:
    closed = case(*CLOSED, verwijzer="woonstad")
    strict = partner(toezeggingen=(promise("terugkoppeling", wie="wij", binnen="1 week"),))
    (due,) = [d for d in outcome(closed, "08-03", strict).dues if d.term == "terugkoppeling"]
    assert (due.day, due.reason) == (day("08-10"), "toezegging")
    assert [(b.by, b.day, str(b.binnen)) for b in due.bases] == [
        ("woonstad", day("08-10"), "1 week"),
        ("organisatie", day("08-17"), "10 werkdagen"),
    ]
    loose = partner(toezeggingen=(promise("terugkoppeling", wie="wij", binnen="1 maand"),))
    (due,) = [d for d in outcome(closed, "08-03", loose).dues if d.term == "terugkoppeling"]
    assert (due.day, due.reason, [b.by for b in due.bases]) == (day("08-17"), "termijn", ["organisatie", "woonstad"])


def test_a_promised_talk_is_still_for_the_team() -> None:
    woonstad = partner(toezeggingen=(promise("gesprek", wie="wij", binnen="1 week"),))
    found = outcome(case(*LINKED, verwijzer="woonstad"), "06-05", woonstad).dues
    assert [(d.party, d.day, d.wie) for d in found if d.term == "gesprek"] == [
        ("A", day("06-12"), "team"),
        ("B", day("06-12"), "team"),
    ]


def test_a_promise_with_an_event_of_its_own() -> None:
    woonstad = partner(
        toezeggingen=(promise("bericht", na=("koppeling",), klaar=("terugkoppeling",), binnen="3 dagen"),)
    )
    assert of("bericht", dues(case(*LINKED, verwijzer="woonstad"), "06-05", woonstad)) == [
        "2026-06-08 bericht toezegging"
    ]


def test_a_promise_once_for_the_case_beside_a_term_for_each_party() -> None:
    own = {"gesprek": (term(pogingen=2),), "bericht": (term(na=("koppeling",), binnen="1 week", klaar=("gesprek",)),)}
    woonstad = partner(toezeggingen=(promise("bericht", wie="wij", binnen="3 dagen", per="partij"),))
    found = dues(case(*LINKED, verwijzer="woonstad"), "06-05", woonstad, termijnen=own)
    assert of("bericht", found) == [
        *("2026-06-08 bericht A toezegging", "2026-06-08 bericht B toezegging", "2026-06-12 bericht termijn")
    ]


# Feedback.


def test_feedback_goes_to_who_referred_with_the_consent_of_a() -> None:
    assert of("terugkoppeling", dues(case(*CLOSED, verwijzer="woonstad"), "08-03")) == [
        "2026-08-17 terugkoppeling termijn"
    ]
    assert of("terugkoppeling", dues(case(*CLOSED), "08-03")) == []  # nobody referred
    withdrawn = (*CARED, "07-31 contact met=A via=mail toestemming=opslag", "08-03 afsluiting resultaat=opgelost")
    assert of("terugkoppeling", dues(case(*withdrawn, verwijzer="woonstad"), "08-03")) == []
    never = [line.replace(" toestemming=opslag,bemiddelaars,terugkoppeling", "") for line in CLOSED]
    assert of("terugkoppeling", dues(case(*never, verwijzer="woonstad"), "08-03")) == []
    only_b = [*never[:-1], "07-31 contact met=B via=mail toestemming=terugkoppeling", never[-1]]
    assert of("terugkoppeling", dues(case(*only_b, verwijzer="woonstad"), "08-03")) == []


@pytest.mark.parametrize(
    ("line", "still_due"),
    [
        ("08-04 terugkoppeling aan=woonstad", False),
        ("08-04 terugkoppeling aan=woonstad over=afgesloten", False),
        ("08-04 terugkoppeling aan=woonstad over=opgepakt", True),
        ("08-04 terugkoppeling aan=politie-noord", True),
        ("08-02 terugkoppeling aan=woonstad", True),
    ],
)
def test_feedback_settles_its_own_moment(line: str, still_due: bool) -> None:
    found = of("terugkoppeling", dues(case(*CLOSED, line, verwijzer="woonstad"), "08-10"))
    assert bool(found) is still_due


# On hold.


def test_on_hold_only_its_own_day_is_due() -> None:
    held = case(*LINKED, "06-08 wacht tot=07-04 reden=vakantie", "06-09 verzoek soort=klacht stap=ontvangen")
    assert dues(held, "06-10") == ["2026-07-04 hervat wacht", "2026-07-09 verzoek klacht termijn"]
    assert dues(held, "08-10")[0] == "2026-07-04 hervat wacht"


def test_of_two_holds_the_last_one_counts() -> None:
    lines = (*LINKED, "06-08 wacht tot=06-12", "06-12 hervat", "06-15 wacht tot=07-01", "06-16 wacht tot=08-03")
    assert dues(case(*lines), "06-15") == ["2026-07-01 hervat wacht"]
    assert dues(case(*lines), "06-16") == ["2026-08-03 hervat wacht"]


def test_the_days_on_hold_are_added() -> None:
    awake = case(*LINKED, "06-08 wacht tot=07-04", "06-22 hervat")
    # 06-19 and two weeks on hold: Friday 07-03
    assert of("gesprek", dues(awake, "06-22")) == ["2026-07-03 gesprek A termijn", "2026-07-03 gesprek B termijn"]


def test_a_hold_before_the_event_adds_nothing() -> None:
    lines = (MELDING, INTAKE, "06-03 wacht tot=06-05", "06-05 hervat", TEAM)
    assert of("gesprek", dues(case(*lines), "06-05")) == [
        "2026-06-19 gesprek A termijn",
        "2026-06-19 gesprek B termijn",
    ]


def test_a_request_does_not_wait_for_a_case_on_hold() -> None:
    lines = (*LINKED, "06-09 verzoek soort=inzage stap=ontvangen", "06-10 wacht tot=06-20", "06-20 hervat")
    assert of("verzoek", dues(case(*lines), "06-22")) == ["2026-07-09 verzoek inzage termijn"]


# Agreed dates.


def test_an_agreed_date_beats_the_rule_and_is_not_moved() -> None:
    lines = (*LINKED, "06-08 gepland voor=gesprek met=A datum=2026-07-04")
    assert of("gesprek", dues(case(*lines), "06-10")) == [
        "2026-06-19 gesprek B termijn",
        "2026-07-04 gesprek A gepland",
    ]


def test_an_agreed_date_is_kept_for_aftercare_of_a_closed_case() -> None:
    lines = (*AGREED, "06-20 gepland voor=nazorg met=A datum=2026-08-08", "06-22 afsluiting resultaat=opgelost")
    assert of("nazorg", dues(case(*lines), "07-01")) == ["2026-07-30 nazorg B termijn", "2026-08-08 nazorg A gepland"]
    talk = (*LINKED, "06-08 gepland voor=gesprek met=A datum=2026-06-17", "06-09 afsluiting resultaat=ingetrokken")
    assert of("gesprek", dues(case(*talk), "06-10")) == []


def test_an_agreed_date_lapses_when_the_party_withdraws() -> None:
    lines = (*LINKED, "06-08 gepland voor=gesprek met=AB datum=2026-06-17", "06-12 contact met=B via=mail wil=nee")
    assert of("gesprek", dues(case(*lines), "06-12")) == ["2026-06-17 gesprek A gepland"]


def test_nobody_home_on_the_agreed_day_is_an_attempt_like_any_other() -> None:
    begin = (*AGREED, "07-20 gepland voor=nazorg met=A datum=2026-07-30", "07-29 nazorg met=B stand=houdt")
    assert dues(case(*begin), "07-30") == ["2026-07-30 nazorg A gepland"]
    missed = (*begin, "07-30 nazorg met=A bereikt=nee")
    assert dues(case(*missed), "07-30") == ["2026-08-06 nazorg A poging"]
    again = (*missed, "08-06 nazorg met=A bereikt=nee", "08-13 nazorg met=A bereikt=nee")
    assert settled(case(*again), "08-13") == ["nazorg A niet bereikt"]
    assert dues(case(*again), "08-13") == ["2026-08-20 afsluiting termijn"]
    renewed = (*missed, "07-31 gepland voor=nazorg met=A datum=2026-08-20")
    assert dues(case(*renewed), "07-31") == ["2026-08-20 nazorg A gepland"]
    too_early = (*begin[:-1], "07-22 nazorg met=A bereikt=nee")
    assert of("nazorg", dues(case(*too_early), "07-22"))[-1] == "2026-07-30 nazorg B termijn"
    assert "2026-07-30 nazorg A gepland" in dues(case(*too_early), "07-22")


# Attempts, and who does not want to.


def attempts(*days: str) -> tuple[str, ...]:
    return tuple(f"{on} contact met=B via=deur" for on in days)


def test_after_an_attempt_the_next_is_a_week_later() -> None:
    lines = (*LINKED, "06-11 gesprek met=A", *attempts("06-12"))
    assert of("gesprek", dues(case(*lines), "06-12")) == ["2026-06-19 gesprek B poging"]
    lines = (*lines, *attempts("06-15"))
    (due,) = [d for d in outcome(case(*lines), "06-15").dues if d.term == "gesprek"]
    assert (due.day, due.attempts) == (day("06-22"), 2)


def test_after_the_last_attempt_the_party_is_given_up_and_closing_is_due() -> None:
    lines = (*LINKED, "06-11 gesprek met=A", *attempts("06-12", "06-15", "06-24"))
    assert settled(case(*lines), "06-24") == ["gesprek B niet bereikt"]
    assert [line for line in dues(case(*lines), "06-24") if "voortgang" not in line] == [
        "2026-07-01 afsluiting termijn"
    ]


def test_one_attempt_more_than_asked_does_not_put_off_the_closing() -> None:
    lines = (*LINKED, "06-11 gesprek met=A", *attempts("06-12", "06-15", "06-24", "06-26"))
    assert of("afsluiting", dues(case(*lines), "06-26")) == ["2026-07-01 afsluiting termijn"]


@pytest.mark.parametrize(
    "given_up",
    [
        (*LINKED, "06-11 gesprek met=A", "06-12 contact met=B via=deur wil=nee"),
        (
            *(*LINKED, "06-01 gesprek met=A", "06-05 gesprek met=A afspraken=ja"),
            *(f"06-{n} nazorg met=A bereikt=nee" for n in ("10", "11", "12")),
        ),
    ],
    ids=["wil niet", "niet bereikt"],
)
def test_closing_after_giving_up_counts_for_the_partner_too(given_up: tuple[str, ...]) -> None:
    woonstad = partner(toezeggingen=(promise("afsluiting", wie="wij", binnen="4 dagen"),))
    found = outcome(case(*given_up, verwijzer="woonstad"), "06-12", woonstad).dues
    (closing,) = [due for due in found if due.term == "afsluiting"]
    assert (closing.day, closing.reason) == (day("06-16"), "toezegging")
    assert [(b.by, b.day) for b in closing.bases] == [("woonstad", day("06-16")), ("organisatie", day("06-19"))]


def test_giving_up_before_an_earlier_closing_asks_no_closing_now() -> None:
    own = {"gesprek": (term(na=("koppeling",)),)}
    lines = (*LINKED, "06-11 gesprek met=A", "06-12 contact met=B via=deur wil=nee")
    assert of("afsluiting", dues(case(*lines), "06-12", termijnen=own)) == ["2026-06-19 afsluiting termijn"]
    again = (*lines, "06-15 afsluiting resultaat=niet-opgelost", "06-22 heropening")
    assert of("afsluiting", dues(case(*again), "06-22", termijnen=own)) == []


def test_who_was_reached_was_no_vain_attempt() -> None:
    lines = (*LINKED, "06-11 gesprek met=A", *attempts("06-12", "06-15"), "06-24 contact met=B via=deur bereikt=ja")
    assert settled(case(*lines), "06-24") == []


def test_closing_waits_while_another_party_can_still_be_spoken_to() -> None:
    three = parties("ABC")
    lines = (*LINKED, "06-11 gesprek met=A", "06-12 contact met=B via=deur wil=nee")
    found = dues(case(*lines, partijen=three), "06-12")
    assert of("afsluiting", found) == []
    assert of("gesprek", found) == ["2026-06-19 gesprek C termijn"]
    both = (*lines, "06-15 contact met=C via=deur wil=nee")
    assert settled(case(*both, partijen=three), "06-15") == ["gesprek B wil niet", "gesprek C wil niet"]
    assert of("afsluiting", dues(case(*both, partijen=three), "06-15")) == ["2026-06-22 afsluiting termijn"]


def test_a_talk_after_all_revives_a_party() -> None:
    lines = (*LINKED, "06-10 contact met=B via=deur wil=nee", "06-12 gesprek met=B")
    assert settled(case(*lines), "06-12") == []
    assert of("gesprek", dues(case(*lines), "06-12")) == ["2026-06-19 gesprek A termijn"]


def test_who_wants_no_aftercare_is_asked_no_more() -> None:
    lines = (*AGREED, "07-20 contact met=B via=telefoon wil=nee", "07-30 nazorg met=A stand=houdt")
    assert settled(case(*lines), "07-30") == ["nazorg B wil niet"]
    assert dues(case(*lines), "07-30") == ["2026-08-06 afsluiting termijn"]


def test_a_given_up_closing_has_the_day_of_its_exception_too() -> None:
    lines = (*LINKED, "06-11 gesprek met=A", "06-12 contact met=B via=deur wil=nee")
    other = (Uitzondering(term="afsluiting", op=day("07-04"), reden="afgesproken"),)
    found = dues(case(*lines, uitzonderingen=other), "06-12")
    assert of("afsluiting", found) == ["2026-07-04 afsluiting uitzondering"]


def test_a_given_up_case_that_is_closed_is_asked_nothing() -> None:
    lines = (
        *LINKED,
        "06-11 gesprek met=A",
        "06-12 contact met=B via=deur wil=nee",
        "06-12 afsluiting resultaat=niet-opgelost",
    )
    assert of("afsluiting", dues(case(*lines), "06-12")) == []


# For whom a term runs.


def test_a_koppeling_for_one_party_asks_for_that_party_only() -> None:
    lines = (MELDING, INTAKE, "06-05 koppeling team=v-001 aanpak=coaching met=A")
    assert of("gesprek", dues(case(*lines), "06-05")) == ["2026-06-19 gesprek A termijn"]


def test_aftercare_is_for_who_was_spoken_to() -> None:
    lines = (*LINKED, "06-11 gesprek met=A afspraken=ja")
    assert dues(case(*lines), "06-11") == ["2026-07-23 nazorg A termijn"]


def test_after_talks_without_agreement_closing_is_due_and_no_aftercare() -> None:
    lines = (*LINKED, "06-11 gesprek met=AB afspraken=nee")
    assert dues(case(*lines), "06-11") == ["2026-06-18 afsluiting termijn"]


def test_an_unsuitable_case_is_closed_within_a_week() -> None:
    lines = (MELDING, "06-03 intake geschikt=nee contra=juridisch")
    assert dues(case(*lines), "06-03") == ["2026-06-10 afsluiting termijn"]


def test_a_case_without_intake_can_just_be_closed() -> None:
    assert dues(case(MELDING, "06-02 afsluiting resultaat=ingetrokken"), "06-02") == ["2028-06-02 vergeten termijn"]


def test_closing_waits_for_the_last_aftercare() -> None:
    assert of("afsluiting", dues(case(*CARED[:-1]), "07-30")) == []
    assert dues(case(*CARED), "07-30") == ["2026-08-06 afsluiting termijn"]


def test_a_reopened_case_needs_a_talk_before_aftercare_or_closing() -> None:
    lines = (*CLOSED, "09-01 heropening reden=nieuw-voorval")
    found = dues(case(*lines), "09-01")
    assert found == [*("2026-09-15 gesprek A termijn", "2026-09-15 gesprek B termijn", "2026-09-22 voortgang termijn")]
    talked = (*lines, "09-10 gesprek met=AB afspraken=ja")
    assert dues(case(*talked), "09-10") == ["2026-10-22 nazorg A termijn", "2026-10-22 nazorg B termijn"]


def test_the_team_is_asked_how_it_goes_until_something_happens() -> None:
    assert of("voortgang", dues(case(*LINKED), "06-05")) == ["2026-06-26 voortgang termijn"]
    asked = (*LINKED, "06-22 voortgang van=v-001")
    assert of("voortgang", dues(case(*asked), "06-22")) == ["2026-07-13 voortgang termijn"]


# Consent.


def test_nothing_falls_due_that_consent_forbids() -> None:
    refused = (*LINKED, "06-08 contact met=B via=telefoon bereikt=ja toestemming=opslag")
    assert of("gesprek", dues(case(*refused), "06-08")) == ["2026-06-19 gesprek A termijn"]
    withdrawn = (*AGREED, "06-20 contact met=B via=telefoon bereikt=ja toestemming=")
    assert of("nazorg", dues(case(*withdrawn), "06-20")) == ["2026-07-30 nazorg A termijn"]
    planned = (*withdrawn, "06-20 gepland voor=nazorg met=AB datum=2026-07-20")
    assert of("nazorg", dues(case(*planned), "06-20")) == ["2026-07-20 nazorg A gepland"]


def test_aftercare_needs_no_consent_for_mediators() -> None:
    lines = (*AGREED, "06-20 contact met=B via=telefoon bereikt=ja toestemming=opslag")
    assert of("nazorg", dues(case(*lines), "06-20")) == ["2026-07-30 nazorg A termijn", "2026-07-30 nazorg B termijn"]


def test_consent_never_asked_forbids_no_talk() -> None:
    assert of("gesprek", dues(case(MELDING, "06-03 intake geschikt=ja", TEAM), "06-05")) == [
        *("2026-06-19 gesprek A termijn", "2026-06-19 gesprek B termijn")
    ]


# Requests.


def test_a_complaint_and_a_request_for_inspection_have_a_day_each() -> None:
    lines = (
        *(MELDING, INTAKE),
        "06-05 verzoek soort=klacht stap=ontvangen",
        "06-08 verzoek soort=inzage stap=ontvangen",
        "06-09 verzoek soort=klacht stap=bevestigd",
    )
    assert of("verzoek", dues(case(*lines), "06-09")) == [
        *("2026-07-06 verzoek klacht termijn", "2026-07-08 verzoek inzage termijn")
    ]
    dealt = (*lines, "06-12 verzoek soort=klacht stap=afgehandeld")
    assert of("verzoek", dues(case(*dealt), "06-12")) == ["2026-07-08 verzoek inzage termijn"]


# Forgetting.


def test_a_closed_case_is_forgotten_after_two_years() -> None:
    assert dues(case(*CLOSED), "08-03") == ["2028-08-03 vergeten termijn"]
    revised = (*CLOSED, "09-01 afsluiting resultaat=verbeterd")
    assert of("vergeten", dues(case(*revised), "09-01")) == ["2028-09-01 vergeten termijn"]


def test_how_long_is_in_bewaren_but_never_within_the_complaint_term() -> None:
    short = Bewaren(casus=Duration(1, "maanden"), klachttermijn=Duration(3, "maanden"))
    assert of("vergeten", dues(case(*CLOSED), "08-03", bewaren=short)) == ["2026-11-03 vergeten termijn"]
    long = Bewaren(casus=Duration(1, "jaar"), klachttermijn=Duration(3, "maanden"))
    assert of("vergeten", dues(case(*CLOSED), "08-03", bewaren=long)) == ["2027-08-03 vergeten termijn"]
    early = (Uitzondering(term="vergeten", op=day("08-10"), reden="verzoek-partij"),)
    found = dues(case(*CLOSED, uitzonderingen=early), "08-03")
    assert of("vergeten", found) == ["2026-11-03 vergeten uitzondering"]


@pytest.mark.parametrize(
    ("soort", "kept"), [("klacht", True), ("inzage", True), ("correctie", True), ("wissen", False)]
)
def test_nothing_is_forgotten_while_someone_asks(soort: str, kept: bool) -> None:
    lines = (*CLOSED, f"08-10 verzoek soort={soort} stap=ontvangen")
    assert (of("vergeten", dues(case(*lines), "08-10")) == []) is kept
    done = (*lines, f"08-20 verzoek soort={soort} stap=afgehandeld")
    assert of("vergeten", dues(case(*done), "08-20")) == ["2028-08-03 vergeten termijn"]


def test_a_forgotten_case_is_asked_nothing() -> None:
    lines = (
        *AGREED,
        "07-01 verzoek soort=wissen stap=ontvangen",
        "07-02 afsluiting resultaat=onbekend",
        "07-03 vergeten",
    )
    assert dues(case(*lines), "07-02") != []
    assert dues(case(*lines), "07-03") == []
    assert settled(case(*lines), "07-03") == []


# Exceptions, and terms of one's own.


def test_an_exception_gives_another_day_and_is_not_moved() -> None:
    other = (
        Uitzondering(regel="BB412", reden="afgesproken"),
        Uitzondering(term="nazorg", op=day("09-05"), reden="afgesproken"),
    )
    assert dues(case(*AGREED, uitzonderingen=other), "06-18") == [
        *("2026-09-05 nazorg A uitzondering", "2026-09-05 nazorg B uitzondering")
    ]
    agreed = (*AGREED, "06-20 gepland voor=nazorg met=A datum=2026-08-08")
    assert dues(case(*agreed, uitzonderingen=other), "06-20") == [
        *("2026-08-08 nazorg A gepland", "2026-09-05 nazorg B uitzondering")
    ]


def test_a_term_of_the_organisation_itself() -> None:
    own = {
        "kaartje": (
            term(
                na=({"wat": "afsluiting", "resultaat": "opgelost"},),
                klaar=("contact",),
                binnen="3 dagen",
                in_=("gesloten",),
            ),
        )
    }
    assert of("kaartje", dues(case(*CLOSED), "08-03", termijnen=own)) == ["2026-08-06 kaartje termijn"]
    sent = (*CLOSED, "08-05 contact met=A via=brief")
    assert of("kaartje", dues(case(*sent), "08-05", termijnen=own)) == []


def test_a_term_runs_in_its_phase_only() -> None:
    own = {"belletje": (term(na=("melding",), klaar=("contact",), binnen="1 dag", in_=("aanmelding",)),)}
    assert of("belletje", dues(case(MELDING), "06-01", termijnen=own)) == ["2026-06-02 belletje termijn"]
    assert of("belletje", dues(case(MELDING, INTAKE), "06-03", termijnen=own)) == []


def test_what_is_due_stands_in_order_of_the_day() -> None:
    lines = (*LINKED, "06-08 gepland voor=gesprek met=B datum=2026-06-10", "06-08 verzoek soort=inzage stap=ontvangen")
    assert dues(case(*lines), "06-08") == [
        *("2026-06-10 gesprek B gepland", "2026-06-19 gesprek A termijn"),
        *("2026-06-26 voortgang termijn", "2026-07-08 verzoek inzage termijn"),
    ]


# What was turned round, withdrawn or opened again.


def test_feedback_when_taken_up_and_when_closed_run_beside_each_other() -> None:
    woonstad = partner(
        toezeggingen=(
            promise("terugkoppeling", na=("koppeling",), binnen="5 werkdagen"),
            promise("terugkoppeling", na=("afsluiting",), binnen="3 werkdagen"),
        )
    )
    taken_up = case(*LINKED, verwijzer="woonstad")
    assert of("terugkoppeling", dues(taken_up, "06-05", woonstad)) == ["2026-06-12 terugkoppeling toezegging"]
    told = "06-08 terugkoppeling aan=woonstad over=opgepakt"
    closed = case(*LINKED, told, *CLOSED[3:], verwijzer="woonstad")
    assert of("terugkoppeling", dues(closed, "08-03", woonstad)) == ["2026-08-06 terugkoppeling toezegging"]


def test_a_promise_takes_the_norm_of_the_day_where_it_says_nothing() -> None:
    own = {"terugkoppeling": (term(binnen="10 werkdagen"), term(binnen="2 werkdagen", vanaf="2027-01-01"))}
    woonstad = partner(toezeggingen=(promise("terugkoppeling"),))
    found = outcome(case(*CLOSED, verwijzer="woonstad"), "08-03", woonstad, termijnen=own)
    (due,) = [d for d in found.dues if d.term == "terugkoppeling"]
    assert [(b.by, str(b.binnen)) for b in due.bases] == [("organisatie", "10 werkdagen"), ("woonstad", "10 werkdagen")]


def test_an_unsuitable_case_that_is_suitable_after_all_is_not_to_be_closed() -> None:
    found = dues(case(MELDING, "06-03 intake geschikt=nee", "06-05 intake geschikt=ja"), "06-05")
    assert [line.split()[1] for line in found] == ["koppeling"]


def test_agreements_that_were_taken_back_need_no_aftercare() -> None:
    found = dues(case(*AGREED, "06-25 gesprek met=AB afspraken=nee"), "06-25")
    assert found == ["2026-07-02 afsluiting termijn"]


def test_when_every_party_withdrew_all_the_case_is_to_be_closed() -> None:
    gone = ("06-29 contact met=AB via=mail bereikt=ja toestemming=",)
    assert dues(case(*AGREED, *gone), "06-29") == ["2026-07-06 afsluiting termijn"]
    assert settled(case(*AGREED, *gone), "06-29") == ["nazorg A geen toestemming", "nazorg B geen toestemming"]


def test_a_case_closed_before_its_intake_asks_for_one_when_it_is_opened_again() -> None:
    again = (MELDING, "06-04 afsluiting resultaat=ingetrokken reden=wil-niet-meer", "06-15 heropening")
    assert dues(case(*again), "06-15") == ["2026-06-22 intake termijn"]


def test_a_team_not_found_before_the_closing_is_looked_for_from_the_heropening_on() -> None:
    again = (MELDING, "06-03 intake geschikt=ja", "06-15 afsluiting resultaat=ingetrokken", "08-03 heropening")
    # heropening Mon 08-03 + 10 werkdagen = Mon 08-17; from the intake it would have been Wed 06-17
    assert of("koppeling", dues(case(*again), "08-03")) == ["2026-08-17 koppeling termijn"]
    later = (*again, "08-05 intake geschikt=ja")  # Wed 08-05 + 10 werkdagen = Wed 08-19
    assert of("koppeling", dues(case(*later), "08-05")) == ["2026-08-19 koppeling termijn"]
    no = (*again, "08-05 intake geschikt=nee")
    assert of("koppeling", dues(case(*no), "08-05")) == []


def test_a_team_that_was_found_before_the_closing_is_not_looked_for_again() -> None:
    again = (*LINKED, "06-15 afsluiting resultaat=ingetrokken", "08-03 heropening")
    assert of("koppeling", dues(case(*again), "08-03")) == []


def test_a_request_goes_on_while_a_case_is_closed() -> None:
    lines = ("06-10 verzoek soort=inzage stap=ontvangen", "06-15 afsluiting resultaat=ingetrokken", "06-22 heropening")
    assert of("verzoek", dues(case(MELDING, *lines), "06-22")) == ["2026-07-10 verzoek inzage termijn"]


def test_wil_ja_undoes_wil_nee() -> None:
    no = (*LINKED, "06-11 gesprek met=A", "06-12 contact met=B via=telefoon bereikt=ja wil=nee")
    assert "gesprek" not in [line.split()[1] for line in dues(case(*no), "06-12")]
    yes = (*no, "06-16 contact met=B via=telefoon bereikt=ja wil=ja")
    assert of("gesprek", dues(case(*yes), "06-16")) == ["2026-06-19 gesprek B termijn"]


def test_the_exception_about_this_time_counts_not_the_one_about_before() -> None:
    old, new = (Uitzondering(term="nazorg", op=day(d), reden="afgesproken") for d in ("06-04", "07-10"))
    assert of("nazorg", dues(case(*AGREED, uitzonderingen=(old, new)), "06-18")) == [
        "2026-07-10 nazorg A uitzondering",
        "2026-07-10 nazorg B uitzondering",
    ]
    assert of("nazorg", dues(case(*AGREED, uitzonderingen=(old,)), "06-18")) == [
        "2026-07-30 nazorg A termijn",
        "2026-07-30 nazorg B termijn",
    ]


def test_the_complaint_of_one_party_does_not_settle_that_of_the_other() -> None:
    asked = ("06-08 verzoek soort=klacht stap=ontvangen van=A", "06-09 verzoek soort=klacht stap=ontvangen van=B")
    done = "06-10 verzoek soort=klacht stap=afgehandeld van=B"
    assert of("verzoek", dues(case(*LINKED, *asked, done), "06-10")) == ["2026-07-08 verzoek klacht van A termijn"]
    everyone = "06-10 verzoek soort=klacht stap=afgehandeld"
    assert of("verzoek", dues(case(*LINKED, *asked, everyone), "06-10")) == []


# A team that is not whole any more.


def lost(*lines: str, on: str = "06-30", **left: str) -> list[str]:
    gone = {who.replace("_", "-"): op for who, op in left.items()}
    found = outcome(case(*LINKED, *lines), on, left=gone).dues
    return [f"{d.day} {d.by or d.since.wat}" for d in found if d.term == "koppeling"]


def test_a_member_who_cannot_go_on_makes_a_new_team_due() -> None:
    assert lost() == []
    # Wednesday 10 June + 10 workdays
    assert lost("06-10 kan-niet wie=v-001") == ["2026-06-24 kan-niet"]
    assert lost("06-10 kan-niet wie=v-001", "06-12 koppeling team=v-002,v-003") == []
    assert lost("06-10 kan-niet wie=v-009") == []  # was not in the team
    assert of("koppeling", dues(case(*LINKED, "06-10 kan-niet wie=v-001", "06-11 intake geschikt=nee"), "06-11")) == []


def test_a_member_who_stopped_makes_a_new_team_due_and_the_first_to_go_counts() -> None:
    assert lost(v_001="06-10") == ["2026-06-24 v-001"]
    assert lost("06-09 kan-niet wie=v-002", v_001="06-10") == ["2026-06-23 kan-niet"]
    assert lost("06-12 kan-niet wie=v-002", v_001="06-10") == ["2026-06-24 v-001"]
    assert lost("06-10 koppeling team=v-002,v-003", v_001="06-10") == []  # replaced on the same day
    assert lost(v_009="06-10") == []


def test_a_proposal_does_not_settle_it_and_an_intake_starts_it_again() -> None:
    assert lost("06-10 kan-niet wie=v-001", "06-15 voorstel team=v-002,v-003") == ["2026-06-24 kan-niet"]
    assert lost("06-10 kan-niet wie=v-001", "06-15 intake geschikt=ja") == ["2026-06-29 intake"]


def test_a_case_opened_again_without_a_whole_team_asks_for_one_from_that_day() -> None:
    again = ("06-08 afsluiting resultaat=ingetrokken", "06-15 heropening")
    assert lost(*again, v_001="06-10") == ["2026-06-29 heropening"]
    assert lost(again[0], v_001="06-10") == []  # closed
    assert lost("06-09 kan-niet wie=v-001", "06-10 wacht tot=08-01", on="06-12") == []  # on hold


# Terms that count back from a date.


def test_a_term_before_a_date_on_a_case() -> None:
    own = {"brief": (term(voor="gepland.datum", eerder="3 dagen", klaar=("contact",)),)}
    planned = (*LINKED, "06-10 gepland voor=gesprek met=AB datum=07-02")
    assert of("brief", dues(case(*planned), "06-10", termijnen=own)) == ["2026-06-29 brief termijn"]
    later = (*planned, "06-11 gepland voor=gesprek met=AB datum=07-07")
    assert of("brief", dues(case(*later), "06-11", termijnen=own)) == ["2026-07-06 brief termijn"]  # 4 July, Saturday
    assert of("brief", dues(case(*planned, "06-12 contact met=A via=brief"), "06-12", termijnen=own)) == []
