"""Wat: de letters van de partijen volgen elkaar niet op.

Waarom: A is wie het meldde; de anderen zijn B, C en zo verder. Mist er een letter, dan mist er misschien een partij.

Voorbeeld, in casus/2026/2026-0003.md:

      C: {wijk: zuid}

Beter:

      B: {wijk: zuid}
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from bb.domain.finding import Finding, Severity
from bb.domain.records import Casus
from bb.rules.rule import Context, finding, name_position

CODE = "BB416"
TITLE = "Een letter overgeslagen"
SEVERITY = Severity.ERROR


def check(casus: Casus, _: Context) -> Iterator[Finding]:
    """Yield a finding for the first party whose letter is not the next of the alphabet."""
    for letter, expected in zip(sorted(casus.partijen), ascii_uppercase, strict=False):
        if letter != expected:
            if expected != "A":  # that A is missing is told by the reader
                yield finding(
                    CODE,
                    SEVERITY,
                    casus.source,
                    name_position(casus.source, ("partijen", letter)),
                    f"Partij {expected} ontbreekt; hier staat {letter}.",
                    f"Noem deze partij {expected}, ook in het verloop, of zet partij {expected} erbij.",
                )
            return
