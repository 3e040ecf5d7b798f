"""Files in place and one commit, together or not at all.

The crash journal is the prepared commit itself: objects first, then an intent, then the files where
the old content still stands, then the branch. Whatever interrupts it, the next command repeats the
same steps (DESIGN: git, briefly). A disk that refuses halfway is no interruption: then everything is
put back as it was, so that trying again never does a thing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from bb.actions.stop import Status, Stop
from bb.domain.detectors import mask
from bb.files import disk
from bb.files.leftovers import leftovers_of
from bb.files.write import replace_if_unchanged
from bb.git import intent
from bb.git.commit import (
    BY_HAND,
    Change,
    Prepared,
    Swap,
    includes,
    message_of,
    move_ref,
    prepare,
    prepare_join,
    replay,
    update_index,
)
from bb.git.errors import BusyError, GitError, MovedError
from bb.git.lock import lock
from bb.git.objects import Author
from bb.git.pending import pending
from bb.git.repository import Repository, find
from bb.git.state import unfinished

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

UNFINISHED = (
    "Het opslaan stopte halverwege. Uw wijziging is niet weg: de volgende opdracht maakt haar af.\n"
    "Typ haar dus niet opnieuw; kijk eerst met: bb doctor"
)
_TRIES = 3
_SHORT = 0.2  # seconds that a command which only reads waits for one that writes


class ChangedError(Stop):
    """A file is not as it was when the action was decided: read again and decide again."""

    def __init__(self, message: str, status: Status = Status.LATER) -> None:
        super().__init__(message, status)


def keep(
    repository: Repository, changes: Sequence[Change], message: str, who: Author, *, typed_too: bool = True
) -> None:
    """Put the files in place and make the commit, or leave everything as it was.

    What was typed by hand before is kept first, as a commit of its own, unless `typed_too` is off.
    """
    ids = dict.fromkeys(PurePosixPath(change.path).stem for change in changes)
    by_hand = f"{', '.join(ids)}: {BY_HAND}" if typed_too else None
    carry_out(
        repository, prepare(repository, changes, message=message, author=who, when=_now(), by_hand=by_hand), changes
    )


def keep_join(repository: Repository, changes: Sequence[Change], other: str, message: str, who: Author) -> None:
    """Put the files in place and join the history of another copy to this one, or leave everything as it was."""
    prepared = prepare_join(repository, changes, other, message=message, author=who, when=_now())
    carry_out(repository, prepared, changes)


def carry_out(repository: Repository, prepared: Prepared, changes: Sequence[Change]) -> None:
    """Put the files of a prepared commit in place and make it the last one, or leave everything as it was."""
    try:
        intent.write_intent(repository, prepared)
        _place_swaps(repository, prepared, {change.path: change.new for change in changes})
        last = _advance(repository, prepared)
    except (OSError, GitError, Stop) as error:
        if _take_back(repository, changes):
            raise
        raise Stop(UNFINISHED) from error
    # From here on it has been kept. What is left to do is done by the next command, should it fail now.
    with suppress(OSError, GitError):
        _tidy(repository, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """An interrupted action: what history says of it, and whether it was finished (else it never began)."""

    what: str
    finished: bool


def recover(repository: Repository) -> Recovered | None:
    """Finish what an interrupted command had begun; None when there was nothing, or git is in the middle of something.

    Raises:
        GitError: it cannot be finished by itself.
        OSError: the disk refuses.
    """
    prepared = intent.read_intent(repository)
    if prepared is None or unfinished(repository):
        return None
    what = message_of(repository, prepared.commit)
    contents = {s.path: repository.read_object(s.new) if s.new else None for s in prepared.swaps}
    if what is None or any(s.new and contents[s.path] is None for s in prepared.swaps):
        intent.clear_intent(repository)  # the commit comes before the files: then no file was touched either
        return Recovered(what="", finished=False)
    last: Prepared | None = prepared
    if prepared.joins and not includes(repository, prepared.commit) and repository.head() != prepared.parent:
        _undo_swaps(repository, prepared)  # somebody kept something else since: it is joined anew
        intent.clear_intent(repository)
        return Recovered(what="", finished=False)
    if not includes(repository, prepared.commit):
        _place_swaps(repository, prepared, contents)
        last = _advance(repository, prepared)
    for swap in prepared.swaps:
        for temp in leftovers_of(repository.root, swap.path):
            disk.remove(repository.root, temp)
    _tidy(repository, last)
    return Recovered(what=what.partition("\n")[0], finished=True)


def settle_in(root: Path) -> str | None:
    """Finish what an interrupted command had begun in the folder `root`, and return what to say of it.

    None when there is nothing to say; a command that is at work now is let alone.
    """
    try:
        repository = find(root)
        if repository is None:
            return None
        with lock(repository, "bb", patience=_SHORT), _named_busy():
            told = recover(repository)
    except BusyError:
        return None
    except (GitError, OSError, Stop):
        return "Een onderbroken handeling kan hier nu niet worden afgemaakt. Kijk wat er is met: bb doctor"
    if told is None:
        return None
    if not told.finished:
        return "Een onderbroken handeling is niet doorgegaan. Er is niets van blijven staan."
    return f"Een onderbroken handeling is afgemaakt ({mask(told.what)})."


@contextmanager
def _named_busy() -> Iterator[None]:
    """Tell a lock of git itself, which may have been left behind, from a command of ours that is at work."""
    try:
        yield
    except BusyError as busy:
        raise GitError(str(busy)) from busy


def _place_swaps(repository: Repository, prepared: Prepared, contents: Mapping[str, bytes | None]) -> None:
    """Put the files in place where the old content still stands; what someone typed since stays."""
    for swap in prepared.swaps:
        now = disk.read(repository.root, swap.path)
        standing = _blob_id(repository, now)
        if standing == swap.old and standing != swap.new:
            _place(repository.root, swap.path, now if isinstance(now, bytes) else None, contents[swap.path])


def _undo_swaps(repository: Repository, prepared: Prepared) -> None:
    """Put back what stood there where the new content still stands."""
    for swap in prepared.swaps:
        now = disk.read(repository.root, swap.path)
        old = repository.read_object(swap.old) if swap.old else None
        if _blob_id(repository, now) == swap.new and (old is not None) == (swap.old is not None):
            _place(repository.root, swap.path, now if isinstance(now, bytes) else None, old)


def _advance(repository: Repository, prepared: Prepared) -> Prepared | None:
    """Make the commit the last one, and return it.

    When a person kept something else since it was prepared, it is made again on top of that. None when
    all of it is kept already.

    Raises:
        MovedError: others keep coming in between.
        GitError: git cannot keep it.
    """
    for _ in range(_TRIES):
        try:
            move_ref(repository, prepared)
        except MovedError:
            if prepared.joins:
                raise
            standing = [s for s in prepared.swaps if _stands(repository, s)]
            again = replay(repository, prepared, standing) if standing else None
            if again is None:
                return None
            intent.write_intent(repository, again)
            prepared = again
        else:
            return prepared
    raise MovedError


def _tidy(repository: Repository, last: Prepared | None) -> None:
    if last is not None:
        update_index(repository, last)
    intent.clear_intent(repository)


def _take_back(repository: Repository, changes: Sequence[Change]) -> bool:
    """Put back what stood there before; tell whether everything is as if nothing had begun."""
    with suppress(OSError, GitError, Stop):
        prepared = intent.read_intent(repository)
        if prepared is not None and includes(repository, prepared.commit):
            return False
        for change in reversed(changes):
            if change.new != change.old and _read(repository.root, change.path) == change.new:
                _place(repository.root, change.path, change.new, change.old)
        intent.clear_intent(repository)
    return not pending(repository.root)


def _stands(repository: Repository, swap: Swap) -> bool:
    return _blob_id(repository, disk.read(repository.root, swap.path)) == swap.new


def _blob_id(repository: Repository, content: bytes | disk.Unreadable) -> str | None:
    return repository.blob_id(content) if isinstance(content, bytes) else None


def place_all(root: Path, changes: Sequence[Change]) -> None:
    """Put the files in place without a commit; when one refuses, put back those that were."""
    done: list[Change] = []
    try:
        for change in changes:
            _place(root, change.path, change.old, change.new)
            done.append(change)
    except (OSError, Stop):
        with suppress(OSError, Stop):
            for change in reversed(done):
                _place(root, change.path, change.new, change.old)
        raise


def _place(root: Path, path: str, old: bytes | None, new: bytes | None) -> None:
    if new is None:
        disk.remove(root, path)
    elif not replace_if_unchanged(root, path, old, new):
        raise ChangedError(_changed(path))


def require_unchanged(root: Path, changes: Sequence[Change]) -> None:
    """Raise ChangedError when a file is no longer as it was when its change was decided."""
    for change in changes:
        if _read(root, change.path) != change.old:
            raise ChangedError(_changed(change.path))


def _read(root: Path, path: str) -> bytes | None:
    now = disk.read(root, path)
    return now if isinstance(now, bytes) else None


def _changed(path: str) -> str:
    return f"{path} is intussen door iemand anders gewijzigd. Er is niets vastgelegd; probeer het opnieuw."


def _now() -> datetime:
    return datetime.now(AMSTERDAM).replace(microsecond=0)
