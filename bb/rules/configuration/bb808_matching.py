"""Wat: onder koppelen staat een eis of een wens die niet bestaat, of een eis die altijd geldt.

Waarom: een verkeerd geschreven naam doet niets. De koppeling gaat dan anders dan u denkt.

Voorbeeld, in bb.yaml:

      eisen: {eigenwijk: ja, man-vrouw: nee}

Beter:

      eisen: {eigen-wijk: ja, man-vrouw: nee}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.domain.words import GEWICHTEN, SCHAKELAARS
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context

CODE = "BB808"
TITLE = "Onbekende eis of wens bij koppelen"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each switch and each weight that matching does not know."""
    koppelen = organisatie.koppelen
    yield from unknown_names(
        CODE,
        SEVERITY,
        organisatie,
        ("koppelen", "eisen"),
        koppelen.eisen,
        SCHAKELAARS,
        message="Een eis met deze naam kan niet aan of uit.",
    )
    yield from unknown_names(
        CODE,
        SEVERITY,
        organisatie,
        ("koppelen", "gewichten"),
        koppelen.gewichten,
        GEWICHTEN,
        message="Deze wens bestaat niet.",
    )
