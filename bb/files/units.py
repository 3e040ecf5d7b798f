"""A header as pieces of text that can be put together again: one per key, one per event.

The pieces of a text, in order, are that text: nothing lies between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bb.domain.source import Items, Keys, Node
from bb.files.edits import DASH, NoWayError, line_of, next_line
from bb.files.frontmatter import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One key of a map that is written below each other, or one item of such a list.

    `lead` are the comments and blank lines above it, `text` its own lines, from character `start` of the file `cut`,
    and `value` the node it holds. Of an item `name` is empty.
    """

    cut: Split = field(repr=False)
    name: str
    lead: str
    text: str
    start: int
    value: Node

    @property
    def written(self) -> str:
        """The value as it is written."""
        return self.cut.text[self.value.start : self.value.end]

    @property
    def end(self) -> int:
        """Where the line after it begins."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """What stands below each other: the line above it (`partijen:`; empty for the whole header), and the pieces."""

    head: str
    units: tuple[Unit, ...]
    tail: str = ""

    @property
    def by_name(self) -> dict[str, Unit]:
        """The units of a map by the names of their keys."""
        return {unit.name: unit for unit in self.units}


def header(cut: Split, keys: Keys) -> Below:
    """Return the pieces of a whole header.

    Raises:
        NoWayError: it is not written in lines.
    """
    if keys.flow:
        raise NoWayError("De gegevens staan tussen { en }.")
    at, units = cut.start, []
    for entry in keys.entries:
        begin = line_of(cut, entry.key)
        if begin < at or cut.text[begin : entry.key.start].strip(" "):
            raise NoWayError("Een veld begint niet op een eigen regel.")
        end = next_line(cut, entry.value.end)
        units.append(_unit(cut, entry.key.text, entry.value, at, begin, end))
        at = end
    return Below(head="", units=tuple(units), tail=cut.text[at : cut.end])


def below(unit: Unit) -> Below | None:
    """Return the pieces of a map or list below its name; None when it is not written below each other.

    Raises:
        NoWayError: it is, but not in lines of its own.
    """
    cut, value = unit.cut, unit.value
    if not isinstance(value, Keys | Items) or value.flow:
        return None
    parts: list[tuple[str, Node, Node]] = []
    parts += [(e.key.text, e.key, e.value) for e in value.entries] if isinstance(value, Keys) else []
    parts += [("", item, item) for item in value.items] if isinstance(value, Items) else []
    if not parts:
        return None
    at = cut.text.index("\n", unit.start) + 1
    head, units = cut.text[unit.start : at], []
    for name, first, last in parts:
        begin = line_of(cut, first)
        before = cut.text[begin : first.start]
        if begin < at or not (DASH.fullmatch(before) if isinstance(value, Items) else not before.strip(" ")):
            raise NoWayError("Een deel begint niet op een eigen regel.")
        after = next_line(cut, last.end)
        units.append(_unit(cut, name, last, at, begin, after))
        at = after
    return Below(head=head, units=tuple(units))


def _unit(cut: Split, name: str, value: Node, above: int, begin: int, end: int) -> Unit:
    return Unit(cut=cut, name=name, lead=cut.text[above:begin], text=cut.text[begin:end], start=begin, value=value)
