"""Runs `bb followups --mail` and kills it (SIGKILL) just before its n-th step; asked for one n after the other.

A step is a call to the disk or a line to or from the mail server. For each line `N` on stdin: a new
state folder, one run killed before step N, two whole runs; then one line on stdout: the steps just
before and at the kill and the exit statuses of the runs after it; or `done` when there were fewer steps.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import icalendar  # noqa: F401 - loaded once here, and not in every run

from bb.cli.main import run

steps: list[str] = []
limit = 0


def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def step(*args: Any, **options: Any) -> Any:
        steps.append(name)
        if len(steps) == limit:
            os.write(report, f"{steps[-2] if limit > 1 else 'start'} {name}".encode())
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **options)

    return step


def child(*, kill_at: int = 0) -> int:
    """Run in a process of its own; 0 for `kill_at` lets it end. Return its status as `waitpid` gives it."""
    global limit  # noqa: PLW0603 - lives in the child only
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    limit = kill_at
    if kill_at:
        for name in ("open", "write", "fsync", "rename", "utime", "pwrite", "mkdir"):
            setattr(os, name, counted(name, getattr(os, name)))
        for name in ("send", "getreply"):
            setattr(smtplib.SMTP, name, counted(name, getattr(smtplib.SMTP, name)))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os._exit(run(["-C", sys.argv[1], "--today", sys.argv[2], "followups", "--mail"]))


if __name__ == "__main__":
    reading, report = os.pipe()
    os.set_blocking(reading, False)
    for line in sys.stdin:
        with tempfile.TemporaryDirectory() as state:
            os.environ["XDG_STATE_HOME"] = state
            killed = child(kill_at=int(line))
            after = [os.waitstatus_to_exitcode(child()) for _ in range(2)]
            told = os.read(reading, 100).decode() if os.WIFSIGNALED(killed) else "done"
            sys.stdout.write(" ".join((told, *map(str, after))) + "\n")
            sys.stdout.flush()
