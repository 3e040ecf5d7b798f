"""The organisation as it would be with some files changed, and whether that would be worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bb.domain.finding import Finding, Severity
from bb.files import disk
from bb.files.disk import Unreadable
from bb.files.store import Loaded, load
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
    known = {(f.path, f.code, f.message) for f in _findings(load(_pairs(root, before)), today)}
    found = _findings(load(_pairs(root, after)), today)
    return [f for f in found if f.severity is Severity.ERROR and (f.path, f.code, f.message) not in known]


def _findings(loaded: Loaded, today: date) -> tuple[Finding, ...]:
    return (*loaded.findings, *(check(loaded.register, today) if loaded.organisatie_read else ()))


def _pairs(root: Path, contents: Contents) -> Iterator[tuple[str, bytes | Unreadable]]:
    for path, odd in disk.walk(root):
        if path not in contents:
            yield path, odd or disk.read(root, path)
    yield from ((path, content) for path, content in contents.items() if content is not None)
