"""What a dossier holds: the person-bound part of a record, one class per kind, one field per key.

A dossier is encrypted as a whole (`bb.vault.dossier`) and read by the same reader as the files. Ethnic origin is
never a field, of anyone; what a party asks of the mediators stands in words that matching reads (`Wensen`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bb.domain.purposes import BEGELEIDEN, BEHEREN, BEMIDDELEN, BEREIKEN, KOPPELEN, RECHTEN
from bb.domain.types import (
    AGE,
    DATUM,
    LETTER,
    MAIL,
    TEKST,
    WOORD,
    Scalar,
    Shape,
    Table,
    Type,
    id_of,
    key,
    keys_of,
    many,
    number,
    one_of,
    word,
)
from bb.domain.vocabulary import TAAL

LANG = Scalar(name="lange tekst", says="een tekst, van een of meer regels", parse=lambda text: text or None)
"""A text that may run over several lines: a story, a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wensen:
    """What a party asks of the mediators. Each is a wish of the team as a whole: one of the two may fulfil it."""

    WHY: ClassVar = KOPPELEN

    geslacht: str | None = key(word("geslacht"), asks="Liefst een man of een vrouw erbij?")
    talen: tuple[str, ...] = key(many(TAAL), asks="Welke taal spreekt een bemiddelaar liefst?")
    affiniteit: tuple[str, ...] = key(many(word("affiniteit")), asks="Liefst iemand die iets heeft met?")
    ervaring: tuple[str, ...] = key(many(word("klacht")), asks="Liefst iemand met ervaring in welk soort klacht?")
    leeftijd: str | None = key(word("leeftijd"), asks="Liefst iemand van welke leeftijd?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoonlijk:
    """How to reach someone."""

    naam: str | None = key(TEKST, asks="Naam", why=BEREIKEN)
    adres: str | None = key(TEKST, asks="Adres", why=BEREIKEN)
    telefoon: tuple[str, ...] = key(many(TEKST, lone=True), asks="Telefoon", why=BEREIKEN)
    mail: tuple[str, ...] = key(many(MAIL, lone=True), asks="Mailadres", why=BEREIKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartijDossier(Persoonlijk):
    """One party: who it is, how to speak with it, and what it asks of the mediators."""

    WHY: ClassVar = BEREIKEN

    talen: tuple[str, ...] = key(many(TAAL), asks="Welke talen, zoals nl, tr")
    tolk: str | None = key(TAAL, asks="Voor welke taal is een tolk nodig?")
    wensen: Wensen = key(Shape(of=Wensen), default=Wensen(), asks="Wat vraagt deze partij van de bemiddelaars?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasusDossier:
    """The dossier of a case."""

    WHY: ClassVar = BEMIDDELEN

    partijen: Mapping[str, PartijDossier] = key(Table(key=LETTER, of=Shape(of=PartijDossier)), asks="De partijen")
    verhaal: str | None = key(LANG, asks="Het verhaal")
    contra: str | None = key(LANG, asks="Contra-indicaties: wat is er aan de hand, en waarom toch of niet?")
    afspraken: str | None = key(LANG, asks="Wat is er afgesproken?")
    toestemming: str | None = key(LANG, asks="Toelichting bij de toestemming", why=RECHTEN)
    verwezen: Mapping[str, str] = key(Table(key=LETTER, of=LANG), asks="Waarheen een partij is verwezen")
    niet: Mapping[str, str] = key(
        Table(key=id_of("vrijwilliger", "coordinator"), of=LANG), asks="Wie erbuiten blijft, en waarom", why=KOPPELEN
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulier:
    """How a talk was judged: a score for each criterion of `bb.yaml`, why, and why it was decided so."""

    WHY: ClassVar = BEGELEIDEN

    scores: Mapping[str, int] = key(Table(key=WOORD, of=number(1, 10)), asks="Cijfers, van 1 tot 10")
    redenen: Mapping[str, str] = key(Table(key=WOORD, of=LANG), asks="Waarom dat cijfer")
    besluit: str | None = key(LANG, asks="Waarom dit besluit?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signaal:
    """Something that was noticed of how a volunteer does, and what shows it."""

    WHY: ClassVar = BEGELEIDEN

    soort: str | None = key(one_of("goed", "zorg"), asks="Gaat er iets goed, of is er een zorg?")
    wat: str | None = key(LANG, asks="Wat viel op?")
    bewijs: str | None = key(LANG, asks="Waaraan zag of hoorde u dat?")


@dataclass(frozen=True, slots=True, kw_only=True)
class VrijwilligerDossier(Persoonlijk):
    """The dossier of a volunteer. `sleutel` is the age recipient that hand-over sheets are encrypted to.

    `formulieren` holds the forms of a day, each by what it was about: the word `selectiegesprek` or `nabespreking`, or
    the case that was talked over. `gesprekken` is what was said and agreed in a talk between four eyes.
    """

    WHY: ClassVar = BEGELEIDEN

    affiniteit: tuple[str, ...] = key(
        many(word("affiniteit")), asks="Waar heeft de vrijwilliger iets mee?", why=KOPPELEN
    )
    formulieren: Mapping[date, Mapping[str, Formulier]] = key(
        Table(key=DATUM, of=Table(key=WOORD, of=Shape(of=Formulier))), asks="Beoordelingen, per dag en gesprek"
    )
    gesprekken: Mapping[date, str] = key(Table(key=DATUM, of=LANG), asks="Wat is besproken en afgesproken?")
    signalen: Mapping[date, Signaal] = key(Table(key=DATUM, of=Shape(of=Signaal)), asks="Signalen, per dag")
    sleutel: str | None = key(AGE, asks="De sleutel voor overdrachten (age1…)", why=BEHEREN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactpersoon(Persoonlijk):
    """Someone who works at a partner."""

    WHY: ClassVar = BEREIKEN

    functie: str | None = key(TEKST, asks="Functie")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDossier:
    """The dossier of a partner: whom to call, by a short word for each (`wijkagent`, `beheerder`)."""

    WHY: ClassVar = BEREIKEN

    contactpersonen: Mapping[str, Contactpersoon] = key(
        Table(key=WOORD, of=Shape(of=Contactpersoon)), asks="De contactpersonen"
    )


Dossier = CasusDossier | VrijwilligerDossier | PartnerDossier

DOSSIERS: Mapping[str, type[Dossier]] = {
    "casus": CasusDossier,
    "vrijwilliger": VrijwilligerDossier,
    "partner": PartnerDossier,
}
"""The class of each kind of record that has a dossier; an activity has none."""


def people(dossier: Dossier) -> Iterator[tuple[str, Persoonlijk]]:
    """Yield everyone a dossier tells how to reach, with the place: a party's letter, a contact's word, or nothing.

    >>> list(people(VrijwilligerDossier(naam="Sam Voorbeeld")))[0][1].naam
    'Sam Voorbeeld'
    """
    match dossier:
        case CasusDossier(partijen=parties):
            yield from parties.items()
        case PartnerDossier(contactpersonen=contacts):
            yield from contacts.items()
        case VrijwilligerDossier():
            yield "", dossier


def texts_of(dossier: Dossier) -> Iterator[str]:
    """Yield everything that was written freely in a dossier, wherever it stands in it.

    >>> list(texts_of(CasusDossier(verhaal="Een heg.", verwezen={"A": "het sociaal team"})))
    ['Een heg.', 'het sociaal team']
    """
    yield from _texts_in(Shape(of=type(dossier)), dossier)


def _texts_in(type_: Type, value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a dossier may hold
    if value is None:
        return
    if type_ is LANG:
        yield value
    elif isinstance(type_, Table):
        for one in value.values():
            yield from _texts_in(type_.of, one)
    elif isinstance(type_, Shape):
        for name, of_key in keys_of(type_.of).items():
            yield from _texts_in(of_key.type, getattr(value, name))
