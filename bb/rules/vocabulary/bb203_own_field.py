"""Wat: onder eigen staat een veld dat niet in bb.yaml is afgesproken.

Waarom: eigen velden zijn handig, zolang iedereen dezelfde naam gebruikt. Daarom staan ze in bb.yaml.

Voorbeeld, in casus/2026/2026-0001.md:

    eigen: {woning: flat}

Beter:

    eigen: {woningtype: flat}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Mends, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, name_position
from bb.rules.values import kind_of

CODE = "BB203"
TITLE = "Onbekend eigen veld"
SEVERITY = Severity.ERROR
MENDS = Mends.LIKELY
SETTINGS = frozenset({"eigen"})


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each own field that `bb.yaml` does not declare for this kind of record."""
    kind = kind_of(record)
    declared = context.organisatie.eigen.get(kind, {})
    unknown = [name for name in record.eigen if name not in declared]
    for number, name in enumerate(unknown):
        guess = meant(name, declared, number)
        yield finding(
            CODE,
            SEVERITY,
            record.source,
            name_position(record.source, ("eigen", name)),
            f"Dit eigen veld is niet afgesproken in bb.yaml.{guess.question}",
            f"Verbeter de naam, of spreek het veld af in bb.yaml, onder eigen bij {kind}.",
            fix=guess.fix,
        )
