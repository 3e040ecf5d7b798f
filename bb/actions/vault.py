"""The private layer of one organisation, opened: the user's key, the ring, and who gets the ring.

Everything here needs the unlocked key, and gives a sentence when it is not there. What needs no dossier never comes
here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bb.actions.key_files import known_recipients
from bb.actions.key_reading import KeyRing, open_kept, open_key_ring, repository_in, sentences
from bb.actions.keys_ring import keep_ring, kept_ring
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.unlock import unlocked
from bb.domain.records import Organisatie
from bb.domain.register import Register
from bb.git.again import attempts
from bb.git.errors import MovedError
from bb.git.lock import PATIENCE
from bb.git.repository import Repository
from bb.vault.armour import seal_ring
from bb.vault.identity import Identity
from bb.vault.ring import Ring, refuse_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault(KeyRing):
    """The opened private layer of an organisation: its keys, and its records."""

    opened: Opened

    @property
    def organisatie(self) -> Organisatie:
        """The settings of the organisation."""
        return self.opened.register.organisatie


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
    return Vault(
        root=keys.root,
        opened=opened,
        repository=keys.repository,
        identity=keys.identity,
        ring=keys.ring,
        kept=keys.kept,
    )


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
            same = kept is not None and kept.commit == vault.kept.commit
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
