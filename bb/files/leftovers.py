"""Half-written files that a stopped program left beside the real ones."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from bb.files.disk import DATA_FOLDERS

_TEMP = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")


def leftovers(root: Path) -> list[str]:
    """Return the half-written files below `root` that `disk.write_temp` would have renamed, as relative paths."""
    found = [name for name, _ in _names(root) if _TEMP.fullmatch(name)]
    for top in DATA_FOLDERS:
        found += _below(root, top)
    return sorted(found)


def leftovers_of(root: Path, relative: str) -> list[str]:
    """Return the half-written files of one file."""
    folder, _, name = relative.rpartition("/")
    matches = ((other, _TEMP.fullmatch(other)) for other, _ in _names(root / folder))
    return [f"{folder}/{other}" if folder else other for other, match in matches if match and match[1] == name]


def _below(root: Path, folder: str) -> Iterator[str]:
    for name, mode in _names(root / folder):
        if stat.S_ISDIR(mode):
            yield from _below(root, f"{folder}/{name}")
        elif stat.S_ISREG(mode) and _TEMP.fullmatch(name):
            yield f"{folder}/{name}"


def _names(folder: Path) -> list[tuple[str, int]]:
    """Return the names in a folder with their kind; none when it is not there or is a link."""
    if folder.is_symlink():
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries)
    except OSError:
        return []
