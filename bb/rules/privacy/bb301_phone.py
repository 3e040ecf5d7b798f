"""Wat: er staat een telefoonnummer in een bestand.

Waarom: deze bestanden worden gekopieerd en bewaard, ook nadat een zaak is vergeten. Een telefoonnummer hoort in het
dossier, dat versleuteld is.

Voorbeeld, in casus/2026/2026-0003.md:

    Teruggebeld op 06-00123456.

Beter:

    Teruggebeld; het nummer staat in het dossier.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import TELEFOON
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB301"
TITLE = "Telefoonnummer"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each telephone number."""
    return written.found(CODE, SEVERITY, TELEFOON, "Hier staat een telefoonnummer.")
