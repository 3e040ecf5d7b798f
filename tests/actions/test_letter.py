"""What a partner is told of a case: four times yes or no, only with consent, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.letter import make_letter
from bb.actions.stop import Stop
from tests.domain.build import day

TODAY = day("11-23")
SETTINGS = """formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren: [{id: c-1, naam: Noor Example}]
wijken: {noord: {gemeente: Waterstad}, zuid: {gemeente: Waterstad}}
"""
CASE = """---
klachten: [%s]
verwijzer: %s
coordinator: c-1
partijen:
  A: {wijk: %s}
verloop:
%s---
"""
MELDING = "op: 2026-10-01, wat: melding, via: verwijzer"
INTAKE = "op: 2026-10-02, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling]"
TEAM = "op: 2026-10-05, wat: koppeling, team: [v-001, v-002]"
SOLVED = "op: 2026-11-01, wat: afsluiting, resultaat: opgelost, reden: afspraken"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BB_INDEX", "no")


def folder(root: Path, *lines: str, klacht: str = "tuin", verwijzer: str = "woonstad", wijk: str = "noord") -> Path:
    (root / "casus" / "2026").mkdir(parents=True, exist_ok=True)
    (root / "netwerk").mkdir(exist_ok=True)
    (root / "bb.yaml").write_text(SETTINGS)
    (root / "netwerk" / "woonstad.md").write_text("---\nsoort: woningcorporatie\n---\n")
    told = "".join(f"  - {{{line}}}\n" for line in (MELDING, *lines))
    (root / "casus" / "2026" / "2026-0001.md").write_text(CASE % (klacht, verwijzer, wijk, told))
    return root


def told(root: Path, *lines: str, **facts: str) -> list[str]:
    letter = make_letter(folder(root, *lines, **facts), "1", TODAY)
    return [line.removeprefix("- ") for line in letter.text.splitlines() if line.startswith("- ")]


def test_each_step_changes_one_answer(tmp_path: Path) -> None:
    suitable = "Geschikt voor buurtbemiddeling: ja"
    assert told(tmp_path, INTAKE) == [suitable, "Opgepakt door bemiddelaars: nog niet", "Afgesloten: nog niet"]
    assert told(tmp_path, INTAKE, TEAM) == [suitable, "Opgepakt door bemiddelaars: ja", "Afgesloten: nog niet"]
    closed = [suitable, "Opgepakt door bemiddelaars: ja", "Afgesloten: ja"]
    assert told(tmp_path, INTAKE, TEAM, SOLVED) == [*closed, "Opgelost: ja"]
    better = SOLVED.replace("resultaat: opgelost", "resultaat: verbeterd")
    assert told(tmp_path, INTAKE, TEAM, better) == [*closed, "Opgelost: nee"]
    unsuitable = INTAKE.replace("geschikt: ja", "geschikt: nee, contra: [te-ver]")
    assert told(tmp_path, unsuitable) == ["Geschikt voor buurtbemiddeling: nee", "Afgesloten: nog niet"]


def test_the_step_it_is_about(tmp_path: Path) -> None:
    steps = ((INTAKE,), "geschikt"), ((INTAKE, TEAM), "opgepakt"), ((INTAKE, TEAM, SOLVED), "afgesloten")
    for lines, over in steps:
        assert make_letter(folder(tmp_path, *lines), "1", TODAY).over == over


def test_nothing_else_of_the_case_changes_a_letter(tmp_path: Path) -> None:
    before = make_letter(folder(tmp_path, INTAKE, TEAM, SOLVED), "1", TODAY)
    other = (
        "op: 2026-10-05, wat: koppeling, team: [v-008, v-009], aanpak: pendel",
        "op: 2026-10-09, wat: gesprek, met: A",
    )
    reason = SOLVED.replace("reden: afspraken", "reden: verhuisd")
    changed = folder(tmp_path, INTAKE, *other, reason, klacht="pesten", wijk="zuid")
    assert make_letter(changed, "1", TODAY) == before


def test_no_letter_without_consent(tmp_path: Path) -> None:
    without = INTAKE.replace(", terugkoppeling]", "]")
    withdrawn = "op: 2026-10-20, wat: contact, met: A, via: telefoon, toestemming: [opslag]"
    for lines in ((without, TEAM, SOLVED), (INTAKE, TEAM, withdrawn, SOLVED)):
        with pytest.raises(Stop, match="geen toestemming"):
            make_letter(folder(tmp_path, *lines), "1", TODAY)
    assert make_letter(folder(tmp_path, INTAKE, TEAM, withdrawn, SOLVED), "1", day("10-19")).over == "opgepakt"


def test_no_letter_about_who_came_by_himself_or_before_the_intake(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="niet verwezen"):
        make_letter(folder(tmp_path, INTAKE, verwijzer="zelf"), "1", TODAY)
    early = "op: 2026-10-02, wat: contact, met: A, via: telefoon, toestemming: [opslag, terugkoppeling]"
    with pytest.raises(Stop, match="nog geen intake"):
        make_letter(folder(tmp_path, early), "1", TODAY)


def test_an_own_template_wins_and_gets_no_more(tmp_path: Path) -> None:
    root = folder(tmp_path, INTAKE)
    (root / "templates").mkdir()
    own = root / "templates" / "terugkoppeling.md.j2"
    own.write_text("Beste {{ partner }}, {{ casus }}: {{ geschikt }}\n")
    assert make_letter(root, "1", TODAY).text == "Beste woonstad, 2026-0001: True\n"
    for asked in ("klachten", "verloop", "team", "wijk", "resultaat", "state", "register"):
        own.write_text(f"{{{{ {asked} }}}}")
        with pytest.raises(Stop, match="klopt niet"):
            make_letter(root, "1", TODAY)
