"""Wat: de overeenkomst met een partner is voorbij, en er staat geen nieuwe.

Waarom: met de overeenkomst eindigen ook de bijdrage en de afspraken over verwijzen en terugkoppelen.

Voorbeeld, in netwerk/woonstad.md:

      - {op: 2024-12-02, wat: overeenkomst, van: 2025-01-01, tot: 2026-06-30, bijdrage: 12500, per: jaar}

Beter:

      - {op: 2024-12-02, wat: overeenkomst, van: 2025-01-01, tot: 2027-12-31, bijdrage: 12500, per: jaar}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.partners import agreement, ended
from bb.domain.records import Partner
from bb.rules.rule import Context, finding, line
from bb.text.dates import short_day_nl

CODE = "BB701"
TITLE = "Overeenkomst met een partner voorbij"
SEVERITY = Severity.WARNING


def check(partner: Partner, context: Context) -> Iterator[Finding]:
    """Yield a finding when the last agreement with a partner ended before today."""
    last = agreement(partner, context.today)
    if last and ended(partner, context.today):
        yield finding(
            CODE,
            SEVERITY,
            partner.source,
            line(last, "tot"),
            f"Deze overeenkomst liep tot en met {short_day_nl(last.get('tot'))}.",
            f"Schrijf de nieuwe op: bb log {partner.id} overeenkomst tot=DATUM",
        )
