"""Wat: er wordt een zaak genoemd die niet bestaat.

Waarom: wie later wil weten waar een dubbele melding bij hoort, loopt dan vast.

Voorbeeld, in casus/2026/2026-0005.md:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel, zie: 2026-0099}

Beter:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel, zie: 2026-0001}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB216"
TITLE = "Onbekende zaak"
SEVERITY = Severity.ERROR


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each case that is named and has no file."""
    for found in named(record, "casus"):
        if not context.exists("casus", found.value):
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                found.place,
                f"Zaak {found.value} bestaat niet.",
                "Kijk het zaaknummer na. Zoeken kan met: bb list casus",
            )
