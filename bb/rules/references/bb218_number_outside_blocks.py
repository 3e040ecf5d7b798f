"""Wat: het nummer van een zaak valt buiten de reeksen van alle coördinatoren.

Waarom: elke coördinator heeft een eigen reeks, zodat twee laptops nooit hetzelfde nummer maken.

Voorbeeld, in bb.yaml:

      - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-11}

Beter:

      - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-499}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Casus
from bb.rules.rule import Context, finding

CODE = "BB218"
TITLE = "Zaaknummer buiten de reeksen"
SEVERITY = Severity.WARNING
SETTINGS = frozenset({"coordinatoren"})


def check(casus: Casus, context: Context) -> Iterator[Finding]:
    """Yield a finding when no coördinator has the number of this case in their block."""
    blocks = [coordinator.nummers for coordinator in context.organisatie.coordinatoren if coordinator.nummers]
    if blocks and not any(int(casus.id[5:]) in block for block in blocks):
        yield finding(
            CODE,
            SEVERITY,
            casus.source,
            (),
            "Dit zaaknummer valt buiten de reeks van elke coördinator.",
            "Maak in bb.yaml een reeks (nummers) ruimer. Laat nieuwe nummers kiezen door: bb new casus",
        )
