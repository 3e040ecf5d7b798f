"""Opening an organisation: its folder, everything in it, and what was wrong while reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bb.actions.stop import Status, Stop
from bb.domain.finding import Finding
from bb.domain.register import Register
from bb.domain.source import Source
from bb.files import disk
from bb.files.convert import NewerFormat
from bb.files.disk import SETTINGS, Unreadable
from bb.files.root import find_root
from bb.files.store import load, pairs_of

_Read = TypeVar("_Read")

NO_ORGANISATION = (
    "Hier is geen organisatie: er is geen bestand bb.yaml in deze map of erboven.\n"
    "Begin een eigen organisatie met: bb init MAP\n"
    "Of kijk rond in een verzonnen organisatie met: bb demo MAP"
)
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


def root_of(start: Path) -> Path:
    """Return the folder of the organisation that `start` lies in.

    Raises:
        Stop: there is none.
    """
    if not start.is_dir():
        raise Stop(f"De map {start} bestaat niet.", Status.USAGE)
    root = find_root(start)
    if root is None:
        raise Stop(NO_ORGANISATION, Status.USAGE)
    return root


def open_pairs(root: Path, pairs: Iterable[tuple[str, bytes | Unreadable]]) -> Opened:
    """Read the organisation of `root` from paths and bytes: its folder, or what is about to be committed.

    Raises:
        Stop: its files are of a newer form than this program knows (exit 2).
    """
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

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken (exit 1: `bb validate` shows where).
    """
    opened = open_organisation(start)
    if not opened.readable:
        raise Stop(BROKEN)
    if opened.findings:
        import logging  # noqa: PLC0415 - only when there is something to say

        files = len({finding.path for finding in opened.findings})
        # Without any handler, logging prints the bare sentence on stderr; a program that uses us can catch it.
        logging.getLogger("bb").warning(
            "Let op: %s niet helemaal te lezen; wat niet te lezen is, telt hier niet mee. Zie: bb validate",
            "1 bestand is" if files == 1 else f"{files} bestanden zijn",
        )
    return opened
