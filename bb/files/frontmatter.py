"""Cutting a file in two: the front matter, and the Markdown below it. Not a byte is changed.

Of python-frontmatter only detecting and splitting are used. Its `parse`, `load` and `dump` strip
bodies, lose files with a byte order mark and turn 19:30 into 1170; the handler here refuses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from frontmatter.default_handlers import YAMLHandler

from bb.domain.codes import found
from bb.domain.finding import Finding, Fix, Position
from bb.files.disk import MAX_BYTES

MAX_HEADER_BYTES = 64 * 1024
"""Front matter is never longer (FORMAT: Reading and writing)."""

BOM = "\ufeff"

_CLOSING = "\n---"

_ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)",
)
_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")
_ORDINARY = bytes({*range(256)} - ({*range(32), 127} - set(b"\t\n")))  # no control characters
# The first bytes of all others that are odd.
_LEADS = (b"\xc2", b"\xe2\x80\x8b", *(b"\xe2\x80" + bytes([last]) for last in range(0xA8, 0xAF)), b"\xe2\x81", b"\xef")
_CLASH = re.compile(r"^<{7} ", re.MULTILINE)  # the first line of what two people changed and nobody decided
_MARK = "<<<<<<< "
_ENOUGH = 10  # odd characters shown of one file; the rest is the same mistake


class _Handler(YAMLHandler):
    """Front matter between two lines of exactly three dashes, with blanks after them or not."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)

    def load(self, *_: object, **__: object) -> NoReturn:
        raise NotImplementedError("values are read by bb.files.tree")

    def export(self, *_: object, **__: object) -> NoReturn:
        raise NotImplementedError("files are changed by bb.files.splice")


_HANDLER = _Handler()


class Split(NamedTuple):
    """A file cut in two. All offsets count characters of `text`, the file without its BOM.

    `start` and `end` enclose the front matter, `below` is where the body begins. `newline` is how
    the first line ends. `findings` are remarks about the body; the front matter is fine.
    """

    text: str
    bom: bool
    newline: str
    start: int
    end: int
    below: int
    findings: tuple[Finding, ...] = ()

    @property
    def header(self) -> str:
        """The text between the two lines of dashes."""
        return self.text[self.start : self.end]

    @property
    def header_line(self) -> int:
        """The line the front matter starts on, from 1."""
        return 2 if self.start else 1

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.text[self.below :]


def has_odd(text: str) -> bool:
    """Tell whether a text holds a control character or a line break that editors do not show."""
    return _ODD.search(text) is not None


def split(data: bytes, path: str) -> Split | tuple[Finding, ...]:
    """Cut the bytes of a Markdown file in two, or say what is wrong with it."""
    decoded = _decoded(data, path)
    if not isinstance(decoded, str):
        return decoded
    return (None if _may_be_odd(data) or _MARK in decoded else _usual(decoded)) or split_text(decoded, path)


def _may_be_odd(data: bytes) -> bool:
    """Tell whether odd characters can be in a text; a look at its bytes is enough to say no of nearly every file."""
    return bool(data.translate(None, _ORDINARY)) or (not data.isascii() and any(lead in data for lead in _LEADS))


def _usual(text: str) -> Split | None:
    """Cut a text with nothing odd in it as `split_text` does, or None when its first lines need a closer look."""
    end = text.find(_CLOSING, 3) if text.startswith("---\n") else -1
    after = end + len(_CLOSING)
    if end < 0 or len(text) > MAX_HEADER_BYTES // 4 or text[after : after + 1] not in ("\n", ""):
        return None
    below = min(after + 1, len(text))
    return Split(text=text, bom=False, newline="\n", start=4, end=end + 1, below=below)


def split_text(written: str, path: str) -> Split | tuple[Finding, ...]:
    """Cut a text in two, or say what is wrong with it; a BOM in front is cut off and remembered."""
    text = written.removeprefix(BOM)
    odd = (*_odd(text, path), *_clashes(text, path))
    if not _HANDLER.detect(text):
        return (*odd, found("BB106", path, Position()))
    try:
        header, body = _HANDLER.split(text)
    except ValueError:  # there is no second line of dashes
        return (*odd, found("BB107", path, Position()))
    start = text.index("\n") + 1
    end = start + len(header)
    if len(header.encode("utf-8", "surrogatepass")) > MAX_HEADER_BYTES:
        return (*odd, found("BB108", path, Position(2, 1)))
    cut = Split(
        text=text,
        bom=len(text) < len(written),
        newline="\r\n" if text[start - 2] == "\r" else "\n",
        start=start,
        end=end,
        below=len(text) - len(body),
        findings=odd,
    )
    above = text[: cut.below]
    return odd if odd and (has_odd(above) or _CLASH.search(above)) else cut


def whole(data: bytes, path: str) -> Split | tuple[Finding, ...]:
    """Take all of a file as front matter: `bb.yaml` has no body."""
    decoded = _decoded(data, path)
    return whole_text(decoded, path) if isinstance(decoded, str) else decoded


def whole_text(written: str, path: str) -> Split | tuple[Finding, ...]:
    """Take all of a text as front matter, or say what is wrong with it."""
    text = written.removeprefix(BOM)
    odd = (*_odd(text, path), *_clashes(text, path))
    if odd:
        return odd
    if len(text.encode()) > MAX_HEADER_BYTES:
        return (found("BB108", path, Position()),)
    return Split(
        text=text,
        bom=len(text) < len(written),
        newline="\r\n" if "\r\n" in text else "\n",
        start=0,
        end=len(text),
        below=len(text),
    )


def _decoded(data: bytes, path: str) -> str | tuple[Finding, ...]:
    if len(data) > MAX_BYTES:
        return (found("BB102", path, Position()),)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return (found("BB104", path, _position(before, len(before))),)


def _odd(text: str, path: str) -> Iterator[Finding]:
    for count, match in enumerate(_ODD.finditer(text)):
        if count == _ENOUGH:
            return
        yield found("BB105", path, _position(text, match.start()), fix=_mending(match[0], text))


def _clashes(text: str, path: str) -> Iterator[Finding]:
    if _MARK in text:
        yield from (found("BB109", path, _position(text, match.start())) for match in _CLASH.finditer(text))


def _mending(sign: str, text: str) -> Fix | None:
    """Return how a file is rid of such a character: what breaks lines may have stood for a blank."""
    if sign == "\r":  # at the end of every line, as on very old computers; else nobody can tell
        return None if "\n" in text else Fix(text="\n", sign=sign)
    return Fix(text=" ", sign=sign, safe=False) if sign in _BREAKS else Fix(text="", sign=sign)


def _position(text: str, offset: int) -> Position:
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
