"""What the private layer asks: sheets to have destroyed, people to forget."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bb.agenda import Item, agenda, record_items
from bb.domain.records import Bewaren, Coordinator, Record, Uitzondering
from bb.domain.types import Duration
from tests.domain.build import case, day, event, register, volunteer

BEGIN = (
    "01-05 melding via=telefoon",
    "01-08 intake geschikt=ja toestemming=opslag,bemiddelaars",
    "01-12 koppeling team=v-001,v-002",
    "01-12 overdracht aan=v-001,v-002",
)
KEPT = Bewaren(vrijwilliger=Duration(2, "jaar"), afgewezen=Duration(3, "maanden"))


def found(record: Record, on: str, term: str, **keys: Any) -> list[Item]:
    return [i for i in record_items(register(record, **keys), record, day(on)) if i.term == term]


def sheets(*lines: str, on: str = "06-01", **keys: Any) -> list[str]:
    return [f"{i.day} {' '.join(i.team)} {i.reason}" for i in found(case(*BEGIN, *lines, **keys), on, "vernietigd")]


def test_sheets_are_destroyed_within_a_week_of_closing() -> None:
    closing = "02-02 afsluiting resultaat=opgelost"
    assert sheets() == []
    assert sheets(closing) == ["2026-02-09 v-001 v-002 termijn"]
    assert sheets(closing, "02-03 vernietigd wie=v-001") == ["2026-02-09 v-002 termijn"]
    assert sheets(closing, "02-03 vernietigd wie=v-001,v-002") == []


def test_who_leaves_the_team_gives_up_the_sheet() -> None:
    assert sheets("01-20 koppeling team=v-001,v-003") == ["2026-01-27 v-002 termijn"]
    both = ("01-20 koppeling team=v-001,v-003", "02-02 afsluiting resultaat=opgelost")
    assert sheets(*both) == ["2026-01-27 v-001 v-002 termijn"]
    assert sheets(*both, "02-03 vernietigd wie=v-002") == ["2026-02-09 v-001 termijn"]


def test_a_heropening_and_an_exception_and_forgetting() -> None:
    closing = "02-02 afsluiting resultaat=opgelost"
    assert sheets(closing, "02-10 heropening") == []
    assert sheets("01-20 koppeling team=v-001,v-003", "01-25 wacht tot=2026-09-01") == []
    late = (Uitzondering(term="vernietigd", op=day("03-02"), reden="afgesproken"),)
    assert sheets(closing, uitzonderingen=late) == ["2026-03-02 v-001 v-002 uitzondering"]
    forgotten = event("05-01 vergeten grond=bewaartermijn", order=9)
    record = case(*BEGIN, closing)
    assert found(replace(record, verloop=(*record.verloop, forgotten)), "06-01", "vernietigd") == []


def forget(*lines: str, **keys: Any) -> list[str]:
    return [str(i.day) for i in found(volunteer(*lines), "06-01", "vergeten", **keys)]


def test_a_volunteer_who_left_is_forgotten_after_the_term_of_the_organisation() -> None:
    life = ("2024-01-12 aanmelding", "2024-03-20 start", "02-02 stop")
    assert forget(*life, bewaren=KEPT) == ["2028-02-02"]
    assert forget(*life) == []
    assert forget(*life[:2], bewaren=KEPT) == []
    assert forget(*life, "03-02 start", bewaren=KEPT) == []


def test_a_candidate_who_was_turned_down_too() -> None:
    life = ("01-05 aanmelding", "01-12 selectiegesprek besluit=nee")
    assert forget(*life, bewaren=KEPT) == ["2026-04-13"]  # the 12th is a Sunday
    assert forget(*life) == []
    assert forget(life[0], "01-12 selectiegesprek besluit=ja", bewaren=KEPT) == []


def test_not_while_a_request_is_open() -> None:
    life = ("2024-03-20 start", "02-02 stop")
    asked = "03-02 verzoek soort=inzage stap=ontvangen"
    assert forget(*life, asked, bewaren=KEPT) == []
    assert forget(*life, asked, "03-20 verzoek soort=inzage stap=afgehandeld", bewaren=KEPT) == ["2028-02-02"]
    assert forget(*life, "03-02 verzoek soort=wissen stap=ontvangen", bewaren=KEPT) == ["2028-02-02"]


def test_a_key_is_replaced_in_the_rhythm_of_the_organisation() -> None:
    key = Coordinator(id="c-1", naam="Noor Example", sleutel="age1x", sleutel_sinds=day("06-01"))
    old = Coordinator(id="c-2", naam="Sam Voorbeeld")  # has no key yet
    known = register(coordinatoren=(key, old), bewaren=Bewaren(sleutel=Duration(1, "jaar")))
    (item,) = agenda(known, day("06-02")).items
    assert (item.id, item.term, item.day, item.voor) == ("c-1", "sleutel", day("2027-06-01"), "c-1")
    assert agenda(register(coordinatoren=(key, old)), day("06-02")).items == ()
