"""What `bb` found wrong, and where: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; the value is the Dutch word on the screen."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    REMARK = "opmerking"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: line and column count from 1, columns in characters (code points)."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One mistake or oddity in one file.

    `path` is relative to the organisation's folder, with forward slashes. `code` is stable
    (`BB` and three digits). `message` says in Dutch what is wrong, `remedy` what to do about it.
    Neither ever quotes personal data.
    """

    path: str
    position: Position
    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
