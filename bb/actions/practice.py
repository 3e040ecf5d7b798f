"""The dossiers and keys of an invented organisation: real in form and no secret, as everybody knows the keys."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bb.actions.key_files import keep_identity, know_recipients, locked_identity
from bb.actions.keys_ring import keep_ring
from bb.actions.reading import open_settings
from bb.actions.stop import Stop
from bb.actions.unlock import HOURS, keep_unlocked
from bb.actions.vault import RECOVERY, repository_of
from bb.demo import Organisation, forgotten
from bb.demo import dossiers as invented
from bb.demo.practice import LOCKED, PAPER_RECIPIENT, RECIPIENT, SECRET
from bb.files.disk import SETTINGS
from bb.files.memory import memory_folder
from bb.files.splice import Refused, set_key
from bb.vault.armour import seal_ring
from bb.vault.dossier import new_key, seal
from bb.vault.identity import Identity
from bb.vault.ring import Ring

_FIRST = "c-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The sealed dossiers of an organisation by path, with the settings that name the keys, and the ring for them."""

    files: Mapping[str, bytes] = field(repr=False)
    ring: Ring = field(repr=False)


def seal_dossiers(organisation: Organisation, seed: int) -> Sealed:
    """Seal a dossier for everyone in an invented organisation, in memory; nothing is written."""
    files: dict[str, bytes] = {SETTINGS: _settings(organisation.files()[SETTINGS])}
    keys = {}
    for dossier in invented(organisation, seed):
        key = new_key()
        keys[key.id] = (dossier.id, key)
        files[dossier.path] = seal(dossier.id, key, dossier.text.encode())
    return Sealed(files=files, ring=Ring(keys=keys, forgotten=forgotten(organisation)))


def open_for_practice(folder: Path, ring: Ring) -> bool:
    """Keep the ring in a practice organisation, and the practice key, unlocked, on this computer; tell whether it is.

    When the user practised with a key of his own before, that one is left as it is and nothing is opened.
    """
    opened = open_settings(folder)
    organisatie = opened.register.organisatie
    keep_ring(repository_of(opened), seal_ring(ring, [RECIPIENT, PAPER_RECIPIENT]), None)
    if locked_identity(organisatie) not in (None, LOCKED):
        return False
    keep_identity(organisatie, LOCKED)
    know_recipients(organisatie, {RECIPIENT: _FIRST, PAPER_RECIPIENT: RECOVERY})
    if memory_folder() is None:
        return False
    keep_unlocked(organisatie, Identity(secret=SECRET, recipient=RECIPIENT), timedelta(hours=HOURS))
    return True


def _settings(data: bytes) -> bytes:
    """Return `bb.yaml` with the recipients of the practice keys, and a mark of its own: keys are kept by it."""
    text = data.decode()
    for place, value in (
        (("organisatie",), secrets.token_hex(4)),
        (("coordinatoren", 0, "sleutel"), RECIPIENT),
        (("herstelsleutel",), PAPER_RECIPIENT),
    ):
        new = set_key(text, place, value, settings=True)
        if isinstance(new, Refused):
            raise Stop(new.reason)
        text = new
    return text.encode()
