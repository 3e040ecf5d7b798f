"""Wat: een vrijwilliger kreeg de eerste zaak voor de basistraining.

Waarom: zonder basistraining gaat niemand naar mensen met een conflict.

Voorbeeld, in vrijwilligers/v-004.md:

      - {op: 2025-01-15, wat: overeenkomst, tot: 2027-01-15}
      - {op: 2025-02-01, wat: start}

Beter:

      - {op: 2025-01-15, wat: overeenkomst, tot: 2027-01-15}
      - {op: 2025-01-20, wat: training, soort: basistraining, minuten: 1200}
      - {op: 2025-02-01, wat: start}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import BASISTRAINING
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB602"
TITLE = "Eerste zaak voor de basistraining"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen", "woorden"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member whose first case this was, without the basistraining."""
    if not linked.asks("basistraining", context.organisatie):
        return
    known = context.words["soort.training"].keys()  # another word has a finding of its own
    for member in linked.members:
        if member.first and BASISTRAINING not in member.trainings and member.trainings <= known:
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} had voor deze eerste zaak de basistraining niet gevolgd.",
                f"Was die er wel? Schrijf het op: bb log {member.id} training soort=basistraining. "
                f"{linked.toch('basistraining')}",
            )
