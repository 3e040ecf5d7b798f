"""Wat: dezelfde vrijwilliger staat twee keer in een team.

Waarom: bemiddelaars gaan met zijn tweeën. Waarschijnlijk is het tweede nummer een tikfout.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-002]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB501"
TITLE = "Twee keer dezelfde in een team"
SEVERITY = Severity.ERROR


def check(linked: Linked, _: Context) -> Iterator[Finding]:
    """Yield a finding for each name in the team that stood there before."""
    for index, id_ in enumerate(linked.team):
        if id_ in linked.team[:index]:
            yield linked.at(
                CODE, SEVERITY, index, f"{id_} staat twee keer in dit team.", "Zet hier de ander van het team."
            )
