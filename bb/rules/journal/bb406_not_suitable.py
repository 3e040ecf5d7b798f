"""Wat: er is een team gevraagd of gekoppeld terwijl de zaak niet geschikt is.

Waarom: pas na een intake met geschikt: ja gaan er bemiddelaars op pad.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-12, wat: intake, geschikt: nee, toestemming: [opslag, bemiddelaars], minuten: 35}

Beter:

      - {op: 2026-08-12, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars], minuten: 35}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB406"
TITLE = "Team bij een zaak die niet geschikt is"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"voorstel", "koppeling"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for the first voorstel or koppeling after an intake that says the case is not suitable."""
    told = False
    for moment in case.of("intake", "voorstel", "koppeling"):
        if moment.event.wat == "intake":
            told = False
        elif moment.before.geschikt is False and not told:
            told = True
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De laatste intake zegt: niet geschikt. Toch staat hier een team.",
                "Verbeter de intake (geschikt: ja), of zet hierboven een nieuwe intake met geschikt: ja.",
            )
