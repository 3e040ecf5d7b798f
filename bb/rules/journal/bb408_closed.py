"""Wat: er gebeurt nog iets aan een zaak die gesloten is.

Waarom: wat na de afsluiting gebeurt, telt niet mee en geeft geen termijnen. Na een heropening wel.

Voorbeeld, in casus/2026/2026-0006.md:

      - {op: 2026-08-03, wat: gesprek, met: AB, minuten: 60}

Beter:

      - {op: 2026-07-27, wat: heropening, reden: afspraken-geschonden}
      - {op: 2026-08-03, wat: gesprek, met: AB, minuten: 60}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import Event
from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB408"
TITLE = "Iets nieuws in een gesloten zaak"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"afsluiting"})

_NEED_OPEN = frozenset({"intake", "voorstel", "koppeling", "contact", "gesprek", "voortgang", "wacht"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for the first event after each closing that needs an open case."""
    told = False
    for moment in case.moments:
        if moment.event.wat in {"afsluiting", "heropening"}:
            told = False
        elif moment.before.status == "gesloten" and _needs_open(moment.event) and not told:
            told = True
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                "De zaak is hier al gesloten.",
                f"Zet hierboven: - {{op: {moment.event.op}, wat: heropening}}. Of kijk de dag van de afsluiting na.",
            )


def _needs_open(event: Event) -> bool:
    return event.wat in _NEED_OPEN or (event.wat == "gepland" and event.get("voor") == "gesprek")
