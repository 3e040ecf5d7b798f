"""Wat: er staat een woord dat over geloof, afkomst, gezondheid, liefde of strafzaken gaat.

Waarom: de wet (AVG, artikel 9 en 10) beschermt zulke gegevens extra. Ze horen niet in deze bestanden.

Voorbeeld, in casus/2026/2026-0003.md:

    De melder is depressief.

Beter:

    Folder gestuurd.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.hit import GEVOELIG
from bb.rules.rule import Context
from bb.rules.written import Written

CODE = "BB309"
TITLE = "Gevoelig woord"
SEVERITY = Severity.WARNING


def check(written: Written, _: Context) -> Iterator[Finding]:
    """Yield a finding for each word of articles 9 and 10 of the AVG."""
    return written.found(
        CODE,
        SEVERITY,
        GEVOELIG,
        "Dit woord gaat over geloof, afkomst, gezondheid, liefde of een strafzaak.",
        "Gaat het over een persoon? Haal het dan hier weg; als het echt nodig is, hoort het in het dossier.",
    )
