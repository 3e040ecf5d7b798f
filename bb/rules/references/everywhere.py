"""All records of a register, for the rules that follow references."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.records import FOLDERS, Record
from bb.domain.register import Register


def records(register: Register) -> Iterator[Record]:
    """Yield every record, kind by kind."""
    for kind in FOLDERS:
        yield from register.of_kind(kind).values()
