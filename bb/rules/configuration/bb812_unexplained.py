"""Wat: een eigen voorwaarde heeft geen vraag, of bij een eigen contra-indicatie staat niet wat zij betekent.

Waarom: aan de telefoon leest u die tekst. Naar een voorwaarde zonder vraag vraagt bb nooit, en bij een woord zonder
uitleg kiest iedereen iets anders.

Voorbeeld, in bb.yaml:

      contra: [juridisch, huurschuld]

Beter:

      contra: {juridisch: juridisch, huurschuld: {betekent: "Ruzie over de huur.", advies: "Verwijs naar verhuurder."}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.domain.suitability import CONTRA, VOORWAARDE, explained
from bb.rules.rule import Context, finding, name_position

CODE = "BB812"
TITLE = "Voorwaarde of contra-indicatie zonder uitleg"
SEVERITY = Severity.WARNING


def check(organisatie: Organisatie, context: Context) -> Iterator[Finding]:
    """Yield a finding for each word that is in use and has no text to be read on the telephone."""
    for list_, needs, message in (
        (VOORWAARDE, "vraag", "Bij deze voorwaarde staat geen vraag."),
        (CONTRA, "betekent", "Bij deze contra-indicatie staat niet wat zij betekent."),
    ):
        own = organisatie.woorden.get(list_, ())
        for one in explained(organisatie, list_, context.today):
            if one.woord in own and not getattr(one, needs):
                place = ("woorden", list_, one.woord if isinstance(own, Mapping) else own.index(one.woord))
                where = name_position(organisatie.source, place) if isinstance(own, Mapping) else place
                remedy = f"Zet achter {one.woord} tussen accolades: {needs}, en bij advies wat dan gebruikelijk is."
                yield finding(CODE, SEVERITY, organisatie.source, where, message, remedy)
