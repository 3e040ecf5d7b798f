"""`bb doctor` finds personal data where nobody looks: in what git dropped, in what was put aside, in an address."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bb.actions.check import Check
from bb.actions.doctor import doctor, mend
from tests.actions.organisation import git, make


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return make(tmp_path / "waterstad")


def looked(root: Path, name: str) -> Check:
    (found,) = [check for check in doctor(root, {}) if check.name == name]
    return found


def test_a_file_that_was_staged_and_taken_back_is_found_and_dropped(root: Path) -> None:
    assert looked(root, "weggegooid").state == "goed"
    (root / "kladje.md").write_text("Bel 06-00123456\n")
    git(root, "add", "kladje.md")
    git(root, "reset", "--quiet")
    (root / "kladje.md").unlink()
    found = looked(root, "weggegooid")
    assert found.state == "let op"
    assert "0012" not in found.text
    assert mend(found) is None
    assert looked(root, "weggegooid").state == "goed"


def test_what_was_put_aside_is_told(root: Path) -> None:
    (root / ".git/bb").mkdir(exist_ok=True)
    (root / ".git/bb/teruggezet-2026-0001.md").write_text("x")
    found = looked(root, "opzij")
    assert found.state == "let op"
    assert mend(found) is None
    assert looked(root, "opzij").state == "goed"


def test_a_password_in_the_address_is_told_and_not_shown(root: Path) -> None:
    git(root, "remote", "add", "origin", "https://noor:geheim@git.example/waterstad.git")
    found = looked(root, "gedeelde plek")
    assert found.state == "fout"
    assert "geheim" not in found.text + found.remedy
    git(root, "remote", "set-url", "origin", "ssh://git@git.example/waterstad.git")
    assert looked(root, "gedeelde plek").state == "goed"


def test_a_setting_that_keeps_opened_dossiers_is_told(root: Path) -> None:
    git(root, "config", "diff.prive.cachetextconv", "true")
    assert "diff.prive.cachetextconv" in looked(root, "instellingen").text


def test_readable_text_that_git_keeps_of_what_it_showed_is_found_and_dropped(root: Path) -> None:
    (root / ".gitattributes").write_text("*.md diff=prive\n")
    git(root, "config", "diff.prive.textconv", "sed s/drukke/06-00123456/")
    git(root, "config", "diff.prive.cachetextconv", "true")
    assert looked(root, "leesbaar").state == "goed"
    git(root, "show", "HEAD")
    found = looked(root, "leesbaar")
    assert found.state == "fout"
    assert mend(found) is None
    assert looked(root, "leesbaar").state == "goed"
    assert mend(looked(root, "weggegooid")) is None
    everything = ["git", "cat-file", "--batch-all-objects", "--batch"]
    assert b"06-00123456" not in subprocess.run(everything, cwd=root, capture_output=True, check=True).stdout


@pytest.mark.parametrize(("variable", "place"), [("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")])
def test_a_queue_or_memory_of_files_that_others_can_read_is_told_and_shut(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str
) -> None:
    root.chmod(0o700)
    monkeypatch.setenv(variable, str(tmp_path / place))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / place / "bb"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    found = looked(root, "meelezen")
    assert found.state == "let op"
    assert str(folder) in found.text
    assert mend(found) is None
    assert looked(root, "meelezen").state == "goed"
