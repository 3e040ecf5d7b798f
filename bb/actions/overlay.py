"""The organisation as it would be with some files changed, and whether that would be worse."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bb.actions.reading import Opened
from bb.domain.finding import Finding, Severity
from bb.domain.records import KINDS, Record
from bb.domain.register import Register
from bb.files import disk
from bb.files.disk import SETTINGS, Unreadable
from bb.files.places import kind_and_id
from bb.files.store import Loaded, load, read_record
from bb.rules.around import around
from bb.rules.checking import check

Contents = Mapping[str, bytes | None]
"""By path what a file holds instead of what stands in the folder; None when it is not there."""


def new_errors(root: Path, before: Contents, after: Contents, today: date) -> list[Finding]:
    """Return the errors that the folder with the contents `after` has and with `before` has not.

    Args:
        root: the organisation's folder.
        before: how files were.
        after: how files would be.
        today: the day the rules look from.

    Raises:
        NewerFormat: `bb.yaml` would have a form this program does not know.
    """
    return [finding for finding in _new_findings(root, before, after, today) if finding.severity is Severity.ERROR]


def findings_since(opened: Opened, before: Contents, today: date) -> list[Finding]:
    """Return what is found in an organisation as it was read, and was not when some files were otherwise.

    As `new_errors`, but of every level, and only what these files can touch is looked at. A record that goes brings
    none of its own.
    """
    if SETTINGS in before:
        return _new_findings(opened.root, before, {}, today)
    made, versions, reading = _overlaid(opened, before)
    old = {_mark(f) for f in (*reading, *check(around(made, *versions), today))}
    here = (f for f in opened.findings if f.path in before)
    return _unknown((*here, *check(around(opened.register, *versions), today)), old)


def _new_findings(root: Path, before: Contents, after: Contents, today: date) -> list[Finding]:
    known = {_mark(f) for f in _findings(load(_pairs(root, before)), today)}
    return _unknown(_findings(load(_pairs(root, after)), today), known)


def _overlaid(opened: Opened, contents: Contents) -> tuple[Register, list[Record], list[Finding]]:
    """Return the register with other contents of some files, both versions of their records, and what is unreadable."""
    register = opened.register
    later = {kind: dict(register.of_kind(kind)) for kind in KINDS}
    versions: list[Record] = []
    reading: list[Finding] = []
    for path, content in contents.items():
        place = kind_and_id(path)
        if place is None:
            continue
        kind, id_ = place
        before = later[kind].pop(id_, None)
        after, found = read_record(path, content) if content is not None else (None, ())
        reading += found
        versions += [version for version in (before, after) if version is not None]
        later[kind] |= {id_: after} if after is not None else {}
    return replace(register, **later), versions, reading  # type: ignore[arg-type]  # each class under its own kind


def _unknown(findings: Iterable[Finding], known: Container[tuple[str, str, str]]) -> list[Finding]:
    return [finding for finding in findings if _mark(finding) not in known]


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.message


def _findings(loaded: Loaded, today: date) -> tuple[Finding, ...]:
    return (*loaded.findings, *(check(loaded.register, today) if loaded.organisatie_read else ()))


def _pairs(root: Path, contents: Contents) -> Iterator[tuple[str, bytes | Unreadable]]:
    for path, odd in disk.walk(root):
        if path not in contents:
            yield path, odd or disk.read(root, path)
    yield from ((path, content) for path, content in contents.items() if content is not None)
