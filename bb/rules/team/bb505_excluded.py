"""Wat: iemand in het team hoort buiten deze zaak te blijven.

Waarom: onder niet staat wie er niet bij hoort. De reden staat in het dossier, en die is niet voor niets.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-009]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import excluded
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB505"
TITLE = "Blijft buiten deze zaak"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member of a current team who is named under `niet`."""
    if not linked.current or not linked.asks("uitgesloten", context.organisatie):
        return
    for member in linked.members:
        if excluded(linked.casus, member.id):
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} blijft buiten deze zaak: dat staat bovenaan bij niet.",
                f"Kies een ander. {linked.toch('uitgesloten')}",
            )
