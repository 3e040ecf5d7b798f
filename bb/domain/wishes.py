"""What parties ask of the mediators, and who answers to it: the part of the dossiers that matching reads.

It is private, so it lives in memory only: nothing of it is written, and no screen tells what was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bb.domain.dossier import CasusDossier

NEDERLANDS = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one party asks of a team. One of `talen` is enough, and one of the team's members for each wish."""

    talen: tuple[str, ...] = ()
    affiniteit: tuple[str, ...] = ()
    geslacht: str | None = None
    leeftijd: str | None = None
    ervaring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is known of wishes: per case and party what is asked, per volunteer their affinities."""

    asked: Mapping[str, Mapping[str, Asked]] = field(default_factory=dict)
    affiniteit: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def asked_in(dossier: CasusDossier) -> Mapping[str, Asked]:
    """Return what each party asks in the dossier of a case.

    Without a wish about languages a party that speaks no Dutch asks for one of its own.

    >>> from bb.domain.dossier import PartijDossier
    >>> asked_in(CasusDossier(partijen={"A": PartijDossier(talen=("tr",))}))["A"].talen
    ('tr',)
    """
    found = {}
    for letter, party in dossier.partijen.items():
        own = () if NEDERLANDS in party.talen else party.talen
        wanted = party.wensen
        found[letter] = Asked(
            talen=wanted.talen or own,
            affiniteit=wanted.affiniteit,
            geslacht=wanted.geslacht,
            leeftijd=wanted.leeftijd,
            ervaring=wanted.ervaring,
        )
    return found
