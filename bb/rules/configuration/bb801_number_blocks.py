"""Wat: de nummers van twee coördinatoren lopen door elkaar.

Waarom: elke coördinator heeft een eigen reeks, zodat twee laptops nooit hetzelfde zaaknummer maken.

Voorbeeld, in bb.yaml:

      - {id: c-2, naam: Sam Voorbeeld, mail: sam@waterstad.example, gemeenten: [Polderdam], nummers: 400-999}

Beter:

      - {id: c-2, naam: Sam Voorbeeld, mail: sam@waterstad.example, gemeenten: [Polderdam], nummers: 500-999}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.rules.rule import Context, finding

CODE = "BB801"
TITLE = "Reeksen met dezelfde nummers"
SEVERITY = Severity.ERROR


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each block of numbers that shares some with an earlier one."""
    for index, coordinator in enumerate(organisatie.coordinatoren):
        block = coordinator.nummers
        for other in organisatie.coordinatoren[:index]:
            earlier = other.nummers
            if block and earlier and block.first <= earlier.last and earlier.first <= block.last:
                yield finding(
                    CODE,
                    SEVERITY,
                    organisatie.source,
                    ("coordinatoren", index, "nummers"),
                    f"Deze nummers heeft {other.id} ook ({earlier.first}-{earlier.last}).",
                    f"Kies een reeks die daarbuiten ligt, zoals {earlier.last + 1}-{max(9999, earlier.last + 1)}.",
                )
