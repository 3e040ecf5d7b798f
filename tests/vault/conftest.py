from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bb.actions.keys import begin_keys
from bb.actions.reading import open_readable
from tests.actions.organisation import make
from tests.vault.world import PASSPHRASE, Desk, memory, quick_keys, without_git_settings


@pytest.fixture(scope="module")
def _noor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A computer on which the first key was made."""
    place = tmp_path_factory.mktemp("noor")
    with memory() as runtime, pytest.MonkeyPatch.context() as patch:
        without_git_settings(patch)
        desk = Desk(home=place / "thuis", memory=runtime, root=place / "waterstad")
        desk.home.mkdir()
        desk.sit(patch)
        make(desk.root)
        quick_keys(patch, 1, 0)  # her own, and the one on paper
        begin_keys(open_readable(desk.root), "c-1", PASSPHRASE)
        yield desk


@pytest.fixture
def noor(_noor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The first coördinator at her computer, with a key that is unlocked."""
    without_git_settings(monkeypatch)
    with memory() as runtime:
        desk = Desk(home=tmp_path / "noor", memory=runtime, root=tmp_path / "waterstad")
        shutil.copytree(_noor.home, desk.home)
        shutil.copytree(_noor.root, desk.root)
        shutil.copytree(_noor.memory, desk.memory, dirs_exist_ok=True)
        desk.sit(monkeypatch)
        yield desk
