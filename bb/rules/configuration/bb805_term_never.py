"""Wat: een eigen termijn kan nooit beginnen of nooit aflopen.

Waarom: een termijn heeft een begin (na) en een lengte (binnen), en een einde (klaar). Zonder die drie wordt er nooit
aan herinnerd, of juist altijd.

Voorbeeld, in bb.yaml:

      opvolging: {na: doorverwijzing, klaar: contact}

Beter:

      opvolging: {na: doorverwijzing, klaar: contact, binnen: 6 weken}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import EVENTS
from bb.domain.finding import Finding, Severity
from bb.domain.records import Organisatie
from bb.rules.configuration.terms import own_terms
from bb.rules.rule import Context, finding

CODE = "BB805"
TITLE = "Termijn die nooit begint of afloopt"
SEVERITY = Severity.ERROR


def check(organisatie: Organisatie, _: Context) -> Iterator[Finding]:
    """Yield a finding for each own term without a start, a length or an end."""
    for name, place, _term, term in own_terms(organisatie):
        counted_back = term.voor and term.eerder
        missing = []
        if not counted_back and not term.minstens:
            missing += ["na: koppeling"] if not term.na else []
            missing += ["binnen: 2 weken"] if not term.binnen else []
        if not term.klaar and not any(name in EVENTS[kind] for kind in term.kinds) and not counted_back:
            missing += ["klaar: contact"]
        if missing:
            yield finding(
                CODE,
                SEVERITY,
                organisatie.source,
                place,
                f"In de termijn {name} ontbreekt iets.",
                f"Zet erbij, bijvoorbeeld: {', '.join(missing)}",
            )
