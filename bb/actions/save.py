"""Keeping an action: files in place and one commit, together or not at all.

The crash journal is the prepared commit itself: objects first, then an intent, then the files where
the old content still stands, then the branch. Whatever interrupts it, the next command that writes
repeats the same steps (DESIGN: git, briefly).
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bb.actions.stop import Status, Stop
from bb.domain.records import Coordinator, Organisatie
from bb.files import disk
from bb.files.write import replace_if_unchanged
from bb.git import intent
from bb.git.author import Author, author, find_author
from bb.git.commit import Change, Prepared, move_ref, prepare, update_index
from bb.git.errors import BusyError, GitError, MovedError
from bb.git.lock import lock
from bb.git.repository import Repository, find

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

EXAMPLE = "Dit is een voorbeeld om in te kijken: hier wordt niets vastgelegd.\nMaak een eigen oefenmap met: bb demo MAP"
NO_NAME = (
    "We weten niet wie u bent, en bij elke wijziging hoort een naam.\n"
    "Zet uw naam en mailadres bij coordinatoren in bb.yaml."
)

_TRIES = 3
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


def save(root: Path, changes: Sequence[Change], *, message: str, coordinator: Coordinator | None, command: str) -> None:
    """Put the changed files in place and keep them as one commit.

    A folder that is not under git gets the files and no commit.

    Args:
        root: the organisation's folder.
        changes: every file of the action, each with the content it was read with.
        message: what was done, without personal data.
        coordinator: whose name stands beside it when git knows nobody else.
        command: what was typed, without arguments, for whoever has to wait: `bb log`.

    Raises:
        Stop: a file changed meanwhile, somebody else is writing, or the disk refuses. Nothing is
            lost: the message says what stands where.
    """
    repository = _found(root)
    if repository is None:
        with _disk_trouble():
            _place_all(root, changes)
        return
    who = find_author(repository, os.environ, _author_of(coordinator))
    if who is None:
        raise Stop(NO_NAME, Status.USAGE)
    try:
        with lock(repository, command), _disk_trouble():
            recover(repository)
            _require_unchanged(root, changes)
            with _uninterrupted():
                _keep(repository, changes, message, who)
    except BusyError as busy:
        raise Stop(str(busy), Status.LATER) from busy
    except GitError as error:
        raise Stop(str(error)) from error


def _keep(repository: Repository, changes: Sequence[Change], message: str, who: Author) -> None:
    """Put the files in place and make the commit; on top of what a person kept meanwhile, when that happens."""
    for _ in range(_TRIES):
        prepared = prepare(repository, changes, message=message, author=who, when=_now())
        intent.write_intent(repository, prepared)
        if _finish(repository, prepared, {change.path: change.new for change in changes}):
            return


def recover(repository: Repository) -> bool:
    """Finish what an interrupted command had begun; tell whether there was anything.

    Raises:
        GitError: it cannot be finished by itself.
    """
    prepared = intent.read_intent(repository)
    if prepared is None:
        return False
    contents = {s.path: repository.read_object(s.new) if s.new else None for s in prepared.swaps}
    _finish(repository, prepared, contents)
    return True


def _finish(repository: Repository, prepared: Prepared, contents: dict[str, bytes | None]) -> bool:
    """Put the files in place and move the branch; tell whether the branch moved.

    It does not when a person kept something else since the commit was prepared. The files then stand
    as changes that the next commit takes along: holding on to this one would block every later command.
    """
    for swap in prepared.swaps:
        now = disk.read(repository.root, swap.path)
        standing = repository.blob_id(now) if isinstance(now, bytes) else None
        if standing == swap.old and standing != swap.new:
            _place(repository.root, swap.path, now if isinstance(now, bytes) else None, contents[swap.path])
    try:
        move_ref(repository, prepared)
    except MovedError:
        intent.clear_intent(repository)
        return False
    update_index(repository, prepared)
    intent.clear_intent(repository)
    return True


def _place_all(root: Path, changes: Sequence[Change]) -> None:
    _require_unchanged(root, changes)
    for change in changes:
        _place(root, change.path, change.old, change.new)


def _place(root: Path, path: str, old: bytes | None, new: bytes | None) -> None:
    if new is None:
        disk.remove(root, path)
    elif not replace_if_unchanged(root, path, old, new):
        raise Stop(_changed(path))


def _require_unchanged(root: Path, changes: Sequence[Change]) -> None:
    for change in changes:
        now = disk.read(root, change.path)
        if (now if isinstance(now, bytes) else None) != change.old:
            raise Stop(_changed(change.path))


def _changed(path: str) -> str:
    return f"{path} is intussen door iemand anders gewijzigd. Er is niets vastgelegd; probeer het opnieuw."


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait out these few moments: half an action is worse than one too many."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _disk_trouble() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _TROUBLE.get(error.errno or 0, "de schijf weigert")
        raise Stop(
            f"Het opslaan lukte niet: {reason}. De bestanden zijn nog heel.\nVerhelp dat en probeer het opnieuw."
        ) from error


def _found(root: Path) -> Repository | None:
    try:
        return find(root)
    except GitError as error:
        raise Stop(str(error)) from error


def _author_of(coordinator: Coordinator | None) -> Author | None:
    return author(coordinator.naam, coordinator.mail) if coordinator else None


def _now() -> datetime:
    return datetime.now(AMSTERDAM).replace(microsecond=0)
