"""Searching all dossiers: opened one by one in memory, without an index that could tell anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bb.actions.dossiers import read_all
from bb.actions.vault import Vault
from bb.domain.known_names import folded

MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dossier in which all words stand: of which record, and the first lines that hold one of them."""

    kind: str
    id: str
    lines: tuple[str, ...]


def search(vault: Vault, words: Sequence[str]) -> Iterator[Found]:
    """Yield each dossier in which all of the words stand, in the order of the files."""
    wanted = [folded(word) for words_ in words for word in words_.split()]
    for held in read_all(vault):
        text = folded(held.text)
        if all(word in text for word in wanted):
            lines = (line.strip() for line in held.text.splitlines())
            hits = [line for line in lines if any(word in folded(line) for word in wanted)]
            yield Found(kind=held.kind, id=held.id, lines=tuple(hits[:MOST_LINES]))
