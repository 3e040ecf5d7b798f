"""Wat: een zaak is vergeten terwijl die nog niet gesloten was.

Waarom: vergeten haalt weg wat voor de zaak nog nodig is. Dat gebeurt pas na de afsluiting, met bb forget.

Voorbeeld, in casus/2026/2026-0009.md:

      - {op: 2023-11-13, wat: gesprek, met: A}
      - {op: 2023-11-15, wat: vergeten, grond: bewaartermijn}

Beter:

      - {op: 2023-11-13, wat: gesprek, met: A}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB427"
TITLE = "Vergeten voor de afsluiting"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"vergeten"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each vergeten of a case that is not closed."""
    for moment in case.of("vergeten"):
        if moment.before.status != "gesloten":
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De zaak is hier niet gesloten.",
                "Haal deze regel weg: alleen bb forget schrijft die. Sluit de zaak eerst af.",
            )
