"""Wat: er staat een norm voor iets dat bb niet telt.

Waarom: zo'n norm wordt nooit gehaald en nooit gemist; niemand ziet er iets van.

Voorbeeld, in bb.yaml:

      zakn: {minstens: 8, per: jaar}

Beter:

      zaken: {minstens: 8, per: jaar}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.domain.words import NORMEN
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context

CODE = "BB806"
TITLE = "Onbekende norm"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each norm about something that is not counted."""
    return unknown_names(
        CODE, SEVERITY, organisatie, ("normen",), organisatie.normen, NORMEN, message="Deze norm bestaat niet."
    )
