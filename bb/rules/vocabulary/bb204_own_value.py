"""Wat: onder eigen staat een waarde van een andere soort dan in bb.yaml is afgesproken.

Waarom: een eigen veld is alleen te tellen als het overal hetzelfde is geschreven. En in vrije tekst komt al gauw een
naam te staan.

Voorbeeld, in casus/2026/2026-0001.md:

    eigen: {woningtype: Hoge flat}

Beter:

    eigen: {woningtype: flat}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.domain.words import EIGEN_TYPEN
from bb.rules.rule import Context, finding
from bb.rules.values import kind_of

CODE = "BB204"
TITLE = "Eigen veld met een verkeerde waarde"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"eigen"})


def check(record: Record, context: Context) -> Iterator[Finding]:
    """Yield a finding for each own field whose value is not of the type `bb.yaml` declares."""
    declared = context.organisatie.eigen.get(kind_of(record), {})
    for name, value in record.eigen.items():
        type_ = EIGEN_TYPEN.get(declared.get(name, ""))
        if type_ and (not isinstance(value, str) or type_.parse(value) is None):
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                ("eigen", name),
                f"Bij dit eigen veld hoort {type_.says}.",
                "Verbeter de waarde, of geef het veld in bb.yaml een andere soort, onder eigen.",
            )
