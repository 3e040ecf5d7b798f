"""Wat: een zaak wordt hervat terwijl die niet in de wacht staat.

Waarom: zonder wacht hebben de termijnen niet stilgestaan, ook al was dat misschien wel de bedoeling.

Voorbeeld, in casus/2026/2026-0002.md:

      - {op: 2026-07-13, wat: hervat}

Beter:

      - {op: 2026-06-22, wat: wacht, tot: 2026-07-13, reden: vakantie}
      - {op: 2026-07-13, wat: hervat}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB410"
TITLE = "Hervat zonder wacht"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"hervat"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each hervat of a case that is not on hold."""
    for moment in case.of("hervat"):
        if moment.before.status != "wacht":
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De zaak staat hier niet in de wacht.",
                "Haal deze regel weg, of zet erboven de regel met wacht die ontbreekt.",
            )
