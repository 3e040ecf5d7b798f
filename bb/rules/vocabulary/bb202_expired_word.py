"""Wat: een woord wordt gebruikt na de dag waarop het is vervallen.

Waarom: een vervallen woord blijft geldig in oude zaken, maar hoort niet meer in nieuwe. Anders lopen de cijfers van
twee jaren door elkaar.

Voorbeeld, in casus/2026/2026-0003.md:

    klachten: [satelliet]

Beter:

    klachten: [tuin]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding
from bb.rules.values import WORDS, day_of, named
from bb.text.dates import short_day_nl

CODE = "BB202"
TITLE = "Vervallen woord"
SEVERITY = Severity.WARNING
SETTINGS = frozenset({"woorden"})


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each word that was no longer used on the day it stands for."""
    for found in named(record, WORDS):
        known = context.words[found.type.words or ""]
        until = known.get(found.value)
        if until and until <= (found.day or day_of(record, context.today)):
            now = ", ".join(word for word, expired in known.items() if expired is None)
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                found.position(record.source),
                f"Dit woord is vervallen op {short_day_nl(until)}.",
                f"Kies een woord dat nog geldt: {now}.",
            )
