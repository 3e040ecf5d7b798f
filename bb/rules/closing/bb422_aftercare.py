"""Wat: een zaak is gesloten als opgelost, maar de nazorg is nog niet bij iedereen gedaan.

Waarom: pas in de nazorg blijkt of afspraken houden. Opgelost betekent: nagevraagd bij iedereen die is gesproken, of
vaak genoeg geprobeerd.

Voorbeeld, in casus/2026/2026-0001.md:

      - {op: 2026-04-16, wat: nazorg, met: B, bereikt: nee}

Beter:

      - {op: 2026-04-16, wat: nazorg, met: B, bereikt: nee}
      - {op: 2026-04-20, wat: nazorg, met: B, stand: houdt, tevreden: 7, door: [v-001]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.dues import case_outcome
from bb.domain.finding import Finding, Severity
from bb.rules.case import Case
from bb.rules.closing.last import last_closing
from bb.rules.rule import Context, line
from bb.text.plurals import join_nl

CODE = "BB422"
TITLE = "Opgelost zonder nazorg"
SEVERITY = Severity.ERROR
ABOUT = frozenset({"afsluiting"})
SETTINGS = frozenset({"gesloten", "termijnen"})

_WITHOUT_TALKS = frozenset({"advies", "vanzelf"})


def check(case: Case, context: Context) -> Iterator[Finding]:
    """Yield a finding when aftercare is still due in a case that was closed as solved.

    What is due is worked out by the terms, so the agenda and this rule never disagree.
    """
    closing = last_closing(case)
    if closing is None or closing.event.get("resultaat") != "opgelost":
        return
    if closing.event.get("reden") in _WITHOUT_TALKS or case.state.spoken <= case.state.answers.keys():
        return
    outcome = case_outcome(
        case.casus,
        organisatie=context.organisatie,
        partner=None,
        calendar=context.calendar,
        until=context.today,
    )
    due = {due.party for due in outcome.dues if due.term == "nazorg"}
    parties = [letter for letter in case.casus.partijen if letter in due]
    if parties:
        yield case.at(
            CODE,
            SEVERITY,
            line(closing.event, "resultaat"),
            f"De zaak is gesloten als opgelost, maar de nazorg met {join_nl(parties)} is nog niet gedaan.",
            f"Vraag het na en schrijf op: bb log {case.casus.id} nazorg met={parties[0]} stand=houdt. "
            "Geen gehoor? Dan: bereikt=nee",
        )
