"""The day at the office: one fact changes, and the page of the day tells it differently."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bb.actions.today import Today, the_day, today_at
from bb.cli.page import HEIGHT, WIDTH, length
from bb.cli.today_page import today_page
from bb.domain.records import Coordinator, Record
from bb.domain.types import Range
from tests.cli.test_page import busy
from tests.domain.build import activity, case, day, register, volunteer

TODAY = day("11-23")
NOOR = Coordinator(id="c-1", naam="Noor Example", vervanger="c-2", afwezig=(Range(day("11-25"), day("12-01")),))
INTAKE = ("10-16 melding via=telefoon", "10-20 intake geschikt=ja")
TEAM = "11-20 koppeling team=v-001,v-002"


def today(*records: Record, **keys: object) -> Today:
    return the_day(register(*records, **keys), TODAY)


def shown(*records: Record, **keys: object) -> dict[str, list[str]]:
    return dict(today_page(today(*records, **keys)))


def test_a_quiet_day_is_an_empty_page() -> None:
    assert shown(volunteer("2024-01-01 start")) == {}


def test_a_case_without_a_team_is_there_until_it_has_one() -> None:
    assert shown(case(*INTAKE))["Zonder team"] == ["  2026-0123  wacht 34 dagen, 20 dagen te laat"]
    assert shown(case(*INTAKE, urgentie="spoed"))["Zonder team"] == [
        "  2026-0123  spoed, wacht 34 dagen, 20 dagen te laat"
    ]
    assert "Zonder team" not in shown(case(*INTAKE, TEAM))


def test_who_says_no_leaves_the_case_without_a_team() -> None:
    people = [volunteer("2024-01-01 start", id_=id_) for id_ in ("v-001", "v-002")]
    refused = case(*INTAKE, TEAM, "11-22 kan-niet wie=v-002")
    assert shown(refused, *people)["Zonder team"] == ["  2026-0123  wacht 1 dag"]
    left = volunteer("2024-01-01 start", "11-21 stop", id_="v-002")
    assert "Zonder team" in shown(case(*INTAKE, TEAM), people[0], left)


def test_what_is_late_is_told_once() -> None:
    found = shown(case("11-02 melding via=mail"), case(*INTAKE, id_="2026-0124"))
    assert found["Te laat of voor vandaag"] == ["  2026-0123  intake doen  14 dagen te laat  c-1"]
    assert [line.split()[0] for line in found["Zonder team"]] == ["2026-0124"]


def test_agreed_dates_of_this_week_with_their_hour() -> None:
    planned = "11-20 gepland voor=gesprek met=AB datum=11-26 tijd=19:30"
    meeting = activity("11-01 gepland datum=11-30")
    found = shown(case(*INTAKE, TEAM, planned), meeting)
    assert found["Afgesproken"] == [
        "  do 26 nov 19:30  2026-0123          gesprek voeren met A en B  v-001 en v-002",
        "  ma 30 nov        2026-intervisie-1  activiteit",
    ]
    later = planned.replace("11-26", "12-03")
    assert [line.split()[3] for line in shown(case(*INTAKE, TEAM, later), meeting)["Afgesproken"]] == [
        "2026-intervisie-1"
    ]


def test_an_appointment_of_today_is_an_appointment_and_of_yesterday_late() -> None:
    planned = "11-20 gepland voor=gesprek met=AB datum=11-23"
    found = shown(case(*INTAKE, TEAM, planned))
    assert found["Afgesproken"][0].startswith("  ma 23 nov")
    assert "Te laat of voor vandaag" not in found
    missed = shown(case(*INTAKE, TEAM, planned.replace("11-23", "11-22")))
    assert "1 dag te laat" in missed["Te laat of voor vandaag"][0]
    assert "Afgesproken" not in missed


def test_who_is_away_now_or_within_a_week() -> None:
    away = "11-01 afwezig van=11-10 tot=12-19"
    assert shown(volunteer("2024-01-01 start", away))["Er niet"] == ["  v-001 (tot en met 19 dec)"]
    soon = away.replace("11-10", "11-30")
    assert shown(volunteer("2024-01-01 start", soon))["Er niet"] == ["  v-001 (30 nov tot en met 19 dec)"]
    assert "Er niet" not in shown(volunteer("2024-01-01 start", away.replace("11-10", "12-01")))
    assert "Er niet" not in shown(volunteer("2024-01-01 start", away.replace("12-19", "11-22")))
    assert "Er niet" not in shown(volunteer("2024-01-01 start", away, "11-20 stop"))


def test_who_replaces_a_coordinator_who_is_away() -> None:
    assert shown(coordinatoren=(NOOR,))["Er niet"] == ["  c-1 (25 nov tot en met 1 dec, c-2 vervangt)"]
    assert "Er niet" not in shown(coordinatoren=(replace(NOOR, afwezig=()),))


def test_a_question_stays_until_it_is_answered() -> None:
    asked = volunteer("2024-01-01 start", "11-20 vraag")
    assert shown(asked)["Vragen van vrijwilligers"] == ["  v-001 (sinds 20 nov 2026)"]
    assert shown(volunteer("2024-01-01 start", "11-20 vraag", "11-21 antwoord")) == {}


@pytest.mark.parametrize("number", [1, 12, 100, 3000])
def test_the_page_fits_a_terminal_however_busy_it_is(number: int) -> None:
    waits = [
        case(*INTAKE, id_=f"2026-{n:04}", urgentie="voorrang" if n % 2 else "gewoon") for n in range(1, min(number, 60))
    ]
    people = [
        volunteer("2024-01-01 start", "11-20 vraag", "11-01 afwezig van=11-10 tot=2027-12-19", id_=f"v-{n:03}")
        for n in range(min(number, 60))
    ]
    made = today(*waits, *people, coordinatoren=(NOOR,))
    page = today_page(replace(made, agenda=made.agenda._replace(items=(*made.agenda.items, *busy(number).items))))
    assert length(page) <= HEIGHT
    assert all(len(line) <= WIDTH for _, lines in page for line in lines)


def test_what_does_not_fit_is_counted() -> None:
    made = today(*(case(*INTAKE, id_=f"2026-{n:04}") for n in range(1, 40)))
    (lines,) = [lines for title, lines in today_page(made) if title == "Zonder team"]
    left = re.fullmatch(r"  en nog (\d+)", lines[-1])
    assert left
    assert len(lines) - 1 + int(left[1]) == 39


def test_with_and_without_the_index_it_is_the_same_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for on in ("2026-06-01", "2026-11-23"):
        monkeypatch.setenv("BB_INDEX", "no")
        read = today_at(root, day(on))
        monkeypatch.delenv("BB_INDEX")
        assert today_page(today_at(root, day(on))) == today_page(read)
