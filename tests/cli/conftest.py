from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import bb
from bb.actions.dossier_change import change
from bb.actions.key_files import keep_identity, know_recipients
from bb.actions.keys_ring import keep_ring
from bb.actions.reading import open_readable
from bb.actions.unlock import keep_unlocked
from bb.actions.vault import open_vault, repository_of
from bb.vault.armour import seal_ring
from bb.vault.identity import new_identity
from bb.vault.ring import Ring
from tests.actions.organisation import make
from tests.vault.world import memory


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


PARTIES = (
    "partijen:\n  A:\n    naam: Kanarie Voorbeeld\n    adres: Oefenplein 10, Waterstad\n  B:\n    naam: Noor O'Brien\n"
)


@pytest.fixture
def unlocked(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An organisation with an unlocked key and two dossiers. (No passphrase: opening one takes seconds on purpose.)"""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "thuis/.config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "thuis/.state"))
    with memory() as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        opened = open_readable(root)
        organisatie, identity = opened.register.organisatie, new_identity()
        keep_identity(organisatie, b"op slot")
        know_recipients(organisatie, {identity.recipient: "c-1"})
        keep_unlocked(organisatie, identity, timedelta(hours=1))
        keep_ring(repository_of(opened), seal_ring(Ring(), [identity.recipient]), None)
        vault = open_vault(opened)
        texts = {("casus", "2026-0001"): PARTIES, ("vrijwilliger", "v-001"): "naam: Éva Kanarie\n"}
        for (kind, id_), text in texts.items():
            vault, _ = change(vault, kind, id_, lambda _, text=text: text, command="bb dossier", message=id_)  # type: ignore[misc]  # mypy knows no default of a lambda
        yield root
