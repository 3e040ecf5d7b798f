"""Replacing a file, but only when it is still as it was read."""

from __future__ import annotations

from pathlib import Path

from bb.files import disk


def replace_if_unchanged(root: Path, relative: str, old: bytes | None, new: bytes) -> bool:
    """Write `new` in the place of `old` and return True, or do nothing and return False.

    `old` is what was read; None says there was no file. The permissions are kept, a new file is
    for the user alone. Two programs of ours exclude each other by a lock elsewhere; this guards
    against the editor that saved in between.

    Raises:
        OSError: the disk is full, or refuses; the old file is then still whole.
    """
    if old is None and "/" in relative:
        disk.make_folder(root, relative.rpartition("/")[0])
    mode = disk.mode_of(root, relative)
    if (mode is None) != (old is None) or (old is not None and disk.read(root, relative) != old):
        return False
    temp = disk.write_temp(root, relative, new, mode=0o600 if mode is None else mode)
    try:
        disk.replace(root, temp, relative)
    except OSError:
        disk.remove(root, temp)
        raise
    return True
