"""Searching all dossiers: opened one by one in memory, without an index that could tell anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bb.actions.dossiers import each
from bb.actions.vault import KeyRing, open_key_ring
from bb.actions.where import root_of
from bb.files.mark import mark_of
from bb.text.fold import folded

MOST_LINES = 3


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
    hits: list[Found] = []
    shut: list[str] = []
    for held in each(keys):
        if isinstance(held, str):
            shut.append(held)
            continue
        text = folded(held.text)
        if all(word in text for word in wanted):
            lines = (line.strip() for line in held.text.splitlines())
            those = [line for line in lines if any(word in folded(line) for word in wanted)]
            hits.append(Found(kind=held.kind, id=held.id, lines=tuple(those[:MOST_LINES])))
    return tuple(hits), tuple(shut)
