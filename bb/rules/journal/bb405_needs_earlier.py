"""Wat: een gebeurtenis staat in het verloop zonder dat er iets aan voorafging.

Waarom: een gesprek zonder koppeling, of nazorg zonder gesprek, wijst op een vergeten regel. De cijfers en termijnen
kloppen dan niet.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-06, wat: overdracht, aan: [v-001, v-004]}

Beter:

      - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}
      - {op: 2026-02-06, wat: overdracht, aan: [v-001, v-004]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import EVENTS, Event, Kind, in_order
from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line
from bb.rules.values import kind_of
from bb.text.plurals import join_nl

CODE = "BB405"
TITLE = "Er gaat iets aan vooraf"
SEVERITY = Severity.ERROR

_RULES_OF_THEIR_OWN = frozenset({("melding",), ("wacht",), ("afsluiting",)})
"""What BB401, BB409, BB410 and (for `vergeten`) BB427 look at."""


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first event that lacks what must stand before it."""
    rows = EVENTS[kind_of(record)]
    seen: set[str] = set()
    told: set[tuple[str, ...]] = set()
    for event in in_order(record.verloop, context.today):
        needs = rows[event.wat].after
        if needs and needs not in _RULES_OF_THEIR_OWN and needs not in told and seen.isdisjoint(needs):
            told.add(needs)
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, "wat"),
                f"Voor deze {event.wat} staat geen {join_nl(needs, 'of')} in het verloop.",
                f"Zet erboven de regel die ontbreekt: {_line(rows[needs[0]], event)}",
            )
        seen.add(event.wat)


def _line(missing: Kind, event: Event) -> str:
    """Return the line to type, with dots for what only the coördinator knows."""
    asked = "".join(f", {key.name}: ..." for key in missing.keys if key.required)
    return f"- {{op: {event.op}, wat: {missing.wat}{asked}}}"
