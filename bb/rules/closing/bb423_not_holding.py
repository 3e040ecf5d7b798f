"""Wat: een zaak is gesloten als opgelost, maar in de nazorg zei iemand dat de afspraken niet houden.

Waarom: dan is de zaak niet opgelost. In de cijfers en bij de verwijzer lijkt het wel zo.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-04-16, wat: nazorg, met: A, stand: niet, tevreden: 3}

Beter:

      - {op: 2026-04-16, wat: nazorg, met: A, stand: houdt, tevreden: 8}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.closing.last import last_closing
from bb.rules.rule import Context, line

CODE = "BB423"
TITLE = "Opgelost, maar de afspraken houden niet"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"afsluiting"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding when a case is closed as solved and a party's last answer is `niet`."""
    closing = last_closing(case)
    if closing and closing.event.get("resultaat") == "opgelost" and case.state.nazorg == "niet":
        yield case.at(
            CODE,
            SEVERITY,
            line(closing.event, "resultaat"),
            "In de nazorg zei iemand dat de afspraken niet houden.",
            "Heropen de zaak, of sluit opnieuw af met een ander resultaat: bb log "
            f"{case.casus.id} afsluiting resultaat=niet-opgelost reden=anders",
        )
