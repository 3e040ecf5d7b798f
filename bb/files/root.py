"""Which folder an organisation is, found without reading anything."""

from __future__ import annotations

from pathlib import Path

from bb.files import disk
from bb.files.disk import SETTINGS


def find_root(start: Path) -> Path | None:
    """Return the nearest folder from `start` upwards that holds a `bb.yaml`, or None.

    The search ends at the top of a repository: what lies above that belongs to someone else.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if disk.is_file(folder / SETTINGS):
            return folder
        if (folder / ".git").exists():
            return None
    return None
