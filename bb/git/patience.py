"""Running git while somebody elsewhere must answer: silence comes to an end, a slow line does not.

Git tells how far it is as long as anything comes or goes, so a line that is only slow is never given up.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from bb.git.errors import GitError
from bb.git.run import Result, hardened

SOON = 4.0  # seconds after which a person wants to know what is waited for
SILENCE = 45.0  # seconds without a sign: a disk that wakes up takes ten, and a person may be typing a password

_TICK = 1.0  # seconds between looks at the clock
_PART = 65_536  # bytes
_say: ContextVar[Callable[[], None]] = ContextVar("say", default=lambda: None)


class SilentError(GitError):
    """Nothing was heard of the other side for too long."""


@contextmanager
def saying(say: Callable[[], None]) -> Iterator[None]:
    """Have `say` called once, as soon as something takes longer than a person expects."""
    told = False

    def once() -> None:
        nonlocal told
        if not told:
            told = True
            say()

    token = _say.set(once)
    try:
        yield
    finally:
        _say.reset(token)


def run_patiently(args: Sequence[str], *, root: Path, environ: Mapping[str, str]) -> Result:
    """Run one git command that talks to another place. Ask it for `--progress` where it can.

    Raises:
        SilentError: nothing was heard for too long.
        GitError: git is not installed, or cannot be started.
    """
    try:
        done = watched(hardened(args), cwd=root, env=environ)
    except subprocess.TimeoutExpired as error:
        raise SilentError(command=args[0]) from error
    except OSError as error:
        raise GitError(command=args[0]) from error
    return Result(done.returncode, done.stdout, done.stderr)


def watched(command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Do what `subprocess.run` does, as long as something is written every now and then.

    Raises:
        subprocess.TimeoutExpired: nothing was written for too long.
    """
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            out, err = _read(process)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def _read(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Return all that a process writes, until it writes no more."""
    written = {process.stdout: bytearray(), process.stderr: bytearray()}
    began = heard = time.monotonic()
    with selectors.DefaultSelector() as pipes:
        for pipe in written:
            if pipe is not None:  # both were asked for
                pipes.register(pipe, selectors.EVENT_READ)
        while pipes.get_map():
            ready = pipes.select(_TICK)
            now = time.monotonic()
            for key, _ in ready:
                part = os.read(key.fd, _PART)
                written[key.fileobj] += part  # type: ignore[index]  # what was registered
                if not part:
                    pipes.unregister(key.fileobj)
            if now - began >= SOON:
                _say.get()()
            if ready:
                heard = now
            elif process.poll() is not None:  # what it started lives on and keeps the pipe, as ssh may
                break
            elif now - heard >= SILENCE:
                raise subprocess.TimeoutExpired(process.args, SILENCE)
    return bytes(written[process.stdout]), bytes(written[process.stderr])
