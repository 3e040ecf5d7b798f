"""Wat: het overdrachtsblad is gegeven zonder dat de melder daar toestemming voor gaf.

Waarom: op het blad staan naam en adres. Die gaan pas naar de bemiddelaars als de melder dat goed vindt.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, terugkoppeling], minuten: 40}

Beter:

      - {op: 2026-02-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars, terugkoppeling], minuten: 40}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB431"
TITLE = "Overdracht zonder toestemming"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"overdracht"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each overdracht before A consented to mediators; forgetting takes consent away."""
    if case.state.forgotten:
        return
    for moment in case.of("overdracht"):
        if not moment.after.allows("A", "bemiddelaars"):
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De melder had hier geen toestemming gegeven voor bemiddelaars.",
                "Vraag het na, en zet bij de intake: toestemming: [opslag, bemiddelaars]",
            )
