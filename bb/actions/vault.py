"""The private layer of one organisation, opened: the user's key, the ring, and who gets the ring.

Everything here needs the unlocked key, and gives a sentence when it is not there. What needs no dossier never comes
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bb.actions.key_files import Marked, known_recipients, locked_identity
from bb.actions.keys_ring import Kept, keep_ring, kept_ring
from bb.actions.stop import Status, Stop
from bb.actions.unlock import NO_KEY, unlocked
from bb.git.again import attempts
from bb.git.errors import GitError, MovedError
from bb.git.lock import PATIENCE
from bb.git.repository import Repository, find
from bb.vault.armour import open_ring, seal_ring
from bb.vault.errors import ClosedError, VaultError
from bb.vault.identity import Identity
from bb.vault.ring import Ring, refuse_stale

if TYPE_CHECKING:  # searching dossiers reads no records, and loads nothing that does
    from bb.actions.reading import Opened
    from bb.domain.records import Organisatie
    from bb.domain.register import Register

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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """The opened keys of the organisation in a folder: enough to read its dossiers, and no more."""

    root: Path
    repository: Repository
    identity: Identity
    ring: Ring = field(repr=False)
    kept: Kept = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """The opened private layer: whose key, which ring, and the sealed ring it was read from (None: not kept yet)."""

    opened: Opened
    repository: Repository
    identity: Identity
    ring: Ring = field(repr=False)
    kept: Kept | None = field(default=None, repr=False)

    @property
    def root(self) -> Path:
        """The folder of the organisation."""
        return self.opened.root

    @property
    def organisatie(self) -> Organisatie:
        """The settings of the organisation."""
        return self.opened.register.organisatie


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


def open_vault(opened: Opened, *, to_sync: bool = False) -> Vault:
    """Open the private layer with the unlocked key.

    Args:
        opened: the organisation.
        to_sync: whether a ring that lacks what was forgotten will do, as it is merged with a newer one first.

    Raises:
        Stop: it is locked, there is no key or no ring here, or the ring is damaged, old or for others.
    """
    keys = open_key_ring(opened.root, opened.register.organisatie)
    if not to_sync:
        with sentences():
            refuse_stale(keys.ring, forgotten(opened.register))
    return Vault(opened=opened, repository=keys.repository, identity=keys.identity, ring=keys.ring, kept=keys.kept)


def vault_if_unlocked(opened: Opened) -> Vault | None:
    """Open the private layer for a command that can do without: None while it is locked.

    A ring that does not open is told, and is None as well.
    """
    if unlocked(opened.register.organisatie) is None:
        return None
    try:
        return open_vault(opened)
    except Stop as stop:
        import logging  # noqa: PLC0415 - only when there is something to say

        logging.getLogger("bb").warning("Let op: %s", stop.message)
        return None


def repository_of(opened: Opened) -> Repository:
    """Return the repository of the organisation.

    Raises:
        Stop: there is none, or git cannot use it.
    """
    return repository_in(opened.root)


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
        Stop: it is sealed to others.
        RingError: it is damaged.
    """
    try:
        return open_ring(kept.data, identity.secret)
    except ClosedError:
        raise Stop(NOT_FOR_YOU) from None


def forgotten(register: Register) -> frozenset[str]:
    """Return the records that the plain files call forgotten."""
    return frozenset(
        record.id
        for kind in ("casus", "vrijwilliger", "partner")
        for record in register.of_kind(kind).values()
        if any(event.wat == "vergeten" for event in record.verloop)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who the ring is sealed to, and whose recipient in `bb.yaml` was not confirmed on this computer (so gets nothing).

    Both are maps from recipient to whose it is: `c-1`, or `herstel`.
    """

    sealed_to: Mapping[str, str]
    waiting: Mapping[str, str]


RECOVERY = "herstel"


def recipients(organisatie: Organisatie, identity: Identity) -> Recipients:
    """Return who the ring is sealed to: the user, and everyone in `bb.yaml` who was confirmed on this computer."""
    named = {c.sleutel: c.id for c in organisatie.coordinatoren if c.sleutel}
    if organisatie.herstelsleutel:
        named[organisatie.herstelsleutel] = RECOVERY
    known = known_recipients(organisatie)
    mine = {identity.recipient: named.get(identity.recipient, "")}
    return Recipients(
        sealed_to=mine | {recipient: whose for recipient, whose in named.items() if recipient in known},
        waiting={r: whose for r, whose in named.items() if r not in known and r != identity.recipient},
    )


def change_ring(vault: Vault, change: Callable[[Ring], Ring], *, reseal: bool = False) -> Vault:
    """Change the ring and keep it; when another command kept one meanwhile, that one is changed instead.

    Args:
        vault: as it was opened.
        change: from a ring to the new one; it may be asked more than once.
        reseal: whether to keep it also when it stays the same, as the recipients are others.

    Raises:
        Stop: it cannot be kept.
    """
    for _ in attempts(PATIENCE):
        with sentences():
            kept = kept_ring(vault.repository)
            same = kept and vault.kept and kept.commit == vault.kept.commit
            ring = vault.ring if same or kept is None else open_kept(kept, vault.identity)
            new = change(ring)
            if new == ring and kept and not reseal:
                return replace(vault, ring=ring, kept=kept)
            sealed = seal_ring(new, tuple(recipients(vault.organisatie, vault.identity).sealed_to))
            try:
                return replace(vault, ring=new, kept=keep_ring(vault.repository, sealed, kept))
            except MovedError:
                continue
    raise Stop(str(MovedError()), Status.LATER)


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what goes wrong with keys and git into the sentence for the user."""
    try:
        yield
    except (VaultError, GitError) as error:
        raise Stop(str(error)) from None
