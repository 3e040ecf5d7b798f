"""Being asked step by step, on a real terminal."""

from __future__ import annotations

from pathlib import Path

from tests.actions.organisation import CASE, CASUS, git
from tests.cli.terminal import CTRL_C, CTRL_D, Terminal


def test_only_what_is_missing_is_asked_when_something_was_typed(root: Path) -> None:
    screen = Terminal(root, "new", "casus", "klachten=tuin", "via=mail", "A.wijk=dijk")
    screen.answer("Wie verwees?", "zelf")
    assert screen.end() == 0
    assert "Gemaakt: 2026-5000" in screen.shown
    assert screen.shown.count("?") == 1


def test_the_name_of_a_partner_is_asked_first(root: Path) -> None:
    screen = Terminal(root, "new", "partner")
    screen.answer("Hoe heet de partner", "Politie Noord")
    screen.answer("hoort de naam van een partner", "politie-noord")
    screen.answer("Wat voor partner is het?", "politie")
    screen.answer("gemeenten", "Waterstad")
    screen.answer("Enter: overslaan", "8 weken")
    assert screen.end() == 0
    assert (root / "netwerk/politie-noord.md").exists()


def test_a_new_organisation_as_a_conversation(tmp_path: Path) -> None:
    screen = Terminal(tmp_path, "init", "bemiddeling")
    screen.answer("Hoe heet de organisatie?", 'Buurtbemiddeling \'t Zand: "wij"')
    screen.answer("Hoe heet de coördinator?", "Noor O'Brien-Example")
    screen.answer("Wat is het mailadres van de coördinator?", "noor")
    screen.answer("Bij 'mail' hoort een mailadres.", "noor@zand.example")
    screen.answer("In welke gemeente werkt u?", "'s-Gravenhage")
    screen.answer("Welke wijken zijn er?", "noord, zuid")
    assert screen.end() == 0
    assert "Klaar: uw organisatie staat in bemiddeling" in screen.shown
    check = Terminal(tmp_path / "bemiddeling", "validate")
    assert check.end() == 0, check.shown


def test_what_happened_as_a_conversation(root: Path) -> None:
    screen = Terminal(root, "log", "1")
    screen.answer("Nummer of woord: ", "99")
    screen.answer("Dat staat er niet bij.", "contact")
    screen.answer("Op welke dag? [23 nov 2026]", "31-2")
    screen.answer("Bij 'op' hoort een datum", "")
    screen.answer("Met welke partijen?", "1")
    screen.answer("Bij 'met' hoort", "a")
    screen.answer("Hoe? (deur, telefoon, brief, mail)", "telefoon")
    screen.answer("Is de partij bereikt?", "misschien")
    screen.answer("Bij 'bereikt' hoort ja of nee", "nee")
    screen.answer("Wil de partij meedoen?", "")
    screen.answer("toestemming?", "")
    screen.answer("Hoeveel minuten", "")
    assert screen.end() == 0
    assert "Vastgelegd bij 2026-0001: contact met A via telefoon, niet bereikt." in screen.shown
    assert "  - {op: 2026-11-23, wat: contact, met: A, via: telefoon, bereikt: nee}\n" in (root / CASUS).read_text()


def test_an_event_is_chosen_by_its_number(root: Path) -> None:
    screen = Terminal(root, "log", "woonstad")
    screen.answer("Nummer of woord: ", "3")
    for question in ("Op welke dag?", "minuten"):
        screen.answer(question, "")
    assert screen.end() == 0
    assert "Vastgelegd bij woonstad: rapportage." in screen.shown


def test_ctrl_c_leaves_nothing_behind_and_says_so(root: Path) -> None:
    screen = Terminal(root, "log", "1")
    screen.answer("Nummer of woord: ", "contact")
    screen.answer("Op welke dag?", "")
    screen.press("Met welke partijen?", CTRL_C)
    assert screen.end() == 130
    assert "Afgebroken. Er is niets vastgelegd." in screen.shown
    assert (root / CASUS).read_text() == CASE
    assert git(root, "status", "--short") == ""


def test_ctrl_d_is_the_same(root: Path) -> None:
    screen = Terminal(root, "new", "vrijwilliger")
    screen.press("Op welke dag?", CTRL_D)
    assert screen.end() == 130
    assert "Afgebroken. Er is niets vastgelegd." in screen.shown


def test_a_table_on_a_narrow_terminal_becomes_blocks(root: Path) -> None:
    narrow = Terminal(root, "list", "zaken", columns=60)
    wide = Terminal(root, "list", "zaken", columns=120)
    assert narrow.end() == wide.end() == 0
    assert "casus: 2025-0007\nstatus: open\nfase: intake\n" in narrow.shown
    assert "---------  " in wide.shown


def test_colour_is_only_for_who_wants_it(root: Path) -> None:
    bold = Terminal(root, "show", "1")
    bare = Terminal(root, "show", "1", env={"NO_COLOR": "1"})
    assert bold.end() == bare.end() == 0
    assert "\x1b[1mZaak 2026-0001\x1b[0m" in bold.shown
    assert "\x1b" not in bare.shown
