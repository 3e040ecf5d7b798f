"""An organisation in a folder, with its history in git: one stream into `git fast-import`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from bb.demo.days import stamp
from bb.demo.organisation import COORDINATORS, Commit, DemoError, Organisation

BRANCH = "main"
_NONE: Mapping[str, bytes] = {}
_PEOPLE = {person.id: f"{person.naam} <{person.mail}>" for person in COORDINATORS}


def write(organisation: Organisation, directory: Path, dossiers: Mapping[str, bytes] = _NONE) -> None:
    """Make `directory` with the organisation in it, as a git repository of its own.

    The same organisation gives the same commit ids on every machine, but for that of the `dossiers` (by path what is
    kept last, sealed, and the settings that name the keys).

    Raises:
        DemoError: when the folder exists and holds anything, when it cannot be made, or when git
            is missing or refuses.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        occupied = any(directory.iterdir())
    except OSError as error:
        raise DemoError(f"De map {directory} kan niet worden gemaakt: {error.strerror}.") from error
    if occupied:
        raise DemoError(f"De map {directory} is niet leeg. Kies een nieuwe map voor het voorbeeld.")
    _git(directory, "init", "--quiet", "--template=", f"--initial-branch={BRANCH}")
    _import(organisation, directory, dossiers)
    _git(directory, "checkout", "--quiet", "--force", BRANCH)


def _environment() -> dict[str, str]:
    """Nothing of the user's git: no settings, hooks, names or other repository."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C",
        "TZ": "UTC",
    }


def _git(directory: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(["git", *arguments], cwd=directory, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise DemoError("Het programma git is niet gevonden. Installeer git en probeer het opnieuw.") from error
    if done.returncode:
        raise DemoError(_refused(done.stderr))


def _refused(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return f"git kon de geschiedenis niet schrijven: {lines[0] if lines else 'onbekende fout'}."


def _import(organisation: Organisation, directory: Path, dossiers: Mapping[str, bytes]) -> None:
    with subprocess.Popen(
        ["git", "-c", "core.compression=1", "fast-import", "--quiet", "--date-format=raw", "--depth=10"],
        cwd=directory,
        env=_environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None  # noqa: S101 - tells mypy what stdin=PIPE promises
        broken = False
        try:
            for chunk in stream(organisation, dossiers):
                process.stdin.write(chunk)
        except BrokenPipeError:
            broken = True
        _, errors = process.communicate()
    if broken or process.returncode:
        raise DemoError(_refused(errors))


def stream(organisation: Organisation, dossiers: Mapping[str, bytes] = _NONE) -> Iterator[bytes]:
    """The history in the language of `git fast-import`."""
    for commit in _with(organisation.commits(), dossiers):
        yield _header(commit)
        for path, content in commit.changes:
            if content is None:
                yield f"D {path}\n".encode()
            else:
                yield f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"
        yield b"\n"


def _with(commits: Iterator[Commit], dossiers: Mapping[str, bytes]) -> Iterator[Commit]:
    """The commits, and one more, a minute later, when there are dossiers."""
    last = None
    for last in commits:
        yield last
    if dossiers and last is not None:
        yield Commit(
            at=last.at + timedelta(minutes=1),
            author=COORDINATORS[0].id,
            message="De dossiers en de sleutels van de oefening",
            changes=tuple(dossiers.items()),
        )


def _header(commit: Commit) -> bytes:
    who = f"{_PEOPLE[commit.author]} {stamp(commit.at)}"
    message = f"{commit.message}\n".encode()
    return (
        f"commit refs/heads/{BRANCH}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n".encode() + message + b"\n"
    )
