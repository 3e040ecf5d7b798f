"""New keys for the dossiers of what is still at work, after someone left who knew the old ones."""

from __future__ import annotations

from datetime import date

from bb.actions.dossiers import Held, read_all
from bb.actions.save import save, signer, wants_commit
from bb.actions.vault import Vault, change_ring
from bb.domain.journal import state_of, vrijwilliger_status
from bb.domain.register import Register
from bb.git.commit import Change
from bb.vault.dossier import new_key, seal


def rekey(vault: Vault, today: date) -> tuple[Vault, int]:
    """Seal the dossiers of open cases, active volunteers and partners with new keys, as one action; return how many.

    The old keys stay in the ring: they open the older versions, and a version that a colleague made meanwhile. What the
    leaver does not have is a key to anything that is written from now on.
    """
    held = [one for one in read_all(vault) if _at_work(vault.opened.register, one, today)]
    keys = {one.id: new_key() for one in held}
    if not held:
        return vault, 0

    vault = change_ring(vault, lambda ring: ring.with_keys(keys.items()))
    save(
        vault.opened.root,
        [Change(path=one.path, old=one.sealed, new=seal(one.id, keys[one.id], one.text.encode())) for one in held],
        message="sleutels: nieuwe sleutels voor wat nog loopt",
        coordinator=signer(vault.organisatie, None),
        command="bb keys",
        commit=wants_commit(vault.organisatie, None),
    )
    return vault, len(held)


def _at_work(register: Register, held: Held, today: date) -> bool:
    match held.kind:
        case "casus":
            casus = register.casus.get(held.id)
            return casus is None or state_of(casus, today).status != "gesloten"
        case "vrijwilliger":
            vrijwilliger = register.vrijwilliger.get(held.id)
            return vrijwilliger is None or vrijwilliger_status(vrijwilliger, today) != "gestopt"
        case _:
            return True
