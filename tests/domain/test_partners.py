"""What follows for a partner on a day."""

from __future__ import annotations

from bb.domain.partners import agreement, ended, in_contact, promises
from tests.domain.build import activity, day, partner, promise, register

AGREED = ("2025-01-01 overeenkomst tot=2025-12-31", "2025-11-15 overeenkomst van=2026-01-01 tot=2026-12-31")


def test_the_last_agreement_counts_wherever_it_stands_in_the_file() -> None:
    woonstad = partner(*reversed(AGREED))
    found = agreement(woonstad, day("06-01"))
    assert found is not None
    assert found.get("tot") == day("12-31")
    assert agreement(woonstad, day("2024-12-31")) is None


def test_an_agreement_is_over_after_its_last_day() -> None:
    woonstad = partner(*AGREED)
    assert [ended(woonstad, day(on)) for on in ("2024-06-01", "2026-12-31", "2027-01-01")] == [False, False, True]
    assert not ended(partner(), day("06-01"))


def test_of_promises_with_one_name_the_latest_in_force_counts() -> None:
    woonstad = partner(
        toezeggingen=(
            promise("verwijzing", wie="zij", minstens="20", per="jaar"),
            promise("verwijzing", wie="zij", minstens="30", per="jaar", vanaf="06-01"),
            promise("rapportage", elke="kwartaal", vanaf="07-01"),
        )
    )
    assert [str(p.minstens) for p in promises(woonstad, day("05-31"))] == ["20"]
    assert [(p.wat, str(p.minstens)) for p in promises(woonstad, day("07-01"))] == [
        *(("verwijzing", "30"), ("rapportage", "None"))
    ]


def test_an_activity_they_were_at_is_contact() -> None:
    woonstad = partner("02-01 contact vorm=overleg")
    meeting = activity("03-12 gehouden partners=woonstad", id_="2026-overleg-1", soort="overleg")
    other = activity("04-12 gehouden partners=politie", id_="2026-overleg-2", soort="overleg")
    planned = activity("05-12 gepland datum=06-12", id_="2026-overleg-3", soort="overleg")
    known = register(woonstad, meeting, other, planned)
    contacts = [in_contact(known, woonstad, day(on)) for on in ("01-31", "03-11", "03-12")]
    assert [event.op if event else None for event in contacts] == [None, day("02-01"), day("03-12")]
