"""Wat: iemand in het team volgde de training voor deze aanpak niet.

Waarom: pendel, coaching en groep vragen meer dan een gewone bemiddeling. Daarvoor is een eigen training.

Voorbeeld, in casus/2026/2026-0002.md:

      - {op: 2026-06-12, wat: koppeling, team: [v-001, v-003], aanpak: pendel, toch: [ervaren]}

Beter:

      - {op: 2026-06-12, wat: koppeling, team: [v-001, v-009], aanpak: pendel, toch: [ervaren]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import TRAINED_AANPAK
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB503"
TITLE = "Niet getraind voor deze aanpak"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen", "woorden"})


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding for each member without the training their aanpak asks."""
    if linked.aanpak not in TRAINED_AANPAK or not linked.asks("training", context.organisatie):
        return
    known = context.words["soort.training"].keys()  # another word has a finding of its own
    for member in linked.members:
        if linked.aanpak not in member.trainings and member.trainings <= known:
            yield linked.at(
                CODE,
                SEVERITY,
                member.index,
                f"{member.id} had op deze dag de training {linked.aanpak} niet gevolgd.",
                f"Was die er wel? Schrijf het op: bb log {member.id} training soort={linked.aanpak}. "
                f"{linked.toch('training')}",
            )
