"""Wat: in het jaarplan staat iets dat bb niet kent.

Waarom: bb telt het niet, en vraagt er dus ook nooit om.

Voorbeeld, in bb.yaml:

      intervissie: {minstens: 5}

Beter:

      intervisie: {minstens: 5}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.domain.year_plan import KNOWN
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context

CODE = "BB813"
TITLE = "Onbekend voornemen in het jaarplan"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each thing in the year plan that is not counted."""
    return unknown_names(
        CODE, SEVERITY, organisatie, ("jaarplan",), organisatie.jaarplan, KNOWN, message="Dit kan niet worden gepland."
    )
