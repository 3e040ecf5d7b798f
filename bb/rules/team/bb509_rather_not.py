"""Wat: in het team zitten twee mensen die liever niet samen gaan.

Waarom: bij een van beiden staat dat onder niet_met. Een team dat elkaar niet vertrouwt, helpt de partijen niet.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-003, v-008]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bb.domain.finding import Finding, Severity
from bb.domain.team import rather_not
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB509"
TITLE = "Liever niet samen"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each two of a current team who would rather not go together; not who said so."""
    if not linked.current or not linked.asks("niet-met", context.organisatie):
        return
    for one, other in combinations(linked.members, 2):
        if rather_not(one.vrijwilliger, other.vrijwilliger):
            yield linked.at(
                CODE,
                SEVERITY,
                other.index,
                f"{one.id} en {other.id} gaan liever niet samen.",
                f"Kies een ander voor een van beiden. {linked.toch('niet-met')}",
            )
