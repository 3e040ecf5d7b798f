"""Wat: er wordt een partner genoemd die niet in de map netwerk staat.

Waarom: zonder die partner klopt de terugkoppeling niet, en telt de zaak niet mee in het verslag voor die partner.

Voorbeeld, in casus/2026/2026-0007.md:

    verwijzer: wonstad

Beter:

    verwijzer: woonstad
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB211"
TITLE = "Onbekende partner"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each partner that is named and has no file."""
    number = 0
    for found in named(record, "partner"):
        if context.exists("partner", found.value):
            continue
        question, fix = meant(found.value, sorted(context.known["partner"]), number)
        number += 1
        zelf = ", of schrijf: zelf" if found.place == ("verwijzer",) else ""
        yield finding(
            CODE,
            SEVERITY,
            record.source,
            found.place,
            f"Deze partner staat niet in de map netwerk.{question}",
            f"Verbeter de naam{zelf}, of maak de partner aan: bb new partner",
            fix=fix,
        )
