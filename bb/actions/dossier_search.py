"""Searching all dossiers: opened one by one in memory, without an index that could tell anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bb.actions.dossiers import read_all
from bb.actions.vault import Vault

MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dossier in which all words stand: of which record, and the first lines that hold one of them."""

    kind: str
    id: str
    lines: tuple[str, ...]


def folded(text: str) -> str:
    """Return text as it is compared: without capitals and accents.

    >>> folded("Éva Özdemir")
    'eva ozdemir'
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in apart if not unicodedata.combining(character))
    return text.casefold()


def search(vault: Vault, words: Sequence[str]) -> Iterator[Found]:
    """Yield each dossier in which all of the words stand, in the order of the files."""
    wanted = [folded(word) for words_ in words for word in words_.split()]
    for held in read_all(vault):
        text = folded(held.text)
        if all(word in text for word in wanted):
            lines = (line.strip() for line in held.text.splitlines())
            hits = [line for line in lines if any(word in folded(line) for word in wanted)]
            yield Found(kind=held.kind, id=held.id, lines=tuple(hits[:MOST_LINES]))
