"""Mistakes in the form of a header that leave one answer, or one likely: the lines that mend them.

Nothing of such a header can be read, so what is proposed is tried: it counts only when all of the header reads well
with it, and a journal is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bb.domain.finding import Finding, Fix, Line
from bb.domain.source import Keys, Node, walk
from bb.files import tree
from bb.files.verify import VERLOOP, data_in

_DASHES = re.compile(r"---[ \t]*\r?")
_TABS = re.compile(r"( *\t[ \t]*)(?=\S)")
_STEPS = ("  ", "    ")
_MOST_TRIES = 20


def with_line_fixes(text: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of reading a text (without its BOM), those that lines can mend with their fix."""
    fixes = {"BB106": _opening, "BB107": _closing, "BB120": _tabs, "BB121": _twice}
    return tuple(
        replace(one, fix=fixes[one.code](text.split("\n"), one)) if one.code in fixes and not one.fix else one
        for one in findings
    )


def _opening(lines: list[str], _: Finding) -> Fix | None:
    """The first line of dashes is missing, and what stands up to the second, or to the end, is a header."""
    end = next((number for number, line in enumerate(lines) if _DASHES.fullmatch(line)), len(lines))
    return Fix(lines=(Line(1, 1, "---"),)) if _is_header(lines[:end]) else None


def _closing(lines: list[str], _: Finding) -> Fix | None:
    """The second is missing: below all, when all of it is a header; else likely above the text after a blank line."""
    if _is_header(lines[1:]):
        last = len(lines) if lines[-1] else len(lines) - 1
        return Fix(lines=(Line(last + 1, last + 1, "---"),))
    blank = [number for number, line in enumerate(lines) if number and not line.strip()][:_MOST_TRIES]
    at = next((number for number in reversed(blank) if _is_header(lines[1:number])), None)
    return None if at is None else Fix(lines=(Line(at + 1, at + 1, "---"),), safe=False)


def _tabs(lines: list[str], _: Finding) -> Fix | None:
    """Lines begin with tabs: likely one step each, of as many blanks as make the header readable."""
    first, end = _header_of(lines)
    for step in _STEPS:
        better = [_without_tabs(line, step) for line in lines]
        changed = [number for number in range(first, end) if _TABS.match(lines[number])]
        header = [better[number] if number in changed else lines[number] for number in range(first, end)]
        if changed and _is_header(header):
            return Fix(lines=tuple(Line(n + 1, n + 2, better[n].rstrip("\r")) for n in changed), safe=False)
    return None


def _twice(lines: list[str], finding: Finding) -> Fix | None:
    """A key stands twice with the same value, the second time on a line of its own."""
    place, (first, end) = finding.position, _header_of(lines)
    at = place.line - 1
    header, without = lines[first:end], lines[first:at] + lines[at + 1 : end]
    whole, left, alone = _tree(header), _tree(without), _tree([lines[at].lstrip()])
    if whole is None or left is None or alone is None or len(alone.entries) != 1 or data_in(whole) != data_in(left):
        return None
    (again,) = alone.entries
    same = (
        data_in(entry.value) == data_in(again.value)
        for node in _maps(whole)
        for entry in node.entries
        if entry.key.text == again.key.text and entry.key.position.column == place.column
    )
    return Fix(lines=(Line(place.line, place.line + 1, None),)) if any(same) else None


def _without_tabs(line: str, step: str) -> str:
    start = _TABS.match(line)
    return line if start is None else start[0].replace("\t", step) + line[start.end() :]


def _header_of(lines: list[str]) -> tuple[int, int]:
    """Return from and up to which line the header goes, counted from 0."""
    if not _DASHES.fullmatch(lines[0]):
        return 0, len(lines)
    return 1, next((n for n, line in enumerate(lines) if n and _DASHES.fullmatch(line)), len(lines))


def _is_header(lines: list[str]) -> bool:
    keys, findings = tree.read("\n".join(lines), "")
    return keys is not None and not findings and keys.get(VERLOOP) is not None


def _tree(lines: list[str]) -> Keys | None:
    return tree.read("\n".join(lines), "")[0]


def _maps(node: Node) -> Iterator[Keys]:
    return (below for below in walk(node) if isinstance(below, Keys))
