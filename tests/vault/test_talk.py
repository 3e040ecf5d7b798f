"""How a talk went, asked criterion by criterion on a terminal, and kept in dossiers alone."""

from __future__ import annotations

from datetime import date

import pytest

from bb.actions.dossiers import read
from bb.actions.stop import Stop
from bb.actions.talk import scored
from bb.domain.dossier import Formulier, Signaal, VrijwilligerDossier
from tests.actions.organisation import CASUS, git
from tests.cli.terminal import CTRL_C, Terminal
from tests.vault.world import Desk

TODAY = "2026-11-23"
CANDIDATE = "vrijwilligers/v-003.md"
CRITERIA = """\
criteria:
  selectiegesprek: {luisteren: {vraag: "Laat uitpraten?", minstens: 6}, rust: "Blijft rustig?"}
  nabespreking: {leiding: "Hield het team de leiding?"}
"""


@pytest.fixture
def desk(noor: Desk) -> Desk:
    """Noor's desk, with two criteria for each talk, a candidate, and a team on the case."""
    settings = (noor.root / "bb.yaml").read_text("utf-8")
    (noor.root / "bb.yaml").write_text(f"{settings}{CRITERIA}", "utf-8")
    (noor.root / CANDIDATE).write_text(
        "---\nwijk: noord\nverloop:\n  - {op: 2026-11-01, wat: aanmelding}\n---\n", "utf-8"
    )
    case = noor.root / CASUS
    linked = "  - {op: 2026-11-09, wat: koppeling, team: [v-001, v-002]}\n---\nEen"
    case.write_text(case.read_text("utf-8").replace("---\nEen", linked), "utf-8")
    git(noor.root, "add", ".")
    git(noor.root, "commit", "--quiet", "-m", "meer")
    return noor


def talking(desk: Desk, *words: str) -> Terminal:
    return Terminal(desk.root, *words, env={**desk.environment, "BB_TODAY": TODAY}, columns=200)


def dossier(desk: Desk, id_: str) -> VrijwilligerDossier:
    value = read(desk.vault, "vrijwilliger", id_).written.value
    assert isinstance(value, VrijwilligerDossier)
    return value


def test_the_criteria_are_asked_they_propose_and_a_person_decides(desk: Desk) -> None:
    screen = talking(desk, "log", "v-3", "selectiegesprek")
    screen.answer("1 van 2. Luisteren: Laat uitpraten?", "goed")
    screen.answer("Begin met een heel cijfer van 1 tot 10", "5 viel mij in de rede")
    screen.answer("2 van 2. Rust: Blijft rustig?", "8")
    screen.answer("Voorstel: nee, want te laag is luisteren (5, minstens 6). U besluit.", "")
    assert screen.end() == 0
    assert "Vastgelegd bij v-003: selectiegesprek, besluit nee." in screen.shown
    told = (desk.root / CANDIDATE).read_text("utf-8")
    assert "  - {op: 2026-11-23, wat: selectiegesprek, besluit: nee}\n" in told
    assert dossier(desk, "v-003").formulieren == {
        date(2026, 11, 23): {
            "selectiegesprek": Formulier(
                scores={"luisteren": 5, "rust": 8}, redenen={"luisteren": "viel mij in de rede"}
            )
        }
    }
    assert b"rede" not in (desk.root / CANDIDATE.replace(".md", ".prive")).read_bytes()


def test_who_stops_goes_on_where_they_were_and_says_why_they_decide_otherwise(desk: Desk) -> None:
    screen = talking(desk, "log", "v-3", "selectiegesprek", "op=20-11")
    screen.answer("Laat uitpraten?", "4 druk")
    screen.press("Blijft rustig?", CTRL_C)
    assert screen.end() == 130
    assert "Verder gaat u met: bb log v-003 selectiegesprek" in screen.shown
    assert "selectiegesprek" not in (desk.root / CANDIDATE).read_text("utf-8")
    again = talking(desk, "log", "v-3", "selectiegesprek")
    again.answer("Blijft rustig?", "")
    again.answer("U besluit.", "ja")
    again.answer("U besluit anders dan de cijfers voorstellen. Waarom?", "oefent het in de training")
    assert again.end() == 0
    assert "U was bezig met het gesprek van 20 nov 2026; we gaan verder waar u was." in again.shown
    assert "1 van 1. Rust" in again.shown
    assert "{op: 2026-11-20, wat: selectiegesprek, besluit: ja}" in (desk.root / CANDIDATE).read_text("utf-8")
    form = dossier(desk, "v-003").formulieren[date(2026, 11, 20)]["selectiegesprek"]
    assert (form.scores, form.besluit) == ({"luisteren": 4}, "oefent het in de training")


def test_a_debriefing_is_kept_for_each_of_the_team_and_shown_over_time(desk: Desk) -> None:
    screen = talking(desk, "log", "1", "nabespreking", "op=16-11")
    screen.answer("1 van 1. Leiding: Hield het team de leiding?", "6")
    assert screen.end() == 0, screen.shown
    assert "Vastgelegd bij 2026-0001: nabespreking met v-001 en v-002." in screen.shown
    screen = talking(desk, "log", "1", "nabespreking")
    screen.answer("Leiding", "8 veel rustiger")
    assert screen.end() == 0
    assert "Cijfers van dit team door de tijd:\n  leiding  6, 8\n" in screen.shown
    assert "wie: [v-001, v-002]" in (desk.root / CASUS).read_text("utf-8")
    one, other = (dossier(desk, id_).formulieren for id_ in ("v-001", "v-002"))
    assert one == other
    assert one[date(2026, 11, 23)]["2026-0001"] == Formulier(
        scores={"leiding": 8}, redenen={"leiding": "veel rustiger"}
    )
    page = talking(desk, "dossier", "show", "v-1")
    assert page.end() == 0
    assert "2026-0001 van 2026-11-23\n    leiding  8  veel rustiger" in page.shown
    assert "Nabesprekingen, cijfers door de tijd:\n  leiding  6, 8\n" in page.shown


def test_a_signal_stands_beside_its_evidence_and_a_second_one_below_it(desk: Desk) -> None:
    for soort, wat in (("zorg", "Kwam te laat."), (None, "Belde af.")):
        screen = talking(desk, "log", "v-2", "signaal")
        if soort:
            screen.answer("is er een zorg? (goed, zorg)", soort)
        screen.answer("wat viel op?", f"{wat}\n.")
        screen.answer("waaraan zag of hoorde u dat?", "")
        assert screen.end() == 0
        assert "Wat er te zien is, sinds 24 nov 2025:" in screen.shown
    assert dossier(desk, "v-002").signalen == {
        date(2026, 11, 23): Signaal(soort="zorg", wat="Kwam te laat.\nBelde af.")
    }
    assert "te laat" not in git(desk.root, "grep", "-h", "", "HEAD", "--", "*.md")


def test_the_last_agreement_comes_before_the_next_talk(desk: Desk) -> None:
    first = talking(desk, "log", "v-1", "begeleiding", "op=2-11", "casus=2026-0001")
    first.answer("wat is besproken en afgesproken?", "Oefent doorvragen.\n.")
    assert first.end() == 0
    second = talking(desk, "log", "v-1", "begeleiding")
    second.answer("wat is besproken en afgesproken?", "")
    assert second.end() == 0
    assert "De vorige keer, 2 nov 2026:\n  Oefent doorvragen.\n" in second.shown


def test_with_the_dossiers_shut_only_the_line_is_kept_and_where_the_rest_belongs_is_said(desk: Desk) -> None:
    assert talking(desk, "keys", "lock").end() == 0
    screen = talking(desk, "log", "1", "nabespreking")
    assert screen.end() == 0
    assert "Hoe het ging, hoort in het dossier. Leg het daar vast met: bb dossier v-001" in screen.shown
    assert "{op: 2026-11-23, wat: nabespreking, wie: [v-001, v-002]}" in (desk.root / CASUS).read_text("utf-8")


@pytest.mark.parametrize("typed", ["elf", "0", "11", "7.5", "-1", "٧"])
def test_what_is_no_score_is_asked_again(typed: str) -> None:
    with pytest.raises(Stop, match="van 1 tot 10"):
        scored(typed)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("", None),
        ("7", (7, "")),
        ("7 goed", (7, "goed")),
        ("7, goed", (7, "goed")),
        (" 10:  wel  erg goed ", (10, "wel  erg goed")),
    ],
)
def test_a_score_with_its_reason_behind_it(typed: str, given: tuple[int, str] | None) -> None:
    assert scored(typed) == given
