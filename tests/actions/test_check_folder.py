"""Checking a folder in parts and in processes finds what checking a register finds."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bb.actions import check_folder as checking
from bb.actions.check_folder import check_folder
from bb.actions.reading import open_organisation
from bb.actions.validate import everything
from bb.domain.finding import Finding
from bb.files import disk
from bb.files.processes import spread

TODAY = date(2026, 9, 1)
CLEAN = Path(__file__).parent.parent / "rules" / "clean"


def in_parts(root: Path) -> list[Finding] | None:
    return check_folder(root, tuple(disk.walk(root)), TODAY, lambda *_: None)


@pytest.fixture(params=["one process", "three processes"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small parts, spread over processes or not, whatever this machine has."""
    helpers = 0 if request.param == "one process" else 2
    monkeypatch.setattr(checking, "_LEAST", 2)
    monkeypatch.setattr(checking, "spread", lambda work, parts, began, **_: spread(work, parts, began, helpers))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(CLEAN, tmp_path / "organisatie")


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def break_much(root: Path) -> None:
    """Mistakes of every sort: of reading, of one record, across records, waived or not, personal data."""
    cases = sorted((root / "casus").rglob("*.md"))
    people = sorted((root / "vrijwilligers").glob("*.md"))
    for number, path in enumerate(cases):
        text = path.read_text("utf-8")
        other = ("verwijzer: nergens #", "tip_van: nergens\nverwijzer:", "verwijzer:")[number % 3]
        text = text.replace("verwijzer:", other, 1)
        waiver = "uitzonderingen: [{regel: BB211, reden: afgesproken}, {regel: BB504, reden: afgesproken}]\n"
        text = text.replace("verloop:", f"{waiver if number % 2 else ''}verloop:", 1) + "\nBel 06-00123456\n"
        path.write_text(text.replace("minuten: 15", "minuten: veel") if number % 4 == 0 else text, "utf-8")
    people[0].write_text("---\n[\n---\n06-00123456\n", "utf-8")
    people[1].write_text(people[1].read_text("utf-8").replace("wat: start", "wat: stop"), "utf-8")
    shutil.copy(people[2], people[2].with_name("V-2.md"))
    (root / "netwerk" / "x.md").symlink_to("/etc/hostname")
    change(root, "bb.yaml", "contactritme: 9 maanden", "contactritme: 1 week")


@pytest.mark.usefixtures("many")
def test_a_clean_folder_is_clean(root: Path) -> None:
    assert in_parts(root) == everything(open_organisation(root), TODAY) == []


@pytest.mark.usefixtures("many")
def test_all_mistakes_are_found_alike_and_in_one_order(root: Path) -> None:
    break_much(root)
    found = in_parts(root)
    assert found == everything(open_organisation(root), TODAY)
    codes = {finding.code for finding in found or ()}
    assert codes >= {"BB101", "BB110", "BB120", "BB121", "BB142", "BB211", "BB301", "BB605", "BB902"}


@pytest.mark.usefixtures("many")
def test_a_file_with_the_right_name_wins_of_one_in_capitals(root: Path) -> None:
    right = root / "vrijwilligers" / "v-001.md"
    shutil.copy(right, right.with_name("V-001.md"))
    found = in_parts(root)
    assert [(one.code, one.path) for one in found or ()] == [("BB112", "vrijwilligers/V-001.md")]
    assert found == everything(open_organisation(root), TODAY)


def test_without_settings_it_says_that_it_cannot_be_done_this_way(root: Path) -> None:
    (root / "bb.yaml").write_text("naam: [", "utf-8")
    assert in_parts(root) is None


def test_it_hears_how_far_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_LEAST", 2)
    told: list[tuple[int, int]] = []
    walked = tuple(disk.walk(root))
    check_folder(root, walked, TODAY, lambda *how_far: told.append(how_far))
    assert told == [(begun, len(walked) - 1) for begun in range(0, len(walked) - 1, 2)]
