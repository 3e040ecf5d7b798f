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

import os
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bb.git.errors import BusyError, GitError, MovedError
from bb.git.objects import (
    Object,
    blob_at,
    encode,
    folders,
    format_commit,
    object_id,
    pack,
    parts,
    replant,
    replant_commit,
)
from bb.git.run import run, scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bb.git.objects import Author, Names
    from bb.git.repository import Repository

PATIENCE = 2.0  # seconds to wait for an editor that has just asked git something
BY_HAND = "met de hand gewijzigd"
_PAUSE = 0.05
_OFF = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
_LOOSE = 100  # objects; from here one pack file is quicker than a file for each, and tidier
_FATAL = 128  # git's exit code when a step failed
_LOCKED = b".lock': File exists"  # what git then says when another program is at work


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to one file: its content before (None: it was not there) and after (None: it goes).

    `old` is what stood in the folder when the action was decided, which need not be what git kept last: see `prepare`.
    When both are the same, the file stands in place already and is only to be kept.
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
    """A commit that exists but is not the last one yet: its id, the one before it (None: the first), its files.

    With `joins` it brings in the history of another copy. Then it is never made again on top of something else: what
    it brings would be there without its history, and come a second time.
    """

    commit: str
    parent: str | None
    swaps: tuple[Swap, ...]
    joins: bool = False


def prepare(
    repository: Repository,
    changes: Sequence[Change],
    *,
    message: str,
    author: Author,
    when: datetime,
    by_hand: str | None = BY_HAND,
) -> Prepared:
    """Make the commit of these changes on top of the last one, without moving anything. Two git processes.

    Where a file stood in the folder otherwise than it was kept (somebody typed in an editor), that is kept first, as a
    commit of its own: so taking back the action never takes back what was typed by hand.

    Args:
        repository: where.
        changes: each path once, at least one.
        message: the whole message; its first line is what a list shows. No personal data.
        author: who did it.
        when: with a zone.
        by_hand: the message for what was typed by hand before; None when that must not be kept.

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
    olds = dict(zip(names, (_blob(change.old) for change in changes), strict=True))
    news = dict(zip(names, (_blob(change.new) for change in changes), strict=True))
    parent, tree, trees = _last(repository, names)
    typed = {
        name: old
        for name, old in olds.items()
        if old != news[name] and blob_at(tree, trees, name, algorithm) != _id(old, algorithm)
    }
    made: list[Object] = []
    tip = parent
    modes: Mapping[Names, str] = {}
    for blobs, why in ((typed, by_hand), (news, message)):
        if not blobs or why is None:
            continue
        planted = replant(tree, trees, {name: _id(blob, algorithm) for name, blob in blobs.items()}, algorithm)
        parents = () if tip is None else (tip,)
        commit = Object("commit", format_commit(planted.root, parents, message=why, author=author, when=when))
        made += [*filter(None, blobs.values()), *planted.made, commit]
        tree, tip, modes = planted.root, object_id(commit, algorithm), planted.modes
        trees |= {object_id(one, algorithm): one.body for one in planted.made}
    add_objects(repository, made)
    swaps = tuple(
        Swap(path=change.path, old=_id(olds[name], algorithm), new=_id(news[name], algorithm), mode=modes[name])
        for change, name in zip(changes, names, strict=True)
    )
    if tip is None:
        raise ValueError(names)
    return Prepared(commit=tip, parent=parent, swaps=swaps)


def prepare_join(
    repository: Repository, changes: Sequence[Change], other: str, *, message: str, author: Author, when: datetime
) -> Prepared:
    """Make the commit that joins the last commit and another, without moving anything.

    When the last commit is one of those before the other and the changes are what the other changed, it is the other.

    Args:
        repository: where.
        changes: what the last commit lacks of both together, against the files as they stand in the folder.
        other: the id of the other commit; its objects are here.
        message: as for `prepare`.
        author: who joins.
        when: with a zone.

    Raises:
        PathError, MovedError, GitError: as `prepare` does.
    """
    algorithm = repository.algorithm
    names = {change.path: parts(change.path) for change in changes}
    parent, tree, trees = _last(repository, list(names.values()))
    if parent is None:
        raise GitError(command="rev-parse")
    blobs = {change.path: _blob(change.new) for change in changes}
    planted = replant(tree, trees, {names[path]: _id(blob, algorithm) for path, blob in blobs.items()}, algorithm)
    commit = other
    if not repository.includes(parent, other) or not _is_what_changed(repository, parent, other, blobs):
        text = format_commit(planted.root, (parent, other), message=message, author=author, when=when)
        joining = Object("commit", text)
        commit = object_id(joining, algorithm)
        add_objects(repository, [*filter(None, blobs.values()), *planted.made, joining])
    swaps = tuple(
        Swap(
            path=change.path,
            old=_id(_blob(change.old), algorithm),
            new=_id(blobs[change.path], algorithm),
            mode=planted.modes[names[change.path]],
        )
        for change in changes
    )
    return Prepared(commit=commit, parent=parent, swaps=swaps, joins=True)


def _is_what_changed(repository: Repository, parent: str, other: str, blobs: Mapping[str, Object | None]) -> bool:
    """Tell whether the files that changed between two commits became these."""
    changed = {path: new for path, (old, new) in repository.between(parent, other).items() if old != new}
    return changed.keys() <= blobs.keys() and all(
        _id(blobs[path], repository.algorithm) == new for path, new in changed.items()
    )


def replay(repository: Repository, prepared: Prepared, swaps: Sequence[Swap]) -> Prepared | None:
    """Make the prepared commit again, of these of its files, on top of what has become the last one.

    Who, when and why stay. None when all of it stands in the last commit already.

    Raises:
        PathError, MovedError, GitError: as `prepare` does.
    """
    algorithm = repository.algorithm
    names = {swap.path: parts(swap.path) for swap in swaps}
    parent, tree, trees = _last(repository, list(names.values()))
    planted = replant(tree, trees, {names[swap.path]: swap.new for swap in swaps}, algorithm)
    (found,) = repository.read_objects([prepared.commit.encode()])
    if found is None or found[1].kind != "commit" or parent is None:
        raise GitError(command="cat-file")
    if planted.root == tree:
        return None
    commit = Object("commit", replant_commit(found[1].body, planted.root, parent))
    add_objects(repository, [*planted.made, commit])
    told = tuple(replace(swap, mode=planted.modes[names[swap.path]]) for swap in swaps)
    return Prepared(commit=object_id(commit, algorithm), parent=parent, swaps=told)


def message_of(repository: Repository, commit: str) -> str | None:
    """The message of a commit; None when the commit is not here."""
    (found,) = repository.read_objects([commit.encode()])
    if found is None or found[1].kind != "commit":
        return None
    return found[1].body.partition(b"\n\n")[2].decode("utf-8", "replace").strip()


def move_ref(repository: Repository, prepared: Prepared) -> None:
    """Make the prepared commit the last one. Done already, or built upon since, is fine.

    Raises:
        MovedError: the last commit is another than when this one was prepared; nothing was moved.
        BusyError: another program keeps the branch locked.
    """
    old = prepared.parent or "0" * len(prepared.commit)
    for _ in _tries():
        moved = repository.git("update-ref", "-m", "bb", "HEAD", prepared.commit, old, accept=(0, 1, _FATAL))
        if moved.code == 0 or includes(repository, prepared.commit):
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
    environ = without_filters(repository)
    for _ in _tries():
        done = run(
            ("update-index", "-z", "--index-info"),
            root=repository.root,
            git_dir=repository.git_dir,
            stdin=lines,
            accept=(0, _FATAL),
            environ=environ,
        )
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


def includes(repository: Repository, commit: str) -> bool:
    """Whether a commit is the last one or one before it."""
    return repository.includes(commit, "HEAD")


def _blob(content: bytes | None) -> Object | None:
    return None if content is None else Object("blob", content)


def _id(blob: Object | None, algorithm: str) -> str | None:
    return None if blob is None else object_id(blob, algorithm)


def add_objects(repository: Repository, made: Sequence[Object]) -> None:
    """Have git keep these objects, on disk."""
    things = list(dict.fromkeys(made))
    keep = ("unpack-objects", "-q") if len(things) <= _LOOSE else ("index-pack", "--stdin")
    repository.git(*keep, stdin=pack(things, repository.algorithm))


def without_filters(repository: Repository) -> dict[str, str]:
    """The environment for a step that writes the index, without the repository's filters.

    Git then compares files that changed in the same moment as the index did, and would run them through those programs.
    """
    environ = scrubbed(os.environ, root=repository.root, git_dir=repository.git_dir)
    if not _may_have_filters(repository):
        return environ
    found = repository.git("config", "-z", "--name-only", "--get-regexp", r"^filter\.", accept=(0, 1)).out
    drivers = dict.fromkeys(key.rpartition(".")[0] for key in found.decode("utf-8", "surrogateescape").split("\0")[:-1])
    off = [(f"{driver}.{key}", value) for driver in drivers for key, value in _OFF]
    told = {f"GIT_CONFIG_KEY_{i}": key for i, (key, _) in enumerate(off)}
    told |= {f"GIT_CONFIG_VALUE_{i}": value for i, (_, value) in enumerate(off)}
    return environ | told | {"GIT_CONFIG_COUNT": str(len(off))}


def _may_have_filters(repository: Repository) -> bool:
    """Whether the settings name a filter or other files with settings; reading them here is quicker than asking git.

    A linked working copy has its settings elsewhere: there git is always asked.
    """
    try:
        told = (repository.git_dir / "config").read_bytes().lower()
    except OSError:
        return True
    return any(word in told for word in (b"filter", b"include", b"worktreeconfig"))


def _tries() -> Iterator[None]:
    """Once, and again every so often while there is patience left."""
    until = time.monotonic() + PATIENCE
    yield
    while time.monotonic() < until:
        time.sleep(_PAUSE)
        yield
