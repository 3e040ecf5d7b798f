"""Git's objects as plain values: ids, trees, commits, packs. Pure functions; the formats are those of git itself.

Making them here, and handing them to git as one small pack, takes one process for a whole commit where the usual
plumbing takes one for every blob, one for the index, one for the tree and one for the commit.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bb.git.errors import DamagedError, MovedError, PathError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

Names: TypeAlias = tuple[bytes, ...]  # a path by its names, as bytes

REGULAR = frozenset({"100644", "100755"})
_FOLDER = "40000"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_KINDS = {"commit": 1, "tree": 2, "blob": 3}


@dataclass(frozen=True, slots=True)
class Object:
    """One git object: its kind (`blob`, `tree`, `commit`) and its content without header."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder: what it is (git's mode, `100644`) and the id of its content."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True)
class Author:
    """The name and mail address that stand beside a commit."""

    name: str
    mail: str


def object_id(thing: Object, algorithm: str) -> str:
    """Git's id of an object. `algorithm` is `sha1` or `sha256`.

    >>> object_id(Object("blob", b""), "sha1")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    digest = hashlib.new(algorithm, usedforsecurity=False)
    digest.update(f"{thing.kind} {len(thing.body)}\0".encode())
    digest.update(thing.body)
    return digest.hexdigest()


def parts(path: str) -> Names:
    """The names in a path, as bytes, after checking that a file may be kept there.

    Paths are relative to the folder of the organisation and use `/`.

    >>> parts("casus/2026/'s-Gravenhage.md")
    (b'casus', b'2026', b"'s-Gravenhage.md")

    Raises:
        PathError: absolute, empty, `.` or `..` inside, a control character, or inside `.git` (in any case).
    """
    names = path.split("/")
    for name in names:
        if name.lower() in {"", ".", "..", ".git"} or _CONTROL.search(name):
            raise PathError
    return tuple(encode(name) for name in names)


def folders(paths: Iterable[Names]) -> list[bytes]:
    """Every folder on the way to these paths, each once, without the root: `casus`, `casus/2026`."""
    return list({b"/".join(path[:depth]): None for path in paths for depth in range(1, len(path))})


def encode(path: str) -> bytes:
    """A path as git keeps it: UTF-8, with foreign bytes as they were read."""
    return path.encode("utf-8", "surrogateescape")


def decode(path: bytes) -> str:
    """A path as Python has it; the inverse of `encode`, also for bytes that are not UTF-8."""
    return path.decode("utf-8", "surrogateescape")


def parse_tree(body: bytes, algorithm: str) -> dict[bytes, Entry]:
    """The names in one folder, from the content of a tree object.

    Raises:
        DamagedError: the bytes are not a tree.
    """
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    entries: dict[bytes, Entry] = {}
    at = 0
    while at < len(body):
        space, end = body.find(b" ", at), body.find(b"\0", at)
        if not at < space < end or end + size >= len(body):
            raise DamagedError
        entries[body[space + 1 : end]] = Entry(body[at:space].decode("latin-1"), body[end + 1 : end + 1 + size].hex())
        at = end + 1 + size
    return entries


def format_tree(entries: Mapping[bytes, Entry]) -> bytes:
    """The content of a tree object. Git sorts a folder as if its name ended in `/`."""
    ordered = sorted(entries.items(), key=lambda item: item[0] + b"/" if item[1].mode == _FOLDER else item[0])
    return b"".join(entry.mode.encode() + b" " + name + b"\0" + bytes.fromhex(entry.id) for name, entry in ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What `replant` made: the id of the new tree, the new tree objects, and by path the mode each blob got."""

    root: str
    made: tuple[Object, ...]
    modes: Mapping[Names, str]


def replant(root: str | None, trees: Mapping[str, bytes], blobs: Mapping[Names, str | None], algorithm: str) -> Planted:
    """Put blobs in a tree. A file keeps its mode; a new one is `100644`. Folders left empty disappear.

    Args:
        root: id of the tree to start from; None for an empty one.
        trees: content by id of `root` and of every folder on the way to a blob.
        blobs: for each path its new blob id, or None to take the file away.
        algorithm: `sha1` or `sha256`.

    Raises:
        PathError: a blob would replace a folder, link or submodule, or stand below a file.
        MovedError: a folder on the way is not in `trees`: they were read while something was being kept.
    """
    made: list[Object] = []
    modes: dict[Names, str] = {}

    def grow(tree: str | None, below: Mapping[Names, str | None], above: Names) -> str | None:
        if tree is not None and tree not in trees:
            raise MovedError
        entries = {} if tree is None else parse_tree(trees[tree], algorithm)
        for name, inside in _by_first(below).items():
            was = entries.pop(name, None)
            is_file = () in inside
            if (is_file and len(inside) > 1) or (was and was.mode not in (REGULAR if is_file else {_FOLDER})):
                raise PathError
            if is_file:
                new, mode = inside[()], was.mode if was else "100644"
                modes[*above, name] = mode
            else:
                new, mode = grow(was.id if was else None, inside, (*above, name)), _FOLDER
            if new is not None:
                entries[name] = Entry(mode, new)
        return add(entries) if entries or not above else None

    def add(entries: Mapping[bytes, Entry]) -> str:
        made.append(Object("tree", format_tree(entries)))
        return object_id(made[-1], algorithm)

    top = grow(root, blobs, ()) or add({})
    return Planted(root=top, made=tuple(made), modes=modes)


def blob_at(root: str | None, trees: Mapping[str, bytes], path: Names, algorithm: str) -> str | None:
    """The id of the file at `path` in a tree; None when there is no file there, or its folder is not in `trees`."""
    entry = None if root is None else Entry(_FOLDER, root)
    for name in path:
        if entry is None or entry.mode != _FOLDER or entry.id not in trees:
            return None
        entry = parse_tree(trees[entry.id], algorithm).get(name)
    return entry.id if entry and entry.mode in REGULAR else None


def format_commit(tree: str, parents: Sequence[str], *, message: str, author: Author, when: datetime) -> bytes:
    """The content of a commit object. `when` must know its zone; author and committer are the same person."""
    person = f"{author.name} <{author.mail}> {int(when.timestamp())} {when:%z}"
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {person}", f"committer {person}"]
    return ("\n".join(lines) + "\n\n" + message.strip() + "\n").encode("utf-8", "replace")


def replant_commit(body: bytes, tree: str, parent: str) -> bytes:
    """The content of a commit with another tree and one other parent; who, when and why stay.

    Raises:
        DamagedError: the bytes are not a commit.
    """
    _, sign, rest = body.partition(b"\nauthor ")
    if not sign:
        raise DamagedError
    return f"tree {tree}\nparent {parent}\nauthor ".encode() + rest


def pack(things: Sequence[Object], algorithm: str) -> bytes:
    """The objects as one pack: what git reads from a pipe to keep them all."""
    body = b"PACK" + (2).to_bytes(4) + len(things).to_bytes(4) + b"".join(map(_packed, things))
    return body + hashlib.new(algorithm, body, usedforsecurity=False).digest()


def _packed(thing: Object) -> bytes:
    """One object in a pack: its kind and size in groups of 4, 7, 7, … bits, then its content, compressed."""
    import zlib  # noqa: PLC0415 - only who keeps something compresses it

    size = len(thing.body)
    head = [_KINDS[thing.kind] << 4 | size & 15]
    size >>= 4
    while size:
        head[-1] |= 128
        head.append(size & 127)
        size >>= 7
    return bytes(head) + zlib.compress(thing.body, 1)


def _by_first(blobs: Mapping[Names, str | None]) -> dict[bytes, dict[Names, str | None]]:
    """The same paths, grouped by their first name."""
    grouped: dict[bytes, dict[Names, str | None]] = {}
    for path, blob in blobs.items():
        grouped.setdefault(path[0], {})[path[1:]] = blob
    return grouped
