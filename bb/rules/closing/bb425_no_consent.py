"""Wat: de melder gaf nooit toestemming, maar de zaak is anders gesloten dan niet in behandeling.

Waarom: zonder toestemming mag de organisatie niet met de zaak aan het werk. In de cijfers heet dat: niet in
behandeling, geen toestemming.

Voorbeeld, in casus/2026/2026-0010.md:

      - {op: 2026-05-08, wat: afsluiting, resultaat: onbekend}

Beter:

      - {op: 2026-05-08, wat: afsluiting, resultaat: niet-in-behandeling, reden: geen-toestemming}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.journal import party_of
from bb.rules.case import Case
from bb.rules.closing.last import last_closing
from bb.rules.rule import Context, line

CODE = "BB425"
TITLE = "Geen toestemming, wel een ander resultaat"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"afsluiting"})

_FITTING = frozenset({"niet-in-behandeling", "dubbel"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding when A only ever refused, no team came, and the result does not say so."""
    closing = last_closing(case)
    if closing is None or case.state.behandeld or closing.event.get("resultaat") in _FITTING:
        return
    said = [
        moment.event.get("toestemming")
        for moment in case.moments
        if moment.event.get("toestemming") is not None and "A" in party_of(moment.event)
    ]
    if said and not any(said):
        yield case.at(
            CODE,
            SEVERITY,
            line(closing.event, "resultaat"),
            "De melder gaf geen toestemming.",
            "Schrijf: resultaat: niet-in-behandeling, reden: geen-toestemming",
        )
