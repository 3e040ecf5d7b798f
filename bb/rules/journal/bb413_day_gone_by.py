"""Wat: een zaak wacht tot een dag die al voorbij was, of er is iets afgesproken voor een dag die al voorbij was.

Waarom: zo'n dag is bijna altijd een tikfout, vaak in het jaar. Het herinneren gaat dan niet goed.

Voorbeeld, in casus/2026/2026-0002.md:

      - {op: 2026-06-22, wat: wacht, tot: 2025-07-13, reden: vakantie}

Beter:

      - {op: 2026-06-22, wat: wacht, tot: 2026-07-13, reden: vakantie}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line

CODE = "BB413"
TITLE = "Een dag die al voorbij was"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"wacht", "gepland"})

_AHEAD = {"wacht": "tot", "gepland": "datum"}
"""The key of an event that looks ahead."""


def check(record: Record, _: Context) -> Iterator[Finding]:
    """Yield a finding for each day ahead that lies before the day of its own line."""
    for event in record.verloop:
        key = _AHEAD.get(event.wat)
        day = event.get(key) if key else None
        if key and day and day < event.op:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, key),
                "Deze dag was al voorbij op de dag van de regel zelf.",
                f"Verbeter de dag achter {key}, of die achter op.",
            )
