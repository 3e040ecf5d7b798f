"""Saving an action: who signs, who has to wait, and what is said when it cannot be done.

How files and history change together is in `bb.actions.keeping`.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from bb.actions.keeping import ChangedError, keep, keep_join, place_all, recover, require_unchanged
from bb.actions.reading import Opened, open_readable
from bb.actions.stop import Status, Stop
from bb.domain.records import Coordinator, Organisatie
from bb.git.author import author, find_author
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.lock import lock
from bb.git.objects import Author
from bb.git.repository import Repository, find
from bb.git.state import unfinished

EXAMPLE = "Dit is een voorbeeld om in te kijken: hier wordt niets vastgelegd.\nMaak een eigen oefenmap met: bb demo MAP"
HALF_DONE = (
    "In deze map is git nog bezig met samenvoegen; zolang legt bb niets vast. Kijken kan wel.\n"
    "Maak het samenvoegen af (git status zegt hoe) en probeer het opnieuw."
)
NO_NAME = (
    "We weten niet wie u bent, en bij elke wijziging hoort een naam.\n"
    "Zet uw naam en mailadres bij coordinatoren in bb.yaml."
)

T = TypeVar("T")
_TROUBLE = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "u hebt geen ruimte meer op deze schijf",
    errno.EACCES: "u mag niet schrijven in deze map",
    errno.EPERM: "u mag niet schrijven in deze map",
    errno.EROFS: "deze schijf is alleen om te lezen",
}
"""Why a disk refuses, by number: the machine's own words are English."""


def refuse_example(organisatie: Organisatie) -> None:
    """Raise Stop when this is an example organisation: writing commands refuse there."""
    if organisatie.voorbeeld:
        raise Stop(EXAMPLE, Status.USAGE)


def signer(organisatie: Organisatie, id_: str | None) -> Coordinator | None:
    """Return whose name stands beside a change when git knows nobody: the coördinator concerned, else the first."""
    named = organisatie.coordinator(id_) if id_ else None
    return named or next(iter(organisatie.coordinatoren), None)


def save(
    root: Path,
    changes: Sequence[Change],
    *,
    message: str,
    coordinator: Coordinator | None,
    command: str,
    commit: bool = True,
    held: bool = False,
    typed_too: bool = True,
) -> None:
    """Put the changed files in place and keep them as one commit.

    A folder that is not under git gets the files and no commit.

    Args:
        root: the organisation's folder.
        changes: every file of the action, each with the content it was read with.
        message: what was done, without personal data.
        coordinator: whose name stands beside it when git knows nobody else.
        command: what was typed, without arguments, for whoever has to wait: `bb log`.
        commit: whether to make the commit; without, only the files change (see `wants_commit`).
        held: whether the caller keeps the others out already (`hold`).
        typed_too: whether what was typed by hand in these files before is kept in history as well.

    Raises:
        ChangedError: a file changed meanwhile.
        Stop: somebody else is writing, git is in the middle of something, or the disk refuses. Nothing
            is lost: the message says what stands where.
    """
    repository = _found(root)
    with _git_trouble():
        who = find_author(repository, os.environ, _author_of(coordinator)) if repository and commit else None
    if repository and commit and who is None:
        raise Stop(NO_NAME, Status.USAGE)
    with nullcontext() if held or repository is None else _held(repository, command), _git_trouble(), disk_trouble():
        if repository is not None:
            recover(repository)
            _refuse_unfinished(repository)
        require_unchanged(root, changes)
        with _uninterrupted():
            if repository is None or who is None:
                place_all(root, changes)
            else:
                keep(repository, changes, message, who, typed_too=typed_too)


def save_join(
    root: Path, changes: Sequence[Change], other: str, *, message: str, coordinator: Coordinator | None, command: str
) -> None:
    """Put the changed files in place and join the history of another copy, as one commit.

    Args:
        root: the organisation's folder, under git.
        changes: what the last commit lacks of both together (see `bb.git.commit.prepare_join`).
        other: the last commit of the other copy; its objects are here.
        message: as for `save`.
        coordinator: as for `save`.
        command: as for `save`.

    Raises:
        ChangedError: a file changed meanwhile.
        Stop: as for `save`.
    """
    repository = _found(root)
    with _git_trouble():
        who = find_author(repository, os.environ, _author_of(coordinator)) if repository else None
    if repository is None or who is None:
        raise Stop(NO_NAME, Status.USAGE)
    with _held(repository, command), _git_trouble(), disk_trouble():
        recover(repository)
        _refuse_unfinished(repository)
        require_unchanged(root, changes)
        with _uninterrupted():
            keep_join(repository, changes, other, message, who)


@contextmanager
def hold(root: Path, command: str) -> Iterator[None]:
    """Keep other commands out of the organisation's folder; without git there is no lock.

    Raises:
        Stop: another command keeps us out (exit 75, it is named), or nothing can be written here.
    """
    repository = _found(root)
    with _held(repository, command) if repository else nullcontext():
        yield


@contextmanager
def _held(repository: Repository, command: str) -> Iterator[None]:
    with _git_trouble(), disk_trouble(), lock(repository, command):
        yield


def freshly(opened: Opened, command: str, act: Callable[[Opened, bool], T]) -> T:
    """Do what was decided from `opened`; when a file changed since, read all again and decide again, others kept out.

    Args:
        opened: the organisation as it was read.
        command: as for `save`.
        act: decides and saves, from an organisation as read, and whether others are kept out already.
    """
    try:
        return act(opened, False)  # noqa: FBT003 - whether others are kept out
    except ChangedError:
        with hold(opened.root, command):
            return act(open_readable(opened.root), True)  # noqa: FBT003 - same


def wants_commit(organisatie: Organisatie, asked: bool | None) -> bool:
    """Tell whether `bb` makes the commit: what was asked on the command line, else the setting `versies`."""
    return organisatie.versies == "bb" if asked is None else asked


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait out these few moments: half an action is worse than one too many."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _git_trouble() -> Iterator[None]:
    try:
        yield
    except GitError as error:
        raise Stop(str(error), Status.LATER if error.later else Status.FINDINGS) from error


@contextmanager
def disk_trouble() -> Iterator[None]:
    """Say in a Stop why a disk refuses."""
    try:
        yield
    except OSError as error:
        reason = _TROUBLE.get(error.errno or 0, "de schijf weigert")
        raise Stop(
            f"Het opslaan lukte niet: {reason}. De bestanden zijn nog heel.\nVerhelp dat en probeer het opnieuw."
        ) from error


def _refuse_unfinished(repository: Repository) -> None:
    if unfinished(repository):
        raise Stop(HALF_DONE)


def _found(root: Path) -> Repository | None:
    try:
        return find(root)
    except GitError as error:
        raise Stop(str(error)) from error


def _author_of(coordinator: Coordinator | None) -> Author | None:
    return author(coordinator.naam, coordinator.mail) if coordinator else None
