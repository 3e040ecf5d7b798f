"""The ring stands beside the history: one version of it, never in a branch, never over somebody else's."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pyrage
import pytest

from bb.actions.keys_ring import RING_REF, keep_ring, kept_ring
from bb.git.errors import MovedError
from bb.git.repository import Repository, init
from bb.vault.armour import open_ring, seal_ring
from bb.vault.dossier import new_key
from bb.vault.ring import Ring, merge


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings of git play a part."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An organisation under git, with nothing kept yet."""
    return init(tmp_path / "waterstad")


def git(repository: Repository, *args: str) -> str:
    return subprocess.run(
        ["git", "-C", str(repository.root), *args], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_without_a_ring_there_is_none(repository: Repository) -> None:
    assert kept_ring(repository) is None


def test_a_ring_is_kept_without_history_and_without_a_log(repository: Repository) -> None:
    git(repository, "config", "core.logAllRefUpdates", "always")
    first = keep_ring(repository, b"een", None)
    second = keep_ring(repository, b"twee", first)
    assert kept_ring(repository) == second
    assert git(repository, "rev-list", "--count", RING_REF) == "1"
    assert not list((repository.git_dir / "logs").rglob("sleutelring"))
    git(repository, "prune", "--expire=now")
    assert first.commit not in git(repository, "cat-file", "--batch-all-objects", "--batch-check")


def test_a_ring_that_came_in_between_is_not_overwritten_but_merged(repository: Repository) -> None:
    noor = pyrage.x25519.Identity.generate()
    mine, theirs = new_key(), new_key()
    sealed = [
        seal_ring(Ring().with_key(r, k), [str(noor.to_public())]) for r, k in (("v-001", mine), ("v-002", theirs))
    ]
    keep_ring(repository, sealed[1], None)
    with pytest.raises(MovedError):
        keep_ring(repository, sealed[0], None)
    now = kept_ring(repository)
    assert now is not None
    both = merge(open_ring(now.data, str(noor)), open_ring(sealed[0], str(noor)))
    keep_ring(repository, seal_ring(both, [str(noor.to_public())]), now)
    last = kept_ring(repository)
    assert last is not None
    assert open_ring(last.data, str(noor)).keys.keys() == {mine.id, theirs.id}
