"""Wat: een termijn wacht op een gebeurtenis die niet bestaat.

Waarom: zo'n termijn begint of eindigt nooit, en er wordt dus nooit aan herinnerd.

Voorbeeld, in bb.yaml:

      gesprek: {na: [kopeling, heropening], binnen: 3 weken}

Beter:

      gesprek: {na: [koppeling, heropening], binnen: 3 weken}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.events import EVENTS
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie
from bb.rules.configuration.terms import own_terms
from bb.rules.rule import Context, Place, finding

CODE = "BB804"
TITLE = "Termijn met een onbekende gebeurtenis"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each event in `na`, `klaar` or `poging` that this kind of record does not have."""
    number = 0
    for _name, place, term, full in own_terms(organisatie):
        known = dict.fromkeys(wat for kind in full.kinds for wat in EVENTS[kind])
        for key in ("na", "klaar", "poging"):
            for index, pattern in enumerate(getattr(term, key)):
                if pattern.wat in known:
                    continue
                question, fix = meant(pattern.wat, known, number)
                number += 1
                yield finding(
                    CODE,
                    SEVERITY,
                    organisatie.source,
                    _where(organisatie, (*place, key), index),
                    f"Deze gebeurtenis bestaat niet in het verloop van een {' of '.join(full.kinds)}.{question}",
                    f"Kies uit: {', '.join(known)}.",
                    fix=fix,
                )


def _where(organisatie: Organisatie, place: Place, index: int) -> Place:
    """Return the place of one pattern, whether it stands alone or in a list, as a name or as a map."""
    lone = organisatie.source.at(*place, index) == organisatie.source.at(*place)
    inside: Place = place if lone else (*place, index)
    return (*inside, "wat")
