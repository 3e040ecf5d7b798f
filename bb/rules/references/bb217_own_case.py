"""Wat: een zaak verwijst naar zichzelf, achter zie of achter vervolg_op.

Waarom: een dubbele zaak telt nergens mee, en een eerdere zaak kan niet deze zelf zijn. Het moet dus een andere zijn.

Voorbeeld, in casus/2026/2026-0005.md:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel, zie: 2026-0005}

Beter:

      - {op: 2026-03-10, wat: afsluiting, resultaat: dubbel, zie: 2026-0001}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB217"
TITLE = "Een zaak die naar zichzelf verwijst"
SEVERITY = Severity.ERROR


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each place where a case refers to itself."""
    if case.casus.id in case.casus.vervolg_op:
        yield case.at(
            CODE,
            SEVERITY,
            ("vervolg_op", case.casus.vervolg_op.index(case.casus.id)),
            "Deze zaak verwijst naar zichzelf.",
            "Schrijf achter vervolg_op het nummer van een andere zaak, of haal dit weg.",
        )
    for moment in case.of("afsluiting"):
        if moment.event.get("zie") == case.casus.id:
            yield case.at(
                CODE,
                SEVERITY,
                line(moment.event, "zie"),
                "Deze zaak verwijst naar zichzelf.",
                "Schrijf achter zie het nummer van de zaak waar deze melding bij hoort.",
            )
