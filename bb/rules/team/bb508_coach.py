"""Wat: iemand is coach en bemiddelaar van dezelfde partij.

Waarom: een coach staat naast een partij, een bemiddelaar staat ertussenin. Wie het een was, kan het ander niet meer
zijn.

Voorbeeld, in casus/2026/2026-0004.md:

      - {op: 2026-06-29, wat: koppeling, team: [v-001, v-003], aanpak: bemiddeling}

Beter:

      - {op: 2026-06-29, wat: koppeling, team: [v-003, v-007], aanpak: bemiddeling}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import COACHING, coach_conflict
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB508"
TITLE = "Coach en bemiddelaar van dezelfde partij"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member who met a party of this case in the other role."""
    links = [event for event in linked.casus.verloop if event.wat == "koppeling"]
    if len(links) < 2 or not linked.asks("coach", context.organisatie):
        return
    for member in linked.members:
        if coach_conflict(linked.casus, member.id, linked.aanpak, linked.event.met, linked.event.op):
            earlier, now = ("bemiddelaar", "coach") if linked.aanpak == COACHING else ("coach", "bemiddelaar")
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} was in deze zaak eerder {earlier}, en zou nu {now} zijn.",
                f"Kies een ander. {linked.toch('coach')}",
            )
