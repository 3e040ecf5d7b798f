"""Wat: de terugkoppeling ging naar een partner die de zaak niet verwees.

Waarom: de toestemming van de melder geldt voor de verwijzer. Een andere partner hoort niets over de zaak.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-04-22, wat: terugkoppeling, aan: politie-noord}

Beter:

      - {op: 2026-04-22, wat: terugkoppeling, aan: woonstad}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.ids import ZELF
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB433"
TITLE = "Terugkoppeling aan een ander dan de verwijzer"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"terugkoppeling"})


def check(case: Case, context: Context) -> Iterator[Finding]:
    """Yield a finding for each terugkoppeling to a partner that neither referred the case nor gave the tip."""
    expected = {case.casus.verwijzer, case.casus.tip_van}
    if not all(context.exists("partner", one) for one in expected if one and one != ZELF):
        return  # a name that is not known has a finding of its own
    for moment in case.of("terugkoppeling"):
        aan = moment.event.get("aan")
        if aan and aan not in expected and context.exists("partner", aan):
            yield case.at(
                CODE,
                SEVERITY,
                line(moment.event, "aan"),
                "Deze partner verwees de zaak niet.",
                f"Kijk na wie verwees: bovenaan staat verwijzer: {case.casus.verwijzer}",
            )
