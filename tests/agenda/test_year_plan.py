"""What the year plan asks: only when there is one, and until it is done or planned."""

from __future__ import annotations

from bb.agenda import agenda
from bb.agenda.tasks import todo_of
from bb.domain.records import Record, Voornemen
from tests.domain.build import activity, day, register, volunteer

PLAN = {"intervisie": Voornemen(minstens=2), "waardering": Voornemen(uiterlijk="juni")}


def asked(on: str, *records: Record, **settings: object) -> list[str]:
    items = todo_of(agenda(register(*records, **settings), day(on))).items
    return [f"{one.day} {one.id}: {one.why}" for one in items if one.term == "jaarplan"]


def test_nobody_asks_for_the_usual_year() -> None:
    assert asked("05-20", volunteer("2024-01-01 start")) == []


def test_each_thing_is_asked_at_the_end_of_its_month_until_it_is_planned() -> None:
    someone = volunteer("2024-01-01 start")
    assert asked("05-20", someone, jaarplan=PLAN) == [
        "2026-06-30 intervisie: jaarplan: 0 van 2 gedaan",
        "2026-06-30 waardering: jaarplan: 0 van 1 vrijwilligers; nog niet: v-001",
        "2026-12-31 intervisie: jaarplan: 0 van 2 gedaan",
    ]
    ahead = activity("05-01 gepland datum=06-10")
    thanked = volunteer("2024-01-01 start", "05-01 waardering vorm=kaart")
    assert asked("05-20", thanked, ahead, jaarplan=PLAN) == [
        "2026-12-31 intervisie: jaarplan: 0 van 2 gedaan, 1 gepland"
    ]
    assert asked("2027-01-10", thanked, ahead, jaarplan=PLAN)[0].startswith("2027-06-30")


def test_of_many_people_only_the_number_is_told() -> None:
    people = [volunteer("2024-01-01 start", id_=f"v-00{n}") for n in range(1, 8)]
    found = asked("05-20", *people, jaarplan={"waardering": Voornemen()})
    assert found == ["2026-12-31 waardering: jaarplan: 0 van 7 vrijwilligers"]
