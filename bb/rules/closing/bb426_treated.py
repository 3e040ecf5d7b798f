"""Wat: een zaak is gesloten als niet in behandeling, terwijl er een team aan gekoppeld was.

Waarom: een zaak met een team is in behandeling geweest. In de cijfers kan niet allebei waar zijn.

Voorbeeld, in casus/2026/2026-0007.md:

      - {op: 2026-05-15, wat: afsluiting, resultaat: niet-in-behandeling, reden: contra}

Beter:

      - {op: 2026-05-15, wat: afsluiting, resultaat: niet-opgelost, reden: niet-bereikt}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.closing.last import last_closing
from bb.rules.rule import Context, line

CODE = "BB426"
TITLE = "Niet in behandeling, maar met een team"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"afsluiting"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding when a case with a koppeling is closed as never treated."""
    closing = last_closing(case)
    if closing and case.state.behandeld and closing.event.get("resultaat") == "niet-in-behandeling":
        yield case.at(
            CODE,
            SEVERITY,
            line(closing.event, "resultaat"),
            "Er is een team gekoppeld, dus de zaak was in behandeling.",
            "Kies een ander resultaat: niet-opgelost of ingetrokken, met de reden.",
        )
