"""Each fix: after it the check finds nothing, and a second run changes nothing."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bb.actions.fix import diff, mended, write
from bb.actions.stop import Stop
from bb.actions.validate import Asked, validate
from tests.actions.organisation import git
from tests.rules.organisation import CLEAN, TODAY

CASE = "casus/2026/2026-0001.md"
EIGHT = "casus/2026/2026-0008.md"

NO = "  - {op: 2026-02-05, wat: kan-niet, wie: v-002}"
TEAM = "  - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}"

SAFE = [
    (CASE, "klachten: [geluid-personen, relatie]", "Klachten: [geluid-personen, relatie]"),
    (CASE, "verwijzer: woonstad", "verwijzer: Woonstad   # via de balie"),
    (CASE, "coordinator: c-1", "coordinator: C1"),
    (CASE, "urgentie: voorrang", "urgentie: 'Voorrang'"),
    (CASE, "{op: 2026-02-02, wat: melding,", "{op: 2-2-2026, wat: Melding,"),
    (CASE, "geschikt: ja, toestemming: [opslag,", "geschikt: JA, toestemming: [Opslag,"),
    (CASE, "team: [v-001, v-004], reden", "team: [v1, V-004], reden"),
    (CASE, "wat: gesprek, met: AB, afspraken", "wat: gesprek, met: a b, afspraken"),
    (CASE, "tijd: 19:30", "tijd: 19.30"),
    (EIGHT, "niet: [v-009]", "niet: [v-009]\nuitzonderingen: [{regel: BB505, reden: afgesproken}]"),
    ("bb.yaml", "gesloten: [2026-12-24..2027-01-02]", "gesloten: [2026-12-24..2027-01-02]   # kerst\nVoorbeeld: nee"),
    ("bb.yaml", "intervisie: {minstens: 80%, per: jaar}", "intervisie: {minstens: 80 %, per: Jaar}"),
]
SAFE += [  # nothing of the header can be read with these
    (CASE, "urgentie: voorrang", "urgentie: voor\u200brang"),
    (CASE, "urgentie: voorrang", "urgentie: \u202evoorrang\u202c"),
    (CASE, "verwijzer: woonstad", "verwijzer: woon\x00stad\x00  # \x1b"),
    ("bb.yaml", "formaat: 1", "formaat: 1  # \ufeffhet eerste"),
]
LONG = (Path(CLEAN) / CASE).read_text("utf-8")
HEAD, BODY = LONG.removeprefix("---\n").split("---\n", 1)
SAFE += [
    (CASE, LONG, LONG.removeprefix("---\n")),
    (CASE, LONG, f"---\n{HEAD}"),
    (CASE, LONG, HEAD),
    (CASE, "urgentie: voorrang\n", "urgentie: voorrang\nurgentie: 'voorrang'  # nog eens\n"),
    ("bb.yaml", "formaat: 1\n", "formaat: 1\nformaat: 1\n"),
]
UNSAFE = [
    (CASE, LONG, f"---\n{HEAD}\nHier staat tekst.\n\nEn nog meer.\n"),
    (CASE, "  - {op: 2026-02-02", "\t- {op: 2026-02-02"),
    (CASE, "urgentie: voorrang", "urgentie: voorrang\u2028  # dringend\x0b, zegt de\x85melder"),
    (CASE, "klachten: [geluid-personen, relatie]", "klachten: [geluid-persoon, relatie]"),
    (CASE, "verwijzer: woonstad", "verwijzer: wonstad"),
    (CASE, "urgentie: voorrang", "urgntie: voorrang"),
    (CASE, "bezit: koop", "bezit: kop"),
    (CASE, "wat: melding, via: telefoon", "wat: meldng, via: telefon"),
    (CASE, "eigen: {woningtype: flat}", "eigen: {woningtyp: flat}"),
    ("vrijwilligers/g-001.md", "klachten: {relatie: 2}", "klachten: {relatis: 2}"),
    (CASE, "A: {wijk: noord", "A: {wijk: noort"),
    ("netwerk/woonstad.md", "gemeenten: [Waterstad]", "gemeenten: [Waterstadt]"),
    ("casus/2026/2026-0002.md", "toch: [ervaren]", "toch: [ervarn]"),
    ("bb.yaml", "eisen: {eigen-wijk: ja,", "eisen: {eigen-wyk: ja,"),
    ("bb.yaml", "eigen: {casus: {woningtype: tekstcode}}", "eigen: {casus: {woningtype: tekst-code}}"),
    ("bb.yaml", "na: doorverwijzing, klaar", "na: doorverwijsing, klaar"),
    (CASE, f"{NO}\n{TEAM}", f"{TEAM}\n  # afgebeld\n{NO}"),
]


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    root = tmp_path / "schoon"
    shutil.copytree(CLEAN, root)
    return root


def spoil(root: Path, path: str, old: str, new: str) -> bytes:
    file = root / path
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file.read_bytes()


def codes(root: Path, today: date = TODAY) -> list[str]:
    return [shown.finding.code for shown in validate(root, today).shown]


@pytest.mark.parametrize(("path", "right", "wrong"), SAFE)
def test_what_has_one_right_answer_is_mended(clean: Path, path: str, right: str, wrong: str) -> None:
    before = spoil(clean, path, right, wrong)
    wanted = codes(clean)
    made = mended(clean, TODAY, Asked(), unsafe=False)
    assert (clean / path).read_bytes() == before, "nothing is written before it is asked"
    assert bool(wanted) == bool(made.texts)
    write(made)
    assert codes(clean) == []
    assert mended(clean, TODAY, Asked(), unsafe=True).texts == {}


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("", "\ufeff"), ("\n", "\n")], ids=["CRLF", "BOM", "no last line"])
@pytest.mark.parametrize(("path", "right", "wrong"), SAFE)
def test_ends_of_lines_and_marks_stay(clean: Path, path: str, right: str, wrong: str, change: tuple[str, str]) -> None:
    def other(data: bytes) -> bytes:
        text = data.decode()
        return (text.replace(*change) if change[0] else change[1] + text).removesuffix(change[0] and change[1]).encode()

    spoil(clean, path, right, wrong)
    (_, plain) = mended(clean, TODAY, Asked(paths=(path,)), unsafe=False).texts[path]
    (clean / path).write_bytes(other((clean / path).read_bytes()))
    (_, new) = mended(clean, TODAY, Asked(paths=(path,)), unsafe=False).texts[path]
    assert new.encode() == other(plain.encode())


@pytest.mark.parametrize(("path", "right", "wrong"), [*SAFE, *UNSAFE])
def test_the_difference_is_what_will_be_written(clean: Path, path: str, right: str, wrong: str) -> None:
    before = spoil(clean, path, right, wrong).decode()
    made = mended(clean, TODAY, Asked(), unsafe=True)
    lines = "".join(f"{line}\n" for line in diff(made))
    assert (clean / path).read_text("utf-8") == before, "looking writes nothing"
    write(made)
    after = (clean / path).read_bytes()
    (clean / path).write_text(before, "utf-8")
    subprocess.run(["git", "apply", "-p0", "--unidiff-zero", "-"], input=lines.encode(), cwd=clean, check=True)
    assert (clean / path).read_bytes() == after


@pytest.mark.parametrize(("path", "right", "wrong"), UNSAFE)
def test_what_is_only_likely_is_mended_when_asked(clean: Path, path: str, right: str, wrong: str) -> None:
    spoil(clean, path, right, wrong)
    assert codes(clean)
    assert mended(clean, TODAY, Asked(), unsafe=False).texts == {}
    write(mended(clean, TODAY, Asked(), unsafe=True))
    assert codes(clean) == []
    assert mended(clean, TODAY, Asked(), unsafe=True).texts == {}


def test_only_the_lines_with_the_mistake_change(clean: Path) -> None:
    before = spoil(clean, CASE, "tijd: 19:30}", "tijd: 19.30}   # bij de bibliotheek  ")
    write(mended(clean, TODAY, Asked(), unsafe=False))
    assert (clean / CASE).read_bytes() == before.replace(b"19.30", b"19:30")


def test_only_what_was_asked_for_is_mended(clean: Path) -> None:
    spoil(clean, CASE, "tijd: 19:30", "tijd: 19.30")
    spoil(clean, EIGHT, "coordinator: c-1", "coordinator: c1")
    assert list(mended(clean, TODAY, Asked(paths=(EIGHT,)), unsafe=False).texts) == [EIGHT]
    assert mended(clean, TODAY, Asked(ignore=("BB142",)), unsafe=False).texts == {}


def test_the_difference_shows_no_personal_data(clean: Path) -> None:
    spoil(clean, CASE, "tijd: 19:30}", "tijd: 19.30}   # 06-12345678")
    shown = "\n".join(diff(mended(clean, TODAY, Asked(), unsafe=False)))
    assert "19:30" in shown
    assert "12345678" not in shown


def test_a_file_that_cannot_be_read_is_left_alone(clean: Path) -> None:
    before = spoil(clean, CASE, "coordinator: c-1", "coordinator: c1\nkleur: [")
    assert mended(clean, TODAY, Asked(), unsafe=True).texts == {}
    assert (clean / CASE).read_bytes() == before


def test_a_fix_is_one_version_in_history(root: Path) -> None:
    path = "vrijwilligers/v-001.md"
    spoil(root, path, "wat: start", "wat: Start")
    today = date(2026, 11, 23)
    write(mended(root, today, Asked(), unsafe=False))
    assert git(root, "status", "--short") == ""
    assert git(root, "log", "-1", "--format=%s") == "1 bestand verbeterd met bb validate --fix\n"
    assert git(root, "log", "-1", "--name-only", "--format=").split() == [path]


def test_nothing_is_written_in_an_example(clean: Path) -> None:
    spoil(clean, "bb.yaml", "formaat: 1", "formaat: 1\nvoorbeeld: ja")
    spoil(clean, CASE, "coordinator: c-1", "coordinator: c1")
    with pytest.raises(Stop):
        write(mended(clean, TODAY, Asked(), unsafe=False))
