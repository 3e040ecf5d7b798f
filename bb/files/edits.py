"""Where a change goes in the text: the characters that make way, and what comes there.

Each change is placed by the positions in the tree, in the way its surroundings are written. What
cannot be placed surely raises `NoWayError`; `bb.files.splice` makes that an answer, and reads back
whatever is placed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bb.domain.source import Items, Keys, Node, Text
from bb.domain.types import DATUM
from bb.files import tree
from bb.files.frontmatter import Split, has_odd
from bb.files.verify import VERLOOP, Appended, Assigned, Change, Path, Removed, Renamed, Sorted, data_of

DASH = re.compile(r" *- +")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_COMMA = re.compile(r"([ \t]*,(?:[ \t]*(?=\r?\n))?)[ \t]*(?:#[^\n]*)?\r?\n")
_NOT_THERE = "Deze plek is er niet."


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` make way for `text`."""

    start: int
    end: int
    text: str


class NoWayError(Exception):
    """There is no safe way to make this change; the message says why, in Dutch."""


def edits(cut: Split, keys: Keys, change: Change) -> list[Edit]:
    """Return what must be replaced in the text of `cut`, whose tree is `keys`; the pieces do not overlap.

    Raises:
        NoWayError: there is no safe way to make this change here.
    """
    match change:
        case Appended(event=event):
            return _append(cut, keys, event)
        case Assigned(path=path, value=value):
            return _assign(cut, keys, path, value)
        case Removed(path=path):
            return _remove_item(cut, keys, path) if isinstance(path[-1], int) else _remove(cut, keys, path)
        case Renamed(path=path, name=name):
            return _rename(keys, path, name)
        case Sorted():
            return _sort(cut, keys)


# Adding an event.


def _append(cut: Split, keys: Keys, line: str) -> list[Edit]:
    event = _event(line)
    verloop = keys.get(VERLOOP)
    if verloop is None:
        return [_first_event(cut, keys, line)]
    if not isinstance(verloop, Items):
        raise NoWayError("Achter verloop staat geen lijst.")
    if not verloop.items:
        return _into_empty(cut, keys, verloop, line)
    before = _last_not_after(verloop, event)
    if verloop.flow:
        if "\n" in cut.text[verloop.start : verloop.end]:
            raise NoWayError("De lijst bij verloop staat tussen [ en ] en loopt over meer regels.")
        first = verloop.items[0].start
        return [_insert(before.end, f", {line}") if before else _insert(first, f"{line}, ")]
    return [_into_block(cut, verloop, before, line, event)]


def _event(line: str) -> Keys:
    keys, findings = (None, ()) if has_odd(line) or "\n" in line else tree.read(line, "")
    if keys is None or findings or not keys.flow or day_of(keys) is None:
        raise NoWayError("Deze regel is geen gebeurtenis met een datum.")
    return keys


def day_of(node: Node) -> str | None:
    """Return the day of an event as text (ISO days compare as days), None when it has none."""
    op = node.get("op") if isinstance(node, Keys) else None
    return op.text if isinstance(op, Text) and DATUM.parse(op.text) else None


def _last_not_after(verloop: Items, event: Keys) -> Node | None:
    """Return the last event of the same or an earlier day."""
    asked = day_of(event) or ""
    days = [(item, day_of(item)) for item in verloop.items]
    return next((item for item, day in reversed(days) if day is not None and day <= asked), None)


def _first_event(cut: Split, keys: Keys, line: str) -> Edit:
    """Add `verloop` itself, as the last key of the header."""
    if keys.flow:
        raise NoWayError("De gegevens staan tussen { en }.")
    indent = " " * (keys.position.column - 1) if keys.entries else ""
    return _insert(cut.end, f"{indent}{VERLOOP}:{cut.newline}{indent}  - {line}{cut.newline}")


def _into_empty(cut: Split, keys: Keys, verloop: Items, line: str) -> list[Edit]:
    """Turn `verloop: []` into a list with one line; a comment behind it stays."""
    if keys.flow:
        return [Edit(verloop.start, verloop.end, f"[{line}]")]
    name = next(entry.key for entry in keys.entries if entry.key.text == VERLOOP)
    colon = cut.text.index(":", name.end) + 1
    indent = " " * (name.position.column - 1)
    if cut.text[colon : verloop.start].strip(" \t"):
        raise NoWayError("De lijst bij verloop staat op een andere regel.")
    after = next_line(cut, verloop.end)
    return [Edit(colon, verloop.end, ""), _insert(after, f"{indent}  - {line}{_newline_before(cut, after)}")]


def _into_block(cut: Split, verloop: Items, before: Node | None, line: str, event: Keys) -> Edit:
    """Add a line, or lines, to a list with dashes, written as its neighbour is."""
    model = before or verloop.items[0]
    if not isinstance(model, Keys):
        raise NoWayError("De regel ervoor is geen gebeurtenis.")
    begin = cut.text.rfind("\n", 0, model.start) + 1
    dash = cut.text[begin : model.start]
    if not DASH.fullmatch(dash):
        raise NoWayError("De regel ervoor begint niet met een streepje.")
    lines = (
        [line]
        if model.flow
        else [line[e.key.start : e.key.end] + ": " + line[e.value.start : e.value.end] for e in event.entries]
    )
    at = next_line(cut, before.end) if before else begin
    newline = _newline_before(cut, at)
    return _insert(at, "".join(f"{' ' * len(dash) if i else dash}{one}{newline}" for i, one in enumerate(lines)))


# Setting and removing a key.


def _assign(cut: Split, keys: Keys, path: Path, value: str) -> list[Edit]:
    if has_odd(value) or "\n" in value or data_of(value) is None:
        raise NoWayError("Deze waarde past niet op een regel.")
    old = _node(keys, path)
    if old is not None:
        block = isinstance(old, Keys | Items) and not old.flow
        if block or "\n" in cut.text[old.start : old.end]:
            raise NoWayError("De waarde die er staat, loopt over meer regels.")
        return [Edit(old.start, old.end, value)]
    holder, name = _holder(keys, path)
    added = f"{name}: {value}"
    last = holder.entries[-1] if holder.entries else None
    if holder.flow:
        return [_insert(last.value.end, f", {added}") if last else Edit(holder.start, holder.end, f"{{{added}}}")]
    if last is None:
        return [_insert(cut.end, added + cut.newline)]
    indent = " " * (last.key.position.column - 1)
    if last.key.text == VERLOOP and holder is keys:
        if len(holder.entries) == 1:
            return [_insert(line_of(cut, last.key), indent + added + cut.newline)]
        last = holder.entries[-2]
    at = next_line(cut, last.value.end)
    return [_insert(at, indent + added + _newline_before(cut, at))]


def _remove(cut: Split, keys: Keys, path: Path) -> list[Edit]:
    holder, name = _holder(keys, path)
    at = next((i for i, entry in enumerate(holder.entries) if entry.key.text == name), None)
    if at is None:
        raise NoWayError("Dit veld staat er niet.")
    entry = holder.entries[at]
    if holder.flow:
        return [_out_of_line(cut, holder, [(one.key.start, one.value.end) for one in holder.entries], at)]
    begin = line_of(cut, entry.key)
    if cut.text[begin : entry.key.start].strip(" "):
        following = holder.entries[at + 1].key.start if at + 1 < len(holder.entries) else None
        if following is None or _may_hold_comment(cut.text[entry.key.start : following]):
            raise NoWayError("Dit veld staat achter een streepje.")
        return [Edit(entry.key.start, following, "")]
    gone = Edit(begin, next_line(cut, entry.value.end), "")
    if len(holder.entries) > 1 or len(path) == 1:
        return [gone]
    colon = cut.text.index(":", _key(keys, path[:-1]).end) + 1  # what stays behind is an empty map
    return [gone, _insert(colon, " {}")]


def _remove_item(cut: Split, keys: Keys, path: Path) -> list[Edit]:
    holder, number = _node(keys, path[:-1]), path[-1]
    if not isinstance(holder, Items) or not isinstance(number, int) or not 0 <= number < len(holder.items):
        raise NoWayError(_NOT_THERE)
    item = holder.items[number]
    if holder.flow:
        return [_out_of_line(cut, holder, [(one.start, one.end) for one in holder.items], number)]
    gone = Edit(*_lines_of(cut, item), "")
    if len(holder.items) > 1:
        return [gone]
    colon = cut.text.index(":", _key(keys, path[:-1]).end) + 1  # what stays behind is an empty list
    return [gone, _insert(colon, " []")]


def _out_of_line(cut: Split, holder: Keys | Items, parts: list[tuple[int, int]], number: int) -> Edit:
    """Take a part, with one comma, from between brackets that may run over several lines; those of others stay."""
    text, (start, end) = cut.text, parts[number]
    before = parts[number - 1][1] if number else None
    after = parts[number + 1][0] if number + 1 < len(parts) else None
    if after is not None and "\n" not in text[end:after]:
        gone = Edit(start, after, "")
    elif before is not None and (after is None or "\n" not in text[before:start]):
        gone = Edit(before, end, "")
    elif after is not None and (comma := _COMMA.match(text, end)):  # the next stands on a line of its own
        begin = text.rfind("\n", 0, start) + 1
        return Edit(start, comma.end(1), "") if text[begin:start].strip() else Edit(begin, comma.end(), "")
    elif before is None:
        gone = Edit(start, after or holder.end - 1, "")  # of the only one goes the comma that may follow it as well
    else:
        gone = Edit(before, end, "")
    if _may_hold_comment(text[gone.start : gone.end]):
        raise NoWayError("Dit staat tussen haakjes die over meer regels lopen, met een opmerking erbij.")
    return gone


def _rename(keys: Keys, path: Path, name: str) -> list[Edit]:
    if has_odd(name) or data_of(name) != name:
        raise NoWayError("Dit kan geen naam van een veld zijn.")
    key = _key(keys, path)
    return [Edit(key.start, key.end, name)]


def _sort(cut: Split, keys: Keys) -> list[Edit]:
    """Move the lines of events, each with the comments right above it."""
    verloop = keys.get(VERLOOP)
    if not isinstance(verloop, Items) or verloop.flow or not verloop.items:
        raise NoWayError("Het verloop staat niet onder elkaar, met streepjes.")
    days = [day_of(item) for item in verloop.items]
    places = [_lines_of(cut, item) for item in verloop.items]
    first, last = places[0][0], places[-1][1]
    starts = [first, *(end for _, end in places[:-1])]
    parts = [cut.text[start:end] for start, (_, end) in zip(starts, places, strict=True)]
    if None in days or not parts[-1].endswith("\n"):
        raise NoWayError("Niet elke regel van het verloop heeft een dag.")
    order = sorted(range(len(parts)), key=lambda number: days[number] or "")
    return [Edit(first, last, "".join(parts[number] for number in order))]


def _lines_of(cut: Split, item: Node) -> tuple[int, int]:
    """Return where the lines of an item of a list with dashes begin and end."""
    begin = line_of(cut, item)
    if not DASH.fullmatch(cut.text[begin : item.start]):
        raise NoWayError("Deze regel begint niet met een streepje.")
    return begin, next_line(cut, item.end)


def _may_hold_comment(text: str) -> bool:
    return "\n" in text and "#" in text


def _node(keys: Keys, path: Path) -> Node | None:
    """Return what stands at `path`, None when there is nothing."""
    node: Node | None = keys
    for step in path:
        if isinstance(node, Keys) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _holder(keys: Keys, path: Path) -> tuple[Keys, str]:
    """Return the map that holds the key at `path`, and the key's name."""
    node, name = _node(keys, path[:-1]), path[-1]
    if not isinstance(node, Keys) or not isinstance(name, str):
        raise NoWayError(_NOT_THERE)
    return node, name


def _key(keys: Keys, path: Path) -> Text:
    """Return the name in the text of the key at `path`."""
    holder, name = _holder(keys, path)
    for entry in holder.entries:
        if entry.key.text == name:
            return entry.key
    raise NoWayError(_NOT_THERE)


# Places in the text.


def _insert(at: int, text: str) -> Edit:
    return Edit(at, at, text)


def line_of(cut: Split, node: Node) -> int:
    """Return where the line begins that a node begins on."""
    return cut.text.rfind("\n", 0, node.start) + 1


def next_line(cut: Split, end: int) -> int:
    """Return where the next line begins after a value; only blanks and a comment may stand between."""
    if cut.text[end - 1] == "\n":  # a text over several lines (`|`) ends there by itself
        return end
    rest = _REST_OF_LINE.match(cut.text, end)
    if rest is None:
        raise NoWayError("Op dezelfde regel staat nog meer.")
    return rest.end()


def _newline_before(cut: Split, at: int) -> str:
    """Return how the line before a place ends, for the line that is added there."""
    return "\r\n" if cut.text[:at].endswith("\r\n") else "\n"
