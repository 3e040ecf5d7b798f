"""The page of a volunteer: what concerns them and nothing else; what is for the coördinator stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bb.actions.names import NOBODY
from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.actions.volunteer_page import VolunteerPage, volunteer_page, write_html
from bb.cli.volunteer_page import coordinator_lines, volunteer_parts
from bb.domain.events import Event
from bb.domain.records import Activiteit, Casus, Norm
from bb.domain.types import Amount
from tests.domain.build import activity, case, register, volunteer

TODAY = date(2026, 11, 23)
STARTED = ("2024-01-12 aanmelding", "2024-03-20 start")
LINKED = ("03-01 melding via=telefoon", "03-02 intake geschikt=ja", "03-05 koppeling team=v-001,v-002")


def page(*lines: str, others: tuple[Casus | Activiteit, ...] = (), **keys: Any) -> VolunteerPage:
    settings = {"normen": keys.pop("normen", {})}
    someone = volunteer(*STARTED, *lines, **keys)
    return volunteer_page(register(someone, *others, **settings), someone, TODAY)


def shown(found: VolunteerPage) -> str:
    parts = volunteer_parts(found, [], NOBODY)
    return "\n".join([line for title, lines in parts for line in (title, *lines)])


def beside(found: VolunteerPage) -> str:
    return "\n".join(coordinator_lines(found, TODAY))


def test_a_signal_and_who_they_rather_not_go_with_stay_off_the_page() -> None:
    found = page("06-01 signaal", "06-02 begeleiding", niet_met=("v-003",))
    assert "begeleiding" in shown(found)
    for word in ("signaal", "v-003"):
        assert word not in shown(found)
    assert "Niet op dit blad, want alleen voor u: niet met en signaal." in beside(found)
    assert "Niet op dit blad" not in beside(page("06-02 begeleiding"))


def test_of_their_cases_they_see_with_whom_and_when_and_no_more() -> None:
    found = shown(page(others=(case(*LINKED, "11-20 gepland voor=gesprek met=AB datum=2026-12-01 tijd=19:30"),)))
    assert "2026-0123, samen met v-002, bemiddeling, sinds 5 mrt 2026" in found
    assert "gesprek met A en B gepland op 1 dec 2026, om 19:30" in found
    for word in ("tuin", "noord", "zelf", "telefoon"):
        assert word not in found
    late = shown(page(others=(case(*LINKED),)))
    assert "2026-0123: gesprek voeren met A en B, uiterlijk 19 mrt 2026" in late
    assert "vragen hoe het gaat" not in late, "that is for the coördinator to do"
    closed = shown(page(others=(case(*LINKED, "06-01 afsluiting resultaat=opgelost"),)))
    assert "Uw zaken nu" not in closed
    assert "zaken: 1; in alle jaren samen 1" in closed


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("06-01 waardering vorm=kaart", "1 jun 2026   kaart"),
        ("06-01 training soort=pendel", "1 jun 2026   pendel"),
        ("11-20 vraag", "gesteld op 20 nov 2026, nog niet beantwoord"),
    ],
)
def test_what_was_given_followed_and_asked(line: str, told: str) -> None:
    assert told in shown(page(line))
    assert told not in shown(page())


def test_training_due_is_what_the_norm_still_asks() -> None:
    norm = {"training": Norm(minstens=Amount(1))}
    assert "trainingen: 0 van 1; nog niet gehaald" in shown(page(normen=norm))
    assert "trainingen: 1 van 1\n" in shown(page("06-01 training soort=pendel", normen=norm))


def test_what_comes_has_its_place() -> None:
    planned = activity("11-01 gepland datum=2026-12-10 tijd=20:00", "11-02 zaal plek=buurthuis")
    assert "10 dec 2026  intervisie om 20:00, buurthuis" in shown(page(others=(planned,)))
    other_day = activity(
        "11-01 gepland datum=2026-12-10", "11-02 zaal plek=buurthuis", "11-03 gepland datum=2026-12-17"
    )
    assert "17 dec 2026  intervisie\n" in shown(page(others=(other_day,)))
    off = activity("11-01 gepland datum=2026-12-10", "11-02 vervallen")
    assert "10 dec" not in shown(page(others=(off,)))


@pytest.mark.parametrize(
    ("lines", "cases", "reason"),
    [
        ((), 0, "2 jaar vrijwilliger en een jaar of langer geen blijk van waardering"),
        (("03-19 waardering",), 0, "2 jaar vrijwilliger"),
        (("03-20 waardering",), 0, ""),
        (("03-20 waardering",), 5, "5 zaken afgesloten sinds het laatste bedankje"),
        (("03-20 waardering",), 4, ""),
        (("03-20 waardering", "04-01 stop"), 5, ""),
    ],
)
def test_why_someone_may_be_thanked(lines: tuple[str, ...], cases: int, reason: str) -> None:
    done = tuple(case(*LINKED, "06-01 afsluiting resultaat=opgelost", id_=f"2026-000{n}") for n in range(cases))
    told = beside(page(*lines, others=done))
    if reason:
        assert f"Reden om te bedanken: {reason}. Daarna: bb log v-001 waardering" in told
    else:
        assert "bedanken" not in told


def test_what_the_coordinator_must_do_is_not_on_the_page() -> None:
    found = page("2024-02-01 overeenkomst tot=2027-02-01")
    assert "Te doen: overeenkomst verlengen, 2 nov 2026 (21 dagen te laat)" in beside(found)
    assert "verlengen" not in shown(found)


def test_the_whole_journal_is_there_but_for_signals() -> None:
    lines = ("06-01 vergoeding bedrag=15", "06-02 nabespreking casus=2026-0123", "06-03 signaal")
    found = page(*lines)
    assert [e.wat for e in found.verloop] == ["aanmelding", "start", "vergoeding", "nabespreking"]
    assert all(isinstance(e, Event) for e in found.verloop)


def test_as_a_page_to_print_nothing_in_it_is_code_and_no_file_is_written_over(root: Path) -> None:
    settings = root / "bb.yaml"
    settings.write_text(settings.read_text("utf-8").replace("naam: Buurtb", "naam: <b>&amp; Buurtb", 1), "utf-8")
    made = root.parent / "blad.html"
    parts = volunteer_parts(page("06-01 waardering vorm=kaart"), ["  wijk           <i>zuid</i>"], NOBODY)
    write_html(open_readable(root), parts, made, TODAY)
    text = made.read_text("utf-8")
    assert "<h1>Vrijwilliger v-001</h1>\n<p>&lt;b&gt;&amp;amp; Buurtbemiddeling Waterstad, maandag 23 november" in text
    assert "<li>wijk: &lt;i&gt;zuid&lt;/i&gt;</li>" in text
    assert "<h2>Bedankt</h2>\n<ul>\n<li>1 jun 2026: kaart</li>" in text
    with pytest.raises(Stop, match="bestaat al"):
        write_html(open_readable(root), parts, made, TODAY)
