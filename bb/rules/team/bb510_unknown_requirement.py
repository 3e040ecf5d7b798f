"""Wat: achter toch staat een eis die niet bestaat.

Waarom: met toch zegt u welke eis hier bewust niet geldt. Een verkeerd geschreven eis geldt gewoon nog.

Voorbeeld, in casus/2026/2026-0002.md:

      - {op: 2026-06-12, wat: koppeling, team: [v-001, v-009], aanpak: pendel, toch: [ervarn]}

Beter:

      - {op: 2026-06-12, wat: koppeling, team: [v-001, v-009], aanpak: pendel, toch: [ervaren]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.words import EISEN
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB510"
TITLE = "Onbekende eis achter toch"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"koppeling"})
MENDS = Mends.LIKELY


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each requirement a koppeling waives that does not exist."""
    number = 0
    for moment in case.of("koppeling"):
        for index, eis in enumerate(moment.event.get("toch") or ()):
            if eis not in EISEN:
                question, fix = meant(eis, EISEN, number)
                number += 1
                yield case.at(
                    CODE,
                    SEVERITY,
                    line(moment.event, "toch", index),
                    f"Deze eis bestaat niet.{question}",
                    f"Kies uit: {', '.join(EISEN)}.",
                    fix=fix,
                )
