"""Activities that are planned, or should have been held by now."""

from __future__ import annotations

from datetime import time

import pytest

from bb.agenda.activities import activity_items
from tests.domain.build import activity, day

PLANNED = "02-10 gepland datum=03-14 tijd=19:30"


def test_a_planned_day_stands_in_the_agenda_as_agreed() -> None:
    (item,) = activity_items(activity(PLANNED), day("02-10"))
    assert (item.kind, item.term, item.day, item.reason) == (
        "activiteit",
        "gehouden",
        day("03-14"),
        "gepland",
    )  # Saturday
    assert item.tijd == time(19, 30)
    assert [*activity_items(activity(PLANNED), day("02-09"))] == []


def test_a_day_that_passed_stays_until_someone_says_what_came_of_it() -> None:
    (item,) = activity_items(activity(PLANNED, "03-01 stand code=loopt"), day("04-01"))
    assert item.late(day("04-01")) == 18


@pytest.mark.parametrize("over", ["gehouden", "vervallen", "klaar"])
def test_what_is_over_is_not_in_the_agenda(over: str) -> None:
    assert [*activity_items(activity(PLANNED, f"03-14 {over}"), day("03-14"))] == []
    (item,) = activity_items(activity(PLANNED, f"03-14 {over}", "03-15 gepland datum=04-01"), day("03-15"))
    assert item.day == day("04-01")


def test_the_last_plan_counts() -> None:
    (item,) = activity_items(activity(PLANNED, "03-01 gepland datum=03-20"), day("03-01"))
    assert (item.day, item.tijd) == (day("03-20"), None)
