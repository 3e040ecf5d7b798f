"""A place that is never on a disk: where a key or a readable dossier may stand for a while.

Only a file system that lives in memory will do (`tmpfs`): what was on a disk can be found back after it is removed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_IN_MEMORY = ("tmpfs", "ramfs")
_MOUNTS = Path("/proc/self/mountinfo")
_SHARED = Path("/dev/shm")  # noqa: S108 - not used as it is: a folder in it, for this user alone, is checked first


def memory_folder() -> Path | None:
    """Return a folder in memory for this user alone, made when it is not there; None when this computer has none.

    `$XDG_RUNTIME_DIR/bb`, else `/dev/shm/bb-UID`. Another user's folder or a link in its place is not used.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    places = [Path(runtime) / "bb"] if runtime and Path(runtime).is_absolute() else []
    places.append(_SHARED / f"bb-{os.getuid()}")
    return next((place for place in places if in_memory(place.parent) and _own(place)), None)


def in_memory(folder: Path) -> bool:
    """Tell whether a folder lies on a file system that lives in memory; False when that cannot be told."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        real = folder.resolve(strict=True)
    except OSError:
        return False
    found = ("", "")
    for line in lines:
        before, _, after = line.partition(" - ")
        place = before.split(" ")[4].encode("utf-8", "surrogateescape").decode("unicode_escape")
        if real.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, after.split(" ")[0])
    return found[1] in _IN_MEMORY


def _own(folder: Path) -> bool:
    """Make the folder, and tell whether it is this user's own and closed to others."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
