"""Where a record came from: the text as it stands in the file, value by value, with positions.

The reader turns front matter into a tree of nodes without giving any of it a meaning: `19:30`,
`0612345678` and `nee` are text here. Types give meaning later (`bb.domain.types`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, final

from bb.domain.finding import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A scalar as written. `start` and `end` are offsets in the file's text, in characters."""

    text: str
    position: Position
    start: int = 0
    end: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list. `flow` tells `[a, b]` from a list with dashes."""

    items: tuple[Node, ...]
    position: Position
    start: int = 0
    end: int = 0
    flow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One `key: value` of a map; the key keeps its own place."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A map, in the order of the file. `flow` tells `{a: b}` from a map on several lines."""

    entries: tuple[Entry, ...]
    position: Position
    start: int = 0
    end: int = 0
    flow: bool = False

    def get(self, name: str) -> Node | None:
        """Return the value of the key `name`, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == name), None)


Node = Text | Items | Keys


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node below it, in file order."""
    yield node
    if isinstance(node, Items):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, Keys):
        for entry in node.entries:
            yield entry.key
            yield from walk(entry.value)


@final
class Source:
    """The file a record was read from: its path, and what stands in it for whoever asks.

    Nearly every file is right, and then nobody asks where in it a value stands; so a source may be
    made with only a promise of the rest. Nothing of it changes once it was seen.

    Args:
        path: the file, relative to the organisation's folder.
        text: the whole file as text (BOM cut off); None when only `later` has it.
        below: where in the text the Markdown below the front matter begins; None when there is none.
        tree: the front matter; None when it cannot be read.
        later: gives the same file with more known of it. Called once, when something asks for what
            is not known yet.

    >>> whole = Source(path="bb.yaml", text="naam: x")
    >>> Source(path="bb.yaml", text=None, later=lambda: whole).text
    'naam: x'
    """

    __slots__ = ("_below", "_later", "_text", "_tree", "mended", "path")

    def __init__(
        self,
        *,
        path: str,
        text: str | None = "",
        below: int | None = None,
        tree: Keys | None = None,
        later: Callable[[], Source] | None = None,
    ) -> None:
        self.path = path
        self._text = text
        self._below = below
        self._tree = tree
        self._later = later
        self.mended: Callable[[], Iterator[Any]] | None = None
        """Gives the record of this file (of `bb.yaml` the organisation) with its mistakes of reading mended, first in
        the likeliest way, then in others. None where there are no such mistakes, or nobody looked."""

    def __repr__(self) -> str:
        """Return the path alone: what stands in the file belongs in no message."""
        return f"Source(path={self.path!r})"

    @property
    def text(self) -> str:
        """The whole file as text."""
        while self._text is None and self._later is not None:
            self._learn(self._later())
        return self._text or ""

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        text = self.text
        return "" if self._below is None else text[self._below :]

    @property
    def tree(self) -> Keys | None:
        """The front matter with positions, or None when it cannot be read."""
        while self._later is not None:
            self._learn(self._later())
        return self._tree

    def let_go(self, later: Callable[[], Source]) -> None:
        """Forget what is known of the file, with a promise to fetch it again: for records that are kept in numbers."""
        self._text, self._below, self._tree, self._later = None, None, None, later
        self.mended = None

    def _learn(self, more: Source) -> None:
        self._text, self._below, self._tree, self._later = more._text, more._below, more._tree, more._later

    def at(self, *keys: str | int) -> Position:
        """Return the place of the value at `keys`, or of the nearest thing above it that exists.

        >>> Source(path="bb.yaml").at("naam")
        Position(line=1, column=1)
        """
        node: Node | None = self.tree
        place = Position()
        for key in keys:
            if isinstance(node, Keys) and isinstance(key, str):
                node = node.get(key)
            elif isinstance(node, Items) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
            else:
                break
            if node is None:
                break
            place = node.position
        return place
