"""Wat: onder woorden staat een lijst die bb niet kent.

Waarom: bb gebruikt dan gewoon de eigen lijst. De woorden die u erin zette, gelden nergens.

Voorbeeld, in bb.yaml:

      reden.kopeling: [ervaring, beschikbaar, methode, anders]

Beter:

      reden.koppeling: [ervaring, beschikbaar, methode, anders]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.domain.vocabulary import WOORDEN
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context

CODE = "BB809"
TITLE = "Onbekende woordenlijst"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each vocabulary that no key uses."""
    return unknown_names(
        CODE, SEVERITY, organisatie, ("woorden",), organisatie.woorden, WOORDEN, message="Deze lijst bestaat niet."
    )
