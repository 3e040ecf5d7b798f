"""Wat: bij twee gesprekken achter elkaar staat dat de gesprekken klaar zijn (afspraken: ja of nee).

Waarom: afspraken staat alleen bij het laatste gesprek. Vanaf dat gesprek loopt de termijn van de nazorg.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-19, wat: gesprek, met: B, afspraken: nee, toestemming: [opslag, bemiddelaars, doorverwijzing]}

Beter:

      - {op: 2026-02-19, wat: gesprek, met: B, toestemming: [opslag, bemiddelaars, doorverwijzing], minuten: 60}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB414"
TITLE = "Twee keer het laatste gesprek"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"gesprek"})

_BEGINS_ANEW = frozenset({"koppeling", "heropening", "nazorg"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each talk that ends the talks when one before it did so already."""
    ended = False
    for moment in case.moments:
        event = moment.event
        if event.wat in _BEGINS_ANEW:
            ended = False
        elif event.wat == "gesprek" and event.get("afspraken") is not None:
            if ended:
                yield case.at(
                    CODE,
                    SEVERITY,
                    line(event, "afspraken"),
                    "Bij een eerder gesprek stond al dat de gesprekken klaar waren.",
                    "Laat afspraken alleen staan bij het laatste gesprek.",
                )
            ended = True
