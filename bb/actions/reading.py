"""Opening an organisation: its folder, everything in it, and what was wrong while reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bb.actions.known import known_answer, warn_of
from bb.actions.stop import Status, Stop
from bb.actions.where import root_of
from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.domain.records import Organisatie
from bb.domain.register import Register
from bb.domain.source import Source
from bb.files import disk, pack
from bb.files.disk import SETTINGS, Unreadable
from bb.files.index import Index, Kept

_Read = TypeVar("_Read")
_NOTHING = "[]"
BROKEN = "Er klopt iets niet in bb.yaml, dus deze opdracht kan niets doen.\nZie wat er is met: bb validate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An organisation as read: its folder, its records, and the findings of reading."""

    root: Path
    register: Register
    findings: tuple[Finding, ...]
    readable: bool
    """Whether `bb.yaml` itself could be read; without it only findings can be shown."""
    unread: tuple[Source, ...] = ()
    """The files that gave no record, as text."""


def open_organisation(start: Path) -> Opened:
    """Read the organisation that `start` lies in.

    Raises:
        Stop: there is none, or its files are of a newer form than this program knows (exit 2).
    """
    from bb.files.store import pairs_of  # noqa: PLC0415 - the index needs no reader of files

    root = root_of(start)
    return open_pairs(root, pairs_of(root))


def open_settings(start: Path) -> Opened:
    """Read only `bb.yaml` of the organisation that `start` lies in: for what needs none of its records.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken or newer than this program knows.
    """
    root = root_of(start)
    opened = open_pairs(root, [(SETTINGS, disk.read(root, SETTINGS))])
    if not opened.readable:
        raise Stop(BROKEN)
    return opened


def open_pairs(root: Path, pairs: Iterable[tuple[str, bytes | Unreadable]]) -> Opened:
    """Read the organisation of `root` from paths and bytes: its folder, or what is about to be committed.

    Raises:
        Stop: its files are of a newer form than this program knows (exit 2).
    """
    from bb.files.store import load  # noqa: PLC0415 - the index needs no reader of files

    loaded = refusing_newer(lambda: load(pairs))
    return Opened(
        root=root,
        register=loaded.register,
        findings=loaded.findings,
        readable=loaded.organisatie_read,
        unread=loaded.unread,
    )


def refusing_newer(read: Callable[[], _Read]) -> _Read:
    """Return what `read` reads.

    Raises:
        Stop: the files are of a newer form than this program knows (exit 2).
    """
    from bb.files.convert import NewerFormat  # noqa: PLC0415 - the index needs no reader of files

    try:
        return read()
    except NewerFormat as newer:
        raise Stop(
            f"Deze bestanden hebben formaat {newer.formaat}; deze versie van bb kent formaat 1. Er is niets gelezen.\n"
            "Installeer een nieuwere versie van bb en probeer het opnieuw.",
            Status.USAGE,
        ) from newer


def open_readable(start: Path) -> Opened:
    """Read the organisation that `start` lies in, for commands that cannot do without `bb.yaml`.

    What has not changed since the last time comes from the index (`bb.files.index`).

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken (exit 1: `bb validate` shows where).
    """
    root = root_of(start)
    found = known_answer(root, opened_from)
    return found[0] if found is not None else open_without_index(root)


def open_without_index(root: Path) -> Opened:
    """Read the organisation in the folder `root`, saying how many files could not be read.

    Raises:
        Stop: `bb.yaml` is broken, or newer than this program knows.
    """
    opened = open_organisation(root)
    if not opened.readable:
        raise Stop(BROKEN)
    warn_of(len({finding.path for finding in opened.findings}))
    return opened


def opened_from(known: Index) -> Opened:
    """Return the organisation as an index has it: records are made, and texts read, when somebody asks."""
    records: dict[str, dict[str, Kept]] = {kind: {} for kind in FOLDERS}
    unread: dict[str, set[str]] = {}
    findings: list[Finding] = []
    organisatie: Organisatie | None = None
    for kept in known.kept():
        if kept.path == SETTINGS and kept.data is not None:
            organisatie = _record(known.root, kept)
        elif kept.kind is not None and kept.id is not None:
            if kept.data is None:
                unread.setdefault(kept.kind, set()).add(kept.id)
            else:
                records[kept.kind][kept.id] = kept
        if kept.findings != _NOTHING:
            findings += pack.unpacked_findings(kept.findings, kept.path)
    if organisatie is None:
        raise ValueError("an index without an organisation")
    return Opened(
        root=known.root,
        register=_register(organisatie, {kind: _Packed(known.root, of) for kind, of in records.items()}, unread),
        findings=tuple(sorted(findings)),
        readable=True,
    )


def _register(
    organisatie: Organisatie, records: Mapping[str, Mapping[str, Any]], unread: Mapping[str, Iterable[str]]
) -> Register:
    ids = {kind: frozenset(of_kind) for kind, of_kind in unread.items()}
    return Register(organisatie=organisatie, unread=ids, **records)  # type: ignore[arg-type]  # each under its own kind


class _Packed(Mapping[str, Any]):
    """Records of one kind by id, each made when it is first asked for."""

    def __init__(self, root: Path, kept: dict[str, Kept]) -> None:
        self._root = root
        self._kept = dict(sorted(kept.items()))
        self._made: dict[str, Any] = {}

    def __getitem__(self, id_: str) -> Any:  # noqa: ANN401 - a record of any kind
        if id_ not in self._made:
            self._made[id_] = _record(self._root, self._kept[id_])
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _record(root: Path, kept: Kept) -> Any:  # noqa: ANN401 - same
    source = Source(path=kept.path, text=None, later=partial(_again, root, kept.path))
    return pack.unpacked(kept.data or "", source)


def _again(root: Path, path: str) -> Source:
    """Return a file as it stands now; when it has gone meanwhile, one without anything in it."""
    from bb.files.store import read_again  # noqa: PLC0415 - the index needs no reader of files

    return read_again(root, path)
