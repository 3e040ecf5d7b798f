"""What this computer keeps about keys, outside the organisation's folder.

The user's own key, locked with a passphrase, and the recipients that were confirmed here (`bb keys add`): whoever can
push to the organisation can change `bb.yaml`, and must not be able to add himself to those who get the keys.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bb.actions.stop import Stop
from bb.files import disk

IDENTITY = "identiteit.age"
PREVIOUS = "identiteit-vorige.age"
"""The key that was replaced because its passphrase was lost: it may come back to mind. `bb keys rotate` destroys it."""

KNOWN = "bevestigd.json"


class Marked(Protocol):
    """An organisation, as far as its keys go: its settings have the mark under which they are kept."""

    @property
    def organisatie(self) -> str:
        """The mark: `waterstad`."""


_PLAIN_NAME = re.compile(r"[a-z0-9-]{1,40}")


def key_name(organisatie: Marked) -> str:
    """Return the organisation's own mark as the name of a file; a mark that is none becomes another, fixed one."""
    mark = organisatie.organisatie
    return mark if _PLAIN_NAME.fullmatch(mark) else hashlib.sha256(mark.encode()).hexdigest()[:16]


def key_folder(organisatie: Marked) -> Path:
    """Return where this user's key files of an organisation stand; it need not exist."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "bb" / key_name(organisatie)


def locked_identity(organisatie: Marked) -> bytes | None:
    """Return the user's key as it is kept, locked; None when there is none here."""
    return _read(organisatie, IDENTITY)


def keep_identity(organisatie: Marked, locked: bytes, *, destroy: bool = False) -> Path:
    """Keep the user's key, locked, and return where. An earlier one is put aside; with `destroy` both are destroyed."""
    earlier = locked_identity(organisatie)
    if earlier is not None and not destroy:
        _write(organisatie, PREVIOUS, earlier)
    path = _write(organisatie, IDENTITY, locked)
    if destroy:
        with suppress(OSError):
            disk.remove(path.parent, PREVIOUS)
    return path


def known_recipients(organisatie: Marked) -> dict[str, str]:
    """Return the recipients that were confirmed on this computer, each with whose it was said to be (`c-1`).

    Raises:
        Stop: the list is damaged.
    """
    data = _read(organisatie, KNOWN)
    if data is None:
        return {}
    try:
        told = json.loads(data)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise Stop(
            f"De lijst van bevestigde sleutels is beschadigd: {key_folder(organisatie) / KNOWN}\n"
            "Verwijder dat bestand en bevestig de sleutels opnieuw met: bb keys add"
        )
    return told


def know_recipients(organisatie: Marked, known: Mapping[str, str]) -> None:
    """Keep the list of confirmed recipients, in the place of the earlier one."""
    _write(organisatie, KNOWN, json.dumps(dict(known), indent=1).encode() + b"\n")


def _read(organisatie: Marked, name: str) -> bytes | None:
    found = disk.read(key_folder(organisatie), name) if key_folder(organisatie).is_dir() else None
    return found if isinstance(found, bytes) else None


def _write(organisatie: Marked, name: str, data: bytes) -> Path:
    folder = key_folder(organisatie)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk.replace(folder, disk.write_temp(folder, name, data), name)
    except OSError as error:
        raise Stop(f"In de map {folder} kan niet worden geschreven.") from error
    return folder / name
