"""The key ring in the shared place: fetched, merged and sent by its own reference, and never part of the history.

Two rings are always merged: all keys of both, without what either destroyed. So an old ring that comes back brings
nothing back, and nobody's new key is lost. Only the ring of somebody who is just beginning is taken as it is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from bb.actions.keys_ring import RING_FILE, RING_REF, Kept, adopt, drop, keep_ring, kept_ring
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.unlock import unlocked
from bb.actions.vault import (
    NOT_FOR_YOU,
    Vault,
    forgotten,
    open_kept,
    open_vault,
    recipients,
    repository_of,
    sentences,
)
from bb.files import disk
from bb.git.errors import MovedError
from bb.git.remote import Move, Remote, ask, fetch, push
from bb.git.repository import Repository
from bb.vault.armour import open_ring, seal_ring
from bb.vault.errors import ClosedError
from bb.vault.identity import Identity
from bb.vault.ring import merge, refuse_stale

NEEDS_KEY = (
    "Op de gedeelde plek staan nieuwe sleutels. Om die over te nemen is uw sleutel nodig. Er is niets veranderd.\n"
    "Open de dossiers met bb keys unlock en typ daarna opnieuw: bb sync"
)
_SEEN = "sleutelring-gezien"  # which ring was last seen there; a reference would keep a replaced ring alive
_TRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSync:
    """What happened: whether the ring here changed, and whether that in the shared place did."""

    here: bool = False
    there: bool = False


def sync_ring(vault: Vault, remote: Remote) -> tuple[Vault, RingSync]:
    """Make the ring here and the one in the shared place the same, by merging them.

    Returns the vault with the merged ring. Open it with `open_vault(opened, to_sync=True)`: ours may be behind.

    Raises:
        Stop: the ring there is sealed to others, damaged or too old, or the place is out of reach.
    """
    with sentences():
        for _ in range(_TRIES):
            with suppress(MovedError):  # somebody else was quicker, here or there: look again
                return _synced(vault, remote)
    raise Stop(str(MovedError()), Status.LATER)


def share_ring(opened: Opened, remote: Remote) -> RingSync:
    """Do what `sync_ring` does, also for who was just let in: the ring here does not open yet, that in the place does.

    Raises:
        Stop: as `sync_ring` does; also when the dossiers are shut.
    """
    repository, identity = repository_of(opened), unlocked(opened.register.organisatie)
    with sentences():
        kept = kept_ring(repository)
        there = ask(repository, remote, [RING_REF]).get(RING_REF)
        # Only a ring that came from there and was never changed here makes way unread.
        if identity and kept and there and kept.commit == _seen(repository) != there and not _opens(kept, identity):
            theirs = _fetched(repository, remote, there)
            if not _opens(theirs, identity):
                drop(repository, there)
                raise Stop(NOT_FOR_YOU)
            adopt(repository, there, kept)
            _see(repository, there)
            return RingSync(here=True)
    return sync_ring(open_vault(opened, to_sync=True), remote)[1]


def _opens(kept: Kept, identity: Identity) -> bool:
    try:
        open_ring(kept.data, identity.secret)
    except ClosedError:
        return False
    return True


def take_ring(repository: Repository, remote: Remote) -> RingSync:
    """Do what can be done without a key: take the ring when there is none here, send it when there is none there.

    Two rings that differ are never settled here, also not when one of them was the same before: it may be a back-up.

    Raises:
        Stop: both have one and they differ (`NEEDS_KEY`), or the place cannot be reached.
    """
    with sentences():
        kept, there = kept_ring(repository), ask(repository, remote, [RING_REF]).get(RING_REF)
        if there == (kept.commit if kept else None):
            return RingSync()
        if kept is None and there is not None:
            _fetched(repository, remote, there)
            adopt(repository, there, None)
            _see(repository, there)
            return RingSync(here=True)
        if kept is not None and there is None:
            push(repository, remote, [Move(ref=RING_REF, new=kept.commit, old=there)])
            _see(repository, kept.commit)
            return RingSync(there=True)
    raise Stop(NEEDS_KEY)


def _synced(vault: Vault, remote: Remote) -> tuple[Vault, RingSync]:
    repository = vault.repository
    there = ask(repository, remote, [RING_REF]).get(RING_REF)
    kept = kept_ring(repository)
    if kept is None:
        raise MovedError
    ours = open_kept(kept, vault.identity)
    vault = replace(vault, ring=ours, kept=kept)
    if there == kept.commit:
        _see(repository, there)
        return vault, RingSync()
    if there is None:
        push(repository, remote, [Move(ref=RING_REF, new=kept.commit, old=None)])
        _see(repository, kept.commit)
        return vault, RingSync(there=True)
    try:
        return _merged(vault, kept, remote, _fetched(repository, remote, there))
    except ClosedError:
        raise Stop(NOT_FOR_YOU) from None


def _merged(vault: Vault, kept: Kept, remote: Remote, theirs: Kept) -> tuple[Vault, RingSync]:
    repository = vault.repository
    try:
        ring = open_ring(theirs.data, vault.identity.secret)
        both = merge(vault.ring, ring)
        refuse_stale(both, forgotten(vault.opened.register))
    except Exception:
        drop(repository, theirs.commit)
        raise
    if both == ring and kept.commit == _seen(repository):
        adopt(repository, theirs.commit, kept)
        _see(repository, theirs.commit)
        return replace(vault, ring=both, kept=theirs), RingSync(here=True)
    new = kept
    if both != vault.ring:
        sealed = seal_ring(both, tuple(recipients(vault.organisatie, vault.identity).sealed_to))
        new = keep_ring(repository, sealed, kept)
    push(repository, remote, [Move(ref=RING_REF, new=new.commit, old=theirs.commit)])
    _see(repository, new.commit)
    drop(repository, theirs.commit)
    return replace(vault, ring=both, kept=new), RingSync(here=both != vault.ring, there=True)


def _fetched(repository: Repository, remote: Remote, commit: str) -> Kept:
    """Return the sealed ring that the shared place has.

    Raises:
        MovedError: it is another by now.
    """
    data = repository.read_blob(commit, RING_FILE)
    if data is None:
        fetch(repository, remote, [RING_REF])
        data = repository.read_blob(commit, RING_FILE)
    if data is None:
        raise MovedError
    return Kept(commit=commit, data=data)


def _seen(repository: Repository) -> str | None:
    found = disk.read(repository.own_folder(), _SEEN)
    return found.decode("ascii", "replace").strip() if isinstance(found, bytes) else None


def _see(repository: Repository, commit: str) -> None:
    folder = repository.own_folder()
    with suppress(OSError):  # not known is merging once more, no more than that
        disk.replace(folder, disk.write_temp(folder, _SEEN, f"{commit}\n".encode()), _SEEN)
