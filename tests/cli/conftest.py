from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import bb
from tests.actions.organisation import make


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings play a part, and it is 23 November 2026."""
    for key in [key for key in os.environ if key.startswith(("GIT_", "XDG_", "BB_", "LC_", "LANG", "PYTHON"))]:
        monkeypatch.delenv(key)
    for key in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("BB_TODAY", "2026-11-23")
    monkeypatch.setenv("PYTHONPATH", str(Path(bb.__file__).resolve().parents[1]))
    (tmp_path / "thuis").mkdir()


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("een") / "waterstad")


@pytest.fixture
def root(_made: Path, tmp_path: Path) -> Path:
    """The folder of a small organisation under git."""
    return shutil.copytree(_made, tmp_path / "waterstad")
