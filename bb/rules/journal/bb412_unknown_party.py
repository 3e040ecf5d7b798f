"""Wat: een regel van het verloop noemt een partij die niet onder partijen staat.

Waarom: per partij wordt bijgehouden wie gesproken is, wie toestemming gaf en hoe de nazorg ging.

Voorbeeld, in casus/2026/2026-0002.md:

      - {op: 2026-07-20, wat: contact, met: C, via: deur, bereikt: nee}

Beter:

      - {op: 2026-07-20, wat: contact, met: B, via: deur, bereikt: nee}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import EVENTS, Event
from bb.domain.finding import Finding, Severity
from bb.domain.types import LETTER
from bb.rules.case import Case
from bb.rules.rule import Context, line
from bb.text.plurals import join_nl

CODE = "BB412"
TITLE = "Onbekende partij"
SEVERITY = Severity.ERROR

_VAN_IS_A_PARTY = frozenset(
    row.wat for row in EVENTS["casus"].values() if any(key.name == "van" and key.type is LETTER for key in row.keys)
)


def check(case: Case, _: Context) -> Iterator[Finding]:
    """Yield a finding for each event that names a party the case does not have."""
    known = case.casus.partijen
    for moment in case.moments:
        for key, letters in _parties(moment.event):
            unknown = [letter for letter in letters if letter not in known]
            if unknown:
                yield case.at(
                    CODE,
                    SEVERITY,
                    line(moment.event, key),
                    f"Partij {join_nl(unknown)} staat niet onder partijen.",
                    f"Kies uit {join_nl(list(known), 'of')}, of zet de partij onder partijen.",
                )


def _parties(event: Event) -> Iterator[tuple[str, tuple[str, ...]]]:
    if event.met:
        yield "met", event.met
    if event.wat in _VAN_IS_A_PARTY and event.get("van"):
        yield "van", (event.get("van"),)
