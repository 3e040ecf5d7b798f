"""`bb followups --check` for scripts, and things of several parties that are one thing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bb.cli.main import run

CASE = """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-10-01, wat: melding, via: telefoon}
  - {op: 2026-10-02, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}
  - {op: 2026-10-05, wat: koppeling, team: [v-001, v-002]}
  - {op: 2026-10-12, wat: gesprek, met: AB, afspraken: ja}
---
"""
SETTINGS = """\
formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren: [{id: c-1, naam: Noor Example}]
wijken: {noord: {gemeente: Waterstad}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "casus" / "2026").mkdir(parents=True)
    (tmp_path / "casus" / "2026" / "2026-0001.md").write_text(CASE, "utf-8")
    (tmp_path / "bb.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("day", "status"), [("2026-11-20", 0), ("2026-11-23", 1), ("2026-11-24", 1)])
def test_check_tells_a_script_whether_anything_must_be_done_now(folder: Path, day: str, status: int) -> None:
    followups = ["-C", str(folder), "--today", day, "followups"]
    assert run([*followups, "--check"]) == status
    assert run([*followups, "--check", "--json"]) == status
    assert run(followups) == 0
    assert run([*followups, "--check", "--kind", "terugkoppeling"]) == 0


def test_one_thing_with_two_parties_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(folder), "--today", "2026-11-24", "followups"])
    shown = capsys.readouterr().out
    assert "1 te laat" in shown
    assert "nazorg met A en B" in shown
    run(["-C", str(folder), "--today", "2026-11-24", "followups", "--json"])
    assert capsys.readouterr().out.count('"nazorg"') == 2


@pytest.mark.parametrize(("word", "term"), [("activiteit", "gehouden"), ("Vragen hoe het gaat", "voortgang")])
def test_a_kind_may_be_called_as_on_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str], word: str, term: str
) -> None:
    followups = ["-C", str(folder), "--today", "2026-11-24", "followups", "--kind"]
    assert run([*followups, word]) == 0
    shown = capsys.readouterr().out
    assert run([*followups, term]) == 0
    assert capsys.readouterr().out == shown


def test_what_is_no_kind_is_told_all_kinds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "--today", "2026-11-24", "followups", "--kind", "intervisie"]) == 2
    assert "gehouden (activiteit)" in capsys.readouterr().err
