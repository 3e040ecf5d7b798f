"""Checking a whole folder, file by file and in more than one process: no register is made of it.

Of a clean file nothing is kept but the little that the rules about more than one file need (`bb.rules.checking`), so
a country's worth of cases takes little room. `bb.actions.validate.everything` finds the same in a register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.domain.records import Record
from bb.domain.source import Source
from bb.files import disk
from bb.files.collector import collector_paused
from bb.files.disk import Unreadable
from bb.files.places import kind_and_id
from bb.files.processes import spread
from bb.files.store import doubles, likely_organisation, read_again, read_file
from bb.rules.checking import Part, check_organisatie, check_part, context_of, join
from bb.rules.rule import Context

Told = Callable[[int, int], None]
"""Hears now and then how many files were begun, and of how many."""

_FEW = 300
"""Files for which a second process takes more time than it saves."""

_MOST_PARTS = 1000
_LEAST = 50  # files in a part

Walked = tuple[str, Unreadable | None]


class _Answer(NamedTuple):
    """What one part of the files gave: findings of reading, and what the rules make of the rest."""

    reading: tuple[Finding, ...]
    part: Part


def check_folder(root: Path, walked: Sequence[Walked], today: date, told: Told) -> list[Finding] | None:
    """Return all findings about the organisation in a folder, by file and place; None without a `bb.yaml` to go by.

    Args:
        root: the folder of the organisation.
        walked: its files, from `disk.walk`.
        today: the day the rules look from.
        told: hears how far we are.

    Raises:
        NewerFormat: `bb.yaml` has a `formaat` this program does not know; nothing was read.
    """
    organisatie, findings = likely_organisation(disk.read(root, disk.SETTINGS))
    if organisatie is None:
        return None
    files = [one for one in walked if one[0] != disk.SETTINGS]
    twice = doubles(path for path, _ in walked)
    context = context_of(organisatie, today, _known(path for path, _ in files if path not in twice))
    size = max(_LEAST, -(-len(files) // _MOST_PARTS))
    parts = [files[start : start + size] for start in range(0, len(files), size)]
    with collector_paused():
        answers = spread(
            partial(_check, root, context, twice),
            parts,
            lambda number: told(number * size, len(files)),
            helpers=0 if len(files) <= _FEW else None,
        )
        reading = (finding for answer in answers for finding in answer.reading)
        joined = join([answer.part for answer in answers], context)
    return sorted((*findings, *check_organisatie(organisatie, context), *reading, *joined))


def _known(paths: Iterator[str]) -> dict[str, frozenset[str]]:
    """Return the ids that have a file, by kind."""
    known: dict[str, set[str]] = {kind: set() for kind in FOLDERS}
    for place in map(kind_and_id, paths):
        if place:
            known[place[0]].add(place[1])
    return {kind: frozenset(ids) for kind, ids in known.items()}


def _check(root: Path, context: Context, twice: frozenset[str], files: Sequence[Walked]) -> _Answer:
    """Check some files. What is kept of them holds no text: it is read again when something is found."""
    reading: list[Finding] = []
    records: list[Record] = []
    unread: list[Source] = []
    contents = disk.read_many(root, [path for path, odd in files if not odd])
    for path, odd in files:
        one = read_file(path, odd or next(contents)[1], double=path in twice)
        reading.extend(one.findings)
        if one.record is not None:
            records.append(one.record)
        elif one.source is not None:
            unread.append(one.source)
    part = check_part(records, context, unread)
    for record in records:
        record.source.let_go(partial(read_again, root, record.source.path))
    return _Answer(tuple(reading), part)
