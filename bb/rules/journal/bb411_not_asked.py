"""Wat: iemand gaat akkoord of kan niet, maar was niet gevraagd.

Waarom: bb kijkt wie van het gevraagde team kan, om te weten of een zaak nog op een team wacht.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-05, wat: kan-niet, wie: v-003}

Beter:

      - {op: 2026-02-05, wat: kan-niet, wie: v-002}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.rule import Context, line
from bb.text.plurals import join_nl

CODE = "BB411"
TITLE = "Antwoord van wie niet gevraagd is"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"akkoord", "kan-niet"})


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each akkoord or kan-niet of someone outside the last voorstel or koppeling."""
    for moment in case.of("akkoord", "kan-niet"):
        wie, asked = moment.event.get("wie"), moment.before.asked
        if wie and asked and wie not in asked:
            yield case.at(
                CODE,
                SEVERITY,
                line(moment.event, "wie"),
                f"{wie} staat niet in het laatste voorstel of team.",
                f"Gevraagd zijn {join_nl(asked)}. Verbeter het nummer, of zet erboven het voorstel dat ontbreekt.",
            )
