"""Wat: onder eigen staat een soort bestand of een soort veld die niet bestaat.

Waarom: eigen velden horen bij een soort bestand, en bb moet weten wat erin staat.

Voorbeeld, in bb.yaml:

    eigen: {casus: {woningtype: tekst}}

Beter:

    eigen: {casus: {woningtype: tekstcode}}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.kinds import FOLDERS
from bb.domain.records import Organisatie
from bb.domain.words import EIGEN_TYPEN
from bb.rules.configuration.names import unknown_names
from bb.rules.rule import Context, finding

CODE = "BB810"
TITLE = "Eigen veld dat niet kan"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
MENDS = Mends.LIKELY


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each kind of record and each type of an own field that does not exist."""
    yield from unknown_names(
        CODE, SEVERITY, organisatie, ("eigen",), organisatie.eigen, FOLDERS, message="Dit soort bestand bestaat niet."
    )
    for kind, declared in organisatie.eigen.items():
        for number, (name, type_) in enumerate(declared.items()):
            if type_ not in EIGEN_TYPEN:
                guess = meant(type_, EIGEN_TYPEN, number)
                yield finding(
                    CODE,
                    SEVERITY,
                    organisatie.source,
                    ("eigen", kind, name),
                    f"Dit soort veld bestaat niet.{guess.question}",
                    f"Kies uit: {', '.join(EIGEN_TYPEN)}.",
                    fix=guess.fix,
                )
