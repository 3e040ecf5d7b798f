"""Where the sealed key ring is kept: one commit without parents, on a reference of its own.

So the branch never refers to a ring, and a ring that is replaced is referred to by nothing: git can drop it. The
reference keeps no log of what it was before.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from bb.files import disk
from bb.git.errors import DamagedError, GitError, MovedError
from bb.git.repository import Repository

RING_REF = "refs/bb/sleutelring"
RING_FILE = "ring.age"
_AUTHOR = "bb <bb> 0 +0000"  # who changed the ring, and when, is nobody's business who cannot open it
_REFUSED = (0, 1, 128)
_TRIES = 3
_PARTS = [name.encode() for name in (f"{RING_REF}^{{commit}}", f"{RING_REF}^{{tree}}", f"{RING_REF}:{RING_FILE}")]
_HEAD = (
    8 + 256 * 4
)  # bytes in the index of a pack before the ids: its mark, and a table that ends in how many there are
_SMALL = 1300  # bytes: the index of a pack with three objects is smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The sealed ring as it is kept: its bytes, and the commit they stand in."""

    commit: str
    data: bytes


def kept_ring(repository: Repository) -> Kept | None:
    """Return the sealed ring; None when there is none.

    Raises:
        DamagedError: the reference is there, and leads to no ring.
    """
    for _ in range(_TRIES):
        commit, tree, ring = repository.read_objects(_PARTS)
        if commit is None:
            return None
        if tree and ring and commit[1].body.startswith(f"tree {tree[0]}\n".encode()) and tree[1].body == _tree(ring[0]):
            return Kept(commit=commit[0], data=ring[1].body)
        # Another command replaced it between two of the answers, and dropped this one.
    raise DamagedError


def _tree(blob: str) -> bytes:
    """Return the tree that holds the ring and nothing else, as git keeps it."""
    return b"100644 " + RING_FILE.encode() + b"\0" + bytes.fromhex(blob)


def keep_ring(repository: Repository, data: bytes, before: Kept | None) -> Kept:
    """Keep a sealed ring in the place of the one that was read; never over one that came in between.

    Args:
        repository: where.
        data: the ring, sealed.
        before: what `kept_ring` gave when this ring was made from it.

    Raises:
        MovedError: another ring came in between: read it, merge, and try again.
        GitError: git could not keep it.
    """
    blob = _made(repository, "blob", data)
    tree = repository.git("mktree", "-z", stdin=f"100644 blob {blob}\t{RING_FILE}\0".encode()).out.decode().strip()
    text = f"tree {tree}\nauthor {_AUTHOR}\ncommitter {_AUTHOR}\n\nsleutelring\n"
    commit = _made(repository, "commit", text.encode())
    adopt(repository, commit, before)
    return Kept(commit=commit, data=data)


def adopt(repository: Repository, commit: str, before: Kept | None) -> None:
    """Let the reference lead to a ring that is among git's objects already; the one before is dropped.

    Raises:
        MovedError: another ring came in between.
        GitError: git could not keep it.
    """
    old = before.commit if before else "0" * len(commit)
    move = ("-c", "core.logAllRefUpdates=false", "update-ref", "--no-deref", RING_REF, commit, old)
    if repository.git(*move, accept=_REFUSED).code:
        raise (
            MovedError if repository.resolve(RING_REF) != (before and before.commit) else GitError(command="update-ref")
        )
    if before and before.commit != commit:
        drop(repository, before.commit)


def drop(repository: Repository, commit: str) -> None:
    """Remove the objects of a ring that nothing refers to any more, loose ones or those in a pack of their own.

    That is how they are made, and how they are fetched; what git packed with others is left to `git gc`.
    """
    found = repository.read_objects([name.encode() for name in (commit, f"{commit}^{{tree}}", f"{commit}:{RING_FILE}")])
    ids = [answer[0] for answer in found if answer]
    folder = repository.git("rev-parse", "--git-path", "objects").out.decode("utf-8", "surrogateescape").rstrip("\n")
    objects = repository.root / folder
    for id_ in ids:
        with suppress(OSError):
            disk.remove(objects, f"{id_[:2]}/{id_[2:]}")
    for index in (objects / "pack").glob("*.idx"):
        if index.stat().st_size <= _SMALL and _packed(index.read_bytes(), repository.algorithm) <= set(ids):
            for path in (index.with_suffix(".rev"), index.with_suffix(".pack"), index):
                path.unlink(missing_ok=True)


def _packed(index: bytes, algorithm: str) -> set[str]:
    """Return the ids in the index of a pack (git's format, version 2)."""
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    names = index[_HEAD : _HEAD + size * int.from_bytes(index[_HEAD - 4 : _HEAD])]
    return {names[at : at + size].hex() for at in range(0, len(names), size)}


def _made(repository: Repository, kind: str, body: bytes) -> str:
    made = repository.git("hash-object", "-w", "-t", kind, "--stdin", "--no-filters", stdin=body)
    return made.out.decode().strip()
