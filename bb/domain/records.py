"""The records of an organisation: one class per kind of file, one field per key.

A class here is at once the value the program works with and the table of the keys that may stand
in the file: `bb.files.convert`, the reference and the questions of `bb new` read the same fields.
What happens to a record stands in its `verloop` (`bb.domain.events`); what follows from that is
derived (`bb.domain.journal`), never a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from bb.domain.events import Event
from bb.domain.purposes import (
    BEHEREN,
    BEMIDDELEN,
    BEREIKEN,
    KOPPELEN,
    SAMENWERKEN,
    VERANTWOORDEN,
    VOLGEN,
)
from bb.domain.source import Source
from bb.domain.terms import TERMIJNEN, Term, filled
from bb.domain.types import (
    AGE,
    BEDRAG,
    DAGEN,
    DATUM,
    DUUR,
    GEHEEL,
    JA_NEE,
    JAAR,
    LETTER,
    MAIL,
    NORM,
    NUMMERS,
    SLOTS,
    TEKST,
    WOORD,
    Amount,
    Anything,
    Duration,
    Either,
    Range,
    Shape,
    Table,
    Value,
    id_of,
    key,
    many,
    number,
    one_of,
    word,
)
from bb.domain.vocabulary import AUDIENCE, BEZIT, NAAR, SOORTEN, TAAL, URGENTIE, VERSIES
from bb.text.dates import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitzondering:
    """An exception for one record: another date for one term, or a rule that does not hold here.

    With `op` and `wat` beside `regel` it holds for one line of the journal only.
    """

    term: str | None = key(WOORD, asks="Welke termijn?")
    regel: str | None = key(TEKST, asks="Welke regel?")
    op: date | None = key(DATUM, asks="Op welke dag?")
    wat: str | None = key(WOORD, asks="Bij welke gebeurtenis?")
    reden: str = key(word("reden.uitzondering"), required=True, asks="Waarom?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partij:
    """A party to a quarrel: A reported it, B, C, … are the others. No name, no address."""

    WHY: ClassVar = VERANTWOORDEN

    wijk: str | None = key(id_of("wijk"), asks="In welke wijk woont deze partij?", why=KOPPELEN)
    bezit: str | None = key(BEZIT, asks="Huur of koop?")
    verhuurder: str | None = key(id_of("partner"), asks="Van wie huurt deze partij?")
    leeftijd: str | None = key(word("leeftijd"), asks="Welke leeftijdsgroep?")
    huishouden: str | None = key(word("huishouden"), asks="Welk soort huishouden?")
    kan: tuple[str, ...] = key(many(one_of(*SLOTS)), asks="Wanneer kan deze partij?", why=KOPPELEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every file but `bb.yaml` has: an id (the file's name), a journal, and where it stands.

    `unread` names the keys, of the header and of any event, that stand in the file and could not be read or may
    be meant by one that is not known; `verloop` is in it when a whole line of the journal could not. Each of them
    has a finding of its own: to say that something is missing as well would mislead.
    """

    id: str
    source: Source = field(repr=False, compare=False)
    verloop: tuple[Event, ...] = ()
    unread: frozenset[str] = frozenset()
    uitzonderingen: tuple[Uitzondering, ...] = key(many(Shape(of=Uitzondering)), asks="Wat is hier anders?", why=VOLGEN)
    eigen: Mapping[str, Value] = key(Table(key=WOORD, of=Anything()), asks="Eigen velden", why=VERANTWOORDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casus(Record):
    """A case, plain layer: the facts as they were at the melding, and what happened since."""

    WHY: ClassVar = BEMIDDELEN

    klachten: tuple[str, ...] = key(
        many(word("klacht")), required=True, asks="Waar gaat het over? (het eerste telt in de cijfers)"
    )
    verwijzer: str = key(id_of("partner"), required=True, asks="Wie verwees? (een partner, of: zelf)", why=SAMENWERKEN)
    tip_van: str | None = key(id_of("partner"), asks="Van wie kwam de tip?", why=SAMENWERKEN)
    urgentie: str = key(URGENTIE, default="gewoon", asks="Hoe dringend?")
    complex: bool = key(JA_NEE, default=False, asks="Is het een complexe zaak?")
    coordinator: str = key(id_of("coordinator"), required=True, asks="Welke coördinator?", why=BEHEREN)
    niet: tuple[str, ...] = key(many(id_of("vrijwilliger", "coordinator")), asks="Wie blijft erbuiten?", why=KOPPELEN)
    vervolg_op: tuple[str, ...] = key(many(id_of("casus")), asks="Op welke eerdere zaken is dit een vervolg?")
    partijen: Mapping[str, Partij] = key(
        Table(key=LETTER, of=Shape(of=Partij)), required=True, asks="Wie zijn de partijen?"
    )

    @property
    def wijk(self) -> str | None:
        """The wijk of A, which counts as that of the case."""
        a = self.partijen.get("A")
        return a.wijk if a else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrijwilliger(Record):
    """A volunteer (`v-012`), or a guest from next door (`g-001`): what matching needs, no name."""

    WHY: ClassVar = KOPPELEN

    van: str | None = key(TEKST, asks="Van welke organisatie is deze gast?")
    wijk: str | None = key(id_of("wijk"), asks="In welke wijk woont de vrijwilliger?")
    talen: tuple[str, ...] = key(many(TAAL), asks="Welke talen?")
    klachten: Mapping[str, int] = key(
        Table(key=word("klacht"), of=number(1, 3)), asks="Ervaring per soort klacht, van 1 tot 3"
    )
    kan: tuple[str, ...] = key(many(one_of(*SLOTS)), asks="Wanneer kan de vrijwilliger?")
    max: int = key(number(0, 20), default=2, asks="Hoeveel zaken tegelijk?")
    niet_met: tuple[str, ...] = key(many(id_of("vrijwilliger")), asks="Met wie liever niet?")
    geslacht: str | None = key(word("geslacht"), asks="Geslacht (zelf opgegeven)")
    geboren: str | None = key(TEKST, asks="Geboren in welke jaren, zoals 1960-1969 (zelf opgegeven)")
    opleiding: str | None = key(word("opleiding"), asks="Opleiding (zelf opgegeven)", why=VERANTWOORDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toezegging(Term):
    """A promise in an agreement, in terms that can be measured. `wat` names the term it follows."""

    wat: str = key(WOORD, required=True, asks="Wat is toegezegd?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Record):
    """A partner that pays or refers, and what was promised."""

    soort: str = key(word("soort.partner"), required=True, asks="Wat voor partner is het?")
    gemeenten: tuple[str, ...] = key(many(id_of("gemeente")), asks="In welke gemeenten?")
    contactritme: Duration | None = key(DUUR, asks="Hoe vaak is er contact?")
    toezeggingen: tuple[Toezegging, ...] = key(many(Shape(of=Toezegging)), asks="Wat is toegezegd?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activiteit(Record):
    """An activity: intervisie, training, publicity, an outing, a learning goal, an improvement."""

    soort: str = key(
        one_of(*SOORTEN),
        required=True,
        asks="Wat voor activiteit?",
    )
    post: str | None = key(WOORD, asks="Welke post van de begroting?")
    training: str | None = key(word("soort.training"), asks="Welke training?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    """Someone who runs the office, and the block of case numbers that is theirs."""

    WHY: ClassVar = BEHEREN

    id: str = key(id_of("coordinator"), required=True, asks="Welk kenmerk, zoals c-1?")
    naam: str = key(TEKST, required=True, asks="Hoe heet de coördinator?", why=BEREIKEN)
    mail: str | None = key(MAIL, asks="Welk mailadres?", why=BEREIKEN)
    gemeenten: tuple[str, ...] = key(many(id_of("gemeente")), asks="Voor welke gemeenten?")
    nummers: Range | None = key(NUMMERS, asks="Welke zaaknummers?")
    vervanger: str | None = key(id_of("coordinator"), asks="Wie vervangt?")
    afwezig: tuple[Range, ...] = key(many(DAGEN), asks="Op welke dagen gaat de mail naar de vervanger?")
    sleutel: str | None = key(AGE, asks="Met welke sleutel gaan de dossiers open? (schrijft bb keys)")
    sleutel_sinds: date | None = key(DATUM, asks="Sinds welke dag is dat de sleutel?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijk:
    """A wijk: in which gemeente, beside which others, and since when."""

    gemeente: str = key(id_of("gemeente"), required=True, asks="In welke gemeente?")
    buren: tuple[str, ...] = key(many(id_of("wijk")), asks="Welke wijken liggen ernaast?")
    vanaf: date | None = key(DATUM, asks="Vanaf welke dag?")
    vervallen: date | None = key(DATUM, asks="Tot welke dag?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Woord:
    """A word of a vocabulary with more to say than its head group."""

    groep: str | None = key(WOORD, asks="Onder welke groep valt het?")
    vraag: str | None = key(TEKST, asks="Hoe vraagt u ernaar aan de telefoon? (van een voorwaarde)")
    betekent: str | None = key(TEKST, asks="Wat betekent het? (van een voorwaarde of contra-indicatie)")
    advies: str | None = key(TEKST, asks="Wat is dan gebruikelijk? (van een voorwaarde of contra-indicatie)")
    vervallen: date | None = key(DATUM, asks="Vanaf welke dag niet meer gebruiken?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijsadres:
    """Where a caller is referred to whom buurtbemiddeling does not suit: an organisation, never a person."""

    naar: str = key(NAAR, required=True, asks="Wat voor hulp is het?")
    naam: str = key(TEKST, required=True, asks="Hoe heet het?")
    bereikbaar: str | None = key(TEKST, asks="Hoe is het te bereiken?")
    bij: tuple[str, ...] = key(many(word("contra")), asks="Bij welke contra-indicaties?")
    gemeenten: tuple[str, ...] = key(many(id_of("gemeente")), asks="Voor welke gemeenten?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What is expected over a period: `minstens: 8, per: jaar`, or a share (`80%`)."""

    minstens: Amount = key(NORM, required=True, asks="Minstens hoeveel?")
    per: str = key(one_of("jaar", "kwartaal", "maand"), default="jaar", asks="Per welke tijd?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterium:
    """What is looked at in a talk with a volunteer: the question, and the score (1 to 10) it asks at least."""

    vraag: str = key(TEKST, required=True, asks="Welke vraag stelt u uzelf?")
    minstens: int | None = key(number(1, 10), asks="Welk cijfer is minstens nodig, van 1 tot 10?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voornemen:
    """What the year should have of one thing: how often at least, and by the end of which month."""

    minstens: int = key(number(1, 366), default=1, asks="Minstens hoe vaak in het jaar?")
    uiterlijk: str | None = key(one_of(*MONTHS), asks="Aan het eind van welke maand moet het klaar zijn?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begeleiden:
    """What is expected around volunteers: a VOG, and contact with the office now and then."""

    vog: bool = key(JA_NEE, default=False, asks="Moet een vrijwilliger een VOG hebben?")
    contactritme: Duration | None = key(DUUR, asks="Hoe vaak is er contact met elke vrijwilliger?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelen:
    """How teams are chosen: the weight of each preference, and which requirements are on."""

    gewichten: Mapping[str, int] = key(Table(key=WOORD, of=number(0, 1000)), asks="Hoe zwaar weegt elke wens?")
    eisen: Mapping[str, bool] = key(Table(key=WOORD, of=JA_NEE), asks="Welke eisen gelden?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaren:
    """How long records and keys are kept. Volunteers, rejected candidates and keys have no default."""

    casus: Duration = key(DUUR, default=Duration(2, "jaar"), asks="Hoe lang blijft een zaak bewaard?")
    klachttermijn: Duration = key(DUUR, default=Duration(3, "maanden"), asks="Hoe lang kan iemand een klacht indienen?")
    vrijwilliger: Duration | None = key(DUUR, asks="Hoe lang blijft een vrijwilliger bewaard?")
    afgewezen: Duration | None = key(DUUR, asks="Hoe lang blijft een afgewezen kandidaat bewaard?")
    sleutel: Duration | None = key(DUUR, asks="Na hoe lang komt er een nieuwe sleutel voor de dossiers?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where mail is sent from. Without a server (or `sendmail`) the computer's own program sends it.

    `beveiliging` is left out as a rule: port 465 means `tls` from the first byte, any other port
    `starttls`. `geen` is for a server on this computer only.
    """

    host: str | None = key(TEKST, asks="Welke computer verstuurt?")
    server: str | None = key(TEKST, asks="Welke mailserver?")
    poort: int = key(number(1, 65535), default=587, asks="Welke poort?")
    beveiliging: str | None = key(one_of("starttls", "tls", "geen"), asks="Hoe is de verbinding beveiligd?")
    van: str | None = key(MAIL, asks="Van welk adres?")
    gebruiker: str | None = key(TEKST, asks="Met welke gebruikersnaam?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisatie:
    """The organisation: everything in `bb.yaml`."""

    source: Source = field(default_factory=lambda: Source(path="bb.yaml"), repr=False, compare=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False)
    """Keys that could not be read, of an organisation as it was likely meant (`bb.files.mended`)."""
    formaat: int = key(GEHEEL, required=True, asks="Welk formaat hebben de bestanden?")
    organisatie: str = key(TEKST, required=True, asks="Het kenmerk van de organisatie")
    naam: str = key(TEKST, required=True, asks="Hoe heet de organisatie?")
    voorbeeld: bool = key(JA_NEE, default=False, asks="Is dit een voorbeeld?")
    coordinatoren: tuple[Coordinator, ...] = key(
        many(Shape(of=Coordinator)), required=True, asks="Wie zijn de coördinatoren?"
    )
    herstelsleutel: str | None = key(AGE, asks="Welke sleutel ligt op papier in de kluis? (schrijft bb keys)")
    wijken: Mapping[str, Wijk] = key(
        Table(key=id_of("wijk"), of=Shape(of=Wijk)), required=True, asks="Welke wijken zijn er?"
    )
    woorden: Mapping[str, Value] = key(
        Table(
            key=WOORD,
            of=Either(items=many(WOORD), keys=Table(key=WOORD, of=Either(scalar=WOORD, keys=Shape(of=Woord)))),
        ),
        asks="Welke eigen woordenlijsten zijn er?",
    )
    verwijzen: Mapping[str, Verwijsadres] = key(
        Table(key=WOORD, of=Shape(of=Verwijsadres)), asks="Waarheen wordt verwezen wat niet past?"
    )
    termijnen: Mapping[str, tuple[Term, ...]] = key(
        Table(key=WOORD, of=many(Shape(of=Term), lone=True)), asks="Welke termijnen zijn anders?"
    )
    normen: Mapping[str, Norm] = key(Table(key=WOORD, of=Shape(of=Norm)), asks="Welke normen gelden?")
    protocol: Mapping[str, tuple[str, ...]] = key(
        Table(key=WOORD, of=many(WOORD)), asks="Welke stappen hoort elke aanpak te hebben?"
    )
    criteria: Mapping[str, Mapping[str, str | Criterium]] = key(
        Table(key=WOORD, of=Table(key=WOORD, of=Either(scalar=TEKST, keys=Shape(of=Criterium)))),
        asks="Waarop let u in een selectiegesprek en een nabespreking?",
    )
    jaarplan: Mapping[str, Voornemen] = key(
        Table(key=WOORD, of=Shape(of=Voornemen)), asks="Wat moet elk jaar gebeuren, en wanneer uiterlijk?"
    )
    vrijwilligers: Begeleiden = key(
        Shape(of=Begeleiden), default=Begeleiden(), asks="Wat wordt er van en voor vrijwilligers verwacht?"
    )
    koppelen: Koppelen = key(Shape(of=Koppelen), default=Koppelen(), asks="Hoe worden teams gekozen?")
    bewaren: Bewaren = key(Shape(of=Bewaren), default=Bewaren(), asks="Hoe lang wordt bewaard?")
    mail: Mail = key(Shape(of=Mail), default=Mail(), asks="Hoe wordt mail verstuurd?")
    gesloten: tuple[Range, ...] = key(many(DAGEN), asks="Op welke dagen is het kantoor dicht?")
    begroting: Mapping[int, Mapping[str, Decimal]] = key(
        Table(key=JAAR, of=Table(key=WOORD, of=BEDRAG)), asks="Wat staat er op de begroting?"
    )
    bevolking: Mapping[str, Mapping[str, int]] = key(
        Table(key=one_of("geslacht", "geboren", "opleiding", "talen"), of=Table(key=TEKST, of=number(0, 100))),
        asks="Hoe is de bevolking samengesteld, in procenten?",
    )
    versies: str = key(VERSIES, default="bb", asks="Wie bewaart de versies: bb, of doet u dat zelf?")
    openbaar: str = key(AUDIENCE, default="organisatie", asks="Waarover gaat het openbare verslag?")
    eigen: Mapping[str, Mapping[str, str]] = key(
        Table(key=WOORD, of=Table(key=WOORD, of=WOORD)), asks="Welke eigen velden zijn er?"
    )

    def coordinator(self, id_: str) -> Coordinator | None:
        """Return the coördinator with this id, or None."""
        return next((c for c in self.coordinatoren if c.id == id_), None)

    def gemeente(self, wijk: str | None) -> str | None:
        """Return the gemeente of a wijk, or None when the wijk is not known."""
        found = self.wijken.get(wijk) if wijk else None
        return found.gemeente if found else None

    def versions(self, term: str) -> tuple[Term, ...]:
        """Return the versions of a term: the organisation's own over the default, filled from it."""
        own = self.termijnen.get(term)
        model = TERMIJNEN.get(term)
        if model and term == "vergeten":
            model = replace(model, binnen=self.bewaren.casus)
        if own is None:
            return (model,) if model else ()
        return tuple(filled(t, model) for t in own)

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of all terms: the default ones first, then the organisation's own."""
        return (*TERMIJNEN, *(name for name in self.termijnen if name not in TERMIJNEN))


KINDS: Mapping[str, type[Record]] = {
    "casus": Casus,
    "vrijwilliger": Vrijwilliger,
    "partner": Partner,
    "activiteit": Activiteit,
}
"""The record class of each kind of file."""
