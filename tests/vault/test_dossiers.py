"""Dossiers in an organisation: written as an action, ciphertext on disk, opened with the ring and an unlocked key."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bb.actions import dossiers, unlock
from bb.actions.dossier_change import change
from bb.actions.dossier_search import keys_at, search
from bb.actions.keys_ring import kept_ring
from bb.actions.stop import Stop
from bb.files.dossier import with_value
from tests.actions.organisation import git
from tests.vault.world import PASSPHRASE, Desk

NAME = "Kanarie Voorbeeld"


def put(desk: Desk, id_: str, *place: str, value: str = NAME) -> None:
    """Set one value in the dossier of a case."""

    def decide(held: dossiers.Held) -> str:
        new = with_value(held.text, place, value)
        assert new is not None
        return new

    change(desk.vault, "casus", id_, decide, command="bb dossier", message=f"{id_}: dossier bijgewerkt")


def on_disk(folder: Path, word: str) -> list[Path]:
    """The files below a folder that hold a word."""
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_dossier_is_kept_as_one_action_and_only_as_ciphertext(noor: Desk) -> None:
    assert dossiers.read(noor.vault, "casus", "2026-0001").text == ""
    put(noor, "2026-0001", "partijen", "A", "naam")
    assert git(noor.root, "log", "-1", "--format=%s").strip() == "2026-0001: dossier bijgewerkt"
    assert git(noor.root, "show", "--format=", "--name-only", "HEAD").split() == ["casus/2026/2026-0001.prive"]
    assert git(noor.root, "status", "--short") == ""
    assert dossiers.read(noor.vault, "casus", "2026-0001").text == f"partijen:\n  A:\n    naam: {NAME}\n"
    assert not on_disk(noor.root.parent, NAME)


def test_a_second_change_keeps_the_key_and_another_dossier_gets_its_own(noor: Desk) -> None:
    put(noor, "2026-0001", "verhaal")
    put(noor, "2026-0001", "contra")
    assert len(noor.vault.ring.keys) == 1
    put(noor, "2025-0007", "verhaal")
    assert [held.id for held in dossiers.read_all(noor.vault)] == ["2025-0007", "2026-0001"]
    assert len(noor.vault.ring.keys) == 2


def test_the_ring_that_was_replaced_is_gone_at_once(noor: Desk) -> None:
    before = noor.vault.kept
    put(noor, "2026-0001", "verhaal")
    assert before is not None
    assert before.commit not in git(noor.root, "cat-file", "--batch-all-objects", "--batch-check")
    assert kept_ring(noor.vault.repository) == noor.vault.kept


def test_locked_and_expired_keys_open_nothing_and_are_removed(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(noor, "2026-0001", "verhaal")
    now = unlock._clock()
    monkeypatch.setattr(unlock, "_clock", lambda: now + 9 * 3600)
    with pytest.raises(Stop, match="op slot"):
        _ = noor.vault
    assert not [path for path in noor.memory.rglob("*") if path.is_file()]


def test_a_wrong_passphrase_says_what_still_works(noor: Desk) -> None:
    organisatie = noor.opened.register.organisatie
    assert unlock.lock(organisatie)
    with pytest.raises(Stop, match=r"wachtzin past niet.*\n.*werkt gewoon"):
        unlock.unlock(organisatie, "iets anders", timedelta(hours=1))
    assert unlock.unlocked(organisatie) is None
    unlock.unlock(organisatie, PASSPHRASE, timedelta(hours=1))
    assert noor.vault.ring.keys == {}


def test_a_damaged_dossier_is_said_and_the_others_open(noor: Desk) -> None:
    put(noor, "2026-0001", "verhaal")
    put(noor, "2025-0007", "verhaal")
    path = noor.root / "casus/2026/2026-0001.prive"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(Stop, match="gaat niet open"):
        dossiers.read(noor.vault, "casus", "2026-0001")
    assert [held.id for held in dossiers.read_all(noor.vault)] == ["2025-0007"]


def test_what_is_no_dossier_is_named_and_never_followed(noor: Desk) -> None:
    put(noor, "2026-0001", "verhaal")
    elsewhere = noor.root.parent / "elders"
    elsewhere.write_bytes((noor.root / "casus/2026/2026-0001.prive").read_bytes())
    (noor.root / "casus/2026/2026-0002.prive").symlink_to(elsewhere)
    os.mkfifo(noor.root / "casus/2026/2026-0003.prive")
    (noor.root / "casus/2026/2026-0004.prive").mkdir()
    (noor.root / "casus/2026/2026-٠٠٠٥.prive").write_bytes(elsewhere.read_bytes())
    with (noor.root / "netwerk/groot.prive").open("wb") as sparse:
        sparse.truncate(2**40)
    hits, shut = search(keys_at(noor.root), ["kanarie"])
    assert [hit.id for hit in hits] == ["2026-0001"]
    odd = ["casus/2026/2026-0002", "casus/2026/2026-0003", "casus/2026/2026-0004", "casus/2026/2026-٠٠٠٥"]
    assert list(shut) == [f"{name}.prive" for name in (*odd, "netwerk/groot")]
