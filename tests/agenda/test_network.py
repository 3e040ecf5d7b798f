"""What is due towards partners."""

from __future__ import annotations

from typing import Any

from bb.agenda.items import Item
from bb.agenda.network import partner_items
from bb.domain.records import Activiteit
from bb.domain.types import Duration
from bb.domain.workdays import Calendar
from tests.domain.build import activity, day, partner, promise, register, term

AGREED = "01-01 overeenkomst tot=2026-12-31 opzegtermijn='3 maanden'"
EIGHT_WEEKS = Duration(8, "weken")


def items(*lines: str, on: str, met_at: tuple[Activiteit, ...] = (), **keys: Any) -> list[Item]:
    woonstad = partner(*lines, **keys)
    return list(partner_items(register(woonstad, *met_at), woonstad, Calendar(), day(on)))


def told(*lines: str, on: str, met_at: tuple[Activiteit, ...] = (), **keys: Any) -> list[str]:
    return [f"{i.day} {i.term} {i.reason}" for i in items(*lines, on=on, met_at=met_at, **keys)]


def test_contact_in_the_rhythm_that_was_agreed() -> None:
    assert told("02-02 contact vorm=overleg", on="06-01", contactritme=EIGHT_WEEKS) == ["2026-03-30 contact ritme"]
    assert told("02-02 contact", "02-05 contact", on="02-05", contactritme=EIGHT_WEEKS) == ["2026-04-02 contact ritme"]
    assert told("02-02 contact", "02-05 contact", on="02-04", contactritme=EIGHT_WEEKS) == ["2026-03-30 contact ritme"]
    assert told("02-02 contact", on="06-01") == []


def test_a_meeting_they_were_at_counts_as_contact() -> None:
    meeting = activity("03-12 gehouden partners=woonstad", id_="2026-overleg-1", soort="overleg")
    (item,) = items("02-02 contact", on="06-01", met_at=(meeting,), contactritme=EIGHT_WEEKS)
    assert item.day == day("05-07")
    assert item.since is not None
    assert item.since.wat == "gehouden"
    without = activity("03-12 gehouden partners=politie", id_="2026-overleg-1", soort="overleg")
    assert told("02-02 contact", on="06-01", met_at=(without,), contactritme=EIGHT_WEEKS) == [
        "2026-03-30 contact ritme"
    ]


def test_with_who_was_never_spoken_to_it_is_time_now() -> None:
    (item,) = items(on="06-06", contactritme=EIGHT_WEEKS)
    assert (item.day, item.since) == (day("06-08"), None)  # the Monday after
    assert told("05-04 overeenkomst tot=2026-12-31", on="06-06", contactritme=EIGHT_WEEKS) == [
        "2026-06-29 contact ritme"
    ]


def test_notice_is_given_in_time_and_never_a_day_later() -> None:
    assert told(AGREED, on="06-01") == ["2026-09-30 overeenkomst overeenkomst"]
    sunday = "01-01 overeenkomst tot=2026-12-06 opzegtermijn='2 weken'"
    assert told(sunday, on="06-01") == ["2026-11-22 overeenkomst overeenkomst"]
    assert told("01-01 overeenkomst tot=2026-12-31", on="06-01") == []


def test_after_an_agreement_has_ended_only_a_new_one_is_asked() -> None:
    promised = (promise("rapportage", wie="wij", elke="kwartaal"),)
    on_the_last_day = told(AGREED, "04-02 rapportage", on="12-31", contactritme=EIGHT_WEEKS, toezeggingen=promised)
    assert len(on_the_last_day) == 3
    assert told(AGREED, on="2027-01-01", contactritme=EIGHT_WEEKS, toezeggingen=promised) == [
        "2026-09-30 overeenkomst overeenkomst"
    ]
    renewed = told(AGREED, "12-01 overeenkomst tot=2027-12-31", on="2027-01-01", toezeggingen=promised)
    assert renewed == ["2027-03-01 rapportage toezegging"]


def test_a_promised_report_returns() -> None:
    promised = (promise("rapportage", wie="wij", elke="kwartaal"),)
    assert told(AGREED, on="01-02", toezeggingen=promised)[1:] == ["2026-04-01 rapportage toezegging"]
    assert told(AGREED, "04-02 rapportage", on="04-02", toezeggingen=promised)[1:] == [
        "2026-07-02 rapportage toezegging"
    ]
    assert told(on="04-02", toezeggingen=promised) == []  # nothing agreed, nothing sent
    theirs = (promise("rapportage", wie="zij", elke="kwartaal"), promise("intake", wie="wij", binnen="1 week"))
    assert told(AGREED, on="01-02", toezeggingen=theirs)[1:] == []


def test_a_new_promise_does_not_stand_beside_the_old_one() -> None:
    promised = (
        promise("rapportage", wie="wij", elke="kwartaal"),
        promise("rapportage", wie="wij", elke="maand", vanaf="06-01"),
    )
    lines = (AGREED, "05-01 rapportage")
    assert told(*lines, on="05-31", toezeggingen=promised) == [
        *("2026-09-30 overeenkomst overeenkomst", "2026-08-03 rapportage toezegging")
    ]
    assert told(*lines, on="06-01", toezeggingen=promised)[1:] == ["2026-06-01 rapportage toezegging"]
    fresh = (promise("rapportage", wie="wij", elke="kwartaal", vanaf="06-01"),)
    assert told(AGREED, on="06-01", toezeggingen=fresh)[1:] == ["2026-09-01 rapportage toezegging"]
    assert told(AGREED, on="05-31", toezeggingen=fresh)[1:] == []


def test_terms_of_the_organisation_for_partners() -> None:
    own = {
        "evaluatie": (term(bij="partner", na=("overeenkomst",), binnen="6 maanden", klaar=("contact",)),),
        "afscheid": (
            term(bij="partner", voor="overeenkomst.tot", eerder="1 week", in_=("gesloten",), klaar=("contact",)),
        ),
    }

    def asked(*lines: str, on: str) -> list[str]:
        woonstad = partner("01-05 overeenkomst tot=2026-12-31", *lines)
        found = partner_items(register(woonstad, termijnen=own), woonstad, Calendar(), day(on))
        return [f"{i.day} {i.term}" for i in found]

    assert asked(on="01-05") == ["2026-07-06 evaluatie"]  # 5 July is a Sunday
    assert asked("02-02 contact", on="02-02") == []
    assert asked("02-02 contact", on="2027-01-05") == []  # the contact settles the farewell as well
    assert asked(on="2027-01-05") == ["2026-12-24 afscheid"]
