"""The crash journal: which commit was being put in place, so that the next command can finish it.

It stands in `bb/intent.json` among git's own files of this working copy, and holds ids and paths only. While it is
there, repeating the steps of `bb.git.commit` from the files on brings everything in one state; `clear_intent` ends it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from bb.git.commit import Prepared, Swap
from bb.git.errors import GitError, PathError
from bb.git.objects import REGULAR, parts
from bb.git.pending import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from bb.git.repository import Repository

_FORM = 1
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class IntentError(GitError):
    """There is an intent, but not one that we can follow."""

    def __init__(self) -> None:
        super().__init__(
            "Een eerdere handeling is halverwege gestopt en kan niet vanzelf worden afgemaakt. Er is niets veranderd."
        )


def to_text(prepared: Prepared) -> str:
    """The intent as text; `from_text` is its inverse."""
    files = [{"path": swap.path, "old": swap.old, "new": swap.new, "mode": swap.mode} for swap in prepared.swaps]
    told = {"bb": _FORM, "commit": prepared.commit, "parent": prepared.parent, "joins": prepared.joins, "files": files}
    return json.dumps(told) + "\n"


def from_text(text: str) -> Prepared:
    """The commit that was being put in place.

    Every path and id is checked again: a copied repository may bring an intent that nobody of us wrote.

    Raises:
        IntentError: the text is not an intent, or of a newer `bb`.
    """
    try:
        told = json.loads(text)
        if told["bb"] != _FORM:
            raise IntentError
        swaps = tuple(
            Swap(path=_path(file["path"]), old=_id(file["old"]), new=_id(file["new"]), mode=_mode(file["mode"]))
            for file in told["files"]
        )
        commit = _id(told["commit"])
        parent = _id(told["parent"])
        joins = told["joins"] is True
    except (ValueError, TypeError, KeyError, PathError, RecursionError) as error:
        raise IntentError from error
    if commit is None:
        raise IntentError
    return Prepared(commit=commit, parent=parent, swaps=swaps, joins=joins)


def write_intent(repository: Repository, prepared: Prepared) -> None:
    """Say that this commit is being put in place. It is on disk, whole, when this returns."""
    folder = repository.own_folder()
    fresh = folder / f"{NAME}.new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK
    left = memoryview(to_text(prepared).encode("utf-8", "surrogateescape"))
    file = os.open(fresh, flags, 0o600)
    try:
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    finally:
        os.close(file)
    fresh.replace(folder / NAME)
    _flush(folder)


def read_intent(repository: Repository) -> Prepared | None:
    """What an interrupted command was putting in place; None when nothing was interrupted.

    Raises:
        IntentError: there is an intent that cannot be followed.
    """
    path = repository.git_dir / "bb" / NAME
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IntentError from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise IntentError
        return from_text(file.read().decode("utf-8", "surrogateescape"))


def clear_intent(repository: Repository) -> None:
    """Say that it is done. Fine when it was said before."""
    folder = repository.own_folder()
    with suppress(FileNotFoundError):
        (folder / NAME).unlink()
        _flush(folder)


def _flush(folder: Path) -> None:
    """Have the names in a folder on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _path(value: object) -> str:
    if not isinstance(value, str):
        raise IntentError
    parts(value)
    return value


def _id(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise IntentError
    return value


def _mode(value: object) -> str:
    if not isinstance(value, str) or value not in REGULAR:
        raise IntentError
    return value
