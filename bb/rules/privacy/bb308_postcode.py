"""Wat: er staat een postcode in een bestand.

Waarom: achter een postcode zitten maar een paar huizen. Met de soort klacht erbij is snel duidelijk om wie het gaat.

Voorbeeld, in casus/2026/2026-0003.md:

    Het gaat om postcode 1234 AB.

Beter:

    Het gaat om een portiek.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import GEBIED
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB308"
TITLE = "Postcode"
SEVERITY = Severity.WARNING


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each postcode without a house number."""
    return written.found(CODE, SEVERITY, GEBIED, "Hier staat een postcode.", "Haal de postcode weg; de wijk is genoeg.")
