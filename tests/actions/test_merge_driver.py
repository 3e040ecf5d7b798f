from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bb.actions.merge_driver import is_set_up, set_up
from bb.actions.sync import repository_of
from bb.files.splice import append_event
from tests.actions.organisation import CASE, CASUS, git


def branch(folder: Path, name: str, text: str) -> None:
    git(folder, "checkout", "--quiet", "-B", name, "begin")
    (folder / CASUS).write_text(text)
    git(folder, "commit", "--quiet", "-am", name)


def merged(folder: Path, ours: str, theirs: str) -> int:
    """How `git merge` ends, when two people kept these."""
    git(folder, "tag", "-f", "begin")
    branch(folder, "daar", theirs)
    branch(folder, "hier", ours)
    person = ("-c", "user.name=Sam Voorbeeld", "-c", "user.email=sam@waterstad.example")
    return subprocess.run(
        ["git", *person, "merge", "--quiet", "daar"], cwd=folder, capture_output=True, check=False
    ).returncode


def event(text: str, line: str) -> str:
    new = append_event(text, line)
    assert isinstance(new, str)
    return new


@pytest.fixture
def root(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    set_up(repository_of(root))
    return root


def test_who_merges_with_git_gets_the_same(root: Path) -> None:
    ours = event(CASE, "{op: 2026-11-20, wat: contact, met: A, via: deur}").replace(
        "verwijzer: zelf", "verwijzer: woonstad"
    )
    theirs = event(CASE, "{op: 2026-11-19, wat: contact, met: B, via: brief}").replace("noord}\n  B", "dijk}\n  B")
    assert merged(root, ours, theirs) == 0
    text = (root / CASUS).read_text()
    assert text.index("via: brief") < text.index("via: deur")
    assert "verwijzer: woonstad" in text
    assert "A: {wijk: dijk}" in text


def test_what_both_changed_is_marked_around_that_field_only(root: Path) -> None:
    ours, theirs = (CASE.replace("verwijzer: zelf", f"verwijzer: {who}") for who in ("woonstad", "politie"))
    assert merged(root, ours, theirs.replace("Een drukke", "Een stille")) == 1
    marks = "<<<<<<< hier\nverwijzer: woonstad\n=======\nverwijzer: politie\n>>>>>>> elders\n"
    assert (root / CASUS).read_text() == CASE.replace("verwijzer: zelf\n", marks).replace("Een drukke", "Een stille")


def test_setting_it_up_again_changes_nothing_and_keeps_what_stands_there(root: Path) -> None:
    attributes = root / ".git" / "info" / "attributes"
    attributes.write_text("*.odt diff=odt\n")
    assert not is_set_up(repository_of(root))
    set_up(repository_of(root))
    text = attributes.read_text()
    set_up(repository_of(root))
    assert attributes.read_text() == text
    assert text.startswith("*.odt diff=odt\ncasus/** merge=bb\n")
    assert sys.executable in git(root, "config", "merge.bb.driver")
