"""Wat: een uitzondering noemt een regel die niet bestaat, of die niet uitgezet kan worden.

Waarom: zo'n uitzondering doet niets. Alleen regels over de inhoud kunnen uit, vanaf BB201; wat niet te lezen is, moet
beter.

Voorbeeld, in casus/2026/2026-0008.md:

    uitzonderingen: [{regel: BB999, reden: afgesproken}]
    niet: [v-009]

Beter:

    niet: [v-009]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import CODES
from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding

CODE = "BB901"
TITLE = "Uitzondering op een regel die er niet is"
SEVERITY = Severity.ERROR


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each waiver of a code that no rule has."""
    for number, waiver in enumerate(record.uitzonderingen):
        if waiver.regel is not None and waiver.regel not in context.codes:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                ("uitzonderingen", number, "regel"),
                "Deze melding kan niet worden uitgezet." if waiver.regel in CODES else "Deze regel bestaat niet.",
                "Haal de uitzondering weg, of verbeter de code. Alle codes: bb explain",
            )
