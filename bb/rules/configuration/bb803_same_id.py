"""Wat: twee coördinatoren hebben hetzelfde kenmerk.

Waarom: aan het kenmerk (zoals c-1) is te zien van wie een zaak is. Dat moet er een zijn.

Voorbeeld, in bb.yaml:

      - {id: c-2, naam: Lou Voorbeeld, mail: lou@waterstad.example, nummers: 1000-1999}

Beter:

      - {id: c-3, naam: Lou Voorbeeld, mail: lou@waterstad.example, nummers: 1000-1999}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.rules.rule import Context, finding

CODE = "BB803"
TITLE = "Twee coördinatoren met hetzelfde kenmerk"
SEVERITY = Severity.ERROR


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each coördinator whose id stands there before."""
    ids = [coordinator.id for coordinator in organisatie.coordinatoren]
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield finding(
                CODE,
                SEVERITY,
                organisatie.source,
                ("coordinatoren", index, "id"),
                f"Het kenmerk {id_} is al van een ander.",
                "Geef deze coördinator een eigen kenmerk, zoals c-4.",
            )
