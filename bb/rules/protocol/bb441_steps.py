"""Wat: een zaak is met succes gesloten, maar een stap uit het protocol ontbreekt.

Waarom: in bb.yaml staat welke stappen elke aanpak hoort te hebben. Vaak is de stap wel gezet, maar niet opgeschreven.
Bij zaken die eerder ophielden, kijkt bb hier niet naar.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}

Beter:

      - {op: 2026-02-05, wat: voorstel, team: [v-001, v-002]}
      - {op: 2026-02-05, wat: kan-niet, wie: v-002}
      - {op: 2026-02-06, wat: koppeling, team: [v-001, v-004], reden: beschikbaar}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.words import event_names
from bb.rules.case import Case
from bb.rules.closing.last import last_closing
from bb.rules.rule import Context
from bb.text.plurals import join_nl

CODE = "BB441"
TITLE = "Een stap uit het protocol ontbreekt"
SEVERITY = Severity.WARNING
ABOUT = frozenset({"afsluiting"})
SETTINGS = frozenset({"protocol"})

_SUCCESS = frozenset({"opgelost", "verbeterd"})
_WITHOUT_TALKS = frozenset({"advies", "vanzelf"})


def check(case: Case, context: Context) -> Iterator[Finding]:
    """Yield a finding when a case that was treated and closed with success lacks a step of its aanpak."""
    closing = last_closing(case)
    aanpak = case.state.aanpak
    if closing is None or aanpak is None or closing.event.get("resultaat") not in _SUCCESS:
        return
    if closing.event.get("reden") in _WITHOUT_TALKS:
        return
    seen = {moment.event.wat for moment in case.moments}
    steps = context.organisatie.protocol.get(aanpak, ())
    missing = [step for step in steps if step not in seen and step in event_names("casus")]
    if missing:
        yield case.at(
            CODE,
            SEVERITY,
            closing.event,
            f"Bij de aanpak {aanpak} hoort volgens het protocol ook: {join_nl(missing)}.",
            f"Is het wel gedaan? Schrijf het op: bb log {case.casus.id} {missing[0]}",
        )
