"""A file as text, with what the detectors found in it: what the privacy rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bb.domain.detectors import Hit, hits, position
from bb.domain.finding import Finding, Severity
from bb.domain.source import Items, Keys, Source, Text

SETTINGS = "bb.yaml"

DOSSIER = "Haal het hier weg en zet het in het dossier."
"""The remedy of every privacy rule; what stands here is also in every copy and in the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file and the personal data that seem to stand in it, in order."""

    source: Source
    hits: tuple[Hit, ...]

    def found(self, code: str, severity: Severity, kind: str, message: str, remedy: str = DOSSIER) -> Iterator[Finding]:
        """Yield a finding for each hit of one kind; never with the text itself."""
        for hit in self.hits:
            if hit.kind == kind:
                yield Finding(
                    path=self.source.path,
                    position=position(self.source.text, hit.start),
                    code=code,
                    message=message,
                    remedy=remedy,
                    severity=severity,
                )


def written(source: Source) -> Written:
    """Return a file with its hits; in `bb.yaml` the names and addresses of the office itself are no hit."""
    allowed = tuple(_office(source.tree)) if source.path == SETTINGS and source.tree else ()
    return Written(source=source, hits=tuple(hit for hit in hits(source.text) if not _inside(hit, allowed)))


def _inside(hit: Hit, allowed: tuple[Text, ...]) -> bool:
    return any(text.start <= hit.start and hit.end <= text.end for text in allowed)


def _office(tree: Keys) -> Iterator[Text]:
    """Yield the values of `bb.yaml` that may name a person or an address: coördinatoren and mail."""
    people = tree.get("coordinatoren")
    for group in (*(people.items if isinstance(people, Items) else ()), tree.get("mail"), tree):
        if isinstance(group, Keys):
            values = (group.get(name) for name in ("naam", "mail", "van", "gebruiker", "server"))
            yield from (value for value in values if isinstance(value, Text))
