"""What the manual says to do when something is lost: each recipe, followed."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from bb.actions import dossiers, unlock
from bb.actions.key_doctor import check_keys
from bb.actions.keys import begin_keys, let_go, let_in
from bb.actions.keys_ring import RING_REF, kept_ring
from bb.actions.ring_sync import share_ring, sync_ring, take_ring
from bb.actions.stop import Stop
from bb.actions.vault import change_ring, open_vault, repository_of
from bb.git.remote import remote_of
from tests.actions.organisation import CASE, CASUS, TODAY, git
from tests.vault.test_dossiers import NAME, put
from tests.vault.test_ring_sync import Office, let_sam_in, office  # noqa: F401 - a fixture
from tests.vault.world import PASSPHRASE, Desk, person, quick_keys


def test_a_lost_passphrase_with_the_key_from_the_safe(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(noor, "2026-0001", "verhaal")
    unlock.lock(noor.opened.register.organisatie)
    quick_keys(monkeypatch, 2)
    paper = " ".join(person(0).secret[at : at + 5] for at in range(0, 80, 5)).lower()  # typed over, in groups
    made = begin_keys(noor.opened, "c-1", PASSPHRASE, recovery_secret=paper)
    assert made.opens
    assert dossiers.read(noor.vault, "casus", "2026-0001").text == f"verhaal: {NAME}\n"
    with pytest.raises(Stop, match="geen sleutel"):
        begin_keys(noor.opened, "c-1", PASSPHRASE, recovery_secret="iets anders")


def test_a_lost_laptop_is_shut_out_and_the_owner_begins_anew(office: Office) -> None:  # noqa: F811 - the fixture
    let_sam_in(office)
    office.noor.sit(office.patch)
    put(office.noor, "2026-0001", "verhaal")
    let_go(office.noor.vault, "c-2", TODAY)
    office.share(office.noor)
    quick_keys(office.patch, 3)
    office.sam.sit(office.patch)
    git(office.sam.root, "pull", "--quiet", "--rebase", "origin", "main")
    assert not begin_keys(office.sam.opened, "c-2", PASSPHRASE, replace_old=True).opens
    git(office.sam.root, "push", "--quiet", "origin", "main")
    office.noor.sit(office.patch)
    git(office.noor.root, "pull", "--quiet", "origin", "main")
    let_in(office.noor.vault, "c-2")
    office.share(office.noor)
    office.sam.sit(office.patch)
    remote = remote_of(repository_of(office.sam.opened))
    assert remote is not None
    share_ring(office.sam.opened, remote)
    git(office.sam.root, "pull", "--quiet", "origin", "main")
    assert dossiers.read(office.sam.vault, "casus", "2026-0001").text == f"verhaal: {NAME}\n"


def test_the_last_coordinator_leaves_after_letting_in_who_follows(office: Office) -> None:  # noqa: F811 - the fixture
    office.noor.sit(office.patch)
    put(office.noor, "2026-0001", "verhaal")
    with pytest.raises(Stop, match="eigen sleutel"):
        let_go(office.noor.vault, "c-1", TODAY)
    office.share(office.noor)
    git(office.sam.root, "pull", "--quiet", "origin", "main")
    let_sam_in(office)
    office.sam.sit(office.patch)
    git(office.sam.root, "pull", "--quiet", "--rebase", "origin", "main")
    let_go(office.sam.vault, "c-1", TODAY)
    kept = kept_ring(office.sam.vault.repository)
    assert kept is not None
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(kept.data, [pyrage.x25519.Identity.from_str(person(1).secret)])
    assert dossiers.read(office.sam.vault, "casus", "2026-0001").text == f"verhaal: {NAME}\n"


def test_a_lost_ring_comes_back_from_the_shared_place(office: Office) -> None:  # noqa: F811 - the fixture
    put(office.noor, "2026-0001", "verhaal")
    office.ring(office.noor)
    git(office.noor.root, "update-ref", "-d", RING_REF)
    with pytest.raises(Stop, match="geen sleutelring"):
        _ = office.noor.vault
    remote = remote_of(repository_of(office.noor.opened))
    assert remote is not None
    assert take_ring(repository_of(office.noor.opened), remote).here
    assert dossiers.read(office.noor.vault, "casus", "2026-0001").text == f"verhaal: {NAME}\n"


def test_a_restored_back_up_of_the_ring_is_refused_until_it_is_merged(office: Office) -> None:  # noqa: F811 - the fixture
    put(office.noor, "2026-0001", "verhaal")
    old = kept_ring(office.noor.vault.repository)
    assert old is not None
    sealed = subprocess.run(
        ["git", "cat-file", "blob", f"{RING_REF}:ring.age"], cwd=office.noor.root, capture_output=True, check=True
    ).stdout
    change_ring(office.noor.vault, lambda ring: ring.forget("2026-0001"))
    office.ring(office.noor)
    (office.noor.root / CASUS).write_text(
        CASE.replace("---\nEen", "  - {op: 2026-11-20, wat: vergeten, grond: verzoek}\n---\nEen"), "utf-8"
    )
    blob = _made(office.noor.root, "blob", sealed)
    tree = _made(office.noor.root, "tree", b"100644 ring.age\0" + bytes.fromhex(blob))
    text = f"tree {tree}\nauthor bb <bb> 0 +0000\ncommitter bb <bb> 0 +0000\n\nsleutelring\n"
    git(office.noor.root, "update-ref", RING_REF, _made(office.noor.root, "commit", text.encode()))
    with pytest.raises(Stop, match="ouder dan wat hier is vergeten"):
        _ = office.noor.vault
    wrong = [check for check in check_keys(office.noor.opened) if check.state == "fout"]
    assert [check.name for check in wrong] == ["sleutelring"]
    remote = remote_of(repository_of(office.noor.opened))
    assert remote is not None
    vault, _ = sync_ring(open_vault(office.noor.opened, to_sync=True), remote)
    assert vault.ring.keys == {}
    assert office.noor.vault.ring.forgotten == {"2026-0001"}


def _made(root: Path, kind: str, body: bytes) -> str:
    return (
        subprocess.run(
            ["git", "hash-object", "-w", "-t", kind, "--stdin"], cwd=root, input=body, capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )


def test_a_ring_is_opened_by_the_program_age_alone(noor: Desk, tmp_path: Path) -> None:
    put(noor, "2026-0001", "verhaal")
    kept = kept_ring(noor.vault.repository)
    assert kept is not None
    (tmp_path / "ring.age").write_bytes(kept.data)
    (tmp_path / "papier.txt").write_text(person(0).secret + "\n")
    command = ["age", "-d", "-i", str(tmp_path / "papier.txt"), str(tmp_path / "ring.age")]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    assert b'"van": "2026-0001"' in told


def test_a_key_stays_unlocked_no_longer_than_was_asked(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    organisatie = noor.opened.register.organisatie
    unlock.keep_unlocked(organisatie, person(1), timedelta(minutes=30))
    start = unlock._clock()
    monkeypatch.setattr(unlock, "_clock", lambda: start + 29 * 60)
    assert unlock.unlocked(organisatie) == person(1)
    monkeypatch.setattr(unlock, "_clock", lambda: start + 31 * 60)
    assert unlock.unlocked(organisatie) is None
    monkeypatch.setattr(unlock, "_clock", lambda: start)  # setting a clock back opens nothing again
    assert unlock.unlocked(organisatie) is None
