"""Searching all dossiers: opened one by one in memory, without an index that could tell anything.

Every core that is there helps; what another process of ours opens stands in memory as well, and goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bb.actions.dossiers import each
from bb.actions.key_reading import KeyRing, open_key_ring
from bb.actions.where import root_of
from bb.files import disk
from bb.files.mark import mark_of
from bb.files.places import SUFFIX
from bb.files.processes import MOST, spread
from bb.text.fold import folded

MOST_LINES = 3
_PART = 200  # dossiers: some milliseconds of work


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dossier in which all words stand: of which record, and the first lines that hold one of them."""

    kind: str
    id: str
    lines: tuple[str, ...]


def keys_at(start: Path) -> KeyRing:
    """Open the keys of the organisation that `start` lies in, reading nothing else of it.

    Raises:
        Stop: there is no organisation here, or its keys do not open.
    """
    root = root_of(start)
    mark = mark_of(root)
    if mark is None:
        from bb.actions.reading import open_settings  # noqa: PLC0415 - only for settings that are written otherwise

        return open_key_ring(root, open_settings(root).register.organisatie)
    return open_key_ring(root, mark)


def search(keys: KeyRing, words: Sequence[str]) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return each dossier in which all of the words stand, in the order of the files.

    Beside that the paths of those that do not open, so were not searched.
    """
    wanted = [folded(word) for words_ in words for word in words_.split()]
    paths = disk.ending_in(keys.root, SUFFIX)
    size = max(_PART, -(-len(paths) // MOST))
    parts = [paths[at : at + size] for at in range(0, len(paths), size)]
    found = [one for part in spread(partial(_looked, keys, wanted), parts) for one in part]
    return tuple(one for one in found if isinstance(one, Found)), tuple(one for one in found if isinstance(one, str))


def _looked(keys: KeyRing, wanted: Sequence[str], paths: Sequence[str]) -> list[Found | str]:
    """Return what is found in the dossiers at these paths, and the path of each that does not open."""
    found: list[Found | str] = []
    for held in each(keys, paths):
        if isinstance(held, str):
            found.append(held)
            continue
        text = folded(held.text)
        if all(word in text for word in wanted):
            lines = (line.strip() for line in held.text.splitlines())
            those = [line for line in lines if any(word in folded(line) for word in wanted)]
            found.append(Found(kind=held.kind, id=held.id, lines=tuple(those[:MOST_LINES])))
    return found
