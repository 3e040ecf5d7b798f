"""Wat: een woord staat niet in de woordenlijst van uw organisatie.

Waarom: alleen bekende woorden tellen mee in de cijfers. Een verkeerd geschreven woord valt er ongemerkt buiten.

Voorbeeld, in casus/2026/2026-0001.md:

    klachten: [geluid-persoon, relatie]

Beter:

    klachten: [geluid-personen, relatie]
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Organisatie, Record
from bb.rules.rule import Context, finding
from bb.rules.values import WORDS, named

CODE = "BB201"
TITLE = "Onbekend woord"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
SETTINGS = frozenset({"woorden"})


def check(record: Record | Organisatie, context: Context) -> Iterator[Finding]:
    """Yield a finding for each word that is not in its vocabulary."""
    number = 0
    for found in named(record, WORDS):
        name = found.type.words or ""
        known = context.words[name]
        if found.value in known:
            continue
        question, fix = meant(found.value, known, number)
        number += 1
        remedy = f"Kies een woord uit de lijst: {', '.join(known)}. Of zet het woord erbij in bb.yaml, onder woorden."
        yield finding(
            CODE,
            SEVERITY,
            record.source,
            found.position(record.source),
            f'Dit woord staat niet in de lijst "{name}".{question}',
            remedy,
            fix=fix,
        )
