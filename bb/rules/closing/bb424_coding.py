"""Wat: de reden van een afsluiting hoort bij een ander resultaat.

Waarom: alle organisaties tellen op dezelfde manier, zodat de cijfers te vergelijken zijn. Advies was genoeg: opgelost.
Verhuisd of geen belang meer: ingetrokken. Niet bereikt of geweigerd: niet-opgelost.

Voorbeeld, in casus/2026/2026-0003.md:

      - {op: 2026-02-25, wat: afsluiting, resultaat: ingetrokken, reden: advies}

Beter:

      - {op: 2026-02-25, wat: afsluiting, resultaat: opgelost, reden: advies}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB424"
TITLE = "Reden en resultaat passen niet bij elkaar"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"afsluiting"})

_RESULT_OF = {
    "advies": "opgelost",
    "vanzelf": "opgelost",
    "verhuisd": "ingetrokken",
    "wil-niet-meer": "ingetrokken",
    "niet-bereikt": "niet-opgelost",
    "weigert": "niet-opgelost",
    "geen-toestemming": "niet-in-behandeling",
}
"""The coding of FORMAT, "Events"."""


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each closing whose reason belongs to another result."""
    for moment in case.of("afsluiting"):
        reden, resultaat = moment.event.get("reden"), moment.event.get("resultaat")
        expected = _RESULT_OF.get(reden) if isinstance(reden, str) else None
        if expected and resultaat and resultaat != expected:
            yield case.at(
                CODE,
                SEVERITY,
                line(moment.event, "reden"),
                f"Bij de reden {reden} hoort het resultaat {expected}.",
                f"Schrijf: resultaat: {expected}, reden: {reden}. Of kies een andere reden.",
            )
