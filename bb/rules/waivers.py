"""Waivers: a rule that does not hold for one record, or for one line of its journal, with the reason.

`uitzonderingen: [{regel: BB422, reden: afgesproken}]` in a header waives a rule in that file; with
`op` and `wat` beside it, in that line only. Source: FORMAT, "Terms".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bb.domain.finding import Finding
from bb.domain.records import Record, Uitzondering
from bb.domain.source import Items, walk


@dataclass(frozen=True, slots=True)
class Waiving:
    """A record, the findings about it that it does not waive, and those of its waivers that silenced one."""

    record: Record
    kept: tuple[Finding, ...]
    used: tuple[Uitzondering, ...]


def waiving(record: Record, findings: Iterable[Finding], perhaps: Collection[str] = ()) -> Waiving:
    """Return what is left of the findings about a record; rules that `perhaps` find something may be waived as well."""
    waivers = [waiver for waiver in record.uitzonderingen if waiver.regel]
    if not waivers:
        return Waiving(record, tuple(findings), ())
    silenced = [(found, [w for w in waivers if _waives(record, w, found)]) for found in findings]
    return Waiving(
        record,
        tuple(found for found, by in silenced if not by),
        tuple(one for one in waivers if one.regel in perhaps or any(one in by for _, by in silenced)),
    )


def _waives(record: Record, waiver: Uitzondering, found: Finding) -> bool:
    if waiver.regel != found.code:
        return False
    if waiver.op is None and waiver.wat is None:
        return True
    return any(
        first <= found.position.line <= last
        for event in record.verloop
        if waiver.op in (None, event.op) and waiver.wat in (None, event.wat)
        for first, last in [_lines(record, event.order, event.line)]
    )


def _lines(record: Record, order: int, first: int) -> tuple[int, int]:
    """Return the first and last line of an event, which may take more than one."""
    tree = record.source.tree
    lines = tree.get("verloop") if tree else None
    if not isinstance(lines, Items) or order >= len(lines.items):
        return first, first
    places = [node.position.line for node in walk(lines.items[order])]
    return min(places), max(places)
