"""Making the nodes of a tree, and the events of a journal, quickly.

A frozen dataclass sets its fields through `object.__setattr__`, which costs four times a plain
assignment, and a folder of 5,000 cases has a million nodes. So a node is filled in as a class with
the same slots, and becomes the frozen one in the last line of its making. A test holds the two
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bb.domain import events, source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bb.domain.finding import Position
    from bb.domain.types import Value


class _Text:
    __slots__ = source.Text.__slots__

    def __init__(self, text: str, position: Position, start: int, end: int, quoted: bool) -> None:
        self.text = text
        self.position = position
        self.start = start
        self.end = end
        self.quoted = quoted
        self.__class__ = source.Text  # type: ignore[assignment]  # the same slots


class _Entry:
    __slots__ = source.Entry.__slots__

    def __init__(self, key: source.Text, value: source.Node) -> None:
        self.key = key
        self.value = value
        self.__class__ = source.Entry  # type: ignore[assignment]  # the same slots


class _Items:
    __slots__ = source.Items.__slots__

    def __init__(self, items: tuple[source.Node, ...], position: Position, start: int, end: int, flow: bool) -> None:
        self.items = items
        self.position = position
        self.start = start
        self.end = end
        self.flow = flow
        self.__class__ = source.Items  # type: ignore[assignment]  # the same slots


class _Keys:
    __slots__ = source.Keys.__slots__

    def __init__(self, entries: tuple[source.Entry, ...], position: Position, start: int, end: int, flow: bool) -> None:
        self.entries = entries
        self.position = position
        self.start = start
        self.end = end
        self.flow = flow
        self.__class__ = source.Keys  # type: ignore[assignment]  # the same slots


class _Event:
    __slots__ = events.Event.__slots__

    def __init__(self, op: date, wat: str, keys: Mapping[str, Value], line: int, order: int) -> None:
        self.op = op
        self.wat = wat
        self.keys = keys
        self.line = line
        self.order = order
        self.__class__ = events.Event  # type: ignore[assignment]  # the same slots


make_text = cast("Callable[[str, Position, int, int, bool], source.Text]", _Text)
make_entry = cast("Callable[[source.Text, source.Node], source.Entry]", _Entry)
make_items = cast("Callable[[tuple[source.Node, ...], Position, int, int, bool], source.Items]", _Items)
make_keys = cast("Callable[[tuple[source.Entry, ...], Position, int, int, bool], source.Keys]", _Keys)
make_event = cast("Callable[[date, str, Mapping[str, Value], int, int], events.Event]", _Event)
