"""Activities that are planned, or should have been held by now."""

from __future__ import annotations

from datetime import date, time

import pytest

from bb.agenda import Item
from bb.agenda.activities import activity_items
from bb.agenda.tasks import why_nl
from bb.domain.records import Activiteit
from bb.domain.workdays import Calendar
from tests.domain.build import activity, day, register, term


def items(activiteit: Activiteit, on: date, **keys: object) -> list[Item]:
    return list(activity_items(register(activiteit, **keys), activiteit, Calendar(), on))


PLANNED = "02-10 gepland datum=03-14 tijd=19:30"


def test_a_planned_day_stands_in_the_agenda_as_agreed() -> None:
    (item,) = items(activity(PLANNED), day("02-10"))
    assert (item.kind, item.term, item.day, item.reason) == (
        "activiteit",
        "gehouden",
        day("03-14"),
        "gepland",
    )  # Saturday
    assert item.tijd == time(19, 30)
    assert [*items(activity(PLANNED), day("02-09"))] == []


def test_a_day_that_passed_stays_until_someone_says_what_came_of_it() -> None:
    (item,) = items(activity(PLANNED, "03-01 stand code=loopt"), day("04-01"))
    assert item.day == day("03-14")


@pytest.mark.parametrize("over", ["gehouden", "vervallen", "klaar"])
def test_what_is_over_is_not_in_the_agenda(over: str) -> None:
    assert [*items(activity(PLANNED, f"03-14 {over}"), day("03-14"))] == []
    (item,) = items(activity(PLANNED, f"03-14 {over}", "03-15 gepland datum=04-01"), day("03-15"))
    assert item.day == day("04-01")


def test_the_last_plan_counts() -> None:
    (item,) = items(activity(PLANNED, "03-01 gepland datum=03-20"), day("03-01"))
    assert (item.day, item.tijd) == (day("03-20"), None)


def test_a_term_of_the_organisation_for_activities() -> None:
    own = {
        "verslag": (term(bij="activiteit", na=("gehouden",), klaar=("stand",), binnen="1 week", in_=("gesloten",)),),
        "zaal": (term(bij="activiteit", voor="gepland.datum", eerder="3 weken", klaar=("stand",)),),
    }
    (booked, room) = sorted(items(activity(PLANNED), day("02-10"), termijnen=own), key=lambda item: item.term)
    assert (booked.term, room.term, room.day) == ("gehouden", "zaal", day("02-23"))  # 21 February is a Saturday
    held = activity(PLANNED, "03-14 gehouden")
    assert [(i.term, i.day) for i in items(held, day("03-14"), termijnen=own)] == [("verslag", day("03-23"))]
    assert items(activity(PLANNED, "03-14 gehouden", "03-16 stand code=verslag"), day("03-16"), termijnen=own) == []


def test_a_room_is_to_be_booked_in_time_and_stands_beside_the_day_from_then_on() -> None:
    own = {"zaal": (term(bij="activiteit", voor="gepland.datum", eerder="3 weken"),)}
    booked = (PLANNED, "02-12 zaal plek=buurthuis kosten=60")
    assert {(i.term, i.day, i.told) for i in items(activity(PLANNED), day("02-10"), termijnen=own)} == {
        ("gehouden", day("03-14"), ""),
        ("zaal", day("02-23"), ""),
    }
    (item,) = items(activity(*booked), day("02-12"), termijnen=own)
    assert (item.term, item.told) == ("gehouden", "zaal: buurthuis")
    assert why_nl(item) == "afgesproken op 10 feb 2026; zaal: buurthuis"
    moved = items(activity(*booked, "02-13 gepland datum=03-21"), day("02-13"), termijnen=own)
    assert {(i.term, i.told) for i in moved} == {("gehouden", ""), ("zaal", "")}, "another day, another room"
