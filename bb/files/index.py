"""The index of an organisation: what its files were when they were last read, so that they need not be read again.

One SQLite file for each folder, in the user's cache (`$XDG_CACHE_HOME/bb`), never in git, for the user alone (0600 in
0700). It holds the records as data (`bb.files.pack`), what follows from them (`bb.actions.derive` fills that in), and
of each file the four numbers by which a change is seen. Nothing is lost with it: what is damaged, foreign, of another
version of `bb`, locked or in the way is made again or done without, silently.

- A file is trusted when all its numbers are as they were *and* it was last changed well before they were taken: a file
  that changes within the same tick of a coarse clock looks unchanged (git calls it racy). What is too fresh is kept
  without numbers, and so read again next time.
- The numbers are taken before the files are read, and the time before the numbers: a change in between shows later.
- The index itself is trusted only as we left it: after each write its own time of change is set to a stamp that stands
  inside. Who touches it otherwise, even by a single bit, makes it a stranger's.
- Everything a command asks happens in one transaction, written at its end or not at all, so two at once never see half
  of the other. There is no journal on disk: stopped while writing (kill -9, power), the stamp is wrong and the index is
  made again.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bb.domain.kinds import FOLDERS
from bb.files import stats
from bb.files.disk import SETTINGS
from bb.files.root import glimpsed_mark
from bb.files.stats import Folder, Strange

if TYPE_CHECKING:  # who only asks does not load what reading files needs
    from bb.domain.finding import Finding
    from bb.domain.records import Record

_MARGIN: Final = 2_000_000_000  # nanoseconds; the coarsest clock of a file system in use ticks every 2 seconds
_WAIT: Final = 0.25  # seconds to wait for another command that is writing the index
_MADE_BY: Final = ("actions", "agenda", "cli", "domain", "files", "text")  # the rooms that decide what is kept
_STEP: Final = 2_000_000_000  # a stamp is whole even seconds: any file system can keep it
_STAMPS: Final = 400_000_000

DAMAGED: Final = (sqlite3.Error, OSError, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What reading an index may raise that is not as we left it."""

_MANY: Final = 2000
"""With more changed files than this, all are read again: that goes faster at once than one by one."""
_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}
_UNSURE: Final = array("q", [0] * stats.NUMBERS)
"""Stands for the numbers of a file that must be read again next time."""

_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, names BLOB, numbers BLOB) WITHOUT ROWID;
CREATE TABLE record (path TEXT PRIMARY KEY, kind TEXT, id TEXT, data TEXT, findings TEXT);
CREATE INDEX record_by_id ON record (id, kind);
CREATE INDEX record_wrong ON record (path) WHERE findings <> '[]';
CREATE TABLE todo (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE view (path TEXT PRIMARY KEY, kind TEXT, id TEXT, since INTEGER, data TEXT);
CREATE INDEX view_by_id ON view (kind, id, since);
CREATE INDEX view_since ON view (since);
CREATE TABLE task (path TEXT, day INTEGER, one TEXT, term TEXT, voor TEXT, data TEXT);
CREATE INDEX task_by_path ON task (path);
CREATE INDEX task_by_day ON task (day);
CREATE TABLE page (path TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID;
CREATE TABLE memo (name TEXT, day INTEGER, data TEXT, PRIMARY KEY (name, day)) WITHOUT ROWID;
"""


class Kept(NamedTuple):
    """What the index has of one file: its record as packed (None: it gave none), and the findings of reading it."""

    path: str
    kind: str | None
    id: str | None
    data: str | None
    findings: str


class Index:
    """An open index that is up to date with its folder.

    `db` is for `bb.actions.views` and `derive`, within the same transaction.
    """

    def __init__(self, db: sqlite3.Connection, file: Path, root: Path) -> None:
        self.db = db
        self.file = file
        self.root = root

    def touched(self) -> bool:
        """Tell whether something of it is to be written."""
        return self.db.in_transaction and self.db.total_changes > 0

    def meta(self, name: str) -> bytes | None:
        """Return a value that is kept about the whole."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_meta(self, name: str, value: bytes) -> None:
        """Keep a value about the whole."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def kept(self, kind: str | None = None) -> Iterator[Kept]:
        """Yield what is kept of each file, or of those of one kind of record, by path."""
        where, asked = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        rows = self.db.execute(f"SELECT path, kind, id, data, findings FROM record {where} ORDER BY path", asked)  # noqa: S608
        return map(Kept._make, rows)

    def wrong(self) -> int:
        """Return how many files could not be read wholly."""
        return int(self.db.execute("SELECT count(*) FROM record WHERE findings <> '[]'").fetchone()[0])


@contextmanager
def opened(root: Path) -> Iterator[Index | None]:
    """Give the index of an organisation, brought up to date with its files; None when it is to be done without.

    What is written in it is kept when the block ends well. With `BB_INDEX=no` in the environment there is none.
    """
    index = None
    if os.environ.get("BB_INDEX") != "no":
        with suppress(*DAMAGED, Strange):
            index = _current(root)
    if index is None:
        yield None
        return
    try:
        yield index
        with suppress(*DAMAGED):
            _keep(index)
    finally:
        with suppress(sqlite3.Error):
            index.db.close()


def discard(index: Index) -> None:
    """Throw away an index that turned out to be damaged."""
    with suppress(sqlite3.Error):
        index.db.close()
    _erase(index.file)


def purge(root: Path) -> None:
    """Take away everything an index holds of this organisation on this computer, in all its working copies.

    For who forgets: the content is overwritten before the file goes. The next command makes a new one.

    Raises:
        OSError: it could not be done.
    """
    folder = cache_folder()
    ours, by_root = _names(root)
    for file in folder.glob("*.sqlite*") if folder.is_dir() else ():
        if file.name.startswith(ours) or by_root in file.name:
            _erase(file, strict=True)


def cache_folder() -> Path:
    """Return the folder the indexes of this user stand in."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bb"


# ---- the file


def _names(root: Path) -> tuple[str, str]:
    """Return how the names of all indexes of an organisation begin, and what those of this folder have in them."""
    return f"{glimpsed_mark(root) or 'zonder'}-", _of_root(root)


def _of_root(root: Path) -> str:
    return f"{zlib.crc32(os.fsencode(os.path.realpath(root))):08x}"


def _open(root: Path) -> Index | None:
    """Open the file of the index, a new one when there is none; None when the place is not ours."""
    folder = cache_folder()
    if folder.absolute().is_relative_to(os.path.realpath(root)):  # it would come under git
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours, by_root = _names(root)
    file = folder / f"{ours}{by_root}.sqlite"
    if not _private(folder, directory=True):
        return None
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    if not _private(file, directory=False):
        return None
    return Index(sqlite3.connect(file, timeout=_WAIT, isolation_level=None), file, root)


def _private(path: Path, *, directory: bool) -> bool:
    """Tell whether a file or folder is plain, of this user, and closed to others."""
    found = path.lstat()
    plain = stat.S_ISDIR(found.st_mode) if directory else stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    return plain and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _as_left(index: Index) -> bool:
    """Tell whether the index is ours to use: of this folder, made by this code, and untouched since."""
    try:
        known = dict(index.db.execute("SELECT name, value FROM meta").fetchall())
    except sqlite3.OperationalError:  # no such table: a new file
        return False
    return (
        known.get("root") == os.fsencode(os.path.realpath(index.root))
        and known.get("code") == _code()
        and known.get("stamp") == index.file.stat().st_mtime_ns.to_bytes(8, "big", signed=True)
    )


def _code() -> bytes:
    """Return the mark of the code that makes what is kept: changing any of it makes every index one of before.

    Of each module when it was changed and how long it is, and of the library that reads files.
    """
    from importlib.util import find_spec  # noqa: PLC0415 - not for help

    package = Path(__file__).parents[1]
    told = []
    for room in _MADE_BY:
        with os.scandir(package / room) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    found = entry.stat()
                    told.append(f"{room}/{entry.name} {found.st_mtime_ns} {found.st_size}")
    reader = find_spec("yaml")
    if reader and reader.origin:
        told.append(f"{reader.origin} {Path(reader.origin).stat().st_mtime_ns}")
    return "\n".join((*told, sqlite3.sqlite_version)).encode()


def _keep(index: Index) -> None:
    """Write what was changed, and leave our stamp."""
    if not index.touched():
        index.db.rollback()
        return
    stamp = int.from_bytes(os.urandom(8), "big") % _STAMPS * _STEP + _STAMPS * _STEP
    index.set_meta("stamp", stamp.to_bytes(8, "big", signed=True))
    index.db.execute("COMMIT")
    os.utime(index.file, ns=(stamp, stamp))


def _erase(file: Path, *, strict: bool = False) -> None:
    """Overwrite a file and take it away. With `strict`, raise OSError when it cannot be done."""
    try:
        with file.open("r+b") as content:
            left = os.fstat(content.fileno()).st_size
            while left > 0:
                left -= content.write(bytes(min(left, 1 << 20)))
            content.flush()
            os.fsync(content.fileno())
        file.unlink()
    except FileNotFoundError:
        return
    except OSError:
        if strict:
            raise


# ---- bringing it up to date


def _current(root: Path) -> Index | None:
    """Open the index and bring it up to date; one that cannot be read is thrown away, and made again."""
    for _ in range(2):
        index = _open(root)
        if index is None:
            return None
        try:
            _begin(index.db)
            _refresh(index)
        except (sqlite3.OperationalError, Strange):  # in use, no room, or read-only; strange files
            index.db.close()
            raise
        except DAMAGED:
            discard(index)
        else:
            return index
    return None


def _begin(db: sqlite3.Connection) -> None:
    """Begin the one transaction. The journal is in memory: beside the file, another may take it for its own."""
    db.execute("PRAGMA journal_mode = MEMORY")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("BEGIN")


def _refresh(index: Index) -> None:
    """Read what changed.

    Raises:
        Strange: only reading everything can tell how things are.
    """
    began = time.time_ns()
    found = {folder.path: folder for folder in stats.folders(index.root)}
    if not _as_left(index):
        _renew(index, found.values(), began)
        return
    known = {path: (names, numbers) for path, names, numbers in index.db.execute("SELECT * FROM folder")}
    looks = {path: (_names_of(folder), folder.numbers.tobytes()) for path, folder in found.items()}
    differ = [folder for path, folder in found.items() if known.get(path) != looks[path]]
    lost = known.keys() - found.keys()
    if not differ and not lost:
        return
    changed: list[str] = []
    gone = [path for folder in lost for path in _by_path(_folder(folder, *known[folder]))]
    for folder in differ:
        now = _by_path(folder)
        before = _by_path(_folder(folder.path, *known[folder.path])) if folder.path in known else {}
        changed += [path for path, numbers in now.items() if before.get(path) != numbers]
        gone += before.keys() - now.keys()
    if len(changed) > _MANY:
        _renew(index, found.values(), began)
        return
    _refuse_doubles(found.values())
    _forget(index, [*gone, *changed])
    _put(index, _read(index.root, changed))
    index.db.executemany("DELETE FROM folder WHERE path = ?", [(path,) for path in lost])
    _put_folders(index, differ, began)


def _renew(index: Index, found: Iterable[Folder], began: int) -> None:
    """Read everything and begin anew.

    Raises:
        Strange: `bb.yaml` cannot be used, and without it there is no index.
    """
    from bb.files import pack  # noqa: PLC0415 - only who reads files needs their values
    from bb.files.convert import NewerFormat  # noqa: PLC0415 - same
    from bb.files.store import load_folder  # noqa: PLC0415 - same

    folders = tuple(found)
    _refuse_doubles(folders)
    try:
        loaded = load_folder(index.root)
    except NewerFormat as newer:
        raise Strange from newer
    if not loaded.organisatie_read:
        raise Strange
    findings: dict[str, list[Finding]] = {}
    for finding in loaded.findings:
        findings.setdefault(finding.path, []).append(finding)
    records: dict[str, Record] = {
        record.source.path: record for kind in FOLDERS for record in loaded.register.of_kind(kind).values()
    }

    def kept() -> Iterator[Kept]:
        organisatie = loaded.register.organisatie
        yield Kept(SETTINGS, None, None, pack.packed(organisatie), pack.packed_findings(findings.get(SETTINGS, ())))
        for folder in folders[1:]:
            for name in folder.names:
                path = folder.where(name)
                if path in records:
                    kind, id_ = _KINDS[path.partition("/")[0]], name.removesuffix(".md")
                    told = pack.packed_findings(findings.get(path, ()))
                    yield Kept(path, kind, id_, pack.packed(records[path]), told)
                else:
                    yield from _read(index.root, [path])

    for (table,) in index.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        index.db.execute(f'DROP TABLE "{table}"')
    for statement in _TABLES.split(";"):
        index.db.execute(statement)
    index.set_meta("root", os.fsencode(os.path.realpath(index.root)))
    index.set_meta("code", _code())
    _put(index, kept())
    _put_folders(index, folders, began)


def _read(root: Path, paths: Iterable[str]) -> Iterator[Kept]:
    """Yield what these files hold now.

    Raises:
        Strange: one has just gone, or failed, so that its numbers say nothing; or `bb.yaml` cannot be used.
    """
    from bb.files import disk, pack  # noqa: PLC0415 - only who reads files needs their values
    from bb.files.convert import NewerFormat  # noqa: PLC0415 - same
    from bb.files.disk import Unreadable, Why  # noqa: PLC0415 - same
    from bb.files.places import kind_and_id  # noqa: PLC0415 - same
    from bb.files.store import read_organisation, read_record  # noqa: PLC0415 - same

    for path in paths:
        data = disk.read(root, path)
        if isinstance(data, Unreadable) and data.why in {Why.GONE, Why.FAILED}:
            raise Strange
        try:
            record, findings = read_organisation(data) if path == SETTINGS else read_record(path, data)
        except NewerFormat as newer:
            raise Strange from newer
        if record is None and path == SETTINGS:
            raise Strange
        kind, id_ = kind_and_id(path) or (None, None)
        yield Kept(path, kind, id_, None if record is None else pack.packed(record), pack.packed_findings(findings))


def _put(index: Index, kept: Iterable[Kept]) -> None:
    index.db.execute("DELETE FROM memo")
    for one in kept:
        index.db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", one)
        index.db.execute("INSERT INTO todo VALUES (?)", (one.path,))


def _forget(index: Index, paths: Iterable[str]) -> None:
    index.db.execute("DELETE FROM memo")
    for path in paths:
        for table in ("record", "view", "task", "page", "todo"):
            index.db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - names of our own tables


def _put_folders(index: Index, folders: Iterable[Folder], began: int) -> None:
    """Keep the numbers of files, but none of what was changed just before they were taken."""
    sure = began - _MARGIN
    for folder in folders:
        numbers = array("q", folder.numbers)
        for place in range(0, len(numbers), stats.NUMBERS):
            if numbers[place] >= sure or numbers[place + 1] >= sure:
                numbers[place : place + stats.NUMBERS] = _UNSURE
        row = (folder.path, _names_of(folder), numbers.tobytes())
        index.db.execute("INSERT OR REPLACE INTO folder VALUES (?, ?, ?)", row)


def _refuse_doubles(folders: Iterable[Folder]) -> None:
    """Raise Strange where two names differ in capitals only: what counts then depends on all of them."""
    paths = [folder.where(name).casefold() for folder in folders for name in folder.names]
    if len(set(paths)) < len(paths):
        raise Strange


def _names_of(folder: Folder) -> bytes:
    return os.fsencode("/".join(folder.names))


def _folder(path: str, names: bytes, numbers: bytes) -> Folder:
    kept = array("q")
    kept.frombytes(numbers)
    return Folder(path, tuple(os.fsdecode(names).split("/")) if names else (), kept)


def _by_path(folder: Folder) -> dict[str, tuple[int, ...]]:
    return {folder.where(name): folder.of(place) for place, name in enumerate(folder.names)}
