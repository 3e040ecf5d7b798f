"""Wat: bij een training staat niet welke training het is.

Waarom: bij de koppeling kijkt bb wie welke training volgde. Zonder die naam telt de training voor niemand.

Voorbeeld, in activiteiten/2026-training-2.md:

    soort: training

Beter:

    soort: training
    training: verdieping
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.records import Activiteit
from bb.rules.rule import Context, finding

CODE = "BB711"
TITLE = "Training zonder naam"
SEVERITY = Severity.ERROR


def check(activiteit: Activiteit, context: Context) -> Iterator[Finding]:
    """Yield a finding for a training that does not say which one."""
    if activiteit.soort == "training" and activiteit.training is None:
        known = ", ".join(context.words["soort.training"])
        yield finding(
            CODE,
            SEVERITY,
            activiteit.source,
            ("soort",),
            "Er staat niet welke training dit is.",
            f"Zet eronder een regel zoals training: pendel. Kies uit: {known}.",
        )
