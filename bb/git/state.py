"""In what state a repository is: work of git half done, locks left behind, settings and hooks that name programs.

Looked at in the files and in `git config --list`, which runs nothing.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bb.git.errors import GitError
from bb.git.run import run

if TYPE_CHECKING:
    from bb.git.repository import Repository

UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What stands among git's files while a merge, rebase and the like is half done."""

OLDEST = (2, 32)
"""The first git that can be told to read no settings but the repository's own."""

LEFT = 600.0  # seconds; no step of git keeps a lock this long
_VERSION = re.compile(rb"git version (\d+)\.(\d+)")
_SAMPLE = ".sample"
_PROGRAMS = re.compile(
    r"core\.(fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand|worktree|attributesfile)"
    r"|(filter|merge|hook|alias|pager|credential|includeif|difftool|mergetool|browser|man|url|trailer)\..*"
    r"|diff\.(external|.*\.(command|textconv|cachetextconv))|include\.path|gpg\..*program|sequence\.editor|interactive\.difffilter"
    r"|remote\..*\.(uploadpack|receivepack|proxy|vcs|promisor)|uploadpack\..*hook|submodule\..*\.update|protocol\..*"
)


def version() -> tuple[int, int]:
    """The version of the git program.

    Raises:
        GitMissingError: there is none.
        GitError: it does not say.
    """
    told = _VERSION.match(run(("version",), root=Path.cwd(), git_dir=None).out)
    if told is None:
        raise GitError(command="version")
    return int(told[1]), int(told[2])


def unfinished(repository: Repository) -> bool:
    """Whether a merge, rebase or the like is half done: the last commit and the files then do not belong together."""
    return any((repository.git_dir / name).exists() for name in UNFINISHED)


def old_locks(repository: Repository) -> list[Path]:
    """Lock files of git itself that were left behind by a program that was stopped."""
    told = repository.git("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).out.decode("utf-8", "surrogateescape")
    common = _common(repository)
    asked = [repository.git_dir / "index.lock", repository.git_dir / "HEAD.lock", common / "packed-refs.lock"]
    asked += [common / "config.lock"]
    if told.strip():
        asked.append(common / f"{told.strip()}.lock")
    return [path for path in asked if path.exists() and time.time() - path.stat().st_mtime > LEFT]


def hooks(repository: Repository) -> list[str]:
    """The names of programs that plain git (never `bb`) runs by itself in this repository."""
    folder = _common(repository) / "hooks"
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix != _SAMPLE and path.stat().st_mode & 0o111)


def program_settings(repository: Repository) -> list[str]:
    """The settings of this repository that let plain git (never `bb`) run a program, or read elsewhere."""
    args = ("config", "--local", "--includes", "--list", "--name-only", "-z")
    told = repository.git(*args).out.decode("utf-8", "replace").split("\0")
    return sorted({name for name in told if _PROGRAMS.fullmatch(name)})


def shallow(repository: Repository) -> bool:
    """Whether this is a copy with only the last part of the history."""
    return (_common(repository) / "shallow").exists()


def detached(repository: Repository) -> bool:
    """Whether an older version is looked at: what is kept then belongs to no branch."""
    return repository.git("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).code != 0


def _common(repository: Repository) -> Path:
    """Where git keeps what all working copies share."""
    told = repository.git("rev-parse", "--git-common-dir").out.decode("utf-8", "surrogateescape").strip()
    return (repository.root / told).resolve()
