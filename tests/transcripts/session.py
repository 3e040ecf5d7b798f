"""A transcript: one session in a shell, with what it shows.

    # Why this session is here. Comments stand at the top.
    # today: 2026-11-23

    $ bb list zaken
    what it shows, on stdout and stderr, in order
    ? 2

`$ ` starts a command and `> ` continues it (a here-document); `? 2` is an exit status other than 0. The commands run
one after the other in one shell, in a new folder that is also HOME, and is shown as `~`. `terminal 'QUESTION=ANSWER'
-- bb …` runs a command on a terminal and answers its questions.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bb
from tests import standby

PROMPT = "$ "
MORE = "> "
STATUS = "? "
_TODAY = re.compile(r"# today: (\d{4}-\d{2}-\d{2})")
_END = "\x1e"  # stands between what two commands show; nothing of ours prints it


@dataclass(frozen=True, slots=True)
class Step:
    """One command, over one line or more, and what it showed with its exit status."""

    command: str
    shown: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """The comments on top, the day it is, and the commands."""

    comments: tuple[str, ...]
    today: str
    steps: tuple[Step, ...]


def parse(text: str) -> Session:
    """Read a transcript.

    Raises:
        ValueError: it names no day.
    """
    lines = text.splitlines()
    comments = tuple(lines[: next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))])
    day = next((found[1] for line in comments if (found := _TODAY.fullmatch(line))), None)
    if day is None:
        raise ValueError("a transcript needs a line '# today: JJJJ-MM-DD' on top")
    steps: list[Step] = []
    shown: list[str] | None = None  # of the last command; None while its own lines may still go on
    for line in lines[len(comments) :]:
        if line.startswith(PROMPT):
            steps.append(Step(line.removeprefix(PROMPT)))
            shown = None
        elif steps and shown is None and line.startswith(MORE.strip()):
            steps[-1] = Step(f"{steps[-1].command}\n{line.removeprefix('>').removeprefix(' ')}")
        elif steps:
            shown = [*(shown or ()), line]
            steps[-1] = _with_shown(steps[-1].command, shown)
    return Session(comments, day, tuple(steps))


def _with_shown(command: str, lines: list[str]) -> Step:
    """A step with what it showed; the empty line before the next command is layout."""
    kept = lines[:-1] if lines[-1] == "" else lines
    status = int(kept[-1].removeprefix(STATUS)) if kept and re.fullmatch(r"\? \d+", kept[-1]) else 0
    return Step(command, "\n".join(kept[:-1] if status else kept), status)


def render(session: Session) -> str:
    """Write a transcript; `parse` reads it back."""
    parts = ["\n".join(session.comments)]
    for step in session.steps:
        first, *rest = step.command.split("\n")
        lines = [f"{PROMPT}{first}", *(f"{MORE}{line}".rstrip() for line in rest)]
        if step.shown:
            lines.append(step.shown)
        if step.status:
            lines.append(f"{STATUS}{step.status}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def play(session: Session, home: Path, more: Mapping[str, str]) -> Session:
    """Run the commands and return the session with what they really show.

    Args:
        session: what to run.
        home: an empty folder: HOME, and where the shell starts.
        more: variables for the shell, such as where an invented organisation is to be found.
    """
    script = "".join(f"{step.command}\nprintf '{_END}%d{_END}' $?\n" for step in session.steps)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=home,
        env={**environment(home), "BB_TODAY": session.today, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    shown = done.stdout.decode("utf-8", "backslashreplace").replace(str(home), "~").split(_END)
    pairs = zip(shown[0::2], shown[1::2], strict=False)
    played = [
        Step(step.command, text.removesuffix("\n"), int(status))
        for step, (text, status) in zip(session.steps, pairs, strict=True)
    ]
    return Session(session.comments, session.today, tuple(played))


@contextmanager
def in_memory() -> Iterator[dict[str, str]]:
    """A folder in memory for one session, as a system gives to who logs in: an unlocked key stands there."""
    folder = Path("/dev/shm") / f"bb-test-{secrets.token_hex(8)}"  # noqa: S108 - for this session alone
    folder.mkdir(mode=0o700)
    try:
        yield {"XDG_RUNTIME_DIR": str(folder)}
    finally:
        shutil.rmtree(folder)


def environment(home: Path) -> dict[str, str]:
    """The environment of a new user, with `bb` on PATH and nothing of the machine's own settings."""
    programs = home.parent / "programs"
    programs.mkdir(exist_ok=True)
    for name, command in (("bb", standby.command()), ("terminal", (sys.executable, "-m", "tests.cli.terminal"))):
        wrapper = programs / name
        wrapper.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', "utf-8")
        wrapper.chmod(0o755)
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(bb.__file__).resolve().parents[1]),
        "HOME": str(home),
        "CHECKOUT": str(Path(bb.__file__).resolve().parents[1]),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
    }
