"""Wat: er wordt een coördinator genoemd die niet in bb.yaml staat.

Waarom: wat er te doen is, komt dan bij niemand terecht.

Voorbeeld, in casus/2026/2026-0001.md:

    coordinator: c-9

Beter:

    coordinator: c-1
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.ids import is_id
from bb.domain.records import Organisatie, Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB212"
TITLE = "Onbekende coördinator"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"coordinatoren"})


def check(record: Record | Organisatie, context: Context) -> Iterator[Finding]:
    """Yield a finding for each coördinator that `bb.yaml` does not have."""
    known = [coordinator.id for coordinator in context.organisatie.coordinatoren]
    for found in named(record, "coordinator"):
        if found.value not in known and is_id("coordinator", found.value):
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                found.place,
                f"Coördinator {found.value} staat niet in bb.yaml.",
                f"Kies uit {', '.join(known)}, of zet de coördinator in bb.yaml, onder coordinatoren.",
            )
