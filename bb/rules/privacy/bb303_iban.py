"""Wat: er staat een rekeningnummer (IBAN) in een bestand.

Waarom: een rekeningnummer wijst een persoon aan. Bij een zaak hoort het nooit; van een vrijwilliger hoort het in het
dossier.

Voorbeeld, in vrijwilligers/v-004.md:

    Vergoeding naar NL66 FAKE 0123 4567 89.

Beter:

    Vergoeding overgemaakt.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import IBAN
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB303"
TITLE = "Rekeningnummer"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each IBAN with the right check digits."""
    return written.found(CODE, SEVERITY, IBAN, "Hier staat een rekeningnummer.")
