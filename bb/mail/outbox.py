"""The queue: mails that wait, mails that were sent, mails that were refused. Like a Maildir, and as safe.

    outbox/new/ID           waits; a comma and a reason behind the name say why the last try failed
    outbox/sent/ID          was accepted; only what it was about is kept (as hashes), for 90 days
    outbox/fail/ID,REASON   was refused by the server, or given up

A file is one line of JSON and then the mail. It gets into `new` whole (written beside, then
renamed); what happens to it afterwards is one rename each, which needs no room on the disk. Killed
between the server's "accepted" and that rename, the same bytes are sent once more: a second mail is
better than none. Everything is for the user alone (0700, 0600) and done under one lock.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

KEPT = timedelta(days=90)
_STATES = ("new", "sent", "fail")
_LOCK = "lock"
_KEY = "sleutel"


class BusyError(Exception):
    """Another run is at work, or was while this one started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One mail in the queue, without the mail itself.

    `state` is `new`, `sent` or `fail`; `reason` why the last try failed, as a short code. `aan` is
    the coördinator's id, `op` the day it was queued, `items` the hashes of what it is about, `about` how many
    things that are for who reads it, and `changed` when it came into this state.
    """

    id: str
    state: str
    reason: str
    aan: str
    op: date
    items: tuple[str, ...]
    about: int
    changed: datetime

    @property
    def name(self) -> str:
        """The file, relative to the outbox."""
        return f"{self.state}/{self.id}" + (f",{self.reason}" if self.reason else "")


def make(outbox: Path) -> None:
    """Make the folders of the queue, for the user alone."""
    outbox.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (outbox, *(outbox / state for state in _STATES)):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)


@contextmanager
def locked(outbox: Path, began: float) -> Iterator[None]:
    """Hold the queue for one run.

    Args:
        outbox: the folder, made before.
        began: when this process started (seconds since the epoch): a run that ended after that was
            at work at the same time, so this one has nothing left to do.

    Raises:
        BusyError: another run has it, or had it since `began`.
    """
    file = os.open(outbox / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError from error
        ended = os.fstat(file).st_mtime  # a time to come is no answer: the clock was set back
        if os.pread(file, 20, 0).strip() not in {b"", _own_pid()} and began <= ended <= time.time():
            raise BusyError
        try:
            yield
        finally:
            with suppress(OSError):  # a full disk: then only the exit status of a run beside us is different
                os.pwrite(file, _own_pid().ljust(20), 0)
                os.utime(file)
    finally:
        os.close(file)


def _own_pid() -> bytes:
    return str(os.getpid()).encode()


def secret(outbox: Path, *, make_it: bool) -> bytes:
    """Return the secret of this installation, made on first use; empty when there is none and `make_it` is off."""
    path = outbox / _KEY
    with suppress(FileNotFoundError):
        return path.read_bytes()
    if not make_it:
        return b""
    made = secrets.token_bytes(32)
    _write(path, made)
    return made


def entries(outbox: Path) -> tuple[Queued, ...]:
    """Return every mail in the queue, oldest first and then by who gets it. What cannot be read is passed over."""
    found = (_entry(outbox, state, name) for state in _STATES for name in _names(outbox / state))
    return tuple(sorted(filter(None, found), key=lambda entry: (entry.op, entry.aan, entry.changed, entry.id)))


def _names(folder: Path) -> list[str]:
    """Return the files in a folder, half-written ones left out."""
    with suppress(FileNotFoundError):
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    return []


def _entry(outbox: Path, state: str, name: str) -> Queued | None:
    id_, _, reason = name.partition(",")
    try:
        with (outbox / state / name).open("rb") as file:
            head = json.loads(file.readline())
            changed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime).astimezone()
        return Queued(
            id=id_,
            state=state,
            reason=reason,
            aan=str(head["aan"]),
            op=date.fromisoformat(head["op"]),
            items=tuple(map(str, head["items"])),
            about=int(head.get("about", len(head["items"]))),
            changed=changed,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put(outbox: Path, id_: str, mail: bytes, *, aan: str, op: date, items: tuple[str, ...], about: int) -> None:
    """Queue a mail.

    Raises:
        OSError: the disk is full, or refuses; the mail is then not in the queue.
    """
    head = json.dumps({"aan": aan, "op": op.isoformat(), "items": items, "about": about})
    _write(outbox / "new" / id_, head.encode() + b"\n" + mail)


def mail_of(outbox: Path, entry: Queued) -> bytes:
    """Return the bytes of a mail that waits."""
    return (outbox / entry.name).read_bytes().partition(b"\n")[2]


def mark_sent(outbox: Path, entry: Queued) -> None:
    """Note that a mail was accepted, and forget what it said."""
    _move(outbox, entry, f"sent/{entry.id}")
    with suppress(OSError):  # the next run does it
        _shorten(outbox / "sent" / entry.id)


def mark_refused(outbox: Path, entry: Queued, reason: str, *, final: bool) -> None:
    """Note why a mail was not accepted; `final` puts it with the refused ones."""
    _move(outbox, entry, f"{'fail' if final else 'new'}/{entry.id},{reason}")


def tidy(outbox: Path, today: date) -> None:
    """Finish what an interrupted run left: half-written files, sent mails not yet shortened, and old notes."""
    for path in [outbox / f".{_KEY}.tmp", *(outbox / "new").glob(".*.tmp")]:
        path.unlink(missing_ok=True)
    for entry in entries(outbox):
        if entry.state == "sent" and entry.op < today - KEPT:
            (outbox / entry.name).unlink(missing_ok=True)
        elif entry.state == "sent":
            with suppress(OSError):
                _shorten(outbox / entry.name)


def _shorten(path: Path) -> None:
    """Keep the first line of a file and its time."""
    with path.open("rb+") as file:
        head = len(file.readline())
        found = os.fstat(file.fileno())
        if found.st_size > head:
            file.truncate(head)
            os.fsync(file.fileno())
            os.utime(file.fileno(), ns=(found.st_atime_ns, found.st_mtime_ns))


def _move(outbox: Path, entry: Queued, to: str) -> None:
    old, new = outbox / entry.name, outbox / to
    os.utime(old)
    old.rename(new)
    for folder in {old.parent, new.parent}:
        _sync(folder)


def _write(path: Path, data: bytes) -> None:
    """Write a new file in one step: whole and safely on disk, or not at all."""
    temp = path.with_name(f".{path.name}.tmp")
    file = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        temp.unlink(missing_ok=True)
        raise
    finally:
        os.close(file)
    temp.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
