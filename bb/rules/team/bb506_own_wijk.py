"""Wat: iemand in het team woont in dezelfde wijk als een van de partijen.

Waarom: bemiddelaars moeten onpartijdig zijn, en de partijen later niet bij de bakker tegenkomen.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-005]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import own_wijk
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB506"
TITLE = "Bemiddelen in de eigen wijk"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member of a current team who lives in the wijk of a party."""
    if not linked.current or not linked.asks("eigen-wijk", context.organisatie):
        return
    for member in linked.members:
        if own_wijk(linked.casus, member.vrijwilliger):
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} woont in dezelfde wijk als een van de partijen.",
                f"Kies een ander. {linked.toch('eigen-wijk')}",
            )
