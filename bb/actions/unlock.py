"""Unlocking: the user's own key, readable for a few hours, in memory only.

Nothing else asks for the passphrase. After the hours the key counts for nothing, and the first command that looks
removes it; so does logging out or turning off the computer.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bb.actions.key_files import Marked, key_name, locked_identity
from bb.actions.stop import Status, Stop
from bb.files import disk
from bb.files.memory import memory_folder
from bb.vault.errors import VaultError
from bb.vault.identity import Identity, identity_of, unlock_identity

HOURS = 8
MOST_HOURS = 72
NO_MEMORY = (
    "Deze computer heeft geen geheugenschijf voor u alleen (XDG_RUNTIME_DIR of /dev/shm), en op een gewone schijf\n"
    "zetten we uw sleutel niet neer. Dossiers blijven dicht; alles daarbuiten werkt gewoon."
)
NO_KEY = "Op deze computer staat nog geen sleutel van u voor deze organisatie. Maak er een met: bb keys init"


def unlock(organisatie: Marked, passphrase: str, span: timedelta = timedelta(hours=HOURS)) -> Identity:
    """Open the user's key with the passphrase, and keep it readable for this long.

    Raises:
        Stop: there is no key here, the passphrase is another, or there is no memory to keep it in.
    """
    locked = locked_identity(organisatie)
    if locked is None:
        raise Stop(NO_KEY)
    folder = memory_folder()
    if folder is None:
        raise Stop(NO_MEMORY)
    try:
        identity = unlock_identity(locked, passphrase)
    except VaultError as error:
        raise Stop(str(error)) from None
    keep_unlocked(organisatie, identity, span)
    return identity


def keep_unlocked(organisatie: Marked, identity: Identity, span: timedelta) -> None:
    """Keep a key readable for this long.

    Raises:
        Stop: there is no memory to keep it in, or the time is not one we allow.
    """
    if not timedelta(0) < span <= timedelta(hours=MOST_HOURS):
        raise Stop(f"Een sleutel kan hooguit {MOST_HOURS} uur open blijven.", Status.USAGE)
    folder = memory_folder()
    if folder is None:
        raise Stop(NO_MEMORY)
    name = _name(organisatie)
    data = f"{_clock() + span.total_seconds():.0f}\n{identity.secret}\n".encode()
    try:
        disk.replace(folder, disk.write_temp(folder, name, data), name)
    except OSError as error:
        raise Stop("Uw sleutel kan niet in het geheugen worden gezet: er is geen plaats.") from error


def unlocked(organisatie: Marked) -> Identity | None:
    """Return the user's key while it is unlocked; None when it is not, or no longer."""
    found = _read(organisatie)
    return found[0] if found else None


def left(organisatie: Marked) -> timedelta | None:
    """Return how long the key stays unlocked; None when it is not."""
    found = _read(organisatie)
    return found[1] if found else None


def lock(organisatie: Marked) -> bool:
    """Remove the readable key from memory; tell whether there was one."""
    folder = memory_folder()
    if folder is None or not (folder / _name(organisatie)).exists():
        return False
    _remove(folder, _name(organisatie))
    return True


def _read(organisatie: Marked) -> tuple[Identity, timedelta] | None:
    folder = memory_folder()
    data = disk.read(folder, _name(organisatie)) if folder else None
    if folder is None or not isinstance(data, bytes):
        return None
    until, _, secret = data.decode("ascii", "replace").partition("\n")
    seconds = float(until) - _clock() if until.isdigit() else 0.0
    if not 0 < seconds <= MOST_HOURS * 3600:  # over, or from before the computer was started anew
        _remove(folder, _name(organisatie))
        return None
    try:
        return identity_of(secret), timedelta(seconds=seconds)
    except VaultError:
        _remove(folder, _name(organisatie))
        return None


def _name(organisatie: Marked) -> str:
    return f"sleutel-{key_name(organisatie)}"


def _remove(folder: Path, name: str) -> None:
    with suppress(OSError):
        disk.remove(folder, name)


def _clock() -> float:
    """Return seconds since the computer started, sleep included: nobody's setting of the clock makes a key last."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
