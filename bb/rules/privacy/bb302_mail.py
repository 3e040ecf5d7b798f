"""Wat: er staat een mailadres in een bestand.

Waarom: een mailadres noemt vaak een naam. Het hoort in het dossier, dat versleuteld is. Alleen in bb.yaml mogen de
adressen van het kantoor zelf staan.

Voorbeeld, in casus/2026/2026-0003.md:

    Folder gestuurd aan sam.voorbeeld@voorbeeld.example.

Beter:

    Folder gestuurd.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import GEZEGD, MAIL
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB302"
TITLE = "Mailadres"
SEVERITY = Severity.ERROR


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each mail address; one in the words it is said with is a warning."""
    yield from written.found(CODE, SEVERITY, MAIL, "Hier staat een mailadres.")
    yield from written.found(CODE, Severity.WARNING, GEZEGD, "Hier lijkt een mailadres te staan, in woorden.")
