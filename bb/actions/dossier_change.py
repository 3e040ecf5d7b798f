"""Changing dossiers: sealed in memory, and kept as one action like any other."""

from __future__ import annotations

from collections.abc import Callable

from bb.actions.dossiers import Held, read
from bb.actions.keeping import ChangedError
from bb.actions.save import hold, refuse_example, save, signer, wants_commit
from bb.actions.vault import Vault, change_ring
from bb.git.commit import Change
from bb.vault.dossier import DossierKey, key_id, new_key, seal


def change(
    vault: Vault, kind: str, id_: str, decide: Callable[[Held], str], *, command: str, message: str
) -> tuple[Vault, Held]:
    """Change the text of a dossier and keep it as one action; when it changed meanwhile, decide again.

    Returns the vault as well: a first dossier gets a key, and the ring it is in is another.

    Args:
        vault: opened.
        kind: the kind of the record.
        id_: its id.
        decide: the new text from the dossier as it is.
        command: what was typed, without arguments, for whoever has to wait: `bb dossier`.
        message: what history says: the id and what was done, nothing personal.

    Raises:
        Stop: it cannot be kept; then nothing has changed.
    """
    refuse_example(vault.organisatie)
    held = read(vault, kind, id_)
    try:
        return _keep(vault, held, decide(held), command, message, locked=False)
    except ChangedError:
        with hold(vault.opened.root, command):
            held = read(vault, kind, id_)
            return _keep(vault, held, decide(held), command, message, locked=True)


def _keep(vault: Vault, held: Held, text: str, command: str, message: str, *, locked: bool) -> tuple[Vault, Held]:
    if text == held.text and held.sealed is not None:
        return vault, held
    vault, key = key_of(vault, held)
    sealed = seal(held.id, key, text.encode())
    save(
        vault.opened.root,
        [Change(path=held.path, old=held.sealed, new=sealed)],
        message=message,
        coordinator=signer(vault.organisatie, None),
        command=command,
        commit=wants_commit(vault.organisatie, None),
        held=locked,
    )
    return vault, Held(kind=held.kind, id=held.id, text=text, sealed=sealed)


def key_of(vault: Vault, held: Held) -> tuple[Vault, DossierKey]:
    """Return the key of a dossier; a new one is in the ring, and kept, before anything is sealed with it.

    A dossier that is not there yet has the key of the work on it that was kept before.
    """
    ring = vault.ring
    known = ring.key_of(held.id) if held.sealed is None else ring.key_for(key_id(held.sealed))
    if known:
        return vault, known
    key = new_key()
    return change_ring(vault, lambda ring: ring.with_key(held.id, key)), key
