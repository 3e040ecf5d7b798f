"""The shared place looked into: every object that is there, and dropping those that nothing refers to.

That is possible where the shared place is a folder, or a computer that lets the user in with ssh and runs git for him.
A company's place shows only what its references lead to, and decides for itself when it drops the rest.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bb.git.remote import UnreachableError
from bb.git.repository import ALL_OBJECTS, Repository, all_answers

if TYPE_CHECKING:
    from io import BufferedReader

    from bb.git.objects import Object

_SSH_URL = re.compile(r"ssh://(?P<who>[^/:]+)(?::(?P<port>[0-9]+))?(?P<path>/.*)")
_SSH_SHORT = re.compile(r"(?P<who>[^/:]+):(?P<path>[^:].*)")
_OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=10")
_DROP = (("repack", "-a", "-d", "-l", "-q"), ("prune", "--expire=now"))
TIMEOUT = 300.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A shared place that can be looked into: a folder on this computer, or one elsewhere through `ssh`."""

    path: str
    ssh: tuple[str, ...] = ()

    def objects(self) -> Iterator[tuple[str, Object]]:
        """Every object there, with its id.

        Raises:
            UnreachableError: it does not answer, or git does not run there.
            DamagedError: the answer stops in the middle.
        """
        if not self.ssh:
            yield from _here(self.path).all_objects()
            return
        process = subprocess.Popen(
            self._command(ALL_OBJECTS), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        with process:
            yield from all_answers(cast("BufferedReader", process.stdout))
        if process.returncode:
            raise UnreachableError

    def resolve(self, ref: str) -> str | None:
        """What a reference is there; None when it is not there, or the place does not answer."""
        if not self.ssh:
            return _here(self.path).resolve(ref)
        args = ("rev-parse", "--verify", "--quiet", ref)
        asked = subprocess.run(self._command(args), capture_output=True, timeout=TIMEOUT, check=False)
        return asked.stdout.decode("ascii", "replace").strip() or None if asked.returncode == 0 else None

    def drop(self) -> None:
        """Remove what nothing refers to there.

        Raises:
            GitError: it could not be done.
        """
        for step in _DROP:
            if not self.ssh:
                _here(self.path).git(*step)
            elif subprocess.run(self._command(step), capture_output=True, timeout=TIMEOUT, check=False).returncode:
                raise UnreachableError

    def _command(self, args: Sequence[str]) -> list[str]:
        return [*self.ssh, shlex.join(["git", f"--git-dir={self.path}", *args])]


def drop_unreferenced(repository: Repository) -> None:
    """Remove from a repository here what nothing refers to, packed or not."""
    for step in _DROP:
        repository.git(*step)


def look_into(address: str, root: Path) -> There | None:
    """Return a way to look into the shared place at an address; None when it gives none, or is not there."""
    local = address.removeprefix("file://")
    if local != address or not (_SSH_URL.fullmatch(address) or _SSH_SHORT.fullmatch(address) or "://" in address):
        folder = (root / local).resolve()
        git_dir = folder if (folder / "objects").is_dir() else folder / ".git"
        return There(path=str(git_dir)) if (git_dir / "objects").is_dir() else None
    found = _SSH_URL.fullmatch(address) or (None if "://" in address else _SSH_SHORT.fullmatch(address))
    program = shutil.which("ssh")
    if found is None or program is None or found["who"].startswith("-"):
        return None
    port = found.groupdict().get("port")
    return There(path=found["path"], ssh=(program, *_OPTIONS, *(("-p", port) if port else ()), "--", found["who"]))


def _here(path: str) -> Repository:
    return Repository(root=Path(path), git_dir=Path(path))
