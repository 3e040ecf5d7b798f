"""Wat: er is een contra-indicatie, de zaak is geschikt, maar er staat niet dat dit een bewuste keuze is.

Waarom: bij een contra-indicatie beginnen we niet zomaar. Met toch: ja legt u vast dat u het heeft afgewogen; waarom,
staat in het dossier.

Voorbeeld, in casus/2026/2026-0007.md:

      - {op: 2026-04-03, wat: intake, geschikt: ja, contra: [juridisch], toestemming: [opslag, bemiddelaars]}

Beter:

      - {op: 2026-04-03, wat: intake, geschikt: ja, contra: [juridisch], toch: ja, toestemming: [opslag, bemiddelaars]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line

CODE = "BB407"
TITLE = "Contra-indicatie zonder toch: ja"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"intake"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each intake that goes on against a contra-indication without saying so."""
    for moment in case.of("intake"):
        event = moment.event
        if event.get("geschikt") and event.get("contra") and not event.get("toch"):
            yield case.at(
                CODE,
                SEVERITY,
                line(event, "contra"),
                "Er is een contra-indicatie, en de zaak is toch geschikt.",
                "Is dat bewust? Zet in deze regel: toch: ja. De afweging hoort in het dossier. Anders: geschikt: nee.",
            )
