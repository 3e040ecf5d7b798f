"""Wat: een partner heeft iets over de zaak gehoord zonder dat de melder daar toestemming voor gaf.

Waarom: dat iemand bij buurtbemiddeling is geweest, is van de melder. Ook de verwijzer hoort het alleen als de melder
dat goed vindt.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars], minuten: 40}

Beter:

      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling], minuten: 40}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB432"
TITLE = "Terugkoppeling zonder toestemming"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"terugkoppeling"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each terugkoppeling before A consented to it; forgetting takes consent away."""
    if case.state.forgotten:
        return
    for moment in case.of("terugkoppeling"):
        if not moment.after.allows("A", "terugkoppeling"):
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De melder had hier geen toestemming gegeven voor terugkoppeling.",
                "Was die er wel? Zet bij de intake: toestemming: [opslag, bemiddelaars, terugkoppeling]",
            )
