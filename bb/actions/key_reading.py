"""The organisation's keys, opened with the user's own: enough to read its dossiers.

Nothing here writes, or reads a record, and nothing that does is loaded: searching all dossiers is quick.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bb.actions.key_files import Marked, locked_identity
from bb.actions.keys_ring import Kept, kept_ring
from bb.actions.stop import Status, Stop
from bb.actions.unlock import NO_KEY, unlocked
from bb.git.errors import GitError
from bb.git.repository import Repository, find
from bb.vault.armour import open_ring
from bb.vault.errors import ClosedError, VaultError
from bb.vault.identity import Identity
from bb.vault.ring import Ring

LOCKED = "De dossiers zijn op slot. Open ze met: bb keys unlock"
NO_GIT = "Dossiers vragen dat deze map onder git staat. Begin daarmee met: git init"
NO_RING = (
    "Er is hier nog geen sleutelring. Haal haar op bij een collega met: bb sync\n"
    "Bent u de eerste? Maak haar dan met: bb keys init"
)
NOT_FOR_YOU = (
    "De sleutelring is niet (meer) voor uw sleutel gemaakt. Vraag een collega om: bb keys add\n"
    "Dossiers blijven dicht; alles daarbuiten werkt gewoon."
)


class NotForYouError(Stop):
    """The ring is whole, and sealed to others."""

    def __init__(self) -> None:
        super().__init__(NOT_FOR_YOU)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """The opened keys of the organisation in a folder: enough to read its dossiers, and no more."""

    root: Path
    repository: Repository
    identity: Identity
    ring: Ring = field(repr=False)
    kept: Kept = field(repr=False)


def open_key_ring(root: Path, marked: Marked) -> KeyRing:
    """Open the keys of the organisation in the folder `root`, with the unlocked key.

    Whether the ring is older than what was forgotten is not asked here: a forgotten record has no dossier.

    Raises:
        Stop: it is locked, there is no key or no ring here, or the ring is damaged or for others.
    """
    identity = unlocked(marked)
    if identity is None:
        raise Stop(NO_KEY if locked_identity(marked) is None else LOCKED)
    repository = repository_in(root)
    with sentences():
        kept = kept_ring(repository)
        if kept is None:
            raise Stop(NO_RING)
        ring = open_kept(kept, identity)
    return KeyRing(root=root, repository=repository, identity=identity, ring=ring, kept=kept)


def repository_in(root: Path) -> Repository:
    """Return the repository whose folder is `root`; raises as `repository_of`."""
    with sentences():
        repository = find(root)
    if repository is None:
        raise Stop(NO_GIT, Status.USAGE)
    return repository


def open_kept(kept: Kept, identity: Identity) -> Ring:
    """Return the ring in what is kept.

    Raises:
        NotForYouError: it is sealed to others.
        RingError: it is damaged.
    """
    try:
        return open_ring(kept.data, identity.secret)
    except ClosedError:
        raise NotForYouError from None


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what goes wrong with keys and git into the sentence for the user."""
    try:
        yield
    except VaultError as error:
        raise Stop(str(error)) from None
    except GitError as error:
        raise Stop(str(error), Status.LATER if error.later else Status.FINDINGS) from None
