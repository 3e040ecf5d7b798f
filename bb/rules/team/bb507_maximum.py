"""Wat: iemand in het team had die dag meer zaken dan afgesproken.

Waarom: elke vrijwilliger zegt zelf hoeveel zaken tegelijk gaan (max). Daarboven wordt het te veel.

Voorbeeld, in casus/2026/2026-0011.md:

      - {op: 2026-08-06, wat: koppeling, team: [v-002, v-004]}

Beter:

      - {op: 2026-08-06, wat: koppeling, team: [v-003, v-004]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB507"
TITLE = "Meer zaken dan afgesproken"
SEVERITY = Severity.WARNING
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member of a current team who had more cases than their maximum that day."""
    if not linked.current or not linked.asks("plaats", context.organisatie):
        return
    for member in linked.members:
        most = member.vrijwilliger.max
        if member.load > most:
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} had hiermee {member.load} zaken; afgesproken is {most} tegelijk.",
                f"Overleg met {member.id}, of maak max ruimer als dat is afgesproken. {linked.toch('plaats')}",
            )
