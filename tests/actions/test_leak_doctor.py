"""`bb doctor` finds personal data where nobody looks: in what git dropped, in what was put aside, in an address."""

from __future__ import annotations

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
