"""What the world has in store: who calls about what, and what will become of it. Only dice, nothing of `bb`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

WIJKEN = {"noord": "c-1", "centrum": "c-1", "zuid": "c-1", "waterkant": "c-1", "dijkzicht": "c-2", "polderhof": "c-2"}
"""The wijken, each with the coördinator of its gemeente."""

KLACHTEN = ("geluid-personen", "geluid-apparaten", "relatie", "tuin", "dieren", "parkeren", "erfafscheiding")
ENDS: Mapping[str, int] = {
    "afspraken": 44,
    "geen-afspraken": 12,
    "advies": 12,
    "geweigerd": 9,
    "ongeschikt": 8,
    "ingetrokken": 8,
    "niet-bereikt": 5,
    "dubbel": 2,
}
"""How a case will end, and how many of a hundred do."""

MEANT = {
    "afspraken": ("opgelost", "afspraken"),
    "geen-afspraken": ("niet-opgelost", "geen-afspraken"),
    "advies": ("opgelost", "advies"),
    "geweigerd": ("niet-opgelost", "weigert"),
    "ongeschikt": ("niet-in-behandeling", "contra"),
    "ingetrokken": ("ingetrokken", "wil-niet-meer"),
    "niet-bereikt": ("niet-opgelost", "niet-bereikt"),
}
"""The result and the reason a coördinator gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One case as it will go, if everybody does what is due."""

    wijk: str
    buurwijk: str
    klacht: str
    verwijzer: str
    tip: str | None
    via: str
    urgentie: str
    huur: bool
    end: str
    aanpak: str
    toestemming: tuple[str, ...]
    attempts: int
    pause: bool
    tolk: bool
    standen: Mapping[str, str]
    again: bool
    request: str | None


def draw(dice: random.Random, partners: Sequence[str]) -> Fate:
    """Draw one case."""
    wijk = dice.choice(tuple(WIJKEN))
    self_reported = dice.random() < 0.35
    end = weighted(dice, ENDS)
    toestemming = ("opslag", "bemiddelaars", "doorverwijzing", "terugkoppeling")
    return Fate(
        wijk=wijk,
        buurwijk=wijk if dice.random() < 0.9 else dice.choice(tuple(WIJKEN)),
        klacht=dice.choice(KLACHTEN),
        verwijzer="zelf" if self_reported else dice.choice(partners),
        tip=dice.choice(partners) if self_reported and dice.random() < 0.4 else None,
        via=dice.choice(("telefoon", "mail", "website")),
        urgentie=weighted(dice, {"gewoon": 85, "voorrang": 12, "spoed": 3}),
        huur=dice.random() < 0.6,
        end=end,
        aanpak=weighted(dice, {"bemiddeling": 80, "pendel": 10, "coaching": 7, "groep": 3}),
        toestemming=toestemming if dice.random() < 0.85 else toestemming[:2],
        attempts=3 if end == "niet-bereikt" else weighted(dice, {0: 50, 1: 35, 2: 15}),
        pause=dice.random() < 0.08,
        tolk=dice.random() < 0.06,
        standen={letter: weighted(dice, {"houdt": 75, "deels": 18, "niet": 7}) for letter in "ABC"},
        again=dice.random() < 0.04,
        request=weighted(dice, {None: 95, "klacht": 2, "inzage": 2, "correctie": 1}),
    )


def weighted(dice: random.Random, chances: Mapping[T, int]) -> T:
    """Draw one of some things, each with its weight."""
    return dice.choices(tuple(chances), tuple(chances.values()))[0]
