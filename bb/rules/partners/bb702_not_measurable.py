"""Wat: een toezegging is niet te meten.

Waarom: alleen wat te meten is, kan bb bewaken en in het verslag zetten: binnen een termijn, om de zoveel tijd, of
minstens een aantal.

Voorbeeld, in netwerk/woonstad.md:

      - {wat: rapportage, wie: wij}

Beter:

      - {wat: rapportage, wie: wij, elke: kwartaal}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Partner
from bb.rules.partners.promises import countable, whole
from bb.rules.rule import Context, finding

CODE = "BB702"
TITLE = "Toezegging die niet te meten is"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"termijnen"})


def check(partner: Partner, context: Context) -> Iterator[Finding]:
    """Yield a finding for each promise without a length of time, a rhythm or a number."""
    known = countable(context.organisatie)
    for index, promise in enumerate(partner.toezeggingen):
        term = whole(promise, context.organisatie)
        measured = term.binnen or term.elke or term.minstens or (term.voor and term.eerder)
        if not measured and promise.wat in known:
            yield finding(
                CODE,
                SEVERITY,
                partner.source,
                ("toezeggingen", index),
                "Deze toezegging is niet te meten.",
                "Zet erbij: binnen: 10 werkdagen, of: elke: kwartaal, of: minstens: 5, per: jaar",
            )
