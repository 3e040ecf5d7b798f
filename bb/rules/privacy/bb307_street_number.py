"""Wat: er staat een straat met een huisnummer in een bestand.

Waarom: samen wijzen ze een woning aan, en dus de mensen die er wonen. Voor de cijfers is de wijk genoeg.

Voorbeeld, in casus/2026/2026-0003.md:

    Het gaat om de Dorpsstraat 12.

Beter:

    Het gaat om een portiek.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import ADRES
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB307"
TITLE = "Straat met huisnummer"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each street with a house number."""
    return written.found(CODE, SEVERITY, ADRES, "Hier staat een straat met huisnummer.")
