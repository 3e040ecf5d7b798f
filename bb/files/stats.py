"""What the folders look like from outside: of each file when it was changed, how long it is and which one it is."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bb.files.disk import DATA_FOLDERS, SETTINGS

NUMBERS: Final = 4
"""Of each file: `mtime_ns`, `ctime_ns`, the size in bytes, and the inode."""
_INODE: Final = (1 << 63) - 1  # an inode may need one bit more than an array has


class Folder(NamedTuple):
    """The files of records in one folder, in no order: their names, and the numbers of each, one after the other."""

    path: str
    names: tuple[str, ...]
    numbers: array[int]

    def of(self, place: int) -> tuple[int, ...]:
        """Return the numbers of the name at `place`."""
        return tuple(self.numbers[place * NUMBERS : (place + 1) * NUMBERS])

    def where(self, name: str) -> str:
        """Return the path of a file, relative to the root."""
        return f"{self.path}/{name}" if self.path else name


class Strange(Exception):  # noqa: N818 - nothing failed: the folder is to be looked at with more care
    """There is something among the files that is no plain file: a link, a pipe, a folder that cannot be opened."""


def folders(root: Path) -> Iterator[Folder]:
    """Yield `bb.yaml` (as a folder without a path) and every folder of records: the files that `disk.walk` sees.

    Raises:
        Strange: not all is plain files and folders, so that only reading them can tell.
    """
    try:
        found = os.lstat(root / SETTINGS)
        if not _is_file(found):
            raise Strange
        yield Folder("", (SETTINGS,), array("q", _numbers(found)))
        for top in DATA_FOLDERS:
            yield from _below(root, top)
    except OSError as error:
        raise Strange from error


def _below(root: Path, top: str) -> Iterator[Folder]:
    todo = [top]
    while todo:
        folder = todo.pop()
        names: list[str] = []
        numbers: list[int] = []
        try:
            at = os.open(root / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            if folder == top:
                return
            raise
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    if name.endswith(".md"):
                        if not entry.is_file(follow_symlinks=False):
                            raise Strange
                        names.append(name)
                        numbers += _numbers(entry.stat(follow_symlinks=False))
                    elif entry.is_dir(follow_symlinks=False):
                        todo.append(f"{folder}/{name}")
                    elif entry.is_symlink() and not os.path.splitext(name)[1]:  # noqa: PTH122
                        raise Strange
        finally:
            os.close(at)
        yield Folder(folder, tuple(names), array("q", numbers))


def _numbers(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino & _INODE


def _is_file(found: os.stat_result) -> bool:
    return (found.st_mode & 0o170000) == 0o100000
