"""What is due on cases, as lines of the agenda."""

from __future__ import annotations

from datetime import time

from bb.agenda.cases import case_items
from bb.agenda.items import Item
from bb.domain.journal import state_of
from bb.domain.records import Casus
from bb.domain.workdays import Calendar
from tests.domain.build import case, day, partner, promise, register

LINKED = ("06-01 melding via=telefoon", "06-03 intake geschikt=ja", "06-05 koppeling team=v-001,v-002")


def items(casus: Casus, on: str) -> list[Item]:
    woonstad = partner(toezeggingen=(promise("gesprek", wie="wij", binnen="1 week"),))
    known = register(casus, woonstad)
    return list(case_items(known, casus, Calendar(), state_of(casus, day(on)), {}, day(on)))


def test_an_item_says_what_for_whom_and_why() -> None:
    a, b, voortgang = items(case(*LINKED, "06-06 overname naar=c-2", urgentie="spoed"), "06-06")
    assert (a.kind, a.id, a.path, a.term, a.party) == ("casus", "2026-0123", "casus/2026/2026-0123.md", "gesprek", "A")
    assert (a.day, a.reason, a.urgentie) == (day("06-19"), "termijn", "spoed")
    assert a.since is not None
    assert a.since.wat == "koppeling"
    assert (a.wie, a.team, a.voor) == ("team", ("v-001", "v-002"), "c-2")
    assert b.party == "B"
    assert (voortgang.wie, voortgang.team, voortgang.voor) == ("coordinator", (), "c-2")


def test_the_promise_of_who_referred_counts() -> None:
    a, *_ = items(case(*LINKED, verwijzer="woonstad"), "06-05")
    assert (a.day, a.reason, a.wie, [b.by for b in a.bases]) == (
        *(day("06-12"), "toezegging", "team", ["woonstad", "organisatie"]),
    )
    assert items(case(*LINKED, verwijzer="onbekend"), "06-05")[0].day == day("06-19")


def test_an_agreed_date_has_its_hour() -> None:
    found = items(case(*LINKED, "06-08 gepland voor=gesprek met=A datum=06-10 tijd=19:30"), "06-08")
    assert [(i.party, i.tijd) for i in found] == [("A", time(19, 30)), ("B", None), (None, None)]


def test_a_forgotten_case_has_no_items() -> None:
    lines = (*LINKED, "06-08 verzoek soort=inzage stap=ontvangen", "06-09 afsluiting resultaat=ingetrokken")
    assert items(case(*lines), "06-09") != []
    assert items(case(*lines, "06-10 vergeten grond=verzoek"), "06-10") == []
