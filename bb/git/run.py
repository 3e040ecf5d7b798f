"""Run git as a process, so that neither the environment nor the repository decides what is run.

A copied repository may name programs (hooks, filters, `core.fsmonitor`, `diff.external`, a pager) in its own
settings. Only plumbing is run here, with each of those switched off, and with fetching of missing objects forbidden,
as that too starts programs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING, cast

from bb.git.errors import GitError, GitMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TIMEOUT = 60.0  # seconds: hundreds of times what the slowest step takes, so only a hanging git meets it
_STREAM_TIMEOUT = 600.0  # longer, as it counts the reader's work too

_HANGS = "Het lezen of bewaren van de geschiedenis duurde te lang. Probeer het later opnieuw."

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    # Newer git also takes hooks from settings; these switch them off by event, whatever their name.
    "hook.reference-transaction.enabled": "false",
    "hook.post-index-change.enabled": "false",
    "diff.external": "",
    "core.pager": "cat",
    "core.attributesFile": os.devnull,
    "gc.auto": "0",
    "maintenance.auto": "false",
    # On disk before the next step of the journal; `batch` makes that one flush for all objects of a commit.
    "core.fsync": "objects,derived-metadata,reference",
    "core.fsyncMethod": "batch",
}
_HARDENED = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *(part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")),
)


@dataclass(frozen=True, slots=True)
class Result:
    """How a git process ended: exit code, and what it wrote."""

    code: int
    out: bytes
    err: bytes


@cache
def program() -> str:
    """Absolute path of git. Relative folders in PATH are passed over: one could be a copied repository.

    Raises:
        GitMissingError: no git is installed.
    """
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(folders))
    if found is None:
        raise GitMissingError
    return found


def hardened(args: Sequence[str]) -> list[str]:
    """Return the whole command line for a step of git.

    Raises:
        GitMissingError: no git is installed.
    """
    return [program(), *_HARDENED, *args]


def scrubbed(environ: Mapping[str, str], *, root: Path, git_dir: Path | None) -> dict[str, str]:
    """The environment git gets: nothing of `GIT_*` that was there, and settings that keep it quiet and at home.

    With `git_dir`, git works on exactly that repository and reads no settings but the repository's. Without, git looks
    for one in `root` and nowhere above it, and the user's own settings count, as they say whose folders to trust.
    """
    kept = {key: value for key, value in environ.items() if not key.startswith("GIT_")}
    kept |= {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        # Only for git's own log of moved references; left out, git would look up user and host of this computer.
        "GIT_COMMITTER_NAME": "bb",
        "GIT_COMMITTER_EMAIL": "bb",
    }
    if git_dir is None:
        return kept | {"GIT_CEILING_DIRECTORIES": str(root.parent)}
    return kept | {
        "GIT_DIR": str(git_dir),
        "GIT_WORK_TREE": str(root),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def run(
    args: Sequence[str],
    *,
    root: Path,
    git_dir: Path | None,
    stdin: bytes = b"",
    accept: Sequence[int] = (0,),
    index: Path | None = None,
    environ: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
) -> Result:
    """Run one git command to its end.

    Args:
        args: command and arguments. What a user typed must come after `--end-of-options`.
        root: the folder to run in.
        git_dir: the repository, or None to let git look for one in `root`.
        stdin: what git reads.
        accept: exit codes that are an answer; any other raises.
        index: another index than the repository's own.
        environ: a complete environment instead of the scrubbed one.
        timeout: seconds.

    Raises:
        GitError: git failed, hung, or is not installed.
    """
    env = dict(scrubbed(os.environ, root=root, git_dir=git_dir) if environ is None else environ)
    if index is not None:
        env["GIT_INDEX_FILE"] = str(index)
    try:
        done = subprocess.run(
            hardened(args),
            cwd=root,
            env=env,
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(_HANGS, command=args[0]) from error
    except OSError as error:
        raise GitError(command=args[0]) from error
    if done.returncode not in accept:
        raise GitError(command=args[0])
    return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def stream(args: Sequence[str], *, root: Path, git_dir: Path, stdin: IO[bytes]) -> Iterator[IO[bytes]]:
    """Run one git command and hand over its output while it runs. `stdin` is a real file, so nobody waits for nobody.

    Raises:
        GitError: git failed or hung. Not raised when the reader stops early.
    """
    try:
        process = subprocess.Popen(
            hardened(args),
            cwd=root,
            env=scrubbed(os.environ, root=root, git_dir=git_dir),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(command=args[0]) from error
    guard = Timer(_STREAM_TIMEOUT, process.kill)
    guard.daemon = True
    guard.start()
    finished = False
    try:
        with process:
            try:
                yield cast("IO[bytes]", process.stdout)  # never None: a pipe was asked for
                finished = True
            finally:
                if not finished:
                    process.kill()
    finally:
        guard.cancel()
    if process.returncode != 0:
        raise GitError(command=args[0])
