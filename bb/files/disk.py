"""Every call to the file system, in one place: small functions on `os`, relative to one root.

Nothing here follows a link below the root: each part of a path is opened by itself
(`O_NOFOLLOW`, `dir_fd`), so a swapped folder cannot lead a read or a write elsewhere. Tests that
make writing fail replace functions of this module and nothing else.

Reading answers with a value (`Unreadable`), because a bad file must not stop the others. Writing
raises `OSError`, because then nothing may go on.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path

MAX_BYTES = 256 * 1024
"""No data file is larger (FORMAT: Reading and writing)."""

SETTINGS = "bb.yaml"
DATA_FOLDERS = ("activiteiten", "casus", "netwerk", "vrijwilligers")


class Why(Enum):
    """Why a file was not read."""

    LINK = "link"
    NOT_REGULAR = "not a regular file"
    TOO_BIG = "too big"
    NO_ACCESS = "no access"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was not read, and why."""

    why: Why


def is_file(path: Path) -> bool:
    """Tell whether `path` is a regular file; a link to one counts, anything unreachable does not."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False


@contextmanager
def _folder(root: Path, relative: str) -> Iterator[int]:
    """Open the folder `relative` below `root` part by part, without following links."""
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in relative.split("/") if relative else ():
            if part in {"", ".", ".."}:
                raise ValueError(f"not a plain relative path: {relative!r}")
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(here)
            here = below
        yield here
    finally:
        os.close(here)


def _apart(relative: str) -> tuple[str, str]:
    folder, _, name = relative.rpartition("/")
    if name in {"", ".", ".."}:
        raise ValueError(f"not a plain relative path: {relative!r}")
    return folder, name


def read(root: Path, relative: str) -> bytes | Unreadable:
    """Return the bytes of one file below `root`, or why not. Never waits on a FIFO or a device."""
    folder, name = _apart(relative)
    try:
        with _folder(root, folder) as at:
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=at)
    except OSError as error:
        return Unreadable(_why(root, relative, error))
    return _read_open(file)


def _read_open(file: int) -> bytes | Unreadable:
    """Return the bytes of an open file and close it, or why not."""
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            return Unreadable(Why.NOT_REGULAR)
        if found.st_size > MAX_BYTES:
            return Unreadable(Why.TOO_BIG)
        data = _all(file, found.st_size)
    except OSError:
        return Unreadable(Why.FAILED)
    finally:
        os.close(file)
    return Unreadable(Why.TOO_BIG) if len(data) > MAX_BYTES else data


def _all(file: int, size: int) -> bytes:
    """Read to the end, but never much more than a file may have: it can grow while we read.

    `size` is how long the file was just now; as a rule it still is, and one read says so.
    """
    data = os.read(file, size + 1)
    while data and len(data) != size and len(data) <= MAX_BYTES:
        more = os.read(file, MAX_BYTES + 1 - len(data))
        if not more:
            break
        data += more
    return data


def _why(root: Path, relative: str, error: OSError) -> Why:
    """Say why opening failed. Systems name a refused link differently, so we look what is in the way."""
    if isinstance(error, FileNotFoundError):
        return Why.GONE
    if isinstance(error, PermissionError):
        return Why.NO_ACCESS
    here, mode = root, stat.S_IFDIR
    for part in relative.split("/"):
        here /= part
        try:
            mode = here.lstat().st_mode
        except OSError:
            return Why.FAILED
        if stat.S_ISLNK(mode):
            return Why.LINK
        if not stat.S_ISDIR(mode):
            break
    return Why.FAILED if stat.S_ISREG(mode) and not isinstance(error, NotADirectoryError) else Why.NOT_REGULAR


def walk(root: Path) -> Iterator[tuple[str, Unreadable | None]]:
    """Yield `bb.yaml` and every `*.md` in the data folders, as paths relative to `root`, in order.

    Names may be in capitals (`.MD`, `Casus`): those are mistakes to be told, not to be passed over.
    What cannot be a data file is yielded with the reason: a link, a FIFO, a folder called `x.md`,
    a folder that is a link or cannot be opened. Hidden files (editors leave them) and files with
    another ending are passed over.
    """
    if os.path.lexists(root / SETTINGS):
        yield SETTINGS, None
    for folder in _data_folders(root):
        yield from _walk(root, folder)


def _data_folders(root: Path) -> list[str]:
    """Return the data folders, with those whose name differs in capitals; where that is the same folder, once."""
    try:
        names = {entry.name for entry in os.scandir(root)}
    except OSError:
        names = set()
    others = sorted(name for name in names - {*DATA_FOLDERS} if name.lower() in DATA_FOLDERS)
    return sorted([*DATA_FOLDERS, *(name for name in others if not _same(root / name, root / name.lower()))])


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _walk(root: Path, top: str) -> Iterator[tuple[str, Unreadable | None]]:
    todo = [top]
    while todo:
        folder = todo.pop()
        try:
            entries = _entries(root, folder)
        except OSError as error:
            why = _why(root, folder, error)
            if why is not Why.GONE:
                yield folder, Unreadable(why)
            continue
        below = []
        for name, mode in entries:
            relative = f"{folder}/{name}"
            markdown = name.lower().endswith(".md")
            if stat.S_ISDIR(mode) and not markdown:
                below.append(relative)
            elif stat.S_ISLNK(mode) and not Path(name).suffix:
                yield relative, Unreadable(Why.LINK)  # perhaps a folder full of files
            elif markdown:
                odd = Why.LINK if stat.S_ISLNK(mode) else Why.NOT_REGULAR
                yield relative, None if stat.S_ISREG(mode) else Unreadable(odd)
        todo += reversed(below)


def read_many(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield the path and the bytes of many files below `root`, or why not, in the order they are asked.

    As safe as `read`, and quicker: files of one folder that follow each other are read beside the open folder.
    """
    for folder, group in groupby(paths, key=lambda path: path.rpartition("/")[0]):
        with ExitStack() as held:
            at = None
            with suppress(OSError):
                at = held.enter_context(_folder(root, folder))
            for path in group:
                data = None if at is None else _read_in(at, _apart(path)[1])
                yield path, read(root, path) if data is None else data


def ending_in(root: Path, suffix: str) -> list[str]:
    """Return the path of everything in the data folders whose name ends in `suffix`, in order; hidden names left out.

    A folder that cannot be opened is passed over.
    """
    found: list[str] = []
    todo = list(reversed(DATA_FOLDERS))
    while todo:
        folder = todo.pop()
        with suppress(OSError):
            entries = _entries(root, folder)
            todo += [f"{folder}/{name}" for name, mode in reversed(entries) if stat.S_ISDIR(mode)]
            found += [f"{folder}/{name}" for name, _ in entries if name.endswith(suffix)]
    return found


def _read_in(folder: int, name: str) -> bytes | Unreadable | None:
    """Return the bytes of one file in an open folder, or why not; None when it cannot be opened."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return None
    return _read_open(file)


def _entries(root: Path, folder: str) -> list[tuple[str, int]]:
    """Return the names in a folder with their kind (`st_mode`), hidden ones left out, in order."""
    with _folder(root, folder) as at, os.scandir(at) as entries:
        return sorted((e.name, _mode(e)) for e in entries if not e.name.startswith("."))


def _mode(entry: os.DirEntry[str]) -> int:
    """Return the kind of an entry; the usual ones are known without asking for each file."""
    if entry.is_file(follow_symlinks=False):
        return stat.S_IFREG
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    return stat.S_IFLNK if entry.is_symlink() else stat.S_IFIFO


def mode_of(root: Path, relative: str) -> int | None:
    """Return the permissions of a regular file, or None when there is no file.

    Raises:
        FileExistsError: something that is no regular file is in the way.
    """
    folder, name = _apart(relative)
    try:
        with _folder(root, folder) as at:
            mode = os.stat(name, dir_fd=at, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise FileExistsError(f"not a regular file: {relative!r}")
    return stat.S_IMODE(mode)


def make_folder(root: Path, relative: str) -> None:
    """Make a folder and those above it, for the user alone; that it exists is fine."""
    above, name = _apart(relative)
    if above:
        make_folder(root, above)
    with _folder(root, above) as at:
        try:
            os.mkdir(name, 0o700, dir_fd=at)
        except FileExistsError:
            return
        os.fsync(at)


def write_temp(root: Path, relative: str, data: bytes, *, mode: int = 0o600) -> str:
    """Write `data` to a new hidden file beside `relative`, safely on disk, and return its path."""
    folder, name = _apart(relative)
    import secrets  # noqa: PLC0415 - only who writes needs chance

    temp = f".{name}.{secrets.token_hex(4)}.tmp"
    with _folder(root, folder) as at:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(temp, flags, 0o600, dir_fd=at)
        try:
            try:
                left = memoryview(data)
                while left:
                    left = left[os.write(file, left) :]
                os.fchmod(file, mode)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError:
            os.unlink(temp, dir_fd=at)
            raise
    return f"{folder}/{temp}" if folder else temp


def replace(root: Path, temp: str, relative: str) -> None:
    """Put the file `temp` in the place of `relative` (same folder) in one step, safely on disk."""
    folder, name = _apart(relative)
    with _folder(root, folder) as at:
        os.rename(_apart(temp)[1], name, src_dir_fd=at, dst_dir_fd=at)
        os.fsync(at)


def remove(root: Path, relative: str) -> None:
    """Remove one file, safely on disk."""
    folder, name = _apart(relative)
    with _folder(root, folder) as at:
        os.unlink(name, dir_fd=at)
        os.fsync(at)
