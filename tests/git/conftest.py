from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bb.git.repository import Repository, init
from tests.git.helpers import CASUS, keep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings of git play a part."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home").mkdir()


@pytest.fixture
def organisation(tmp_path: Path) -> Repository:
    """An organisation with one case and one volunteer, both kept."""
    repository = init(tmp_path / "organisatie")
    keep(repository, {CASUS: b"verloop: []\n", "vrijwilligers/v-001.md": b"actief: ja\n"}, "Begin")
    return repository
