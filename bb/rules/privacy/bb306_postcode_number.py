"""Wat: er staat een postcode met een huisnummer in een bestand.

Waarom: samen wijzen ze een woning aan, en dus de mensen die er wonen. Voor de cijfers is de wijk genoeg.

Voorbeeld, in casus/2026/2026-0003.md:

    Het gaat om 1234 AB 12.

Beter:

    Het gaat om een portiek.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import POSTCODE
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB306"
TITLE = "Postcode met huisnummer"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each postcode with a house number."""
    return written.found(CODE, SEVERITY, POSTCODE, "Hier staat een postcode met huisnummer.")
