"""Wat: de overeenkomst met een vrijwilliger is voorbij, maar de vrijwilliger is niet gestopt.

Waarom: zonder geldige overeenkomst zijn geheimhouding en verzekering niet geregeld.

Voorbeeld, in vrijwilligers/v-004.md:

      - {op: 2025-01-15, wat: overeenkomst, tot: 2026-01-15}

Beter:

      - {op: 2025-01-15, wat: overeenkomst, tot: 2027-01-15}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import in_order
from bb.domain.finding import Finding, Severity
from bb.domain.journal import IN_POOL, vrijwilliger_status
from bb.domain.records import Vrijwilliger
from bb.rules.rule import Context, finding, line
from bb.text.dates import short_day_nl

CODE = "BB603"
TITLE = "Overeenkomst met een vrijwilliger voorbij"
SEVERITY = Severity.WARNING


def check(vrijwilliger: Vrijwilliger, context: Context) -> Iterator[Finding]:
    """Yield a finding when every agreement ended before today and the volunteer goes on."""
    agreed = [
        event
        for event in in_order(vrijwilliger.verloop, context.today)
        if event.wat == "overeenkomst" and event.get("tot")
    ]
    if not agreed or vrijwilliger_status(vrijwilliger, context.today) not in IN_POOL:
        return
    last = max(agreed, key=lambda event: event.get("tot"))
    if last.get("tot") < context.today:
        yield finding(
            CODE,
            SEVERITY,
            vrijwilliger.source,
            line(last, "tot"),
            f"Deze overeenkomst liep tot {short_day_nl(last.get('tot'))}.",
            f"Verleng haar: bb log {vrijwilliger.id} overeenkomst tot=DATUM. "
            f"Of schrijf op dat het klaar is: bb log {vrijwilliger.id} stop",
        )
