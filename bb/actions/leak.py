"""Personal data in a plain file, where it does not belong: where it stands now, and in which versions it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bb.actions import dossiers
from bb.actions.key_reading import sentences
from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.actions.undo import short
from bb.actions.vault import vault_if_unlocked
from bb.domain.detectors import hits, position
from bb.domain.dossier import DOSSIERS
from bb.domain.hit import GEVOELIG
from bb.domain.ids import kind_of_id
from bb.domain.known_names import name_hits, name_words, names_of
from bb.domain.records import Record
from bb.files import disk
from bb.git.remote import remote_of, seen
from bb.git.repository import Repository, find


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of the file in which something stands: which action, the day, and whether others may have it."""

    action: str
    day: date
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What stands in a plain file: the lines now with the kind of thing (never the thing), and the versions it is in.

    `elsewhere` tells whether there is a shared place at all; `names` whether the names of the dossier were looked for.
    """

    id: str
    path: str
    lines: tuple[tuple[int, str], ...]
    versions: tuple[Version, ...]
    elsewhere: bool
    names: bool


def find_leak(opened: Opened, record: Record) -> Leak:
    """Look for personal data in the plain file of a record, and in every version of it.

    Raises:
        Stop: the file cannot be read, or git cannot.
    """
    path = record.source.path
    now = disk.read(opened.root, path)
    if not isinstance(now, bytes):
        raise Stop(f"{path} kan niet worden gelezen.")
    words = _words(opened, record)
    text = now.decode("utf-8", "replace")
    lines = tuple(sorted({(position(text, start).line, kind) for start, kind in _found(text, words)}))
    with sentences():
        repository = find(opened.root)
        versions = _versions(repository, path, words) if repository else ()
        elsewhere = repository is not None and remote_of(repository) is not None
    return Leak(id=record.id, path=path, lines=lines, versions=versions, elsewhere=elsewhere, names=words is not None)


def _words(opened: Opened, record: Record) -> frozenset[str] | None:
    """Return the names in the record's dossier; None while it is locked."""
    kind = kind_of_id(record.id)
    vault = vault_if_unlocked(opened) if kind in DOSSIERS else None
    if vault is None or record.id in vault.ring.forgotten:
        return None
    value = dossiers.read(vault, kind, record.id).written.value
    return name_words(names_of(value)) if value else frozenset()


def _found(text: str, words: frozenset[str] | None) -> list[tuple[int, str]]:
    found = [(hit.start, hit.kind) for hit in hits(text) if hit.kind != GEVOELIG]
    return found + [(hit.start, hit.kind) for hit in name_hits(text, words or frozenset())]


def _versions(repository: Repository, path: str, words: frozenset[str] | None) -> tuple[Version, ...]:
    log = repository.log(path)
    remote = remote_of(repository)
    known = seen(repository, remote) if remote else None
    listed = repository.git("rev-list", known, "--", path).out.decode().split() if known else []
    blobs = repository.read_objects([f"{one.commit}:{path}".encode("utf-8", "surrogateescape") for one in log])
    return tuple(
        Version(action=short(one.commit), day=one.day, shared=one.commit in listed)
        for one, answer in zip(log, blobs, strict=True)
        if answer and _found(answer[1].body.decode("utf-8", "replace"), words)
    )
