"""What an organisation does with personal data: about whom, what, why, how long, and who gets it.

All of it follows from the record and dossier classes: each key names its purpose (`bb.domain.purposes`), and here
stands whom a class is about. A key that is added is in the register at once. Source: AVG (GDPR), article 30(1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bb.domain.dossier import (
    CasusDossier,
    Contactpersoon,
    Formulier,
    PartijDossier,
    PartnerDossier,
    Signaal,
    VrijwilligerDossier,
    Wensen,
)
from bb.domain.events import EVENTS
from bb.domain.purposes import PURPOSES
from bb.domain.records import Bewaren, Casus, Coordinator, Partij, Vrijwilliger
from bb.domain.types import Shape, Table, Type, keys_of


class Receiver(Enum):
    """Who gets something of the data; the text is how the register calls them."""

    COORDINATOR = "de coördinatoren"
    SLEUTEL = "alleen coördinatoren met een sleutel"
    TEAM = "de bemiddelaars van de zaak: met toestemming, versleuteld, en vernietigd als de zaak klaar is"
    VERWIJZER = "wie verwees: met toestemming, en alleen of de zaak geschikt, opgepakt, afgesloten en opgelost is"
    VERDER = "waarnaar iemand is doorverwezen: met toestemming"
    LEZER = "iedereen, als aantallen waarin niemand te herkennen is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A kind of people, in one layer of the files.

    Attributes:
        naam: what the register calls it.
        van: whom the data are about.
        of: the classes whose keys hold them.
        verloop: the kind of record whose events belong to it; empty for a dossier.
        sealed: whether they are encrypted.
        until: the kind of record whose length counts; empty when no length is set.
        to: who receives them.
    """

    naam: str
    van: str
    of: tuple[type[object], ...]
    verloop: str = ""
    sealed: bool = False
    until: str = ""
    to: tuple[Receiver, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group(
        naam="Zaken, in de gewone bestanden",
        van="bewoners in een zaak, onder een letter en een zaaknummer",
        of=(Casus, Partij),
        verloop="casus",
        until="casus",
        to=(Receiver.COORDINATOR, Receiver.VERWIJZER, Receiver.LEZER),
    ),
    Group(
        naam="Zaken, in het dossier",
        van="bewoners in een zaak, met naam",
        of=(CasusDossier, PartijDossier, Wensen),
        sealed=True,
        until="casus",
        to=(Receiver.SLEUTEL, Receiver.TEAM, Receiver.VERDER),
    ),
    Group(
        naam="Vrijwilligers, in de gewone bestanden",
        van="vrijwilligers en kandidaten, onder een nummer",
        of=(Vrijwilliger,),
        verloop="vrijwilliger",
        until="vrijwilliger",
        to=(Receiver.COORDINATOR, Receiver.LEZER),
    ),
    Group(
        naam="Activiteiten",
        van="vrijwilligers die er waren of zich afmeldden, onder een nummer",
        of=(),
        verloop="activiteit",
        until="activiteit",
        to=(Receiver.COORDINATOR, Receiver.LEZER),
    ),
    Group(
        naam="Vrijwilligers, in het dossier",
        van="vrijwilligers en kandidaten, met naam",
        of=(VrijwilligerDossier, Formulier, Signaal),
        sealed=True,
        until="vrijwilliger",
        to=(Receiver.SLEUTEL,),
    ),
    Group(
        naam="Contactpersonen van partners, in het dossier",
        van="wie bij een partner werkt",
        of=(PartnerDossier, Contactpersoon),
        sealed=True,
        to=(Receiver.SLEUTEL,),
    ),
    Group(naam="Coördinatoren, in bb.yaml", van="coördinatoren", of=(Coordinator,), to=(Receiver.COORDINATOR,)),
)
"""Every group, in the order of the register."""


def purposes_of(group: Group) -> Mapping[str, tuple[str, ...]]:
    """Return why the data of a group are kept, each purpose with the keys and the events it needs them for.

    >>> purposes_of(GROUPS[5])
    {'mensen kunnen bereiken': ('naam', 'adres', 'telefoon', 'mail', 'functie')}
    """
    named: list[tuple[str, str]] = []
    for cls in group.of:
        named += [(key.why, key.name) for key in keys_of(cls).values() if not _leads_to(key.type, group.of)]
    named += [(row.why, row.wat) for row in EVENTS.get(group.verloop, {}).values()]
    return {why: told for why in PURPOSES if (told := tuple(dict.fromkeys(name for y, name in named if y == why)))}


def _leads_to(type_: Type, classes: Sequence[type[object]]) -> bool:
    """Tell whether a key only leads to another class of the group, whose keys are told themselves."""
    if isinstance(type_, Table):
        return _leads_to(type_.of, classes)
    return isinstance(type_, Shape) and type_.of in classes


def kept(group: Group, bewaren: Bewaren) -> str:
    """Return how long the data of a group are kept, as this organisation says."""
    match group.until:
        case "casus":
            return f"na de afsluiting: {bewaren.casus}; daarna blijven dagen en uitkomst over, zonder persoon"
        case "vrijwilliger":
            left, turned_down = (str(one or "nog niet bepaald") for one in (bewaren.vrijwilliger, bewaren.afgewezen))
            return f"na het stoppen: {left}; wie niet is aangenomen: {turned_down}"
        case "activiteit":
            return "blijft staan, met alleen het nummer van de vrijwilliger"
        case _:
            return "zolang de samenwerking duurt"
