"""Reading a change back: does the new text say what the old one said, with exactly this change?

Nothing is written to a file that has not passed here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bb.domain.source import Items, Keys, Node, Text
from bb.files import tree
from bb.files.frontmatter import Split, split_text

VERLOOP: Final = "verloop"

Path = tuple[str | int, ...]
"""Where a value stands: names of keys and places in lists, `("verloop", 3, "minuten")`."""


@dataclass(frozen=True, slots=True)
class Appended:
    """The change that one event is added to `verloop`; `event` is the line as it is written."""

    event: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """The change that the key at `path` gets a value, as it is written (`75`, `[v-002]`)."""

    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The change that the key at `path` is gone."""

    path: Path


Change = Appended | Assigned | Removed
Data = str | tuple["Data", ...] | dict[str, "Data"]


def verify(old_text: str, new_text: str, change: Change) -> bool:
    """Tell whether the new text reads as the old one with exactly this change, and has the same body."""
    old, new = opened(old_text), opened(new_text)
    if old is None or new is None or old[0].body != new[0].body or old[0].bom != new[0].bom:
        return False
    before, after = _data(old[1]), _data(new[1])
    match change:
        case Appended(event=line):
            return _is_appended(before, after, data_of(line))
        case Assigned(path=path, value=value):
            wanted = data_of(value)
            return wanted is not None and _same(before, path, wanted, after)
        case Removed(path=path):
            return _same(before, path, None, after)


def opened(text: str) -> tuple[Split, Keys] | None:
    """Return a text cut in two with its tree, or None when there is anything wrong with its form."""
    cut = split_text(text, "")
    if not isinstance(cut, Split):
        return None
    keys, findings = tree.read(cut.header, "", line=cut.header_line, offset=cut.start)
    return None if keys is None or findings else (cut, keys)


def _data(node: Node) -> Data:
    """Return what a tree says, without how it was written."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return tuple(_data(item) for item in node.items)
    return {entry.key.text: _data(entry.value) for entry in node.entries}


def data_of(value: str) -> Data | None:
    """Return what a written value says, None when it cannot be read as one."""
    keys, findings = tree.read(f"{{x: {value}}}", "")
    x = keys.get("x") if keys is not None and not findings and len(keys.entries) == 1 else None
    return None if x is None else _data(x)


def _is_appended(before: Data, after: Data, event: Data | None) -> bool:
    if not isinstance(before, dict) or not isinstance(after, dict) or event is None:
        return False
    old, new = before.get(VERLOOP, ()), after.get(VERLOOP)
    rest = {name: value for name, value in before.items() if name != VERLOOP}
    if not isinstance(old, tuple) or not isinstance(new, tuple) or {**rest, VERLOOP: new} != after:
        return False
    return any((*old[:at], event, *old[at:]) == new for at in range(len(new)))


def _same(before: Data, path: Path, value: Data | None, after: Data) -> bool:
    try:
        return _with(before, path, value) == after
    except LookupError:
        return False


def _with(data: Data, path: Path, value: Data | None) -> Data:
    """Return data with the value at `path` replaced, or gone when `value` is None.

    Raises:
        LookupError: there is no such path.
    """
    step, below = path[0], path[1:]
    if isinstance(data, dict) and isinstance(step, str):
        if below:
            return {**data, step: _with(data[step], below, value)}
        kept = {name: old for name, old in data.items() if name != step}
        return kept if value is None else {**kept, step: value}
    if isinstance(data, tuple) and isinstance(step, int) and below:
        return (*data[:step], _with(data[step], below, value), *data[step + 1 :])
    raise LookupError(step)
