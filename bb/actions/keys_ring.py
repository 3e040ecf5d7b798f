"""Where the sealed key ring is kept: one commit without parents, on a reference of its own.

So the branch never refers to a ring, and a ring that is replaced is referred to by nothing: git can drop it. The
reference keeps no log of what it was before.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bb.files import disk
from bb.git.errors import GitError, MovedError
from bb.git.objects import Object, object_id
from bb.git.repository import Repository, objects_folder
from bb.vault.errors import RingError

RING_REF = "refs/bb/sleutelring"
RING_FILE = "ring.age"
ASIDE = "sleutelring-beschadigd.age"
"""The file beside git's own in which a damaged ring is put, in case somebody can still read a part of it."""
_AUTHOR = "bb <bb> 0 +0000"  # who changed the ring, and when, is nobody's business who cannot open it
_REFUSED = (0, 1, 128)
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
        RingError: the reference is there, and leads to no ring that git can read.
    """
    before = None
    while True:
        try:
            kept = ring_at(repository, RING_REF)
        except GitError:
            raise RingError from None
        leads_to = None if kept else _leads_to(repository)
        if leads_to is None:
            return kept
        if leads_to == before:
            raise RingError
        before = leads_to  # perhaps another command replaced it between two of the answers, and dropped this one


def _leads_to(repository: Repository) -> str | None:
    """Return what the reference leads to, whatever that is; None when there is none."""
    found = _id(repository, RING_REF)
    return found or ("nothing" if _file(repository).exists() else None)


def _id(repository: Repository, name: str) -> str | None:
    found = repository.git("rev-parse", "--verify", "--quiet", name, accept=_REFUSED)
    return found.out.decode().strip() if found.code == 0 else None


def _file(repository: Repository) -> Path:
    """Return the file in which git keeps the reference, as a rule."""
    told = repository.git("rev-parse", "--git-path", RING_REF).out
    return repository.root / told.decode("utf-8", "surrogateescape").rstrip("\n")


def make_way(repository: Repository, kept: Kept | None) -> None:
    """Take away what stands in the place of the ring and cannot be used, so that a good ring can come there.

    Args:
        repository: where.
        kept: the ring, when it can be read and does not open: it is put aside. None for what cannot be read.

    Raises:
        OSError: it cannot be put aside.
    """
    if kept:
        folder = repository.own_folder()
        disk.replace(folder, disk.write_temp(folder, ASIDE, kept.data), ASIDE)
    for name in (RING_REF, f"{RING_REF}^{{tree}}", f"{RING_REF}:{RING_FILE}"):
        id_ = _id(repository, name)
        if id_ and repository.git("cat-file", "-p", id_, accept=_REFUSED).code:  # so that it is fetched anew
            _remove_loose(repository, id_)
    repository.git("update-ref", "--no-deref", "-d", RING_REF, accept=_REFUSED)
    _file(repository).unlink(missing_ok=True)  # git leaves a file that is no reference as it is


def ring_at(repository: Repository, name: str) -> Kept | None:
    """Return the sealed ring in the commit that `name` means; None when there is none, or no ring in it."""
    wanted = (f"{name}^{{commit}}", f"{name}^{{tree}}", f"{name}:{RING_FILE}")
    commit, tree, ring = repository.read_objects(one.encode() for one in wanted)
    if not (commit and tree and ring) or tree[1].body != _tree(ring[0]):
        return None
    if not commit[1].body.startswith(f"tree {tree[0]}\n".encode()):
        return None
    return Kept(commit=commit[0], data=ring[1].body)


def _parts(repository: Repository, data: bytes) -> tuple[Object, Object]:
    """Return a ring as git keeps it: a blob, and the tree that holds it and nothing else."""
    blob = Object("blob", data)
    return blob, Object("tree", _tree(object_id(blob, repository.algorithm)))


def _tree(blob: str) -> bytes:
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
    from bb.git.commit import add_objects  # noqa: PLC0415 - reading dossiers loads nothing that writes

    blob, tree = _parts(repository, data)
    text = f"tree {object_id(tree, repository.algorithm)}\nauthor {_AUTHOR}\ncommitter {_AUTHOR}\n\nsleutelring\n"
    commit = Object("commit", text.encode())
    add_objects(repository, [blob, tree, commit])
    kept = Kept(commit=object_id(commit, repository.algorithm), data=data)
    adopt(repository, kept, before)
    return kept


def adopt(repository: Repository, kept: Kept, before: Kept | None) -> None:
    """Let the reference lead to a ring that is among git's objects already; the one before is dropped.

    Raises:
        MovedError: another ring came in between.
        GitError: git could not keep it.
    """
    old = before.commit if before else "0" * len(kept.commit)
    move = ("-c", "core.logAllRefUpdates=false", "update-ref", "--no-deref", RING_REF, kept.commit, old)
    if repository.git(*move, accept=_REFUSED).code:
        raise (
            MovedError if repository.resolve(RING_REF) != (before and before.commit) else GitError(command="update-ref")
        )
    if before and before.commit != kept.commit:
        drop(repository, before)


def drop(repository: Repository, kept: Kept) -> None:
    """Remove the objects of a ring that nothing refers to any more, loose ones or those in a pack of their own.

    That is how they are made, and how they are fetched; what git packed with others is left to `git gc`.
    """
    ids = [kept.commit, *(object_id(part, repository.algorithm) for part in _parts(repository, kept.data))]
    for id_ in ids:
        _remove_loose(repository, id_)
    for index in (objects_folder(repository) / "pack").glob("*.idx"):
        if index.stat().st_size <= _SMALL and _packed(index.read_bytes(), repository.algorithm) <= set(ids):
            for path in (index.with_suffix(".rev"), index.with_suffix(".pack"), index):
                path.unlink(missing_ok=True)


def _remove_loose(repository: Repository, id_: str) -> None:
    with suppress(OSError):
        disk.remove(objects_folder(repository), f"{id_[:2]}/{id_[2:]}")


def _packed(index: bytes, algorithm: str) -> set[str]:
    """Return the ids in the index of a pack (git's format, version 2)."""
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    names = index[_HEAD : _HEAD + size * int.from_bytes(index[_HEAD - 4 : _HEAD])]
    return {names[at : at + size].hex() for at in range(0, len(names), size)}
