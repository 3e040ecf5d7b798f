"""The terms of `bb.yaml`, each version with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.records import Organisatie
from bb.domain.source import Items
from bb.domain.terms import TERMIJNEN, Term, filled
from bb.rules.rule import Place


def own_terms(organisatie: Organisatie) -> Iterator[tuple[str, Place, Term, Term]]:
    """Yield the name of each own term, its place, the term as written, and filled from the default."""
    tree = organisatie.source.tree
    written = tree.get("termijnen") if tree else None
    for name, versions in organisatie.termijnen.items():
        listed = isinstance(getattr(written, "get", lambda _: None)(name), Items)
        for index, term in enumerate(versions):
            place: Place = ("termijnen", name, index) if listed else ("termijnen", name)
            yield name, place, term, filled(term, TERMIJNEN.get(name))
