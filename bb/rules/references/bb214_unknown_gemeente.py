"""Wat: er wordt een gemeente genoemd waar geen enkele wijk uit bb.yaml in ligt.

Waarom: het verslag telt per gemeente. Een gemeente met een andere spelling krijgt een verslag zonder zaken.

Voorbeeld, in netwerk/woonstad.md:

    gemeenten: [Waterstadt]

Beter:

    gemeenten: [Waterstad]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie, Record
from bb.rules.rule import Context, finding
from bb.rules.values import named

CODE = "BB214"
TITLE = "Onbekende gemeente"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
SETTINGS = frozenset({"wijken"})


def check(record: Record | Organisatie, context: Context) -> Iterator[Finding]:
    """Yield a finding for each gemeente without a wijk of ours."""
    known = list(dict.fromkeys(wijk.gemeente for wijk in context.organisatie.wijken.values()))
    number = 0
    for found in named(record, "gemeente"):
        if found.value in known:
            continue
        question, fix = meant(found.value, known, number)
        number += 1
        yield finding(
            CODE,
            SEVERITY,
            record.source,
            found.place,
            f"In deze gemeente ligt geen wijk uit bb.yaml.{question}",
            f"Kies een gemeente: {', '.join(known)}. Of zet in bb.yaml bij een wijk deze gemeente.",
            fix=fix,
        )
