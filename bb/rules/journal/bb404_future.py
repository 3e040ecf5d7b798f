"""Wat: een regel van het verloop heeft een dag die nog moet komen.

Waarom: in het verloop staat wat er is gebeurd. Wat nog moet gebeuren, telt pas als het zover is.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2027-08-25, wat: gesprek, met: A, minuten: 80}

Beter:

      - {op: 2026-08-25, wat: gesprek, met: A, minuten: 80}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line

CODE = "BB404"
TITLE = "Een dag die nog moet komen"
SEVERITY = Severity.ERROR


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each event after today."""
    for event in record.verloop:
        if event.op > context.today:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, "op"),
                "Deze dag moet nog komen.",
                "Verbeter de dag. Is het een afspraak? Schrijf dan vandaag op: wat: gepland, met datum.",
            )
