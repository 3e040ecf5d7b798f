"""Wat: een dubbele zaak zegt niet bij welke zaak hij hoort, of een zaak die niet dubbel is zegt het wel.

Waarom: een dubbele zaak telt nergens mee. Met zie is terug te vinden waar de melding wel telt.

Voorbeeld, in casus/2026/2026-0005.md:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel}

Beter:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel, zie: 2026-0001}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB415"
TITLE = "Dubbel zonder zie, of zie zonder dubbel"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"afsluiting"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each closing that is double without `zie`, or has `zie` without being double."""
    for moment in case.of("afsluiting"):
        event = moment.event
        double, refers = event.get("resultaat") == "dubbel", event.get("zie") is not None
        if double and not refers:
            yield case.at(
                CODE,
                SEVERITY,
                line(event, "resultaat"),
                "Er staat niet bij welke zaak deze dubbele melding hoort.",
                "Zet in deze regel het nummer van die zaak, zoals: zie: 2026-0123",
            )
        elif refers and not double and event.get("resultaat"):
            yield case.at(
                CODE,
                SEVERITY,
                line(event, "zie"),
                "Hier staat zie, maar de zaak is niet dubbel.",
                "Haal zie weg, of schrijf: resultaat: dubbel",
            )
