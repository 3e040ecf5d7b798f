"""Names beside ids: on a screen, while the dossiers are open, and nowhere else."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from bb.actions.reading import open_readable
from bb.actions.unlock import keep_unlocked, lock
from bb.actions.unlock import unlocked as unlocked_key
from tests.cli.terminal import CTRL_C, Terminal, bb


def shown(folder: Path, *args: str) -> str:
    terminal = Terminal(folder, *args, columns=140)
    terminal.end()
    return terminal.shown


def test_names_stand_beside_ids_on_a_screen_and_in_no_pipe(unlocked: Path) -> None:
    for args in (["list", "zaken"], ["show", "1"], ["followups"], ["match"], ["list", "vrijwilligers"]):
        assert "Kanarie" in shown(unlocked, *args), args
        piped = bb(unlocked, *args)
        assert "Kanarie" not in piped.stdout + piped.stderr, args
    lock(open_readable(unlocked).register.organisatie)
    for args in (["list", "zaken"], ["show", "1"], ["followups"]):
        assert "Kanarie" not in shown(unlocked, *args), args


@pytest.mark.parametrize("format_", ["--json"])
@pytest.mark.parametrize("what", ["list zaken", "show 1", "followups", "match"])
def test_no_name_in_what_a_program_reads(unlocked: Path, what: str, format_: str) -> None:
    assert "Kanarie" not in shown(unlocked, *what.split(), format_)


def test_a_name_is_typed_where_an_id_is_asked(unlocked: Path) -> None:
    assert bb(unlocked, "show", "o'bri").stdout.startswith("Zaak 2026-0001\n")
    assert bb(unlocked, "why", "eva").stdout.startswith("Waarom v-001")
    done = bb(unlocked, "log", "o'brien", "kan-niet", "wie=Éva")
    assert "v-001" in done.stdout + done.stderr
    terminal = Terminal(unlocked, "show", "kanarie")
    terminal.answer("Nummer of woord", "v-001")
    assert terminal.end() == 0
    assert "Vrijwilliger v-001 (Éva Kanarie)" in terminal.shown
    assert "Kies uit" in bb(unlocked, "show", "kanarie").stderr
    assert bb(unlocked, "show", "niemand").returncode == 2


def test_a_name_is_typed_in_a_condition_and_to_match(unlocked: Path) -> None:
    assert "v-001" in bb(unlocked, "list", "vrijwilligers", "--where", "vrijwilliger=éva").stdout
    assert "2026-0001" in bb(unlocked, "list", "zaken", "--where", "casus=o'brien").stdout
    by_id = bb(unlocked, "match", "1", "--why", "v-001")
    by_name = bb(unlocked, "match", "o'brien", "--why", "Kanarie")
    assert (by_name.returncode, by_name.stdout, by_name.stderr) == (by_id.returncode, by_id.stdout, by_id.stderr)
    assert "v-001" in by_name.stdout + by_name.stderr


def test_a_name_is_typed_to_decide_about_a_team_and_never_kept(unlocked: Path) -> None:
    by_id, by_name = (bb(unlocked, "match", "--what-if", f"{who}=afwezig") for who in ("v-001", "éva"))
    assert (by_name.returncode, by_name.stdout, by_name.stderr) == (by_id.returncode, by_id.stdout, by_id.stderr)
    case = unlocked / "casus/2026/2026-0001.md"
    done = bb(unlocked, "match", "o'brien", "--choose", "Éva Kanarie,v-002", "--reason", "ervaring")
    assert done.returncode == 0, done.stderr
    assert "wat: koppeling, team: [v-001, v-002]" in case.read_text("utf-8")
    done = bb(unlocked, "match", "o'brien", "--decline", "eva", "--reason", "geen-tijd")
    assert "wat: kan-niet, wie: v-001" in case.read_text("utf-8"), done.stderr
    assert bb(unlocked, "match", "o'brien", "--choose", "niemand,v-002").returncode == 2
    assert bb(unlocked, "log", "o'brien", "contact", "met=B", "via=deur", "door=éva").returncode == 0
    assert "door: v-001" in case.read_text("utf-8").replace("[", "")
    assert "2026-0001" in bb(unlocked, "list", "zaken", "--where", "team=eva").stdout
    history = subprocess.run(["git", "log", "-p", "--format=%B"], cwd=unlocked, capture_output=True, check=True).stdout
    assert b"Kanarie" not in history


def test_questions_one_by_one_stop_anywhere_and_go_on_where_they_were(unlocked: Path) -> None:
    terminal = Terminal(unlocked, "dossier", "2025-0007")
    terminal.answer("Partij A: naam", "Sam Voorbeeld")
    terminal.answer("Partij A: adres", "")
    terminal.press("Partij A: telefoon", CTRL_C)
    assert terminal.end() == 130
    assert "Verder gaat u met: bb dossier 2025-0007" in terminal.shown
    assert b"Voorbeeld" not in b"".join(path.read_bytes() for path in (unlocked / ".git/bb").iterdir())
    terminal = Terminal(unlocked, "dossier", "2025-0007")
    terminal.answer("Partij A: telefoon", "06-00123456")
    organisatie = open_readable(unlocked).register.organisatie
    identity = unlocked_key(organisatie)
    assert identity
    lock(organisatie)  # the hours are over; who is in the middle of something finishes it
    for _ in range(19):  # the rest of A and all of B
        terminal.answer("(Enter: overslaan)", "")
    terminal.answer("Het verhaal", "Het begon in mei.")
    terminal.answer(" :", "")
    terminal.answer(" :", "Nu elke avond.")
    terminal.answer(" :", ".")
    for _ in range(3):
        terminal.answer("Enter: overslaan)", "")
    assert terminal.end() == 0
    assert "bb keys unlock" in bb(unlocked, "dossier", "show", "2025-0007").stderr
    keep_unlocked(organisatie, identity, timedelta(hours=1))
    page = bb(unlocked, "dossier", "show", "2025-0007").stdout
    assert "naam       Sam Voorbeeld" in page
    assert "telefoon   06-00123456" in page
    assert "verhaal      Het begon in mei.\n\n               Nu elke avond.\n" in page


def test_who_has_no_key_is_told_once_how_to_begin(root: Path) -> None:
    assert "bb keys init" in shown(root, "list", "zaken")
    assert "bb keys init" not in shown(root, "list", "zaken")
    assert "bb keys init" not in bb(root, "list", "zaken").stderr


def test_no_key_is_asked_for_where_no_dossier_is_needed(root: Path) -> None:
    for args in (["validate"], ["followups"], ["report", "2026"], ["match"], ["list", "zaken"], ["show", "1"]):
        done = bb(root, *args)
        assert "sleutel" not in done.stderr, args
    assert subprocess.run(["git", "for-each-ref", "refs/bb"], cwd=root, capture_output=True, check=True).stdout == b""
