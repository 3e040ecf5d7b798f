"""What can be wrong with ring, keys and computer: a sentence with what to do, nothing lost, and the rest works."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from bb.actions import key_files, unlock
from bb.actions.keys import begin_keys, rotate
from bb.actions.keys_ring import ASIDE, RING_REF, keep_ring, kept_ring
from bb.actions.purge import purge
from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.actions.vault import repository_of
from bb.cli.main import run as bb
from bb.files import memory
from bb.git.repository import Repository
from bb.vault.ring import Ring, write_ring
from tests.actions.organisation import git, make
from tests.vault.test_dossiers import put
from tests.vault.test_forget import close
from tests.vault.test_ring_sync import Office, office
from tests.vault.world import PASSPHRASE, Desk, locked, person, quick_keys

__all__ = ["office"]

Capture = pytest.CaptureFixture[str]


def typed(desk: Desk, *args: str) -> int:
    return bb(["-C", str(desk.root), "--today", "2026-11-23", *args])


def with_ring(change: Callable[[bytes], bytes]) -> Callable[[Desk], None]:
    """Keep other bytes in the place of the ring, as a disk or a stranger might."""

    def damage(desk: Desk) -> None:
        kept = kept_ring(repository_of(desk.opened))
        assert kept
        keep_ring(repository_of(desk.opened), change(kept.data), kept)

    return damage


def led_elsewhere(object_: str) -> Callable[[Desk], None]:
    def damage(desk: Desk) -> None:
        git(desk.root, "update-ref", RING_REF, git(desk.root, "rev-parse", object_).strip())

    return damage


def emptied(desk: Desk) -> None:
    (desk.root / ".git" / RING_REF).write_bytes(b"")


def rotten(desk: Desk) -> None:
    id_ = git(desk.root, "rev-parse", f"{RING_REF}:ring.age").strip()
    path = desk.root / ".git/objects" / id_[:2] / id_[2:]
    path.chmod(0o600)
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])


DAMAGE: dict[str, Callable[[Desk], None]] = {
    "truncated": with_ring(lambda data: data[:-40]),
    "a flipped bit": with_ring(lambda data: data[:-20] + bytes([data[-20] ^ 4]) + data[-19:]),
    "something else": with_ring(lambda _: b"PK\x03\x04"),
    "leads to the branch": led_elsewhere("HEAD"),
    "leads to a file": led_elsewhere("HEAD:bb.yaml"),
    "an empty reference": emptied,
    "an object that rots": rotten,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ring_is_said_and_comes_back_from_the_shared_place(
    office: Office, capsys: Capture, damage: str
) -> None:
    noor = office.noor
    put(noor, "2026-0001", "verhaal")
    assert typed(noor, "sync", "--yes") == 0
    ring = noor.vault.ring
    DAMAGE[damage](noor)
    capsys.readouterr()
    before = git(noor.root, "rev-parse", "HEAD")
    for args in (["dossier", "show", "1"], ["dossier", "search", "x"], ["dossier", "set", "1", "contra=x"]):
        assert typed(noor, *args) == 1
        told = capsys.readouterr()
        assert "De sleutelring is beschadigd. Haal haar opnieuw op met: bb sync" in told.err
        assert told.out == ""
    assert typed(noor, "list", "zaken") == 0
    assert "2026-0001" in capsys.readouterr().out
    assert typed(noor, "keys", "doctor") == 1
    assert "beschadigd" in capsys.readouterr().out
    assert typed(noor, "sync", "--yes") == 0
    assert "De sleutelring was hier beschadigd" in capsys.readouterr().err
    assert noor.vault.ring == ring
    assert typed(noor, "dossier", "show", "1") == 0
    assert git(noor.root, "rev-parse", "HEAD") == before
    assert git(office.shared, "rev-parse", RING_REF) == git(noor.root, "rev-parse", RING_REF)


def test_a_damaged_ring_in_the_shared_place_makes_way_and_one_from_a_newer_version_does_not(
    office: Office, capsys: Capture
) -> None:
    noor = office.noor
    kept = kept_ring(noor.vault.repository)
    assert kept
    put(noor, "2026-0001", "verhaal")
    mine = git(noor.root, "rev-parse", RING_REF)
    for data, status in ((kept.data[:-30], 0), (newer(kept.data), 1)):
        git(office.shared, "update-ref", RING_REF, foreign(office.shared, data))
        there = git(office.shared, "rev-parse", RING_REF)
        assert typed(noor, "sync", "--yes") == status
        assert git(noor.root, "rev-parse", RING_REF) == mine
        assert git(office.shared, "rev-parse", RING_REF) == (mine if status == 0 else there)
    told = capsys.readouterr().err
    assert "De sleutelring op de gedeelde plek was beschadigd" in told
    assert "gemaakt met een nieuwere bb" in told


def foreign(root: Path, data: bytes) -> str:
    """A ring among the objects of a repository, as its commit."""
    repository = Repository(root=root, git_dir=root)
    kept = keep_ring(repository, data, kept_ring(repository))
    return kept.commit


def newer(_: bytes) -> bytes:
    """A ring as a version after this one could make it, for the first of these people."""
    text = write_ring(Ring()).replace(b'"formaat": 1', b'"formaat": 2')
    return bytes(pyrage.encrypt(text, [pyrage.x25519.Recipient.from_str(person(1).recipient)]))


def test_a_newer_ring_or_dossier_is_said_to_be_newer(noor: Desk, capsys: Capture) -> None:
    put(noor, "2026-0001", "verhaal")
    path = noor.root / "casus/2026/2026-0001.prive"
    data = path.read_bytes()
    path.write_bytes(b"bbd2" + data[4:])
    assert typed(noor, "dossier", "show", "1") == 1
    assert "Dit dossier is gemaakt met een nieuwere bb." in capsys.readouterr().err
    path.write_bytes(data)
    with_ring(newer)(noor)
    assert typed(noor, "dossier", "show", "1") == 1
    assert "De sleutelring is gemaakt met een nieuwere bb." in capsys.readouterr().err
    assert typed(noor, "forget", "1", "--ground", "verzoek", "--yes") == 1


def test_without_a_shared_place_a_damaged_ring_stays_where_it_is(noor: Desk, capsys: Capture) -> None:
    DAMAGE["truncated"](noor)
    ring = git(noor.root, "rev-parse", RING_REF)
    for args in (["dossier", "show", "1"], ["keys", "rotate"], ["forget", "2025-0007", "--ground", "verzoek", "--yes"]):
        assert typed(noor, *args) in {1, 2}
    assert git(noor.root, "rev-parse", RING_REF) == ring
    assert "Traceback" not in capsys.readouterr().err
    assert not (noor.root / ".git/bb" / ASIDE).exists()


def test_what_is_left_of_a_damaged_ring_goes_when_somebody_is_forgotten(office: Office) -> None:
    DAMAGE["truncated"](office.noor)
    assert typed(office.noor, "sync", "--yes") == 0
    aside = office.noor.root / ".git/bb" / ASIDE
    assert aside.exists()
    close(office.noor)
    assert typed(office.noor, "forget", "1", "--ground", "verzoek", "--yes") == 0
    assert not aside.exists()


def test_without_a_key_or_with_a_damaged_one_it_is_said_what_to_do(noor: Desk, capsys: Capture) -> None:
    organisatie = noor.opened.register.organisatie
    file = key_files.key_folder(organisatie) / key_files.IDENTITY
    whole = file.read_bytes()
    unlock.lock(organisatie)
    for data in (whole[:60], b"hallo", b""):
        file.write_bytes(data)
        with pytest.raises(Stop, match="past niet, of het bestand met uw sleutel is beschadigd"):
            unlock.unlock(organisatie, PASSPHRASE)
    file.unlink()
    assert typed(noor, "dossier", "show", "1") == 1
    assert "bb keys init" in capsys.readouterr().err
    with pytest.raises(Stop, match="bb keys init"):
        unlock.unlock(organisatie, PASSPHRASE)
    assert typed(noor, "list", "zaken") == 0


def test_a_key_that_was_replaced_is_kept_until_keys_are_changed(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch, 2, 1)
    organisatie = noor.opened.register.organisatie
    folder = key_files.key_folder(organisatie)
    before = (folder / key_files.IDENTITY).read_bytes()
    begin_keys(noor.opened, "c-1", PASSPHRASE, recovery_secret=person(0).secret)
    assert (folder / key_files.PREVIOUS).read_bytes() == before
    rotate(noor.vault, "c-1", PASSPHRASE)
    assert not (folder / key_files.PREVIOUS).exists()
    assert (folder / key_files.IDENTITY).read_bytes() == locked(person(1), PASSPHRASE)


def test_a_second_organisation_with_the_same_mark_does_not_touch_the_key_of_the_first(
    noor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch, 2, 3)
    other = make(tmp_path / "polderdam")
    before = key_files.locked_identity(noor.opened.register.organisatie)
    with pytest.raises(Stop, match="hetzelfde kenmerk"):
        begin_keys(open_readable(other), "c-1", PASSPHRASE)
    with pytest.raises(Stop, match="hetzelfde kenmerk") as stop:
        begin_keys(open_readable(other), "c-1", PASSPHRASE, replace_old=True)
    (line,) = [line.strip() for line in stop.value.message.splitlines() if line.startswith("  ")]
    assert key_files.locked_identity(noor.opened.register.organisatie) == before
    settings = other / "bb.yaml"
    settings.write_text(settings.read_text().replace("organisatie: 7f3a9c2e", line))
    assert open_readable(other).readable
    begin_keys(open_readable(other), "c-1", PASSPHRASE)
    assert key_files.locked_identity(noor.opened.register.organisatie) == before
    assert noor.vault.ring == Ring()


@pytest.mark.parametrize("runtime", [None, "weg", "huis"])
def test_without_a_folder_of_the_session_the_shared_memory_serves(
    noor: Desk, monkeypatch: pytest.MonkeyPatch, runtime: str | None
) -> None:
    if runtime is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    else:  # a folder that is not there, or is on a disk
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(noor.home / ("" if runtime == "huis" else runtime)))
    assert memory.memory_folder() == Path(f"/dev/shm/bb-{os.getuid()}")  # noqa: S108 - what is asked


def test_without_any_memory_nothing_is_put_on_a_disk(
    noor: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    organisatie = noor.opened.register.organisatie
    monkeypatch.setattr(memory, "in_memory", lambda _: False)
    with pytest.raises(Stop, match="geen geheugenschijf"):
        unlock.unlock(organisatie, PASSPHRASE)
    with pytest.raises(Stop, match="geen geheugenschijf"):
        begin_keys(noor.opened, "c-2", PASSPHRASE, replace_old=True)
    assert typed(noor, "dossier", "show", "1") == 1
    assert typed(noor, "keys", "doctor") == 1
    assert "geen geheugenschijf" in capsys.readouterr().out
    assert typed(noor, "list", "zaken") == 0


def test_a_key_that_ends_while_forgetting_leaves_the_proof_for_later(
    noor: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    close(noor)
    put(noor, "2026-0001", "verhaal")
    organisatie, identity = noor.opened.register.organisatie, noor.vault.identity
    monkeypatch.setattr("bb.actions.forget.purge", lambda *told: (unlock.lock(organisatie), purge(*told))[1])
    assert typed(noor, "forget", "1", "--ground", "verzoek", "--yes") == 1
    told = capsys.readouterr().err
    assert "Vergeten is gedaan; bewezen nog niet" in told
    assert "bb forget 2026-0001" in told
    unlock.keep_unlocked(organisatie, identity, timedelta(hours=1))
    assert typed(noor, "forget", "1") == 0
    assert "2026-0001" in noor.vault.ring.forgotten
