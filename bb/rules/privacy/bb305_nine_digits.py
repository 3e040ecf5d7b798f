"""Wat: er staat een getal van negen cijfers dat een burgerservicenummer (BSN) kan zijn.

Waarom: een op de elf willekeurige getallen van negen cijfers lijkt op een BSN. Kijk dus zelf wat het is.

Voorbeeld, in casus/2026/2026-0003.md:

    Kenmerk 999990019.

Beter:

    Teruggebeld; het nummer staat in het dossier.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import NEGEN
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB305"
TITLE = "Getal dat een burgerservicenummer kan zijn"
SEVERITY = Severity.WARNING


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each number of nine digits that passes the eleven-test."""
    return written.found(
        CODE,
        SEVERITY,
        NEGEN,
        "Dit getal kan een burgerservicenummer zijn.",
        "Haal het weg als het bij een persoon hoort. Is het iets anders? Dan mag het blijven staan.",
    )
