"""A case is forgotten here while a colleague works on it elsewhere, out of reach: sharing brings nothing back."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from bb.actions import dossiers
from bb.actions.dossier_draft import begin, keep_draft, with_text
from bb.actions.forget import Forgotten
from bb.actions.keys import let_in, rotate
from bb.actions.outbox import outbox_of
from bb.actions.prove import prove
from bb.actions.stop import Stop
from bb.cli.main import run as bb
from bb.mail import outbox
from bb.vault.dossier import MAGIC, DossierKey, key_id, open_dossier
from bb.vault.errors import DossierError
from tests.actions.organisation import git, log
from tests.vault.test_forget import NAME, PATH, TODAY, close, put
from tests.vault.test_ring_sync import Office, let_sam_in, office
from tests.vault.world import PASSPHRASE, Desk

__all__ = ["office"]

FORGET = ["forget", "2026-0001", "--ground", "verzoek", "--yes"]


def typed(office: Office, desk: Desk, *args: str) -> None:
    desk.sit(office.patch)
    assert bb(["-C", str(desk.root), "--today", str(TODAY), *args]) == 0, args


def opened_by(keys: list[DossierKey], root: Path) -> list[str]:
    """The texts of the forgotten dossier that open with one of these keys, in any version there is."""
    found = []
    for line in git(root, "cat-file", "--batch-all-objects", "--batch-check").splitlines():
        id_, kind, _ = line.split()
        data = git_bytes(root, id_) if kind == "blob" else b""
        for key in keys if data.startswith(MAGIC) else ():
            with suppress(DossierError):
                found.append(open_dossier("2026-0001", key, data).decode())
    return found


def dropped(root: Path) -> list[str]:
    """The text of what git has and nothing refers to."""
    ids = [line.split()[-1] for line in git(root, "fsck", "--unreachable", "--no-progress").splitlines()]
    return [git_bytes(root, id_).decode("utf-8", "replace") for id_ in ids]


def git_bytes(root: Path, id_: str) -> bytes:
    return subprocess.run(["git", "cat-file", "blob", id_], cwd=root, capture_output=True, check=True).stdout


def test_a_copy_that_was_out_of_reach_with_work_of_its_own_brings_nothing_back(
    office: Office,
    capsys: pytest.CaptureFixture[str],
) -> None:
    noor, sam = office.noor, office.sam
    let_sam_in(office)
    noor.sit(office.patch)
    close(noor)
    put(noor, "2026-0001", "Kanarie Toen")
    typed(office, noor, "sync", "--yes")
    typed(office, sam, "sync", "--yes")
    old = [key for record, (_, key) in zip(("2026-0001",), sam.vault.ring.keys.values(), strict=True)]

    # Sam, out of reach: the dossier, the plain file, an event, unfinished work, and a dossier of another case.
    put(sam, "2026-0001", NAME)
    path = sam.root / PATH
    path.write_text(path.read_text("utf-8") + "Kanarie belde nog.\n", "utf-8")
    git(sam.root, "commit", "--quiet", "-am", "notitie")
    log(sam.root, "2026-0001", "verzoek", soort="wissen", stap="ontvangen")
    held = dossiers.read(sam.vault, "casus", "2026-0001")
    keep_draft(sam.vault, held, with_text(begin(held), f"verhaal: {NAME}\n"))
    put(sam, "2025-0007", "Blijft Hier")
    aside = sam.root / ".git/bb/teruggezet-2026-0001.md"
    aside.write_text("Kanarie belde.\n")
    queue = outbox_of(sam.opened.register.organisatie)
    outbox.make(queue)
    outbox.put(queue, "een", b"Subject: bb\n\n2026-0001 x", aan="c-2", op=TODAY, items=(), about=0)
    git(sam.root, "hash-object", "-w", str(aside))

    typed(office, noor, *FORGET)
    typed(office, noor, "sync", "--yes")
    for desk in (sam, noor, sam):
        typed(office, desk, "sync", "--yes")

    assert git(noor.root, "rev-parse", "HEAD", "refs/bb/sleutelring") == git(
        sam.root, "rev-parse", "HEAD", "refs/bb/sleutelring"
    )
    for desk in (noor, sam):
        desk.sit(office.patch)
        text = (desk.root / PATH).read_text("utf-8")
        assert text.count("wat: vergeten") == text.count("wat: verzoek") == 1
        assert "Kanarie" not in text
        assert "toestemming" not in text
        assert not (desk.root / "casus/2026/2026-0001.prive").exists()
        assert [record for record, _ in desk.vault.ring.keys.values()] == ["2025-0007"]
        assert desk.vault.ring.forgotten == {"2026-0001"}
        assert "Blijft Hier" in dossiers.read(desk.vault, "casus", "2025-0007").text
        assert key_id(git_bytes(desk.root, "HEAD:casus/2025/2025-0007.prive")) not in [key.id for key in old]
        with pytest.raises(Stop, match="vergeten"):
            put(desk, "2026-0001", "Toch Weer")
        proof = prove(desk.opened, Forgotten(ids=("2026-0001",)), TODAY)
        assert proof.holds, proof
        assert proof.history
        assert proof.history.versions == 2
        assert not proof.history.readable
    assert "Kanarie" not in "".join(capsys.readouterr())
    assert not aside.exists()
    assert not outbox.entries(queue)
    assert not (sam.root / ".git/bb/concept-2026-0001.prive").exists()
    assert "Kanarie belde.\n" not in dropped(sam.root)
    # The test itself can tell: with the key that was destroyed both versions would open.
    assert sorted(opened_by(old, sam.root)) == [f"partijen:\n  A:\n    naam: {one}\n" for one in ("Kanarie Toen", NAME)]


def test_after_a_new_key_both_go_on_and_the_old_ring_there_is_not_called_gone(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Noor takes a new key: the ring in the shared place is for her old one, which is destroyed, and for Sam."""
    noor, sam = office.noor, office.sam
    let_sam_in(office)
    noor.sit(office.patch)
    close(noor)
    put(noor, "2026-0001", NAME)
    for desk in (noor, sam):
        typed(office, desk, "sync", "--yes")
    noor.sit(office.patch)
    rotate(noor.vault, "c-1", PASSPHRASE)

    typed(office, noor, *FORGET)
    assert "daar staat de oude sleutelring nog" in capsys.readouterr().out
    proof = prove(noor.opened, Forgotten(ids=("2026-0001",)), TODAY)
    assert proof.waits
    assert not proof.holds

    typed(office, noor, "sync", "--yes")
    assert prove(noor.opened, Forgotten(ids=("2026-0001",)), TODAY).holds
    sam.sit(office.patch)
    put(sam, "2025-0007", "Blijft Hier")  # the ring he makes is not for her new key: he has not confirmed it
    typed(office, sam, "sync", "--yes")
    typed(office, noor, "sync", "--yes")
    sam.sit(office.patch)
    let_in(sam.vault, "c-1")
    for desk in (sam, noor, sam):
        typed(office, desk, "sync", "--yes")
    for desk in (noor, sam):
        desk.sit(office.patch)
        assert "Blijft Hier" in dossiers.read(desk.vault, "casus", "2025-0007").text
        assert desk.vault.ring.forgotten == {"2026-0001"}
        assert prove(desk.opened, Forgotten(ids=("2026-0001",)), TODAY).holds
