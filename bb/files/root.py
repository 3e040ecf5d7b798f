"""Which folder an organisation is, and its mark, found without loading what reads files."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from bb.files import disk
from bb.files.disk import MAX_BYTES, SETTINGS

_MARK: Final = re.compile(rb"^organisatie[ \t]*:[ \t]*['\"]?([A-Za-z0-9_-]{1,40})", re.MULTILINE)


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


def glimpsed_mark(root: Path) -> str:
    """Return the organisation's own mark as it stands in `bb.yaml`; empty when it cannot be told at a glance."""
    with suppress(OSError), (root / SETTINGS).open("rb") as file:
        if found := _MARK.search(file.read(MAX_BYTES)):
            return found[1].decode()
    return ""
