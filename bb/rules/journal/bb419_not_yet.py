"""Wat: de verwijzer hoorde over een stap die toen nog niet was gezet.

Waarom: wie hoort dat een zaak is opgepakt of afgesloten, rekent daarop. Vaak is de dag een tikfout, of ontbreekt er een
regel.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-05, wat: terugkoppeling, aan: woonstad, over: opgepakt}
      - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}

Beter:

      - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB419"
TITLE = "Terugkoppeling over een stap die nog niet is gezet"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"terugkoppeling"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each terugkoppeling over a step that the case had not taken by the end of that day."""
    for moment in case.of("terugkoppeling"):
        over = moment.event.get("over")
        until = [other for other in case.moments if other.event.op <= moment.event.op]
        steps = {other.event.wat for other in until}
        missing = {"geschikt": "intake", "opgepakt": "koppeling", "afgesloten": "afsluiting"}.get(over, "")
        if missing and missing not in steps:
            yield case.at(
                CODE,
                SEVERITY,
                line(moment.event, "over"),
                f"Op deze dag was er nog geen {missing}.",
                f"Kijk de dag na, of zet erboven de {missing} die ontbreekt.",
            )
