"""Wat: er wordt een wijk genoemd die niet in bb.yaml staat.

Waarom: zonder bekende wijk is niet te zien in welke gemeente de zaak thuishoort, en of een bemiddelaar er zelf woont.

Voorbeeld, in casus/2026/2026-0001.md:

      B: {wijk: nord, bezit: koop}

Beter:

      B: {wijk: noord, bezit: koop}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie, Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB213"
TITLE = "Onbekende wijk"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
SETTINGS = frozenset({"wijken"})


def check(record: Record | Organisatie, context: Context) -> Iterator[Finding]:
    """Yield a finding for each wijk that `bb.yaml` does not have."""
    known = context.organisatie.wijken
    number = 0
    for found in named(record, "wijk"):
        if found.value in known:
            continue
        question, fix = meant(found.value, known, number)
        number += 1
        yield finding(
            CODE,
            SEVERITY,
            record.source,
            found.place,
            f"Deze wijk staat niet in bb.yaml.{question}",
            f"Kies een wijk: {', '.join(known)}. Of zet de wijk in bb.yaml, onder wijken.",
            fix=fix,
        )
