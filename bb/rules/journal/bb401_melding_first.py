"""Wat: het verloop van een zaak begint niet met een melding.

Waarom: de melding bepaalt in welk jaar een zaak telt, en vanaf wanneer de termijnen lopen.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling], minuten: 40}

Beter:

      - {op: 2026-02-02, wat: melding, via: telefoon, minuten: 15}
      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling], minuten: 40}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB401"
TITLE = "Geen melding aan het begin"
SEVERITY = Severity.ERROR


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding when the first event is not the melding."""
    example = "Zet als eerste regel van het verloop: - {op: 2026-06-01, wat: melding, via: telefoon}"
    if not case.moments:
        if not case.casus.verloop:
            yield case.at(CODE, SEVERITY, ("verloop",), "In het verloop staat geen melding.", example)
        return
    first = case.moments[0].event
    if first.wat == "melding":
        return
    later = any(True for _ in case.of("melding"))
    yield case.at(
        CODE,
        SEVERITY,
        first,
        "Het verloop begint niet met de melding.",
        "Kijk de dag van de melding na: die is de eerste, of dezelfde." if later else example,
    )
