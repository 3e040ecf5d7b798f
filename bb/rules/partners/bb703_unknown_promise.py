"""Wat: een toezegging gaat over iets dat bb niet kent.

Waarom: bb telt alleen wat in de bestanden staat. Een verkeerd geschreven toezegging wordt nooit bewaakt.

Voorbeeld, in netwerk/woonstad.md:

      - {wat: terugkopeling, wie: wij, binnen: 10 werkdagen, doel: 90%}

Beter:

      - {wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Partner
from bb.rules.partners.promises import countable
from bb.rules.rule import Context, finding

CODE = "BB703"
TITLE = "Onbekende toezegging"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
SETTINGS = frozenset({"termijnen"})


def check(partner: Partner, context: Context) -> Iterator[Finding]:
    """Yield a finding for each promise that is no term, no event and nothing that is counted.

    A promise that says itself what starts and settles it may have a name of its own.
    """
    known = countable(context.organisatie)
    for index, promise in enumerate(partner.toezeggingen):
        if promise.wat not in known and not (promise.na and promise.klaar):
            guess = meant(promise.wat, known, index)
            yield finding(
                CODE,
                SEVERITY,
                partner.source,
                ("toezeggingen", index, "wat"),
                f"Deze toezegging kent bb niet.{guess.question}",
                "Kies een termijn, een gebeurtenis of verwijzing. Of zeg zelf wat telt, met na: en klaar:",
                fix=guess.fix,
            )
