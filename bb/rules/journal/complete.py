"""Whether a journal was read whole."""

from __future__ import annotations

from bb.domain.records import Record
from bb.domain.source import Items


def complete(record: Record) -> bool:
    """Tell whether every line of the journal could be read.

    A line that could not has a finding of its own; to say that it is missing as well would mislead.
    """
    tree = record.source.tree
    lines = tree.get("verloop") if tree else None
    return not isinstance(lines, Items) or len(lines.items) == len(record.verloop)
