"""Two coördinatoren and a shared place: keys are confirmed by fingerprint, rings merge, a leaver reads nothing new."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bb.actions import dossiers
from bb.actions.join_dossiers import joining
from bb.actions.key_list import fingerprint_of
from bb.actions.keys import begin_keys, let_go, let_in, recipient_of, rotate
from bb.actions.keys_ring import RING_REF, kept_ring
from bb.actions.ring_sync import NEEDS_KEY, RingSync, share_ring, sync_ring, take_ring
from bb.actions.stop import Status, Stop
from bb.actions.vault import change_ring, repository_of
from bb.cli.main import run
from bb.git.remote import remote_of
from bb.vault.armour import open_ring
from bb.vault.dossier import key_id, new_key, open_dossier, seal
from bb.vault.errors import ClosedError
from tests.actions.organisation import TODAY, git
from tests.vault.test_dossiers import put
from tests.vault.world import PASSPHRASE, Desk, memory, person, quick_keys


@dataclass(frozen=True)
class Office:
    """Noor and Sam, each at an own computer, and the shared place between them."""

    noor: Desk
    sam: Desk
    shared: Path
    patch: pytest.MonkeyPatch

    def share(self, desk: Desk) -> None:
        """What `bb sync` does, as far as it matters here: the branch, and the ring."""
        desk.sit(self.patch)
        if git(desk.root, "branch", "--list", "main").strip():
            git(desk.root, "pull", "--quiet", "--rebase", "origin", "main")
            git(desk.root, "push", "--quiet", "origin", "main")
        self.ring(desk)

    def ring(self, desk: Desk) -> None:
        desk.sit(self.patch)
        remote = remote_of(repository_of(desk.opened))
        assert remote is not None
        sync_ring(desk.vault, remote)


@pytest.fixture
def office(noor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Noor has shared; Sam has just copied the organisation and has no key yet."""
    shared = tmp_path / "gedeeld.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(shared))
    git(noor.root, "branch", "-M", "main")
    git(noor.root, "remote", "add", "origin", str(shared))
    git(noor.root, "push", "--quiet", "-u", "origin", "main")
    git(tmp_path, "clone", "--quiet", str(shared), str(tmp_path / "bij-sam"))
    with memory() as runtime:
        sam = Desk(home=tmp_path / "sam", memory=runtime, root=tmp_path / "bij-sam")
        sam.home.mkdir()
        quick_keys(monkeypatch, 2, 3)
        office = Office(noor=noor, sam=sam, shared=shared, patch=monkeypatch)
        office.ring(noor)
        yield office


def let_sam_in(office: Office) -> None:
    """Sam takes the ring, makes a key and shares it; Noor hears the fingerprint and lets him in."""
    office.sam.sit(office.patch)
    remote = remote_of(repository_of(office.sam.opened))
    assert remote is not None
    take_ring(repository_of(office.sam.opened), remote)
    organisatie = office.sam.opened.register.organisatie
    known = [recipient_of(organisatie, "c-1"), recipient_of(organisatie, "herstel")]
    made = begin_keys(office.sam.opened, "c-2", PASSPHRASE, confirmed=[one for one in known if one])
    assert not made.opens
    git(office.sam.root, "push", "--quiet", "origin", "main")
    office.noor.sit(office.patch)
    git(office.noor.root, "pull", "--quiet", "origin", "main")
    let_in(office.noor.vault, "c-2")
    office.share(office.noor)
    office.sam.sit(office.patch)
    share_ring(office.sam.opened, remote)


def test_who_joins_hears_of_a_wrong_fingerprint_and_of_whom_it_shuts_out(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.sam.sit(office.patch)
    remote = remote_of(repository_of(office.sam.opened))
    assert remote is not None
    take_ring(repository_of(office.sam.opened), remote)
    right = [
        fingerprint_of(key)
        for who in ("c-1", "herstel")
        if (key := recipient_of(office.sam.opened.register.organisatie, who))
    ]
    office.patch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    begin = ["-C", str(office.sam.root), "keys", "init", "--who", "c-2", "--fingerprint"]
    assert run([*begin, right[0][:-4] + "0000"]) == Status.USAGE
    assert "van geen van de sleutels" in capsys.readouterr().err
    assert run([*begin, right[0]]) == Status.FINE
    assert "Let op: herstel hebt u niet bevestigd." in capsys.readouterr().err


def test_a_new_recipient_gets_nothing_before_it_is_confirmed(office: Office) -> None:
    organisatie = office.noor.opened.register.organisatie
    assert organisatie.coordinatoren[1].sleutel is None
    office.sam.sit(office.patch)
    remote = remote_of(repository_of(office.sam.opened))
    assert remote is not None
    take_ring(repository_of(office.sam.opened), remote)
    begin_keys(office.sam.opened, "c-2", PASSPHRASE)
    git(office.sam.root, "push", "--quiet", "origin", "main")
    office.noor.sit(office.patch)
    git(office.noor.root, "pull", "--quiet", "origin", "main")
    put(office.noor, "2026-0001", "verhaal")  # a new key, so the ring is sealed anew
    kept = kept_ring(office.noor.vault.repository)
    assert kept is not None
    with pytest.raises(ClosedError):
        open_ring(kept.data, person(2).secret)
    let_in(office.noor.vault, "c-2")
    kept = kept_ring(office.noor.vault.repository)
    assert kept is not None
    assert len(open_ring(kept.data, person(2).secret).keys) == 1


def test_two_people_work_apart_and_find_each_others_dossiers(office: Office) -> None:
    let_sam_in(office)
    office.noor.sit(office.patch)
    put(office.noor, "2026-0001", "verhaal", value="van Noor")
    office.sam.sit(office.patch)
    put(office.sam, "2025-0007", "verhaal", value="van Sam")
    for desk in (office.noor, office.sam, office.noor):
        office.share(desk)
    for desk in (office.noor, office.sam):
        desk.sit(office.patch)
        assert [held.text for held in dossiers.read_all(desk.vault)] == ["verhaal: van Sam\n", "verhaal: van Noor\n"]
    rings = {kept.commit for desk in (office.noor, office.sam) if (kept := kept_ring(repository_of(desk.opened)))}
    assert rings == {git(office.shared, "rev-parse", RING_REF).strip()}


def test_someone_who_stayed_behind_brings_nothing_back_and_keeps_his_own(office: Office) -> None:
    let_sam_in(office)
    office.noor.sit(office.patch)
    put(office.noor, "2026-0001", "verhaal")
    office.share(office.noor)
    office.share(office.sam)
    assert len(office.sam.vault.ring.keys) == 1
    own = new_key()
    change_ring(office.sam.vault, lambda ring: ring.with_key("2025-0007", own))
    office.noor.sit(office.patch)
    change_ring(office.noor.vault, lambda ring: ring.forget("2026-0001"))
    office.ring(office.noor)
    office.ring(office.sam)
    office.ring(office.noor)
    for desk in (office.noor, office.sam):
        desk.sit(office.patch)
        assert list(desk.vault.ring.keys) == [own.id]


def test_a_leaver_opens_nothing_that_is_written_afterwards(office: Office) -> None:
    let_sam_in(office)
    office.noor.sit(office.patch)
    put(office.noor, "2026-0001", "verhaal", value="toen")
    office.share(office.noor)
    office.share(office.sam)
    before = office.sam.vault
    office.noor.sit(office.patch)
    vault, count = let_go(office.noor.vault, "c-2", TODAY)
    assert count == 1
    put(office.noor, "2026-0001", "verhaal", value="daarna")
    office.share(office.noor)
    office.sam.sit(office.patch)
    git(office.sam.root, "pull", "--quiet", "origin", "main")
    git(office.sam.root, "fetch", "--quiet", "origin", f"+{RING_REF}:refs/kijk")
    kept = subprocess.run(
        ["git", "cat-file", "blob", "refs/kijk:ring.age"], cwd=office.sam.root, capture_output=True, check=True
    ).stdout
    with pytest.raises(ClosedError):
        open_ring(kept, before.identity.secret)
    data = (office.sam.root / "casus/2026/2026-0001.prive").read_bytes()
    assert before.ring.key_for(key_id(data)) is None
    with pytest.raises(Stop, match="gaat niet open"):
        dossiers.read(before, "casus", "2026-0001")
    key = vault.ring.key_for(key_id(data))
    assert key is not None
    assert open_dossier("2026-0001", key, data) == b"verhaal: daarna\n"


def test_after_everyone_has_a_new_key_an_old_copy_of_the_ring_opens_for_nobody(office: Office) -> None:
    old = office.noor.vault
    assert old.kept is not None
    _, made = rotate(old, "c-1", PASSPHRASE)
    assert office.noor.vault.identity == made.identity == person(2)
    kept = kept_ring(old.repository)
    assert kept is not None
    with pytest.raises(ClosedError):
        open_ring(kept.data, old.identity.secret)
    with pytest.raises(ClosedError):
        open_ring(old.kept.data, made.identity.secret)
    assert old.kept.commit not in git(office.noor.root, "cat-file", "--batch-all-objects", "--batch-check")


def test_a_ring_that_the_shared_place_plays_back_changes_nothing(office: Office) -> None:
    first = git(office.shared, "rev-parse", RING_REF).strip()
    put(office.noor, "2026-0001", "verhaal")
    office.ring(office.noor)
    git(office.shared, "update-ref", RING_REF, first)
    office.ring(office.noor)
    assert len(office.noor.vault.ring.keys) == 1
    assert git(office.shared, "rev-parse", RING_REF).strip() != first


def test_without_a_key_a_ring_is_taken_or_sent_but_never_replaced(office: Office) -> None:
    repository = repository_of(office.noor.opened)
    remote = remote_of(repository)
    assert remote is not None
    assert take_ring(repository, remote) == RingSync()
    git(office.shared, "update-ref", "-d", RING_REF)
    assert take_ring(repository, remote) == RingSync(there=True)
    put(office.noor, "2026-0001", "verhaal")
    with pytest.raises(Stop) as stop:
        take_ring(repository, remote)
    assert stop.value.message == NEEDS_KEY


def test_three_copies_that_add_keys_at_once_lose_none(office: Office, tmp_path: Path) -> None:
    copies = []
    for number in range(3):
        root = tmp_path / f"kopie-{number}"
        git(tmp_path, "clone", "--quiet", str(office.shared), str(root))
        desk = replace(office.noor, root=root)
        repository = repository_of(desk.opened)
        remote = remote_of(repository)
        assert remote is not None
        take_ring(repository, remote)
        copies.append((desk.vault, remote))

    def work(number: int) -> None:
        vault, remote = copies[number]
        for turn in range(4):
            vault = change_ring(vault, lambda ring, turn=turn: ring.with_key(f"2026-{number:02}{turn:02}", new_key()))  # type: ignore[misc]  # mypy knows no default of a lambda
            vault, _ = sync_ring(vault, remote)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    rings = [sync_ring(vault, remote)[0].ring for vault, remote in copies]
    assert {len(ring.keys) for ring in rings} == {12}


def test_the_ring_leaves_no_log_and_nothing_else_in_a_copy(office: Office) -> None:
    put(office.noor, "2026-0001", "verhaal")
    office.ring(office.noor)
    inside = [path for path in (office.noor.root / ".git").rglob("*") if path.is_file()]
    assert not [path for path in inside if path.name == "FETCH_HEAD"]
    assert not [path for path in inside if "sleutelring" in path.name and "logs" in path.parts]
    found = git(office.noor.root, "fsck", "--unreachable", "--no-reflogs", "--no-progress")
    assert found == ""


def test_what_was_sealed_anew_stays_so_whoever_joins(noor: Desk) -> None:
    """A colleague gave a dossier another key, as somebody left, while one changed its text: the new key wins."""
    old, new = new_key(), new_key()
    ring = noor.vault.ring.with_keys([("2026-0001", old), ("2026-0001", new)])
    vault = replace(noor.vault, ring=ring)
    base = seal("2026-0001", old, b"verhaal: eerst\n")
    edited = seal("2026-0001", old, b"verhaal: eerst\ncontra: iets\n")
    anew = seal("2026-0001", new, b"verhaal: eerst\n")
    for contents in ((base, edited, anew), (base, anew, edited)):
        made = joining(lambda: vault)("casus/2026/2026-0001.prive", contents, {})
        assert made.new is not None
        assert key_id(made.new) == new.id
        assert b"contra: iets" in open_dossier("2026-0001", new, made.new)
