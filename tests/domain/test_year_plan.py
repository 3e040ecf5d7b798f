"""The year plan: one fact more, and something else is done, planned or missing."""

from __future__ import annotations

import pytest

from bb.domain.records import Record, Toezegging, Voornemen
from bb.domain.year_plan import KNOWN, USUAL, Planned, year_plan
from tests.domain.build import activity, case, day, organisation, partner, register, volunteer

MAY = day("05-20")


def planned(wat: str, *records: Record, jaar: int = 2026, **one: object) -> Planned:
    known = register(*records, jaarplan={wat: Voornemen(**one)})  # type: ignore[arg-type]  # as written in a file
    (found,) = year_plan(known, jaar, MAY)
    return found


def test_an_activity_is_missing_until_it_is_planned_and_done_when_it_was_held() -> None:
    assert planned("intervisie", minstens=2).tekort == 2
    ahead = activity("05-01 gepland datum=06-01")
    found = planned("intervisie", ahead, minstens=2)
    assert ([id_ for id_, _ in found.gepland], found.gedaan, found.tekort) == (["2026-intervisie-1"], (), 1)
    held = activity("05-01 gepland datum=05-10", "05-10 gehouden")
    found = planned("intervisie", held, minstens=2)
    assert (found.gedaan, found.gepland, found.tekort) == ((("2026-intervisie-1", day("05-10")),), (), 1)
    assert planned("intervisie", activity("05-01 gepland datum=05-10", "05-02 vervallen"), minstens=2).tekort == 2
    assert planned("intervisie", activity("2025-05-10 gehouden"), minstens=1).tekort == 1
    assert planned("intervisie", activity("2025-05-10 gehouden"), jaar=2025).tekort == 0
    assert planned("training", held).tekort == 1, "another kind"


@pytest.mark.parametrize(
    ("minstens", "uiterlijk", "held", "months"),
    [
        (4, None, 0, [3, 6, 9, 12]),
        (5, None, 0, [3, 5, 8, 10, 12]),
        (4, None, 3, [12]),
        (1, "maart", 0, [3]),
        (2, "juni", 0, [3, 6]),
        (2, "juni", 2, []),
    ],
)
def test_what_is_missing_is_spread_over_the_year(
    minstens: int, uiterlijk: str | None, held: int, months: list[int]
) -> None:
    done = [activity("02-01 gehouden", id_=f"2026-intervisie-{n}") for n in range(held)]
    assert list(planned("intervisie", *done, minstens=minstens, uiterlijk=uiterlijk).months()) == months


def test_what_is_for_each_volunteer_names_who_did_not_have_it() -> None:
    thanked = volunteer("2024-01-01 start", "03-01 waardering")
    other = volunteer("2024-01-01 start", id_="v-002")
    found = planned("waardering", thanked, other)
    assert (found.doel, found.gedaan, found.mist) == (2, (("v-001", day("03-01")),), ("v-002",))
    assert planned("waardering", thanked, other, minstens=2).mist == ("v-001", "v-002")
    assert planned("waardering", thanked, volunteer("2024-01-01 start", "04-01 stop", id_="v-002")).mist == ()
    assert planned("waardering", volunteer("01-01 aanmelding")).doel == 0
    assert planned("begeleiding", thanked).mist == ("v-001",)
    debriefed = case("03-01 melding via=telefoon", "03-02 koppeling team=v-001,v-002", "05-01 nabespreking")
    assert planned("nabespreking", thanked, other).mist == ("v-001", "v-002")
    assert planned("nabespreking", thanked, other, debriefed).mist == ()


def test_what_is_with_each_partner_counts_meetings_and_reports_that_are_owed() -> None:
    assert planned("partnergesprek", partner()).mist == ("woonstad",)
    assert planned("partnergesprek", partner("03-01 contact")).mist == ()
    together = activity("03-01 gehouden partners=woonstad", id_="2026-overleg-1", soort="overleg")
    assert planned("partnergesprek", partner(), together).mist == ()
    over = partner("2024-01-01 overeenkomst tot=2025-12-31")
    assert planned("partnergesprek", over).doel == 0
    assert planned("rapportage", partner()).doel == 0
    pays = "2026-01-01 overeenkomst tot=2027-12-31 bijdrage=12500"
    assert planned("rapportage", partner(pays)).mist == ("woonstad",)
    assert planned("rapportage", partner(pays, "04-01 rapportage")).mist == ()
    assert planned("rapportage", partner(toezeggingen=(Toezegging(wat="rapportage", wie="wij"),))).doel == 1


def test_without_a_plan_of_its_own_an_organisation_sees_the_usual_year() -> None:
    assert [one.wat for one in year_plan(register(), 2026, MAY)] == list(USUAL)
    assert set(USUAL) <= set(KNOWN)
    assert not organisation().jaarplan
