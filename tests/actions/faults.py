"""`bb` on a machine that stops or refuses at a chosen moment: outside the product, by wrapping what it calls.

A server process has `bb` loaded and forks for each order, so a run costs no more than the command itself. As a program
it tries every moment several times and prints how often what happened:

    python -m tests.actions.faults --times 5
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import IO, Any

CALLS = ("write", "pwrite", "fsync", "rename", "replace", "unlink", "mkdir", "ftruncate", "fchmod")
"""What is counted of `os`, besides every run of git: each call is one moment."""

KILLS = ("killed before", "killed during", "killed after")
REFUSALS = ("ENOSPC", "EIO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended: its exit status (-9: killed), what it said, and its moments by name."""

    status: int
    said: str
    moments: tuple[str, ...]


class Server:
    """A process that runs `bb` as often as asked, each time as a new process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.actions.faults", "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )

    def run(self, args: list[str], at: int = -1, fault: str = "") -> Ended:
        """Run `bb` with these arguments; at moment `at` (from 0) this happens."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([args, at, fault]).encode() + b"\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return Ended(status=told["status"], said=told["said"], moments=tuple(told["moments"]))

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def server() -> Iterator[Server]:
    made = Server()
    try:
        yield made
    finally:
        made.close()


def _serve() -> None:
    import bb.actions.keeping  # noqa: PLC0415 - loaded once, before forking
    import bb.actions.undo  # noqa: PLC0415
    import bb.cli.log_command  # noqa: PLC0415
    import bb.cli.new_command  # noqa: PLC0415
    import bb.cli.show_command  # noqa: PLC0415
    import bb.cli.sync_command  # noqa: PLC0415
    import bb.rules  # noqa: F401, PLC0415

    for line in sys.stdin:
        args, at, fault = json.loads(line)
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as moments:
            alive, own = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(alive)
                _child(args, at, fault, said, moments, own)
            os.close(own)
            _, status = os.waitpid(child, 0)
            os.read(alive, 1)  # ends when git, should it have outlived bb, is ready too
            os.close(alive)
            said.seek(0)
            moments.seek(0)
            told = {
                "status": os.waitstatus_to_exitcode(status),
                "said": said.read().decode("utf-8", "replace"),
                "moments": moments.read().decode().split("\n")[:-1],
            }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _child(args: list[str], at: int, fault: str, said: IO[bytes], moments: IO[bytes], alive: int) -> None:
    status = 3
    try:
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as this process
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - same
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.set_inheritable(alive, True)  # noqa: FBT003 - not our function
        from bb.cli.main import run  # noqa: PLC0415 - loaded by now

        os.environ["BB_INDEX"] = "no"  # it comes and goes by itself, and has tests of its own
        _wrap(at, fault, moments, alive)
        status = run(args)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - told to who asked
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _wrap(at: int, fault: str, moments: IO[bytes], alive: int) -> None:  # noqa: C901 - one place for all that is wrapped
    """Count the moments from here on, and let the fault happen at moment `at`."""
    count = 0
    inside = False  # talking to git is part of running it
    real_write = os.write
    from bb.git import patience  # noqa: PLC0415 - this program runs as a server too

    def moment(name: str, call: Callable[[], Any], during: Callable[[], Any]) -> Any:
        nonlocal count, inside
        if inside:
            return call()
        number, count = count, count + 1
        real_write(moments.fileno(), f"{name}\n".encode())
        if number != at:
            return call()
        inside = True
        if fault in REFUSALS:
            code = getattr(errno, fault)
            if name.startswith("git"):
                return subprocess.CompletedProcess([], 128, b"", f"error: {os.strerror(code)}".encode())
            raise OSError(code, os.strerror(code))
        if fault == "killed during":
            during()
        elif fault == "killed after":
            call()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def call(*args: Any, **kwargs: Any) -> Any:
            def half() -> None:  # a write that got half of it on disk; the rest happens whole or not at all
                if name in {"write", "pwrite"}:
                    real(args[0], bytes(args[1])[: len(args[1]) // 2], *args[2:])

            return moment(name, lambda: real(*args, **kwargs), half)

        return call

    for name in CALLS:
        setattr(os, name, counted(name, getattr(os, name)))

    def counted_run(run: Callable[..., Any]) -> Callable[..., Any]:
        return lambda command, **kwargs: git(run, command, **kwargs)

    def git(run: Callable[..., Any], command: list[str], **kwargs: Any) -> Any:
        step = next(word for word in command[2:] if not word.startswith("-") and "=" not in word)

        def outlive() -> None:
            process = subprocess.Popen(
                command,
                cwd=kwargs["cwd"],
                env=kwargs["env"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(alive,),
            )
            assert process.stdin is not None
            process.stdin.write(kwargs.get("input", b""))
            process.stdin.close()

        def whole() -> Any:
            nonlocal inside
            inside = True
            try:
                return run(command, **kwargs)
            finally:
                inside = False

        return moment(f"git {step}", whole, outlive)

    subprocess.run = counted_run(subprocess.run)  # the same, counted
    patience.watched = counted_run(patience.watched)


def main() -> None:
    """Try every moment of an action several times, and print how often what happened."""
    from tests.actions import crash_sync  # noqa: PLC0415 - it uses this module
    from tests.actions.crash import every_kill, every_refusal  # noqa: PLC0415 - same

    options = argparse.ArgumentParser()
    options.add_argument("--serve", action="store_true")
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--only", choices=("kill", "refuse", "sync-kill", "sync-refuse"))
    told = options.parse_args()
    if told.serve:
        _serve()
        return
    with tempfile.TemporaryDirectory() as folder, server() as served:
        runs = {
            "kill": ("kill -9", every_kill(served, Path(folder) / "kill", told.times)),
            "refuse": ("a disk that refuses", every_refusal(served, Path(folder) / "refuse")),
            "sync-kill": ("kill -9 in sync", crash_sync.every_kill(served, Path(folder) / "sync-kill")),
            "sync-refuse": (
                "a disk that refuses in sync",
                crash_sync.every_refusal(served, Path(folder) / "sync-refuse"),
            ),
        }
        for title, results in (runs[told.only],) if told.only else runs.values():
            counted = Counter((r.action, r.fault, r.outcome) for r in results)
            sys.stdout.write(f"\n{title}: {counted.total()} runs\n")
            for (action, fault, outcome), number in sorted(counted.items()):
                sys.stdout.write(f"  {action:<6} {fault:<14} {outcome:<44} {number:>4}\n")


if __name__ == "__main__":
    main()
