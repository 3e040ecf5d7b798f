"""Wat: een uitzondering op een regel die hier niets vindt.

Waarom: het is dus niet meer nodig. Laat u haar staan, dan valt een echte fout later niet op.

Voorbeeld, in casus/2026/2026-0008.md:

    uitzonderingen: [{regel: BB505, reden: afgesproken}]
    niet: [v-009]

Beter:

    niet: [v-009]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Fix, Mends, Severity
from bb.rules.rule import Context, finding
from bb.rules.waivers import Waiving

CODE = "BB902"
TITLE = "Uitzondering die niet nodig is"
SEVERITY = Severity.WARNING
MENDS = Mends.SAFELY


def check(waiving: Waiving, context: Context) -> Iterator[Finding]:
    """Yield a finding for each waiver of a rule that finds nothing it could silence."""
    for number, waiver in enumerate(waiving.record.uitzonderingen):
        if waiver.regel in context.codes and waiver not in waiving.used:
            yield finding(
                CODE,
                SEVERITY,
                waiving.record.source,
                ("uitzonderingen", number),
                f"{waiver.regel} vindt hier niets.",
                "Haal de uitzondering weg.",
                fix=Fix(),
            )
