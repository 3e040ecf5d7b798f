"""What `bb` found wrong, and where: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
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


class Mends(StrEnum):
    """Whether the program can mend what a code finds; the value is the sentence for the user."""

    NEVER = "Dit verbetert u zelf."
    SAFELY = "Verbeteren kan bb zelf: bb validate --fix"
    PERHAPS = "bb weet het goede antwoord soms zeker (bb validate --fix) en soms bijna (met --unsafe erbij)."
    LIKELY = "bb weet het goede antwoord bijna zeker. Kijk eerst: bb validate --diff --unsafe"


@dataclass(frozen=True, slots=True)
class Line:
    """The lines of a file from `first` up to, not with, `until` (from 1) make way for `text`, or for nothing."""

    first: int
    until: int
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """How a finding can be mended without asking: write `text` at its place instead of what stands there.

    `text` is as it will stand in the file; None takes away the field or the item of a list that
    stands there. With `sort` the lines of the journal are put in the order of their days instead.
    With `sign` every one of that character in the file makes way for `text`, or is left out; with `lines` whole lines
    come instead of others. Neither needs a reading of what the file says. `safe` tells that there is one right answer;
    without it this is only the likeliest.
    """

    text: str | None = None
    sort: bool = False
    sign: str = ""
    lines: tuple[Line, ...] = ()
    safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One mistake or oddity in one file.

    `path` is relative to the organisation's folder, with forward slashes. `code` is stable
    (`BB` and three digits). `message` says in Dutch what is wrong, `remedy` what to do about it.
    Neither ever quotes personal data. `fix` is there when the program can mend it by itself.
    """

    path: str
    position: Position
    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    fix: Fix | None = field(default=None, compare=False, repr=False)
