"""What is looked at in a talk with a volunteer: the criteria of the organisation, and what the scores propose.

The defaults follow the profile of the volunteer that the profession uses: listen, take no side, set one's own opinion
aside, know oneself, work as two, stand firm, keep quiet about it. In `bb.yaml` (`criteria`) an organisation puts its
own list in the place of one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bb.domain.records import Criterium, Organisatie

SELECTIE = "selectiegesprek"
NABESPREKING = "nabespreking"
ENOUGH = 6
"""The score that our own criteria ask at least, where one cannot do without."""

CRITERIA: Mapping[str, Mapping[str, Criterium]] = MappingProxyType(
    {
        SELECTIE: {
            "luisteren": Criterium(vraag="Laat de ander uitpraten en vraagt door?", minstens=ENOUGH),
            "onpartijdig": Criterium(vraag="Kiest geen kant en oordeelt niet over mensen?", minstens=ENOUGH),
            "eigen-mening": Criterium(vraag="Kan een eigen mening of gewoonte opzij zetten?"),
            "zelfinzicht": Criterium(vraag="Ziet het eigen aandeel, ook als iets niet goed ging?"),
            "samenwerken": Criterium(vraag="Werkt prettig samen met een tweede bemiddelaar?"),
            "stevig": Criterium(vraag="Blijft rustig als mensen boos of verdrietig zijn?"),
            "vertrouwelijk": Criterium(vraag="Houdt voor zich wat mensen vertellen?", minstens=ENOUGH),
            "tijd": Criterium(vraag="Heeft tijd genoeg, ook voor training en intervisie?"),
        },
        NABESPREKING: {
            "voorbereiding": Criterium(vraag="Was het gesprek voorbereid en waren de taken verdeeld?"),
            "luisteren": Criterium(vraag="Kreeg elke partij de ruimte en voelde die zich gehoord?"),
            "onpartijdig": Criterium(vraag="Bleef het team tussen de partijen in staan?"),
            "leiding": Criterium(vraag="Hield het team de leiding over het gesprek?"),
            "van-partijen": Criterium(vraag="Kwam de oplossing van de partijen zelf?"),
            "samenwerken": Criterium(vraag="Vulden de twee elkaar aan?"),
            "werkwijze": Criterium(vraag="Volgde het team de stappen van de werkwijze?"),
        },
    }
)
"""Our own criteria, by talk and by name."""


def criteria_of(organisatie: Organisatie, gesprek: str) -> Mapping[str, Criterium]:
    """Return the criteria of a talk by name: those of `bb.yaml` when it has any, else our own."""
    own = organisatie.criteria.get(gesprek)
    if own is None:
        return CRITERIA.get(gesprek, {})
    return {name: one if isinstance(one, Criterium) else Criterium(vraag=one) for name, one in own.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the scores of a selection talk propose; a person decides.

    `besluit` is None as long as it cannot be told. `short` are the criteria below what they ask, each with its score
    and what is asked; `missing` those that ask something and have no score.
    """

    besluit: bool | None
    short: Mapping[str, tuple[int, int]]
    missing: tuple[str, ...]


def proposal(criteria: Mapping[str, Criterium], scores: Mapping[str, int]) -> Proposal:
    """Return what scores propose: ja when every criterion that asks a score has it, nee when one falls short.

    >>> proposal({"luisteren": Criterium(vraag="Luistert?", minstens=6)}, {"luisteren": 5}).besluit
    False
    """
    asked = {name: one.minstens for name, one in criteria.items() if one.minstens is not None}
    short = {name: (scores[name], least) for name, least in asked.items() if name in scores and scores[name] < least}
    missing = tuple(name for name in asked if name not in scores)
    unsure = bool(missing) or not any(name in scores for name in criteria)
    return Proposal(besluit=False if short else None if unsure else True, short=short, missing=missing)
