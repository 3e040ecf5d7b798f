"""What could stand where somebody presses the tab key: commands, ids, kinds of records, events.

Answered from the names of the files alone: nothing is read, asked or unlocked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bb.files.names import names
from bb.files.root import find_root

_VALUED = ("-C", "--today")
"""The options of `bb` itself that are followed by a value."""
_LISTS = ("zaken", "vrijwilligers", "partners", "activiteiten")
_NEW = ("casus", "vrijwilliger", "partner", "activiteit")


def offered(commands: Iterable[str], args: Sequence[str], typed: str) -> list[str] | None:
    """Return what could stand where `typed` is, after `args`; None for what only the command itself can tell.

    >>> offered(["validate", "show"], [], "va"), offered(["list"], ["list"], "za")
    (['validate'], ['zaken'])
    """
    folder = Path()
    words = iter(args)
    for word in words:
        if word in _VALUED:
            value = next(words, None)
            if value is None:
                return None
            folder = Path(value) if word == "-C" else folder
        elif not word.startswith("-"):
            return _of_command(folder.expanduser(), word, list(words), typed)
    return _starting(commands, typed)


def _of_command(folder: Path, command: str, args: Sequence[str], typed: str) -> list[str] | None:
    if args and args[-1].startswith("-"):
        return None  # perhaps what is typed is the value of that option
    match command, [word for word in args if not word.startswith("-")]:
        case (("show" | "edit" | "why" | "log"), []):
            return list(_ids(folder, typed))
        case "log", [id_]:
            return _starting(_events(id_), typed)
        case "list", []:
            return _starting(_LISTS, typed)
        case "new", []:
            return _starting(_NEW, typed)
        case _:
            return None


def _ids(folder: Path, typed: str) -> Iterator[str]:
    """Yield the ids that begin as typed; where none does, a bare number is the newest case that has it."""
    root = find_root(folder)
    if root is None:
        return
    found = list(names(root, typed))
    if not found and typed.isascii() and typed.isdigit() and len(typed) <= 4:
        found = [name for name in names(root) if name[:4].isdigit() and name[4:] == f"-{int(typed):04}"][:1]
    yield from found


def _events(id_: str) -> Iterable[str]:
    """Return the names of the events of the kind of record an id looks like."""
    from bb.domain.events import EVENTS  # noqa: PLC0415 - only for events
    from bb.domain.ids import kind_of_id  # noqa: PLC0415 - same

    return EVENTS[kind_of_id(id_)]


def _starting(words: Iterable[str], typed: str) -> list[str]:
    return [word for word in words if word.startswith(typed)]
