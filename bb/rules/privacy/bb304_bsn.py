"""Wat: er staat een burgerservicenummer (BSN) in een bestand.

Waarom: buurtbemiddeling mag een BSN niet gebruiken. Het hoort nergens te staan, ook niet in het dossier.

Voorbeeld, in casus/2026/2026-0003.md:

    BSN van de melder: 999990019.

Beter:

    Teruggebeld; het nummer staat in het dossier.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import BSN
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB304"
TITLE = "Burgerservicenummer"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each number that passes the eleven-test with the word BSN near it."""
    return written.found(
        CODE,
        SEVERITY,
        BSN,
        "Hier staat een burgerservicenummer.",
        "Haal het weg. Bewaar het nergens, ook niet in het dossier.",
    )
