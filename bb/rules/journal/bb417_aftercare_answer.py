"""Wat: bij nazorg staat niet hoe het ging, of er staat een antwoord van iemand die niet is bereikt.

Waarom: uit de nazorg blijkt of afspraken houden. Zonder antwoord weet niemand dat.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-04-16, wat: nazorg, met: A, tevreden: 8}

Beter:

      - {op: 2026-04-16, wat: nazorg, met: A, stand: houdt, tevreden: 8}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.vocabulary import STANDEN
from bb.rules.case import Case
from bb.rules.rule import Context, line
from bb.text.plurals import join_nl

CODE = "BB417"
TITLE = "Nazorg zonder antwoord"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"nazorg"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each nazorg that neither has a `stand` nor says that nobody was reached, or has both."""
    for moment in case.of("nazorg"):
        event = moment.event
        answered, missed = event.get("stand") is not None, event.get("bereikt") is False
        if not answered and not missed:
            yield case.at(
                CODE,
                SEVERITY,
                event,
                "Er staat niet hoe het met de afspraken gaat.",
                f"Zet erbij: stand: {join_nl(STANDEN, 'of')}. Niemand bereikt? Dan: bereikt: nee",
            )
        elif answered and missed:
            yield case.at(
                CODE,
                SEVERITY,
                line(event, "stand"),
                "Deze partij is niet bereikt, en er staat toch een antwoord.",
                "Haal stand weg, of haal bereikt: nee weg.",
            )
