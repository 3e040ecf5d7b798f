"""Reading a change back: does the new text say what the old one said, with exactly this change?

Nothing is written to a file that has not passed here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bb.domain.source import Items, Keys, Node, Text
from bb.files import tree
from bb.files.frontmatter import Split, split_text, whole_text

VERLOOP: Final = "verloop"

Path = tuple[str | int, ...]
"""Where a value stands: names of keys and places in lists, `("verloop", 3, "minuten")`."""


@dataclass(frozen=True, slots=True)
class Appended:
    """The change that one event is added to `verloop`; `event` is the line as it is written."""

    event: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """The change that the key or item at `path` gets a value, as it is written (`75`, `[v-002]`)."""

    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The change that the key or item at `path` is gone."""

    path: Path


@dataclass(frozen=True, slots=True)
class Renamed:
    """The change that the key at `path` is called `name`, at the same place and with the same value."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """The change that the events of `verloop` stand in the order of their days, those of one day as they stood."""


Change = Appended | Assigned | Removed | Renamed | Sorted
Data = str | tuple["Data", ...] | dict[str, "Data"]


def verify(old_text: str, new_text: str, change: Change, *, settings: bool = False, partly: bool = False) -> bool:
    """Tell whether the new text reads as the old one with exactly this change, and has the same body.

    With `partly` mistakes in the form may stand in both, the same ones.
    """
    old, new = (opened(text, settings=settings, partly=partly) for text in (old_text, new_text))
    if old is None or new is None or old[0].body != new[0].body or old[0].bom != new[0].bom:
        return False
    before, after = data_in(old[1]), data_in(new[1])
    match change:
        case Appended(event=line):
            return _is_appended(before, after, data_of(line))
        case Assigned(path=path, value=value):
            wanted = data_of(value)
            return wanted is not None and _same(before, path, wanted, after)
        case Removed(path=path):
            return _same(before, path, None, after)
        case Renamed(path=path, name=name):
            return _is_renamed(before, path, name, after)
        case Sorted():
            return _is_sorted(before, after)


def opened(text: str, *, settings: bool = False, partly: bool = False) -> tuple[Split, Keys] | None:
    """Return a text cut in two with its tree, or None when there is anything wrong with its form.

    With `settings` it is that of `bb.yaml`, which has no body. With `partly` mistakes that leave a tree are let
    through, such as a key that stands twice.
    """
    cut = whole_text(text, "") if settings else split_text(text, "")
    if not isinstance(cut, Split):
        return None
    keys, findings = tree.read(cut.header, "", line=cut.header_line, offset=cut.start)
    return None if keys is None or (findings and not partly) else (cut, keys)


def _mistakes(text: str, *, settings: bool) -> list[str]:
    """Return the codes of what is wrong with the form of a text that leaves a tree."""
    cut = whole_text(text, "") if settings else split_text(text, "")
    return [one.code for one in tree.read(cut.header, "")[1]] if isinstance(cut, Split) else []


def data_in(node: Node) -> Data:
    """Return what a tree says, without how it was written."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return tuple(data_in(item) for item in node.items)
    return {entry.key.text: data_in(entry.value) for entry in node.entries}


def data_of(value: str) -> Data | None:
    """Return what a written value says, None when it cannot be read as one."""
    keys, findings = tree.read(f"{{x: {value}}}", "")
    x = keys.get("x") if keys is not None and not findings and len(keys.entries) == 1 else None
    return None if x is None else data_in(x)


def _is_appended(before: Data, after: Data, event: Data | None) -> bool:
    if not isinstance(before, dict) or not isinstance(after, dict) or event is None:
        return False
    old, new = before.get(VERLOOP, ()), after.get(VERLOOP)
    rest = {name: value for name, value in before.items() if name != VERLOOP}
    if not isinstance(old, tuple) or not isinstance(new, tuple) or {**rest, VERLOOP: new} != after:
        return False
    return any((*old[:at], event, *old[at:]) == new for at in range(len(new)))


def _is_renamed(before: Data, path: Path, name: str, after: Data) -> bool:
    value = data_at(before, path)
    if value is None or data_at(before, (*path[:-1], name)) is not None:
        return False
    try:
        return _with(_with(before, path, None), (*path[:-1], name), value) == after
    except LookupError:
        return False


def _is_sorted(before: Data, after: Data) -> bool:
    events = data_at(before, (VERLOOP,))
    if not isinstance(events, tuple):
        return False
    days = [event.get("op") if isinstance(event, dict) else None for event in events]
    order = sorted(range(len(events)), key=lambda number: str(days[number]))
    return all(isinstance(day, str) for day in days) and _same(
        before, (VERLOOP,), tuple(events[number] for number in order), after
    )


def data_at(data: Data, path: Path) -> Data | None:
    """Return the value at `path`, None when there is none."""
    for step in path:
        match data, step:
            case dict(), str() if step in data:
                data = data[step]
            case tuple(), int() if 0 <= step < len(data):
                data = data[step]
            case _:
                return None
    return data


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
    if isinstance(data, tuple) and isinstance(step, int) and 0 <= step < len(data):
        new = _with(data[step], below, value) if below else value
        return (*data[:step], *(() if new is None else (new,)), *data[step + 1 :])
    raise LookupError(step)
