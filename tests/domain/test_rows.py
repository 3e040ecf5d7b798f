"""Rows: one name for everything a list shows, whatever happened to the record."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from bb.domain.records import KINDS, Record
from bb.domain.rows import DERIVED, header, plain, rows_of
from bb.domain.types import Amount, Duration, keys_of
from tests.domain.build import activity, case, day, partner, promise, register, volunteer
from tests.domain.dice import journal, random_cases

MAKE = {"casus": case, "vrijwilliger": volunteer, "partner": partner, "activiteit": activity}
HELD = activity("02-10 gepland datum=03-12", "03-12 gehouden aanwezig=v-001,v-002 partners=woonstad")


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_the_keys_of_the_file_and_what_is_derived(kind: str) -> None:
    (row,) = rows_of(register(MAKE[kind]()), kind, day("06-01"))
    assert set(row) == {*keys_of(KINDS[kind]), *DERIVED[kind]} - {"uitzonderingen", "eigen"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_journal_gives_a_row_that_json_can_hold(kind: str) -> None:
    dice = random.Random(7)
    records: list[Record] = list(random_cases(300, seed=7))
    if kind != "casus":
        records = [replace(MAKE[kind](id_=f"x-{n}"), verloop=journal(dice, kind)) for n in range(300)]
    rows = rows_of(register(*records), kind, day("2025-12-15"))
    assert len(rows) == 300
    for row in rows:
        assert [plain(value) for value in row.values()] == json.loads(json.dumps([*map(plain, row.values())]))


LINES = (
    "06-01 melding via=telefoon",
    "06-02 overname naar=c-2",
    "06-03 intake geschikt=ja aanpak=pendel",
    "06-05 koppeling team=v-001,v-002",
    "06-11 gesprek met=AB afspraken=ja",
    "07-30 nazorg met=A stand=houdt",
    "08-03 afsluiting resultaat=opgelost reden=afspraken",
    "09-01 heropening",
)


def row(on: str) -> dict[str, object]:
    people = (volunteer("01-01 start", "06-06 stop", id_="v-001"), volunteer("01-01 start", id_="v-002"))
    (found,) = rows_of(register(case(*LINES), *people), "casus", day(on))
    return found


def test_the_row_of_a_case() -> None:
    closed = row("08-03")
    assert closed == {
        **closed,
        "casus": "2026-0123",
        "status": "gesloten",
        "fase": "nazorg",
        "klacht": "tuin",
        "coordinator": "c-2",
        "gemeente": "Waterstad",
        "wijk": "noord",
        "team": ("v-001", "v-002"),
        "aanpak": "pendel",
        "geschikt": True,
        "wacht_op_team": False,
        "einde": "bemiddeling",
        "nazorg": "houdt",
        "resultaat": "opgelost",
        "reden": "afspraken",
        "melding": day("06-01"),
        "afsluiting": day("08-03"),
        "laatste": day("08-03"),
    }


def test_the_row_of_a_case_that_goes_on() -> None:
    assert row("06-03")["wacht_op_team"] is True
    assert row("06-05")["wacht_op_team"] is False
    assert row("06-06")["wacht_op_team"] is True  # a member stopped
    reopened = row("09-01")
    assert [reopened[name] for name in ("status", "resultaat", "reden", "afsluiting", "nazorg")] == [
        *("open", None, None, None, None)
    ]
    assert row("05-31")["laatste"] is None


def test_the_row_of_a_volunteer() -> None:
    someone = volunteer("2025-01-01 training soort=basistraining", "2025-02-01 start", max=3)
    linked = case("06-01 melding via=mail", "06-05 koppeling team=v-001,v-002")
    (found,) = rows_of(register(someone, linked), "vrijwilliger", day("06-05"))
    assert found == {
        **found,
        "vrijwilliger": "v-001",
        "status": "actief",
        "trainingen": ("basistraining",),
        "zaken": ("2026-0123",),
        "zaken_jaar": 1,
        "max": 3,
        "wijk": "zuid",
    }


def test_the_row_of_a_partner() -> None:
    woonstad = partner(
        "2025-11-15 overeenkomst tot=2026-12-31",
        "2025-01-01 overeenkomst tot=2025-12-31",
        "02-01 contact vorm=overleg",
        toezeggingen=(promise("terugkoppeling", binnen="1 week"),),
        contactritme=Duration(8, "weken"),
    )
    (found,) = rows_of(register(woonstad, HELD), "partner", day("06-01"))
    assert found == {
        **found,
        "partner": "woonstad",
        "toezeggingen": ("terugkoppeling",),
        "overeenkomst_tot": day("12-31"),
        "laatste_contact": day("03-12"),  # at the meeting
    }
    (before,) = rows_of(register(woonstad, HELD), "partner", day("2024-01-01"))
    assert (before["overeenkomst_tot"], before["laatste_contact"]) == (None, None)


def test_the_row_of_an_activity() -> None:
    def at(on: str, *lines: str) -> tuple[object, ...]:
        made = activity(*lines) if lines else HELD
        (found,) = rows_of(register(made), "activiteit", day(on))
        return found["status"], found["datum"], found["aanwezig"]

    assert at("02-09") == (None, None, None)
    assert at("02-10") == ("gepland", day("03-12"), None)
    assert at("03-12") == ("gehouden", day("03-12"), 2)
    assert at("03-12", "03-01 vervallen", "02-10 gepland datum=03-12") == ("vervallen", day("03-12"), None)
    assert at("03-12", "02-20 gepland datum=04-12", "02-10 gepland datum=03-12") == ("gepland", day("04-12"), None)


def test_a_header_has_the_defaults() -> None:
    assert header(volunteer())["max"] == 2
    assert header(case())["urgentie"] == "gewoon"
    assert "eigen" not in header(case(eigen={"flat": "x"}))


def test_values_as_json_knows_them() -> None:
    assert plain({"op": date(2026, 6, 1), "tijd": time(19, 30)}) == {"op": "2026-06-01", "tijd": "19:30"}
    assert plain((Decimal("85.50"), Duration(1, "weken"), Amount(80, percent=True))) == ["85.50", "1 week", "80%"]
    assert plain(frozenset({"b", "a"})) == ["a", "b"]
    assert plain({True: None}) == {"True": None}
    assert plain(case().partijen["A"])["wijk"] == "noord"
