"""The key ring in the shared place: fetched, merged and sent by its own reference, and never part of the history.

Two rings are always merged: all keys of both, without what either destroyed. So an old ring that comes back brings
nothing back, and nobody's new key is lost. Only the ring of somebody who is just beginning is taken as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from bb.actions.key_reading import NotForYouError, open_kept, sentences
from bb.actions.keys_ring import RING_REF, Kept, adopt, drop, keep_ring, kept_ring, make_way, ring_at
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.unlock import unlocked
from bb.actions.vault import Vault, forgotten, open_vault, recipients, repository_of
from bb.files import disk
from bb.git.again import attempts
from bb.git.errors import GitError, MovedError
from bb.git.remote import Connection, Move, Remote, connected
from bb.git.repository import Repository
from bb.vault.armour import open_ring, seal_ring
from bb.vault.errors import ClosedError, NewerRingError, RingError
from bb.vault.identity import Identity
from bb.vault.ring import Ring, merge, refuse_stale

NEEDS_KEY = (
    "Op de gedeelde plek staan nieuwe sleutels. Om die over te nemen is uw sleutel nodig. Er is niets veranderd.\n"
    "Open de dossiers met bb keys unlock en typ daarna opnieuw: bb sync"
)
BUSY_THERE = "Anderen delen op dit moment steeds sleutels. Wat u deed is bewaard; typ straks opnieuw: bb sync"
_SEEN = "sleutelring-gezien"  # which ring was last seen there; a reference would keep a replaced ring alive


Told = Mapping[str, str]
"""What references are in the shared place, by their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSync:
    """What happened: whether the ring here changed, that in the shared place did, and one was damaged."""

    here: bool = False
    there: bool = False
    mended: bool = False


def sync_ring(vault: Vault, remote: Remote) -> tuple[Vault, RingSync]:
    """Make the ring here and the one in the shared place the same, by merging them.

    Returns the vault with the merged ring. Open it with `open_vault(opened, to_sync=True)`: ours may be behind.

    Raises:
        Stop: the ring there is sealed to others, damaged or too old, or the place is out of reach.
    """
    with sentences(), connected(vault.repository, remote, sealed=True) as place:
        return _sync(vault, place, place.ask([RING_REF]).get(RING_REF))


def share_ring(opened: Opened, remote: Remote, told: Told | None = None) -> RingSync:
    """Do what `sync_ring` does, also when the ring here does not open and that in the shared place does.

    Args:
        opened: the organisation.
        remote: the shared place.
        told: what the shared place just answered; it is asked when left out.

    Raises:
        Stop: as `sync_ring` does; also when the dossiers are shut.
    """
    repository, identity = repository_of(opened), unlocked(opened.register.organisatie)
    with sentences(), connected(repository, remote, sealed=True) as place:
        kept, there = kept_ring(repository), _there(place, told)
        if identity and kept and there and there != kept.commit and _gives_way(repository, kept, identity):
            theirs = _fetched(repository, place, there)
            try:
                open_ring(theirs.data, identity.secret)
            except RingError as error:
                drop(repository, theirs)
                raise NotForYouError if isinstance(error, ClosedError) else error from None
            damaged = kept.commit != _seen(repository)
            if damaged:
                make_way(repository, kept)
            adopt(repository, theirs, None if damaged else kept)
            _see(repository, there)
            return RingSync(here=True, mended=damaged)
        return _sync(open_vault(opened, to_sync=True), place, there)[1]


def _gives_way(repository: Repository, kept: Kept, identity: Identity) -> bool:
    """Tell whether the ring here may be replaced unread: it is damaged, or came from there and was never changed here.

    The latter is how it is for who was just let in.
    """
    try:
        open_ring(kept.data, identity.secret)
    except ClosedError:
        return kept.commit == _seen(repository)
    except RingError as error:
        return not isinstance(error, NewerRingError)
    return False


def take_ring(repository: Repository, remote: Remote, told: Told | None = None) -> RingSync:
    """Do what can be done without a key: take the ring when there is none here, send it when there is none there.

    Two rings that differ are never settled here, also not when one of them was the same before: it may be a back-up.

    Args:
        repository: the history of the organisation.
        remote: the shared place.
        told: what the shared place just answered; it is asked when left out.

    Raises:
        Stop: both have one and they differ (`NEEDS_KEY`), or the place cannot be reached.
    """
    with suppress(RingError, GitError):  # a damaged one is looked at below
        kept = kept_ring(repository)
        if told is not None and told.get(RING_REF) == (kept.commit if kept else None):
            return RingSync()
    with sentences(), connected(repository, remote, sealed=True) as place:
        there = _there(place, told)
        mended = False
        try:
            kept = kept_ring(repository)
        except RingError:
            if there is None:
                raise
            make_way(repository, None)
            kept, mended = None, True
        if there == (kept.commit if kept else None):
            return RingSync()
        if kept is None and there is not None:
            adopt(repository, _fetched(repository, place, there), None)
            _see(repository, there)
            return RingSync(here=True, mended=mended)
        if kept is not None and there is None:
            place.push([Move(ref=RING_REF, new=kept.commit, old=there)])
            _see(repository, kept.commit)
            return RingSync(there=True)
    raise Stop(NEEDS_KEY)


def _there(place: Connection, told: Told | None) -> str | None:
    return (place.ask([RING_REF]) if told is None else told).get(RING_REF)


def _sync(vault: Vault, place: Connection, there: str | None) -> tuple[Vault, RingSync]:
    """Make both rings the same; `there` is the one that the shared place had when it was asked just now."""
    with suppress(MovedError):
        return _synced(vault, place, there)
    for _ in attempts():  # somebody else was quicker, here or there
        with suppress(MovedError):
            return _synced(vault, place, place.ask([RING_REF]).get(RING_REF))
    raise Stop(BUSY_THERE, Status.LATER)


def _synced(vault: Vault, place: Connection, there: str | None) -> tuple[Vault, RingSync]:
    repository = vault.repository
    kept = kept_ring(repository)
    if kept is None:
        raise MovedError
    ours = open_kept(kept, vault.identity)
    vault = replace(vault, ring=ours, kept=kept)
    if there == kept.commit:
        _see(repository, there)
        return vault, RingSync()
    if there is None:
        place.push([Move(ref=RING_REF, new=kept.commit, old=None)])
        _see(repository, kept.commit)
        return vault, RingSync(there=True)
    theirs = _opened_there(vault, place, there)
    if theirs is None:  # of a damaged one: what others made they have, and will share
        place.push([Move(ref=RING_REF, new=kept.commit, old=there)])
        mended = there != _seen(repository)
        _see(repository, kept.commit)
        return vault, RingSync(there=True, mended=mended)
    return _merged(vault, kept, place, *theirs)


def _opened_there(vault: Vault, place: Connection, there: str) -> tuple[Kept, Ring] | None:
    """Return the ring of the shared place, sealed and opened; None when ours may come in its place unread.

    That is so of a damaged one, and of the one that was last seen there: what is in it is in ours. Right after the user
    took a new key that one is for the old key only.
    """
    try:
        theirs = _fetched(vault.repository, place, there)
    except RingError:
        return None
    try:
        return theirs, open_ring(theirs.data, vault.identity.secret)
    except RingError as error:
        drop(vault.repository, theirs)
        if isinstance(error, NewerRingError) or (isinstance(error, ClosedError) and there != _seen(vault.repository)):
            raise NotForYouError if isinstance(error, ClosedError) else error from None
        return None


def _merged(vault: Vault, kept: Kept, place: Connection, theirs: Kept, ring: Ring) -> tuple[Vault, RingSync]:
    repository = vault.repository
    try:
        both = merge(vault.ring, ring)
        refuse_stale(both, forgotten(vault.opened.register))
    except RingError:  # a ring that is not taken leaves nothing here
        drop(repository, theirs)
        raise
    if both == ring and kept.commit == _seen(repository):
        adopt(repository, theirs, kept)
        _see(repository, theirs.commit)
        return replace(vault, ring=both, kept=theirs), RingSync(here=True)
    new = kept
    if both != vault.ring:
        sealed = seal_ring(both, tuple(recipients(vault.organisatie, vault.identity).sealed_to))
        new = keep_ring(repository, sealed, kept)
    place.push([Move(ref=RING_REF, new=new.commit, old=theirs.commit)])
    _see(repository, new.commit)
    drop(repository, theirs)
    return replace(vault, ring=both, kept=new), RingSync(here=both != vault.ring, there=True)


def _fetched(repository: Repository, place: Connection, commit: str) -> Kept:
    """Return the sealed ring that the shared place has.

    Raises:
        MovedError: it is another by now.
        RingError: it is no ring.
    """
    found = ring_at(repository, commit)
    if found is None:
        place.fetch([RING_REF])
        found = ring_at(repository, commit)
    if found is None:
        raise RingError if repository.resolve(commit) else MovedError
    return found


def _seen(repository: Repository) -> str | None:
    found = disk.read(repository.own_folder(), _SEEN)
    return found.decode("ascii", "replace").strip() if isinstance(found, bytes) else None


def _see(repository: Repository, commit: str) -> None:
    folder = repository.own_folder()
    with suppress(OSError):  # not known is merging once more, no more than that
        disk.replace(folder, disk.write_temp(folder, _SEEN, f"{commit}\n".encode()), _SEEN)
