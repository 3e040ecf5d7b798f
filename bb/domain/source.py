"""Where a record came from: the text as it stands in the file, value by value, with positions.

The reader turns front matter into a tree of nodes without giving any of it a meaning: `19:30`,
`0612345678` and `nee` are text here. Types give meaning later (`bb.domain.types`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a record was read from.

    `text` is the whole file as text (BOM cut off); `tree` the front matter; `body` the Markdown
    below it and `body_line` the line it starts on.
    """

    path: str
    text: str = field(default="", repr=False)
    tree: Keys | None = field(default=None, repr=False)
    body: str = field(default="", repr=False)
    body_line: int = 1

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
