"""Wat: iemand in het team was op die dag niet actief: nog kandidaat, afwezig of gestopt.

Waarom: wie niet actief is, heeft geen geldige afspraken met de organisatie, of is er gewoon niet.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-006]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB504"
TITLE = "Niet actief op die dag"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member who was no active volunteer on the day of the koppeling."""
    if not linked.asks("actief", context.organisatie):
        return
    for member in linked.members:
        if member.status != "actief":
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} was op deze dag niet actief, maar {member.status}.",
                f"Kies een ander, of kijk het verloop van {member.id} na. {linked.toch('actief')}",
            )
