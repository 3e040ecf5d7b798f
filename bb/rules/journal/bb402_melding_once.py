"""Wat: in het verloop staat meer dan een melding.

Waarom: een zaak wordt een keer gemeld. Een nieuwe melding over hetzelfde is een nieuwe zaak, of een heropening.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-02, wat: melding, via: telefoon, minuten: 15}
      - {op: 2026-02-03, wat: melding, via: mail}

Beter:

      - {op: 2026-02-02, wat: melding, via: telefoon, minuten: 15}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bb.domain.events import EVENTS
from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context

CODE = "BB402"
TITLE = "Meer dan een melding"
SEVERITY = Severity.ERROR

_ONCE = tuple(row.wat for row in EVENTS["casus"].values() if row.once)


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each event after the first that can happen once only."""
    for wat in _ONCE:
        for moment in islice(case.of(wat), 1, None):
            yield case.at(
                CODE,
                SEVERITY,
                moment.event,
                f"Er staat al een {wat} in dit verloop.",
                "Haal deze regel weg, of schrijf op wat er nu gebeurde: contact, heropening of een nieuwe zaak.",
            )
