"""Mending a text by the fixes its findings carry, each a change of one value, name or line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bb.domain.finding import Finding, Fix, Line, Position
from bb.domain.source import Items, Keys, Node, Text
from bb.files.disk import SETTINGS
from bb.files.format import format_text
from bb.files.frontmatter import BOM
from bb.files.splice import Refused, remove_key, rename_key, set_key, sort_events
from bb.files.verify import Path, opened


def mend(text: str, findings: Iterable[Finding]) -> str:
    """Return the text of a file with the fixes of these findings made.

    What cannot be done safely is left as it is; mistakes without a fix stay, whatever stands around them.
    From the last line to the first, so that the places of the others stay true; the journal is put in order
    when all lines are right.
    """
    fixes = sorted({(one.position, one.path, one.fix) for one in findings if one.fix}, key=lambda one: one[0])
    signs: dict[str, str | int | None] = {fix.sign: fix.text or "" for _, _, fix in fixes if fix.sign}
    if signs:  # before anything is read: of such a file nothing else can be told yet
        bom = text[: text.startswith(BOM)]
        return bom + text[len(bom) :].translate(str.maketrans(signs))
    lines = next((fix.lines for _, _, fix in fixes if fix.lines), ())
    if lines:
        return _with_lines(text, lines)
    for position, path, fix in reversed(fixes):
        if not fix.sort:
            text = _mended(text, position, fix, settings=path == SETTINGS)
    return _kept(text, sort_events(text)) if any(fix.sort for _, _, fix in fixes) else text


def _with_lines(text: str, lines: Iterable[Line]) -> str:
    """Return a text with lines instead of others, each ended as the first line is."""
    newline = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"
    bom = text[: text.startswith(BOM)]
    standing = re.findall(r"[^\n]*\n|[^\n]+", text[len(bom) :])
    for line in sorted(lines, key=lambda one: one.first, reverse=True):
        first, until = line.first - 1, line.until - 1
        end = newline
        if standing and first == len(standing) and not standing[-1].endswith("\n"):  # the last line stays without end
            standing[-1], end = standing[-1] + newline, ""
        standing[first:until] = [] if line.text is None else [line.text + end]
    return bom + "".join(standing)


def _mended(text: str, position: Position, fix: Fix, *, settings: bool) -> str:
    read = opened(text, settings=settings, partly=True)
    found = next(_standing(read[1], position), None) if read else None
    if found is None:
        return text
    path, is_name = found
    if fix.text is None:
        return _kept(text, remove_key(text, path, settings=settings, partly=True))
    written = format_text(fix.text)
    changed = rename_key if is_name else set_key
    return _kept(text, changed(text, path, written, settings=settings, partly=True))


def _kept(old: str, new: str | Refused) -> str:
    return old if isinstance(new, Refused) else new


def _standing(node: Node, position: Position, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Yield the paths of what stands at a place, and whether it is the name there; items of a list come first."""
    if isinstance(node, Text):
        if node.position == position:
            yield path, False
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            if not isinstance(item, Text) and item.position == position:
                yield (*path, number), False
            yield from _standing(item, position, (*path, number))
    elif isinstance(node, Keys):
        for entry in node.entries:
            below = (*path, entry.key.text)
            if entry.key.position == position:
                yield below, True
            yield from _standing(entry.value, position, below)
