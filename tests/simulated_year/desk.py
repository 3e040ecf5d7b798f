"""A coördinator at a computer of her own, who works only by typing commands of `bb`."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bb.cli.main import run

_TRIES = 4
_WAIVE = re.compile(r"casus/\d{4}/(\d{4}-\d{4})\.md:(\d+):.*toch: \[([a-z, -]+)\]")


class UnexpectedEndError(Exception):
    """A command ended otherwise than someone who knows her work would expect."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a command ended and what it showed."""

    status: int
    out: str
    err: str


@dataclass(kw_only=True)
class Desk:
    """One computer: its home, its memory, the organisation's folder on it, and the day it is there.

    `typed` counts the commands by name; `bb` runs one of them in this process, with real files and real commits.
    """

    who: str
    home: Path
    memory: Path
    root: Path
    programs: Path
    day: date
    typed: dict[str, int] = field(default_factory=dict)

    def bb(self, *words: str, stdin: str = "", fine: Collection[int] = (0,)) -> Shown:
        """Type a command, and return what it showed.

        Raises:
            UnexpectedEndError: it ended with another status than the `fine` ones.
        """
        self.typed[words[0]] = self.typed.get(words[0], 0) + 1
        with self._at_work(stdin) as (out, err):
            where = [] if words[0] == "init" else ["-C", str(self.root)]
            status = run([*where, "--today", self.day.isoformat(), *words])
        shown = Shown(int(status), _text(out), _text(err))
        if shown.status not in fine:
            raise UnexpectedEndError(f"{self.day} {self.who}$ bb {' '.join(words)}\n{shown.out}{shown.err}? {status}")
        return shown

    def rows(self, *words: str) -> list[dict[str, Any]]:
        """Type a command with `--json`, and return its rows."""
        rows: list[dict[str, Any]] = json.loads(self.bb(*words, "--json").out)["rows"]
        return rows

    def edit(self, id_: str, text: str) -> None:
        """Open a file in the editor, and leave this text in it."""
        new = self.home / "tekst"
        new.write_text(text, "utf-8")
        os.environ["EDITOR"] = f"cp {new}"
        self.bb("edit", id_, "--reason", "later-bekend")

    def share(self) -> None:
        """Make this copy and the shared place equal; what both sides made wrong together is waived as the screen says.

        Two people may choose a team and hear that somebody is away on one day, each on an own computer.
        """
        told = ""
        for _ in range(_TRIES):
            shown = self.bb("sync", "--yes", fine=(0, 1))
            told = f"{shown.out}{shown.err}"
            waived = _WAIVE.findall(told)
            if shown.status == 0:
                return
            if not waived:
                break
            for id_, line, waiver in waived:
                self.bb("log", id_, "--correct", line, f"toch={waiver}", "--reason", "later-bekend")
        raise UnexpectedEndError(f"{self.day} {self.who}$ bb sync\n{told}")

    @contextmanager
    def _at_work(self, typed: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
        """Sit at this computer: its environment, and its keyboard and screen as files."""
        os.environ.update(
            HOME=str(self.home),
            XDG_CONFIG_HOME=str(self.home / ".config"),
            XDG_STATE_HOME=str(self.home / ".state"),
            XDG_CACHE_HOME=str(self.home / ".cache"),
            XDG_RUNTIME_DIR=str(self.memory),
        )
        here = sys.stdin, sys.stdout, sys.stderr
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(typed), out, err
        try:
            yield out, err
        finally:
            sys.stdin, sys.stdout, sys.stderr = here


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8") if isinstance(stream.buffer, io.BytesIO) else ""
