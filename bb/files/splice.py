"""Changing one thing in the text of a file, and nothing else: comments, order, quotes, ends of lines stay.

Every function takes the text of a whole file and gives the new text, or `Refused` with what to type by
hand. It places the change by the positions in the tree, and gives nothing that it has not read back:
the new text must hold the old data with exactly this change (`verify`). With `settings` the text is
that of `bb.yaml`, which has no body. With `partly` other mistakes in the form may stand in it, and stay.
"""

from __future__ import annotations

from dataclasses import dataclass

from bb.domain.source import Items
from bb.files.edits import NoWayError, edits
from bb.files.frontmatter import BOM
from bb.files.verify import VERLOOP, Appended, Assigned, Change, Path, Removed, Renamed, Sorted, opened, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A change that cannot be made safely: why, in Dutch, and the `line` to type (empty when there is none)."""

    reason: str
    line: str = ""


def append_event(text: str, line: str) -> str | Refused:
    """Add an event to the journal, after the last event of the same or an earlier day.

    Args:
        text: the whole file; a BOM may stand in front.
        line: the event on one line, as `bb.files.format.format_event` gives it.

    Example: a file with the line `  - {op: 2026-06-01, wat: melding, via: deur}` gets the line
    `  - {op: 2026-06-11, wat: gesprek, met: A}` below it.
    """
    return _changed(text, Appended(line), f"  - {line}")


def set_key(text: str, path: Path, value: str, *, settings: bool = False, partly: bool = False) -> str | Refused:
    """Give the key at `path` a value, or add the key when its map does not have it.

    `value` is on one line, as `bb.files.format.format_value` gives it. The key that is added comes
    last in its map; in the header, before `verloop`. A value over several lines is not replaced.
    A path may end in the number of an item that stands in a list.
    """
    line = f"{path[-1]}: {value}" if isinstance(path[-1], str) else value
    return _changed(text, Assigned(path, value), line, settings=settings, partly=partly)


def remove_key(text: str, path: Path, *, settings: bool = False, partly: bool = False) -> str | Refused:
    """Take the key at `path` and its value out of its map; a line that was only that goes as a whole.

    A path that ends in a number takes that item out of its list: `("verloop", 3)` is the fourth event.
    What is left empty becomes `{}` or `[]`.
    """
    return _changed(text, Removed(path), "", settings=settings, partly=partly)


def rename_key(text: str, path: Path, name: str, *, settings: bool = False, partly: bool = False) -> str | Refused:
    """Call the key at `path` by another name; its place and its value stay."""
    return _changed(text, Renamed(path, name), f"{name}:", settings=settings, partly=partly)


def sort_events(text: str) -> str | Refused:
    """Put the lines of the journal in the order of their days.

    Those of one day stay as they stand. A comment above a line goes along with it, but what stands above
    the first stays there.
    """
    return _changed(text, Sorted(), "")


def correct(text: str, line: int, key: str, value: str) -> str | Refused:
    """Give `key` another value in the event that stands on `line` of the file (counted from 1)."""
    read = opened(text)
    verloop = read[1].get(VERLOOP) if read else None
    for order, event in enumerate(verloop.items if isinstance(verloop, Items) else ()):
        first = event.position.line
        if first <= line <= first + text.removeprefix(BOM).count("\n", event.start, event.end):
            return set_key(text, (VERLOOP, order, key), value)
    return Refused(reason="Op die regel staat geen gebeurtenis.", line=f"{key}: {value}")


def _changed(text: str, change: Change, line: str, *, settings: bool = False, partly: bool = False) -> str | Refused:
    """Make a change and read it back."""
    read = opened(text, settings=settings, partly=partly)
    if read is None:
        return Refused(reason="Dit bestand is niet helemaal te lezen. Verbeter eerst wat er mis is.", line=line)
    cut, keys = read
    try:
        places = edits(cut, keys, change)
    except NoWayError as no_way:
        return Refused(reason=str(no_way), line=line)
    new = cut.text
    for edit in sorted(places, key=lambda edit: edit.start, reverse=True):
        new = new[: edit.start] + edit.text + new[edit.end :]
    new = BOM + new if cut.bom else new
    if not verify(text, new, change, settings=settings, partly=partly):
        return Refused(reason="Dit bestand is zo geschreven dat het hier niet vanzelf kan.", line=line)
    return new
