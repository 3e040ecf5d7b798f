"""Wat: er staan criteria bij een gesprek dat bb niet kent.

Waarom: die vragen stelt niemand. bb stelt dan zijn eigen vragen, en u merkt er niets van.

Voorbeeld, in bb.yaml:

      selectiegesprekken: {luisteren: "Laat uitpraten?", stevig: {vraag: "Blijft rustig?", minstens: 6}}

Beter:

      selectiegesprek: {luisteren: "Laat uitpraten?", stevig: {vraag: "Blijft rustig?", minstens: 6}}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.criteria import CRITERIA
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context

CODE = "BB811"
TITLE = "Criteria bij een onbekend gesprek"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each talk that has criteria and is none of which they are asked."""
    return unknown_names(
        CODE,
        SEVERITY,
        organisatie,
        ("criteria",),
        organisatie.criteria,
        CRITERIA,
        message="Bij dit gesprek horen geen criteria.",
    )
