"""One action, one commit of exactly its files: in steps that can each be repeated after a crash.

    prepare      keep the new files, folders and commit among git's objects; nothing refers to them yet
    write_intent say what is going on (`bb.git.intent`)
    …            the caller puts the files in place where the old content still stands
    move_ref     make the commit the last one, unless something else came in between
    update_index tell git's index about exactly these files
    clear_intent done

What a person has staged or changed beside these files stays as it is. No hook or filter runs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bb.git.errors import BusyError, GitError, MovedError
from bb.git.objects import Object, encode, folders, format_commit, object_id, pack, parts, replant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bb.git.author import Author
    from bb.git.repository import Repository

PATIENCE = 2.0  # seconds to wait for an editor that has just asked git something
_PAUSE = 0.05
_LOOSE = 100  # objects; from here one pack file is quicker than a file for each, and tidier
_FATAL = 128  # git's exit code when a step failed
_LOCKED = b".lock': File exists"  # what git then says when another program is at work


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to one file: its content before (None: it was not there) and after (None: it goes).

    `old` is what stood in the folder when the action was decided, which need not be what git kept last.
    """

    path: str
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A change by ids: the blob that must still stand at `path`, the one that comes there, and git's mode for it."""

    path: str
    old: str | None
    new: str | None
    mode: str = "100644"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A commit that exists but is not the last one yet: its id, the one before it (None: the first), its files."""

    commit: str
    parent: str | None
    swaps: tuple[Swap, ...]


def prepare(
    repository: Repository, changes: Sequence[Change], *, message: str, author: Author, when: datetime
) -> Prepared:
    """Make the commit of these changes on top of the last one, without moving anything. Two git processes.

    Args:
        repository: where.
        changes: each path once, at least one.
        message: the whole message; its first line is what a list shows. No personal data.
        author: who did it.
        when: with a zone.

    Raises:
        PathError: a path cannot be kept, or is a folder or link in the last commit.
        MovedError: another commit came while the last one was read.
        GitError: git could not keep it.
        ValueError: no changes, a path twice, or a time without a zone.
    """
    names = [parts(change.path) for change in changes]
    if not names or len(set(names)) < len(names) or when.tzinfo is None:
        raise ValueError(names, when)
    algorithm = repository.algorithm
    blobs = [None if change.new is None else Object("blob", change.new) for change in changes]
    ids = [None if blob is None else object_id(blob, algorithm) for blob in blobs]
    parent, tree, trees = _last(repository, names)
    planted = replant(tree, trees, dict(zip(names, ids, strict=True)), algorithm)
    parents = () if parent is None else (parent,)
    commit = Object("commit", format_commit(planted.root, parents, message=message, author=author, when=when))
    things = list(dict.fromkeys([*filter(None, blobs), *planted.made, commit]))
    keep = ("unpack-objects", "-q") if len(things) <= _LOOSE else ("index-pack", "--stdin")
    repository.git(*keep, stdin=pack(things, algorithm))
    swaps = tuple(
        Swap(
            path=change.path,
            old=None if change.old is None else repository.blob_id(change.old),
            new=new,
            mode=planted.modes[name],
        )
        for change, name, new in zip(changes, names, ids, strict=True)
    )
    return Prepared(commit=object_id(commit, algorithm), parent=parent, swaps=swaps)


def move_ref(repository: Repository, prepared: Prepared) -> None:
    """Make the prepared commit the last one. Done already, or built upon since, is fine.

    Raises:
        MovedError: the last commit is another than when this one was prepared; nothing was moved.
        BusyError: another program keeps the branch locked.
    """
    old = prepared.parent or "0" * len(prepared.commit)
    for _ in _tries():
        moved = repository.git("update-ref", "-m", "bb", "HEAD", prepared.commit, old, accept=(0, 1, _FATAL))
        if moved.code == 0 or _includes(repository, prepared.commit):
            return
        if _LOCKED not in moved.err:
            raise MovedError if repository.head() != prepared.parent else GitError(command="update-ref")
    raise BusyError


def update_index(repository: Repository, prepared: Prepared) -> None:
    """Tell git's index what the prepared files are now. Does nothing when a later commit has settled them since.

    Raises:
        BusyError: another program keeps the index locked; the commit itself is safe, so do this step again later.
    """
    if repository.head() != prepared.commit:
        return
    gone = "0" * len(prepared.commit)
    rows = (
        f"{swap.mode if swap.new else 0} {swap.new or gone}\t".encode() + encode(swap.path) for swap in prepared.swaps
    )
    lines = b"".join(row + b"\0" for row in rows)
    for _ in _tries():
        done = repository.git("update-index", "-z", "--index-info", stdin=lines, accept=(0, _FATAL))
        if done.code == 0:
            return
        if _LOCKED not in done.err:
            raise GitError(command="update-index")
    raise BusyError


def finish(repository: Repository, prepared: Prepared) -> None:
    """`move_ref`, then `update_index`: for a commit whose files stand in place already."""
    move_ref(repository, prepared)
    update_index(repository, prepared)


def _last(
    repository: Repository, names: Sequence[tuple[bytes, ...]]
) -> tuple[str | None, str | None, dict[str, bytes]]:
    """The last commit, its tree, and by id the content of every tree on the way to these paths. One git process."""
    wanted = [b"HEAD", b"HEAD^{tree}", *(b"HEAD:" + folder for folder in folders(names))]
    head, *found = repository.read_objects(wanted)
    if head is None:
        return None, None, {}
    # The tree is taken from the commit itself: should HEAD move halfway, its trees are missed and nothing goes wrong.
    tree = head[1].body.split(b"\n", 1)[0].removeprefix(b"tree ").decode()
    return head[0], tree, {answer[0]: answer[1].body for answer in found if answer and answer[1].kind == "tree"}


def _includes(repository: Repository, commit: str) -> bool:
    """Whether a commit is the last one or one before it."""
    return repository.git("merge-base", "--is-ancestor", commit, "HEAD", accept=(0, 1, _FATAL)).code == 0


def _tries() -> Iterator[None]:
    """Once, and again every so often while there is patience left."""
    until = time.monotonic() + PATIENCE
    yield
    while time.monotonic() < until:
        time.sleep(_PAUSE)
        yield
