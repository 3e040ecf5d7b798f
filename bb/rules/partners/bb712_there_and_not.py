"""Wat: iemand was er volgens het verloop wel en had zich ook afgemeld.

Waarom: het kan niet allebei. Voor de norm telt mee wie er was.

Voorbeeld, in activiteiten/2026-training-1.md:

      - {op: 2026-03-12, wat: gehouden, aanwezig: [v-001, v-009], afgemeld: [v-001], minuten: 360}

Beter:

      - {op: 2026-03-12, wat: gehouden, aanwezig: [v-001, v-009], afgemeld: [v-003], minuten: 360}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Activiteit
from bb.rules.rule import Context, finding, line

CODE = "BB712"
TITLE = "Aanwezig en afgemeld"
SEVERITY = Severity.ERROR


def check(activiteit: Activiteit, _: Context) -> Iterator[Finding]:
    """Yield a finding for each person who was there and had sent word that they would not be."""
    for event in activiteit.verloop:
        there = event.get("aanwezig") or ()
        for index, person in enumerate(event.get("afgemeld") or ()):
            if person in there:
                yield finding(
                    CODE,
                    SEVERITY,
                    activiteit.source,
                    line(event, "afgemeld", index),
                    f"{person} staat bij aanwezig en bij afgemeld.",
                    "Haal het nummer bij een van de twee weg.",
                )
