"""Wat: er is een contra-indicatie of er ontbreekt een voorwaarde, de zaak is geschikt, maar toch: ja staat er niet bij.

Waarom: dan beginnen we niet zomaar. Met toch: ja legt u vast dat u het heeft afgewogen; waarom, staat in het dossier.

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
TITLE = "Contra-indicatie of gemiste voorwaarde zonder toch: ja"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"intake"})

_AGAINST = {"contra": "Er is een contra-indicatie", "ontbreekt": "Er is aan een voorwaarde niet voldaan"}


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each intake that goes on against what speaks against it without saying so."""
    for moment in case.of("intake"):
        event = moment.event
        if not event.get("geschikt") or event.get("toch"):
            continue
        found = next((name for name in _AGAINST if event.get(name)), None)
        if found:
            yield case.at(
                CODE,
                SEVERITY,
                line(event, found),
                f"{_AGAINST[found]}, en de zaak is toch geschikt.",
                "Is dat bewust? Zet in deze regel: toch: ja. De afweging hoort in het dossier. Anders: geschikt: nee.",
            )
