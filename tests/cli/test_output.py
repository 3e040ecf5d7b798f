"""What comes out of a command, for people, pipes and programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bb.cli import list_command
from bb.cli.main import COMMANDS, run
from bb.domain.events import EVENTS
from tests.actions.organisation import CASE, CASUS, SETTINGS
from tests.cli.terminal import bb

HEAVY = {"yaml", "numpy", "jinja2", "tabulate", "highspy", "frontmatter", "holidays"}


def rows(folder: Path, *args: str, status: int = 0) -> list[dict[str, object]]:
    done = bb(folder, *args, "--json")
    assert done.returncode == status, done.stderr
    told = json.loads(done.stdout)
    assert told["bb"] == 1
    assert next(iter(told)) == "bb"
    assert list(told)[-1] == "rows"
    found: list[dict[str, object]] = told["rows"]
    return found


def test_rows_for_a_program_have_the_keys_of_the_files(root: Path) -> None:
    (case,) = rows(root, "list", "zaken", "--where", "melding>=2026-01-01")
    assert {key: case[key] for key in ("casus", "status", "fase", "klachten", "verwijzer", "melding", "team")} == {
        "casus": "2026-0001",
        "status": "open",
        "fase": "intake",
        "klachten": ["geluid-personen"],
        "verwijzer": "zelf",
        "melding": "2026-11-02",
        "team": [],
    }
    assert case["partijen"] == {
        letter: {"wijk": "noord", "bezit": None, "verhuurder": None, "leeftijd": None, "huishouden": None, "kan": []}
        for letter in "AB"
    }
    assert [row["vrijwilliger"] for row in rows(root, "list", "vrijwilligers")] == ["v-001", "v-002"]
    assert [row["partner"] for row in rows(root, "list", "partners")] == ["woonstad"]
    assert rows(root, "list", "activiteiten") == []


def test_one_record_for_a_program_brings_its_journal_and_what_is_due(root: Path) -> None:
    (case,) = rows(root, "show", "1")
    assert case["verloop"] == [
        {"op": "2026-11-02", "wat": "melding", "via": "telefoon", "regel": 9},
        {
            "op": "2026-11-04",
            "wat": "intake",
            "geschikt": True,
            "toestemming": ["opslag", "bemiddelaars"],
            "regel": 10,
        },
    ]
    assert isinstance(case["te_doen"], list)
    assert [item["soort"] for item in case["te_doen"]] == ["koppeling"]


def test_what_is_due_for_a_program(root: Path) -> None:
    due = {row["casus"]: row for row in rows(root, "followups") if "casus" in row}
    assert due["2025-0007"]["soort"] == "koppeling"
    assert due["2025-0007"]["datum"] == "2025-11-18"
    assert due["2025-0007"]["dagen_te_laat"] == 370
    assert due["2025-0007"]["sinds"] == {
        "op": "2025-11-04",
        "wat": "intake",
        "bestand": "casus/2025/2025-0007.md",
        "regel": 10,
    }


def test_findings_for_a_program(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace("zelf", "woonstat"))
    (found,) = rows(root, "validate", status=1)
    assert (found["bestand"], found["regel"], found["kolom"], found["ernst"]) == (CASUS, 3, 12, "fout")
    assert set(found) == {"bestand", "regel", "kolom", "code", "ernst", "melding", "herstel"}


def test_teams_for_a_program(root: Path) -> None:
    told = rows(root, "match")
    assert {row["casus"] for row in told} == {"2025-0007", "2026-0001"}


def test_data_goes_to_stdout_and_the_rest_to_stderr(root: Path) -> None:
    listed = bb(root, "list", "partners")
    assert listed.stdout.startswith("partner ")
    assert listed.stderr == "1 partner\n"
    refused = bb(root, "show", "999")
    assert refused.stdout == ""
    assert refused.stderr.startswith("'999' is hier niet bekend.")


@pytest.mark.parametrize("command", ["list zaken", "--help", "followups", "show 1 --json", "explain"])
def test_a_reader_who_has_seen_enough_is_no_failure(root: Path, command: str) -> None:
    script = f'"{sys.executable}" -m bb {command} | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, check=True)
    assert (done.stdout, done.stderr.replace(b"2 zaken\n", b"")) == (b"0\n", b"")


STRANGE = "Caf\u00e9 \u2192 \u202e\u20ac \u0141\u00f3d\u017a \U0001f600"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize(
    "command", ["--help", "show 1", "show 1 --json", "list zaken", "validate", "followups", "match", "show caf\u00e9"]
)
def test_every_terminal_can_show_what_is_printed(root: Path, encoding: str, command: str) -> None:
    (root / CASUS).write_text(CASE + f"{STRANGE}\n")
    done = bb(root, *command.split(), env={"PYTHONIOENCODING": encoding}, encoding="latin-1")
    assert done.returncode in {0, 1, 2}, done.stderr
    assert "ging iets mis" not in done.stderr


def test_signs_get_their_plain_form_where_they_cannot_be_shown(root: Path) -> None:
    (root / CASUS).write_text(CASE + f"{STRANGE}\n")
    assert "  Cafe -> EUR Lodz ?\n" in bb(root, "show", "1", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert "  Café → € Łódź \U0001f600\n" in bb(root, "show", "1").stdout


def test_nothing_in_a_file_steers_the_terminal(root: Path) -> None:
    (root / CASUS).write_bytes(CASE.encode() + b"\x1b[2J\x07\xc2\x9b31m tekst\n")
    (root / "netwerk/rood.md").write_text('---\nsoort: "\\e[31mrood"\nverloop: []\n---\n')
    for command in ("validate", "show 1", "list partners", "followups", "list zaken --where status=\x1b[31m"):
        done = bb(root, *command.split())
        shown = done.stdout + done.stderr
        assert not [c for c in shown if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"], command


def test_personal_data_in_a_file_is_not_shown(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace("zelf", "0612345678") + "Bel 06 12345678 of noor@voorbeeld.example\n")
    for command in ("validate", "show 1"):
        shown = bb(root, *command.split()).stdout
        assert "12345678" not in shown
        assert "noor@" not in shown


def test_for_a_screen_reader_there_are_no_tables(root: Path) -> None:
    shown = bb(root, "--plain", "list", "partners").stdout
    assert shown.startswith("partner: woonstad\nsoort: woningcorporatie\n")


def test_work_in_another_folder(root: Path, tmp_path: Path) -> None:
    assert bb(tmp_path, "-C", "waterstad", "list", "partners").stderr == "1 partner\n"
    assert bb(tmp_path, "-C", "waterstad/casus/2026", "list", "partners").stderr == "1 partner\n"
    assert bb(tmp_path, "-C", "nergens", "list", "partners").stderr == "De map nergens bestaat niet.\n"
    assert bb(tmp_path, "-C", "waterstad", "demo", "oefenen", "--cases", "3").returncode == 0
    assert (root / "oefenen/bb.yaml").exists()


def test_the_day_it_is(root: Path) -> None:
    def day(*args: str, **env: str) -> str:
        return bb(root, *args, "followups", env=env).stdout.split(":")[0]

    assert day() == "Maandag 23 november 2026"
    assert day(BB_TODAY="2026-11-24") == "Dinsdag 24 november 2026"
    assert day("--today", "2026-11-25", BB_TODAY="2026-11-24") == "Woensdag 25 november 2026"


def test_a_newer_form_of_files_is_not_read(root: Path) -> None:
    (root / "bb.yaml").write_text(SETTINGS.replace("formaat: 1", "formaat: 2"))
    for command in (
        "validate",
        "list zaken",
        "followups",
        "show 1",
        "match",
        "report 2026",
        "log 1 contact",
        "new casus",
    ):
        done = bb(root, *command.split())
        assert (done.returncode, done.stdout) == (2, ""), command
        assert "formaat 2" in done.stderr


def test_the_unforeseen_ends_without_a_traceback_and_keeps_no_values(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("Jan Jansen, 0612345678")

    monkeypatch.setattr(list_command, "list_page", breaks)
    monkeypatch.chdir(root)
    assert run(["list", "zaken"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("Er ging iets mis in bb zelf.")
    assert "Traceback" not in told
    (kept,) = (Path(os.environ["HOME"]) / ".local/state/bb").iterdir()
    assert str(kept) in told
    text = kept.read_text()
    assert "RuntimeError" in text
    assert "breaks" in text
    assert "Jan" not in text
    assert "0612345678" not in text


def imported(folder: Path, *args: str) -> set[str]:
    """The packages a command loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bb", *args], cwd=folder, capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_help_loads_no_library_it_does_not_need(root: Path) -> None:
    assert not imported(root, "--help") & HEAVY
    assert not imported(root, "--version") & HEAVY


@pytest.mark.parametrize("command", ["followups", "show 1", "validate"])
def test_a_morning_look_loads_no_solver_or_templates(root: Path, command: str) -> None:
    assert not imported(root, *command.split()) & (HEAVY - {"yaml", "frontmatter"})


def test_every_command_loads_and_explains_itself(root: Path) -> None:
    for name in COMMANDS:  # a process each: nothing another command loaded is there
        command = [sys.executable, "-m", "bb", name, "--help"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), name
        assert done.stdout.startswith(f"Gebruik: bb {name} ")


def test_every_event_says_what_it_asks_and_does() -> None:
    for kinds in EVENTS.values():
        for row in kinds.values():
            assert row.effect.endswith("."), row.wat
            assert all(key.asks for key in row.keys), row.wat
