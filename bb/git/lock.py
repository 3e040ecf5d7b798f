"""One command at a time in one working copy."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bb.git.errors import BusyError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bb.git.repository import Repository

PATIENCE = 2.0  # seconds
_PAUSE = 0.02
_NO_LOCK = {errno.ELOOP, errno.EISDIR, errno.ENXIO}  # what stands there is a link, a folder, a pipe
_HOLDER = re.compile(rb"([0-9]{1,10}) (bb(?: [a-z-]{1,20}){0,3})\n")


@contextmanager
def lock(repository: Repository, command: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other commands out while something is being kept. It ends by itself when this process ends, however it ends.

    Args:
        repository: the working copy.
        command: what the person typed, without arguments that could be about someone: `bb log`. Others get to see it.
        patience: seconds to wait for another command.

    Raises:
        BusyError: another command is still at work; it names which.
        DamagedError: the lock cannot be a lock (a link, a folder).
        OSError: nothing can be written here.
    """
    path = repository.own_folder() / "lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        if error.errno in _NO_LOCK:
            raise DamagedError from error
        raise
    try:
        _take(descriptor, patience)
        # The file stays: taking it away would let two commands each lock a file of that name. A name that cannot be
        # written (a full disk) is no reason to stop: it is for others to read, and does not keep them out.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()} {command}\n".encode(), 0)
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _take(descriptor: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise BusyError(_holder(descriptor)) from None
            time.sleep(_PAUSE)
        else:
            return


def _holder(descriptor: int) -> str:
    """`bb log, proces 1234`; empty when what stands in the lock is not ours."""
    told = _HOLDER.fullmatch(os.pread(descriptor, 100, 0))
    return f"{told[2].decode()}, proces {told[1].decode()}" if told else ""
