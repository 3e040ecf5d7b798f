"""A file as text, with what the detectors found in it: what the privacy rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from bb.domain.detectors import hits, position
from bb.domain.finding import Finding, Severity
from bb.domain.hit import MAIL, Hit
from bb.domain.records import Organisatie
from bb.domain.source import Items, Keys, Node, Source, Text
from bb.domain.types import keys_of

SETTINGS = "bb.yaml"

_HOLDS_MAIL = frozenset({"coordinatoren", "mail"})

MOST = 20
"""Findings of one kind in one file: a file made of nothing but numbers must not take minutes."""

DOSSIER = "Haal het hier weg en zet het in het dossier."
"""The remedy of every privacy rule; what stands here is also in every copy and in the history."""


class Written(NamedTuple):
    """One file and the personal data that seem to stand in it, in order."""

    source: Source
    hits: tuple[Hit, ...]

    def found(self, code: str, severity: Severity, kind: str, message: str, remedy: str = DOSSIER) -> Iterator[Finding]:
        """Give a finding for each hit of one kind, up to MOST; never with the text itself."""
        mine = islice((hit for hit in self.hits if hit.kind == kind), MOST) if self.hits else ()
        return map(partial(self._finding, code, severity, message, remedy), mine)

    def _finding(self, code: str, severity: Severity, message: str, remedy: str, hit: Hit) -> Finding:
        place = position(self.source.text, hit.start)
        return Finding(
            path=self.source.path, position=place, code=code, message=message, remedy=remedy, severity=severity
        )


def written(source: Source) -> Written:
    """Return a file with its hits; in `bb.yaml` the names and addresses of the office itself are no hit.

    When `bb.yaml` cannot be read, no mail address in it is one: whose it is cannot be told.
    """
    found = hits(source.text)
    if source.path == SETTINGS:
        allowed = tuple(_office(source.tree)) if source.tree else ()
        places = tuple(_of_the_office(source.tree)) if source.tree else ()
        found = tuple(
            hit
            for hit in found
            if not _inside(hit, allowed) and not (hit.kind == MAIL and (source.tree is None or _inside(hit, places)))
        )
    return Written(source=source, hits=found)


def _inside(hit: Hit, allowed: tuple[Node, ...]) -> bool:
    return any(text.start <= hit.start and hit.end <= text.end for text in allowed)


def _of_the_office(tree: Keys) -> Iterator[Node]:
    """Yield where a mail address is that of the office, also when the name before it is not known."""
    known = keys_of(Organisatie)
    yield from (entry.value for entry in tree.entries if entry.key.text in _HOLDS_MAIL or entry.key.text not in known)


def _office(tree: Keys) -> Iterator[Text]:
    """Yield the values of `bb.yaml` that may name a person or an address: coördinatoren, mail, where to refer to."""
    people, places = tree.get("coordinatoren"), tree.get("verwijzen")
    groups = (
        *(people.items if isinstance(people, Items) else ()),
        *((entry.value for entry in places.entries) if isinstance(places, Keys) else ()),
    )
    for group in (*groups, tree.get("mail"), tree):
        if isinstance(group, Keys):
            values = (group.get(name) for name in ("naam", "mail", "van", "gebruiker", "server", "bereikbaar"))
            yield from (value for value in values if isinstance(value, Text))
