"""The vocabularies in force, and the names `bb.yaml` may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from bb.domain.events import EVENTS
from bb.domain.records import Organisatie, Woord
from bb.domain.types import BEDRAG, DATUM, GEHEEL, JA_NEE, TIJD, WOORD, Scalar
from bb.domain.vocabulary import WOORDEN

EISEN = (
    "actief",
    "plaats",
    "basistraining",
    "training",
    "uitgesloten",
    "zei-nee",
    "coach",
    "eigen-wijk",
    "niet-met",
    "ervaren",
    "man-vrouw",
    "dagdeel",
    "grootte",
)
"""The requirements of a team, as `toch` of a koppeling waives them; `bb.matching` asks the same ones."""

SCHAKELAARS = ("eigen-wijk", "ervaren", "man-vrouw", "dagdeel")
"""The requirements an organisation may switch on and off (`koppelen.eisen`)."""

GEWICHTEN = (
    "ervaring",
    "taal",
    "affiniteit",
    "wens",
    "man-vrouw",
    "leeftijd",
    "mentor",
    "spreiding",
    "minimum",
    "nabijheid",
    "samen",
)
"""The preferences of a team that `koppelen.gewichten` weighs."""

NORMEN = (
    "zaken",
    "intervisie",
    "training",
    "voorlichting",
    "uitje",
    "overleg",
    "studiedag",
    "begeleiding",
    "nabespreking",
)
"""What can be asked of a volunteer over a period: cases, kinds of activity, talks about the work."""

EIGEN_TYPEN: Mapping[str, Scalar] = {
    "tekstcode": WOORD,
    "getal": GEHEEL,
    "bedrag": BEDRAG,
    "datum": DATUM,
    "tijd": TIJD,
    "ja-nee": JA_NEE,
}
"""The types an own field can have; free text is none of them, as it would soon hold a name."""


def vocabularies(organisatie: Organisatie) -> Mapping[str, Mapping[str, date | None]]:
    """Return every vocabulary in force, by name."""
    return {name: words(organisatie, name) for name in WOORDEN}


def words(organisatie: Organisatie, name: str) -> Mapping[str, date | None]:
    """Return the words of a vocabulary, each with the day from which it is no longer used (or None).

    The organisation's own list replaces the default whole. Source: FORMAT, `woorden`.
    """
    own = organisatie.woorden.get(name)
    if own is None:
        return dict.fromkeys(WOORDEN.get(name, ()))
    if isinstance(own, Mapping):
        return {word: value.vervallen if isinstance(value, Woord) else None for word, value in own.items()}
    return dict.fromkeys(own)


@cache
def event_names(kind: str) -> tuple[str, ...]:
    """Return the names of the events of one kind of record."""
    return tuple(EVENTS[kind])
