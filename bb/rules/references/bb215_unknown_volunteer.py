"""Wat: er wordt een vrijwilliger genoemd die geen bestand heeft in de map vrijwilligers.

Waarom: wie niet bekend is, heeft geen overeenkomst en geen training, en telt niet mee bij wie hoeveel zaken heeft.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-099]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.ids import is_id
from bb.domain.records import Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB215"
TITLE = "Onbekende vrijwilliger"
SEVERITY = Severity.ERROR


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each volunteer that is named and has no file."""
    for found in named(record, "vrijwilliger"):
        if not context.exists("vrijwilliger", found.value) and is_id("vrijwilliger", found.value):
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                found.place,
                f"Vrijwilliger {found.value} staat niet in de map vrijwilligers.",
                "Kijk het nummer na, of maak de vrijwilliger aan: bb new vrijwilliger",
            )
