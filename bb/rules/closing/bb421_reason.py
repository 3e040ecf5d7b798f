"""Wat: een zaak is gesloten zonder oplossing, en er staat niet waardoor.

Waarom: van zaken die niet lukten leert de organisatie het meest. Ook de verwijzers vragen ernaar.

Voorbeeld, in casus/2026/2026-0007.md:

      - {op: 2026-05-15, wat: afsluiting, resultaat: niet-opgelost}

Beter:

      - {op: 2026-05-15, wat: afsluiting, resultaat: niet-opgelost, reden: niet-bereikt}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB421"
TITLE = "Resultaat zonder reden"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"afsluiting"})

_NEED_REASON = frozenset({"niet-opgelost", "niet-in-behandeling", "ingetrokken"})


def check(case: Case, context: Context) -> Iterator[Finding]:
    """Yield a finding for each closing without a reason where the result asks for one."""
    for moment in case.of("afsluiting"):
        event = moment.event
        if event.get("resultaat") in _NEED_REASON and event.get("reden") is None:
            known = ", ".join(context.words["reden.afsluiting"])
            yield case.at(
                CODE,
                SEVERITY,
                line(event, "resultaat"),
                "Bij dit resultaat hoort een reden.",
                f"Zet in deze regel een reden, zoals reden: niet-bereikt. Kies uit: {known}.",
            )
