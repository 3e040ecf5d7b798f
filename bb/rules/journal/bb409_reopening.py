"""Wat: een zaak wordt heropend terwijl die niet gesloten is.

Waarom: een heropening doet dan niets. Waarschijnlijk is de afsluiting vergeten.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-13, wat: heropening, reden: vergissing}
      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB409"
TITLE = "Heropening van een open zaak"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"heropening"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each heropening of a case that is not closed."""
    for moment in case.of("heropening"):
        if moment.before.status != "gesloten":
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De zaak is hier niet gesloten.",
                "Haal deze regel weg, of zet erboven de afsluiting die ontbreekt.",
            )
