"""Wat: een bestand is vergeten, maar er staat nog in wat daarbij weg hoort te zijn.

Waarom: na het vergeten mag niemand nog iets over de personen lezen. Zulke regels komen soms terug met een kopie van een
andere computer.

Voorbeeld, in casus/2026/2026-0009.md:

    coordinator: c-1
    niet: [v-009]

Beter:

    coordinator: c-1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bb.domain.detectors import position
from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.domain.source import Keys, Node, Text, walk
from bb.rules.rule import Context, finding

CODE = "BB435"
TITLE = "Vergeten, maar er staat nog iets"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"vergeten"})

_GONE = frozenset({"niet", "niet_met", "kan", "vervolg_op", "toestemming"})
"""The keys that go with a record that is forgotten (FORMAT: Forgetting)."""

_MAY_STAND = re.compile(rf"(?:{'|'.join(sorted(_GONE))})[\"']?\s*[:#]|[\\?]")
"""What can be one of them, however it is written: as a rule none stands there, and no tree is needed to say so."""


def check(record: Record, _: Context) -> Iterator[Finding]:
    """Yield a finding for each key, or the text, that should have gone with a forgotten record."""
    if not any(event.wat == "vergeten" for event in record.verloop):
        return
    source = record.source
    remedy = "Haal dit weg. De eerdere versies noemt: bb forget --leak"
    tree = source.tree if _MAY_STAND.search(source.text.removesuffix(source.body)) else None
    for name in _names(tree) if tree else ():
        yield finding(CODE, SEVERITY, source, name.position, "Dit bestand is vergeten; dit hoort weg te zijn.", remedy)
    if source.body.strip():
        place = position(source.text, len(source.text) - len(source.body.lstrip()))
        yield finding(CODE, SEVERITY, source, place, "Dit bestand is vergeten; de tekst hoort weg te zijn.", remedy)


def _names(tree: Node) -> Iterator[Text]:
    for node in walk(tree):
        if isinstance(node, Keys):
            yield from (entry.key for entry in node.entries if entry.key.text in _GONE)
