"""Wat: een verzoek of klacht is bevestigd of afgehandeld, maar er staat niet dat die is ontvangen.

Waarom: voor een antwoord staat een vaste tijd, en die loopt vanaf de ontvangst.

Voorbeeld, in vrijwilligers/v-009.md:

      - {op: 2026-03-09, wat: verzoek, soort: inzage, stap: afgehandeld}

Beter:

      - {op: 2026-03-02, wat: verzoek, soort: inzage, stap: ontvangen}
      - {op: 2026-03-09, wat: verzoek, soort: inzage, stap: afgehandeld}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import in_order
from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line

CODE = "BB420"
TITLE = "Verzoek zonder ontvangst"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"verzoek"})


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each step of a request of a kind that was not received before."""
    received: set[str] = set()
    for event in in_order(record.verloop, context.today):
        soort, stap = event.get("soort"), event.get("stap")
        if event.wat != "verzoek" or not soort:
            continue
        if stap == "ontvangen":
            received.add(soort)
        elif stap and soort not in received:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, "stap"),
                "Hierboven staat niet dat dit is ontvangen.",
                f"Zet erboven: - {{op: {event.op}, wat: verzoek, soort: {soort}, stap: ontvangen}}, met de goede dag.",
            )
