"""Wat: een regel van het verloop staat onder een regel met een latere dag.

Waarom: wie het verloop leest, leest het van boven naar beneden. Een regel op de verkeerde plek is vaak een tikfout in
de dag.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-19, wat: gesprek, met: B, toestemming: [opslag, bemiddelaars, doorverwijzing], minuten: 60}
      - {op: 2026-02-12, wat: gesprek, met: A, minuten: 75}

Beter:

      - {op: 2026-02-12, wat: gesprek, met: A, minuten: 75}
      - {op: 2026-02-19, wat: gesprek, met: B, toestemming: [opslag, bemiddelaars, doorverwijzing], minuten: 60}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bb.domain.finding import Finding, Fix, Mends, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line
from bb.text.dates import short_day_nl

CODE = "BB403"
TITLE = "Niet op volgorde van dag"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(record: Record, _: Context) -> Iterator[Finding]:
    """Yield a finding for each event that stands below one of a later day."""
    for above, event in pairwise(record.verloop):
        if event.op < above.op:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, "op"),
                f"Deze dag ligt voor die van de regel erboven ({short_day_nl(above.op)}).",
                "Verbeter de dag, of zet de regel op zijn plek.",
                fix=Fix(sort=True, safe=False),
            )
