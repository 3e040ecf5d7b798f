"""How one volunteer does: what the files show, beside the scores in their dossier. For the coördinator alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bb.actions.dossiers import read
from bb.actions.vault import Vault
from bb.domain.criteria import NABESPREKING, criteria_of
from bb.domain.dossier import VrijwilligerDossier
from bb.domain.register import Register
from bb.figures.functioning import Evidence, Trend, evidence, teams, trends

__all__ = ["Evidence", "Functioning", "Trend", "dossier_of", "functioning", "team_trends"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Functioning:
    """How a volunteer does on a day.

    `trends` are the scores of all debriefings, by criterion; `by_team` those with each team, by the others in it, when
    there was more than one team. `least` is the score each criterion asks at least, where it asks one.
    """

    evidence: Evidence
    trends: tuple[Trend, ...]
    by_team: Mapping[tuple[str, ...], tuple[Trend, ...]]
    least: Mapping[str, int | None]


def functioning(vault: Vault, id_: str, day: date) -> Functioning:
    """Return how a volunteer does.

    Raises:
        Stop: the dossier does not open.
    """
    register = vault.opened.register
    forms = dossier_of(vault, id_).formulieren
    cases = teams(register, id_, day)
    return Functioning(
        evidence=evidence(register, register.vrijwilliger[id_], day),
        trends=tuple(trends(forms)),
        by_team={others: tuple(trends(forms, about)) for others, about in cases.items()} if len(cases) > 1 else {},
        least=_least(register),
    )


def team_trends(
    vault: Vault, who: tuple[str, ...], casus: str | None, day: date
) -> tuple[tuple[Trend, ...], Mapping[str, int | None]]:
    """Return the scores over time of a team together, or of one volunteer, and what each criterion asks at least.

    Args:
        vault: opened.
        who: the team, or one volunteer.
        casus: the case that was talked over just now, and may not stand in the journal as it was read.
        day: the last day that is looked at.
    """
    register = vault.opened.register
    forms = dossier_of(vault, who[0]).formulieren
    if len(who) == 1:
        return tuple(trends(forms)), _least(register)
    known = teams(register, who[0], day).get(tuple(sorted(who[1:])), ())
    return tuple(trends(forms, (*known, casus or ""))), _least(register)


def dossier_of(vault: Vault, id_: str) -> VrijwilligerDossier:
    """Return what stands in the dossier of a volunteer; nothing when it cannot be read."""
    value = read(vault, "vrijwilliger", id_).written.value
    return value if isinstance(value, VrijwilligerDossier) else VrijwilligerDossier()


def _least(register: Register) -> Mapping[str, int | None]:
    return {name: one.minstens for name, one in criteria_of(register.organisatie, NABESPREKING).items()}
