"""Wat: een wijk ligt volgens bb.yaml naast een andere, maar die andere niet naast deze.

Waarom: bb kijkt bij een koppeling wie dichtbij woont. Dat moet van twee kanten hetzelfde zijn.

Voorbeeld, in bb.yaml:

      centrum: {gemeente: Waterstad, buren: [zuid]}

Beter:

      centrum: {gemeente: Waterstad, buren: [noord, zuid]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.rules.rule import Context, finding

CODE = "BB802"
TITLE = "Buren van een kant"
SEVERITY = Severity.REMARK


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each neighbour that does not name this wijk in return, nor an unknown one that may be it."""
    known = organisatie.wijken
    for name, wijk in known.items():
        for index, neighbour in enumerate(wijk.buren):
            other = known.get(neighbour)
            if other and name not in other.buren and name != neighbour and known.keys() >= {*other.buren}:
                yield finding(
                    CODE,
                    SEVERITY,
                    organisatie.source,
                    ("wijken", name, "buren", index),
                    f"Bij {neighbour} staat {name} niet als buur.",
                    f"Zet {name} erbij onder buren van {neighbour}, of haal {neighbour} hier weg.",
                )
