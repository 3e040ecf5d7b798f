"""Wat: in het protocol staat een aanpak of een stap die niet bestaat.

Waarom: een stap die niet bestaat, kan geen enkele zaak hebben. bb slaat hem over.

Voorbeeld, in bb.yaml:

      bemiddeling: [intake, voorstel, koppeling, gesprek, nasorg, afsluiting]

Beter:

      bemiddeling: [intake, voorstel, koppeling, gesprek, nazorg, afsluiting]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.domain.vocabulary import AANPAKKEN
from bb.domain.words import event_names
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context, finding

CODE = "BB807"
TITLE = "Onbekende stap in het protocol"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each aanpak and each step of the protocol that does not exist."""
    yield from unknown_names(
        CODE, SEVERITY, organisatie, ("protocol",), organisatie.protocol, AANPAKKEN, message="Deze aanpak bestaat niet."
    )
    known = event_names("casus")
    number = 0
    for aanpak, steps in organisatie.protocol.items():
        for index, step in enumerate(steps):
            if step not in known:
                question, fix = meant(step, known, number)
                number += 1
                yield finding(
                    CODE,
                    SEVERITY,
                    organisatie.source,
                    ("protocol", aanpak, index),
                    f"Deze stap bestaat niet.{question}",
                    f"Kies uit: {', '.join(known)}.",
                    fix=fix,
                )
