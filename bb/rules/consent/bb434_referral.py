"""Wat: een partij is doorverwezen zonder dat die daar toestemming voor gaf.

Waarom: een doorverwijzing geeft persoonsgegevens door aan een ander. Dat mag alleen als die partij het goed vindt.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-19, wat: gesprek, met: B, toestemming: [opslag, bemiddelaars], minuten: 60}

Beter:

      - {op: 2026-02-19, wat: gesprek, met: B, toestemming: [opslag, bemiddelaars, doorverwijzing], minuten: 60}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB434"
TITLE = "Doorverwijzing zonder toestemming"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"doorverwijzing"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each referral of a party that did not consent; forgetting takes consent away."""
    if case.state.forgotten:
        return
    for moment in case.of("doorverwijzing"):
        van = moment.event.get("van")
        if van and not moment.after.allows(van, "doorverwijzing"):
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                f"Partij {van} had hier geen toestemming gegeven voor een doorverwijzing.",
                "Was die er wel? Zet in deze regel: toestemming: [opslag, doorverwijzing]",
            )
