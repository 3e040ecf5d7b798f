"""Names in `bb.yaml` that must be known ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bb.domain.codes import meant
from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.rules.rule import Place, finding, name_position


def unknown_names(
    code: str,
    severity: Severity,
    organisatie: Organisatie,
    place: Place,
    names: Iterable[str],
    known: Iterable[str],
    *,
    message: str,
) -> Iterator[Finding]:
    """Yield a finding for each of the `names` below `place` that is not known."""
    options = tuple(known)
    unknown = [name for name in names if name not in options]
    for number, name in enumerate(unknown):
        guess = meant(name, options, number)
        yield finding(
            code,
            severity,
            organisatie.source,
            name_position(organisatie.source, (*place, name)),
            f"{message}{guess.question}",
            f"Kies uit: {', '.join(options)}.",
            fix=guess.fix,
        )
