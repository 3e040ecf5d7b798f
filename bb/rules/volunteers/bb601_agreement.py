"""Wat: een vrijwilliger is begonnen zonder overeenkomst.

Waarom: in de overeenkomst staan geheimhouding, verzekering en de afspraken over en weer.

Voorbeeld, in vrijwilligers/v-004.md:

      - {op: 2025-01-20, wat: training, soort: basistraining, minuten: 1200}
      - {op: 2025-02-01, wat: start}

Beter:

      - {op: 2025-01-15, wat: overeenkomst, tot: 2027-01-15}
      - {op: 2025-01-20, wat: training, soort: basistraining, minuten: 1200}
      - {op: 2025-02-01, wat: start}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import in_order
from bb.domain.finding import Finding, Severity
from bb.domain.records import Vrijwilliger
from bb.rules.rule import Context, finding, line

CODE = "BB601"
TITLE = "Begonnen zonder overeenkomst"
SEVERITY = Severity.ERROR


def check(vrijwilliger: Vrijwilliger, context: Context) -> Iterator[Finding]:
    """Yield a finding for a start before any agreement; a guest has one with their own organisation.

    An agreement of the same day counts, wherever it stands.
    """
    if vrijwilliger.van or vrijwilliger.id.startswith("g-"):
        return
    events = in_order(vrijwilliger.verloop, context.today)
    agreed = min((event.op for event in events if event.wat == "overeenkomst"), default=None)
    start = next((event for event in events if event.wat == "start"), None)
    if start and (agreed is None or agreed > start.op):
        yield finding(
            CODE,
            SEVERITY,
            vrijwilliger.source,
            line(start, "wat"),
            "Voor deze start staat geen overeenkomst.",
            f"Zet erboven: - {{op: {start.op}, wat: overeenkomst, tot: ...}} met de dag tot wanneer die geldt.",
        )
