"""Changing one thing in the text of a file, and nothing else: comments, order, quotes, ends of lines stay.

Every function takes the text of a whole file and gives the new text, or `Refused` with what to type by
hand. It places the change by the positions in the tree, and gives nothing that it has not read back:
the new text must hold the old data with exactly this change (`verify`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bb.domain.source import Items, Keys, Node, Text
from bb.domain.types import DATUM
from bb.files import tree
from bb.files.frontmatter import BOM, Split, has_odd
from bb.files.verify import VERLOOP, Appended, Assigned, Change, Path, Removed, data_of, opened, verify

_DASH = re.compile(r" *- +")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A change that cannot be made safely: why, in Dutch, and the `line` to type (empty when there is none)."""

    reason: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters `start` to `end` make way for `text`."""

    start: int
    end: int
    text: str


class _NoWayError(Exception):
    """There is no safe way to make this change; the message says why, in Dutch."""


def append_event(text: str, line: str) -> str | Refused:
    """Add an event to the journal, after the last event of the same or an earlier day.

    Args:
        text: the whole file; a BOM may stand in front.
        line: the event on one line, as `bb.files.format.format_event` gives it.

    Example: a file with the line `  - {op: 2026-06-01, wat: melding, via: deur}` gets the line
    `  - {op: 2026-06-11, wat: gesprek, met: A}` below it.
    """
    return _changed(text, Appended(line), f"  - {line}")


def set_key(text: str, path: Path, value: str) -> str | Refused:
    """Give the key at `path` a value, or add the key when its map does not have it.

    `value` is on one line, as `bb.files.format.format_value` gives it. The key that is added comes
    last in its map; in the header, before `verloop`. A value over several lines is not replaced.
    """
    return _changed(text, Assigned(path, value), f"{path[-1]}: {value}")


def remove_key(text: str, path: Path) -> str | Refused:
    """Take the key at `path` and its value out of its map; a line that was only that goes as a whole."""
    return _changed(text, Removed(path), "")


def correct(text: str, line: int, key: str, value: str) -> str | Refused:
    """Give `key` another value in the event that stands on `line` of the file (counted from 1)."""
    read = opened(text)
    verloop = read[1].get(VERLOOP) if read else None
    for order, event in enumerate(verloop.items if isinstance(verloop, Items) else ()):
        first = event.position.line
        if first <= line <= first + text.removeprefix(BOM).count("\n", event.start, event.end):
            return set_key(text, (VERLOOP, order, key), value)
    return Refused(reason="Op die regel staat geen gebeurtenis.", line=f"{key}: {value}")


def _changed(text: str, change: Change, line: str) -> str | Refused:
    """Make a change and read it back."""
    read = opened(text)
    if read is None:
        return Refused(reason="Dit bestand is niet helemaal te lezen. Verbeter eerst wat er mis is.", line=line)
    cut, keys = read
    try:
        edits = _edits(cut, keys, change)
    except _NoWayError as no_way:
        return Refused(reason=str(no_way), line=line)
    new = cut.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        new = new[: edit.start] + edit.text + new[edit.end :]
    new = BOM + new if cut.bom else new
    if not verify(text, new, change):
        return Refused(reason="Dit bestand is zo geschreven dat het hier niet vanzelf kan.", line=line)
    return new


def _edits(cut: Split, keys: Keys, change: Change) -> list[_Edit]:
    match change:
        case Appended(event=event):
            return _append(cut, keys, event)
        case Assigned(path=path, value=value):
            return _assign(cut, keys, path, value)
        case Removed(path=path):
            return _remove(cut, keys, path)


# Adding an event.


def _append(cut: Split, keys: Keys, line: str) -> list[_Edit]:
    event = _event(line)
    verloop = keys.get(VERLOOP)
    if verloop is None:
        return [_first_event(cut, keys, line)]
    if not isinstance(verloop, Items):
        raise _NoWayError("Achter verloop staat geen lijst.")
    if not verloop.items:
        return _into_empty(cut, keys, verloop, line)
    before = _last_not_after(verloop, event)
    if verloop.flow:
        if "\n" in cut.text[verloop.start : verloop.end]:
            raise _NoWayError("De lijst bij verloop staat tussen [ en ] en loopt over meer regels.")
        first = verloop.items[0].start
        return [_insert(before.end, f", {line}") if before else _insert(first, f"{line}, ")]
    return [_into_block(cut, verloop, before, line, event)]


def _event(line: str) -> Keys:
    keys, findings = (None, ()) if has_odd(line) or "\n" in line else tree.read(line, "")
    if keys is None or findings or not keys.flow or _day(keys) is None:
        raise _NoWayError("Deze regel is geen gebeurtenis met een datum.")
    return keys


def _day(node: Node) -> str | None:
    """Return the day of an event as text (ISO days compare as days), None when it has none."""
    op = node.get("op") if isinstance(node, Keys) else None
    return op.text if isinstance(op, Text) and DATUM.parse(op.text) else None


def _last_not_after(verloop: Items, event: Keys) -> Node | None:
    """Return the last event of the same or an earlier day."""
    asked = _day(event) or ""
    days = [(item, _day(item)) for item in verloop.items]
    return next((item for item, day in reversed(days) if day is not None and day <= asked), None)


def _first_event(cut: Split, keys: Keys, line: str) -> _Edit:
    """Add `verloop` itself, as the last key of the header."""
    if keys.flow:
        raise _NoWayError("De gegevens staan tussen { en }.")
    indent = " " * (keys.position.column - 1) if keys.entries else ""
    return _insert(cut.end, f"{indent}{VERLOOP}:{cut.newline}{indent}  - {line}{cut.newline}")


def _into_empty(cut: Split, keys: Keys, verloop: Items, line: str) -> list[_Edit]:
    """Turn `verloop: []` into a list with one line; a comment behind it stays."""
    if keys.flow:
        return [_Edit(verloop.start, verloop.end, f"[{line}]")]
    name = next(entry.key for entry in keys.entries if entry.key.text == VERLOOP)
    colon = cut.text.index(":", name.end) + 1
    indent = " " * (name.position.column - 1)
    if cut.text[colon : verloop.start].strip(" \t"):
        raise _NoWayError("De lijst bij verloop staat op een andere regel.")
    after = _next_line(cut, verloop.end)
    return [_Edit(colon, verloop.end, ""), _insert(after, f"{indent}  - {line}{_newline_before(cut, after)}")]


def _into_block(cut: Split, verloop: Items, before: Node | None, line: str, event: Keys) -> _Edit:
    """Add a line, or lines, to a list with dashes, written as its neighbour is."""
    model = before or verloop.items[0]
    if not isinstance(model, Keys):
        raise _NoWayError("De regel ervoor is geen gebeurtenis.")
    begin = cut.text.rfind("\n", 0, model.start) + 1
    dash = cut.text[begin : model.start]
    if not _DASH.fullmatch(dash):
        raise _NoWayError("De regel ervoor begint niet met een streepje.")
    lines = (
        [line]
        if model.flow
        else [line[e.key.start : e.key.end] + ": " + line[e.value.start : e.value.end] for e in event.entries]
    )
    at = _next_line(cut, before.end) if before else begin
    newline = _newline_before(cut, at)
    return _insert(at, "".join(f"{' ' * len(dash) if i else dash}{one}{newline}" for i, one in enumerate(lines)))


# Setting and removing a key.


def _assign(cut: Split, keys: Keys, path: Path, value: str) -> list[_Edit]:
    if has_odd(value) or "\n" in value or data_of(value) is None:
        raise _NoWayError("Deze waarde past niet op een regel.")
    holder, name = _holder(keys, path)
    old = holder.get(name)
    if old is not None:
        block = isinstance(old, Keys | Items) and not old.flow
        if block or "\n" in cut.text[old.start : old.end]:
            raise _NoWayError("De waarde die er staat, loopt over meer regels.")
        return [_Edit(old.start, old.end, value)]
    added = f"{name}: {value}"
    last = holder.entries[-1] if holder.entries else None
    if holder.flow:
        return [_insert(last.value.end, f", {added}") if last else _Edit(holder.start, holder.end, f"{{{added}}}")]
    if last is None:
        return [_insert(cut.end, added + cut.newline)]
    indent = " " * (last.key.position.column - 1)
    if last.key.text == VERLOOP and holder is keys:
        if len(holder.entries) == 1:
            return [_insert(_line_of(cut, last.key), indent + added + cut.newline)]
        last = holder.entries[-2]
    at = _next_line(cut, last.value.end)
    return [_insert(at, indent + added + _newline_before(cut, at))]


def _remove(cut: Split, keys: Keys, path: Path) -> list[_Edit]:
    holder, name = _holder(keys, path)
    at = next((i for i, entry in enumerate(holder.entries) if entry.key.text == name), None)
    if at is None:
        raise _NoWayError("Dit veld staat er niet.")
    entry = holder.entries[at]
    if holder.flow:
        begin = holder.entries[at - 1].value.end if at else entry.key.start
        end = holder.entries[1].key.start if not at and len(holder.entries) > 1 else entry.value.end
        if "\n" in cut.text[begin:end]:  # a comment may stand there
            raise _NoWayError("Dit veld loopt over meer regels.")
        return [_Edit(begin, end, "")]
    begin = _line_of(cut, entry.key)
    if cut.text[begin : entry.key.start].strip(" "):
        raise _NoWayError("Dit veld staat achter een streepje.")
    gone = _Edit(begin, _next_line(cut, entry.value.end), "")
    if len(holder.entries) > 1 or len(path) == 1:
        return [gone]
    above, name = _holder(keys, path[:-1])  # what stays behind is an empty map
    parent = next(one.key for one in above.entries if one.key.text == name)
    return [gone, _insert(cut.text.index(":", parent.end) + 1, " {}")]


def _holder(keys: Keys, path: Path) -> tuple[Keys, str]:
    """Return the map that holds the key at `path`, and the key's name."""
    node: Node | None = keys
    for step in path[:-1]:
        if isinstance(node, Keys) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            node = None
    name = path[-1]
    if not isinstance(node, Keys) or not isinstance(name, str):
        raise _NoWayError("Deze plek is er niet.")
    return node, name


# Places in the text.


def _insert(at: int, text: str) -> _Edit:
    return _Edit(at, at, text)


def _line_of(cut: Split, node: Node) -> int:
    """Return where the line begins that a node begins on."""
    return cut.text.rfind("\n", 0, node.start) + 1


def _next_line(cut: Split, end: int) -> int:
    """Return where the next line begins after a value; only blanks and a comment may stand between."""
    if cut.text[end - 1] == "\n":  # a text over several lines (`|`) ends there by itself
        return end
    rest = _REST_OF_LINE.match(cut.text, end)
    if rest is None:
        raise _NoWayError("Op dezelfde regel staat nog meer.")
    return rest.end()


def _newline_before(cut: Split, at: int) -> str:
    """Return how the line before a place ends, for the line that is added there."""
    return "\r\n" if cut.text[:at].endswith("\r\n") else "\n"
