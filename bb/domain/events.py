"""What can happen to a record: one event class, and the table of all events.

The table is the one place that knows which events exist, which keys they carry and what must have
happened before. Reading, `bb log`, the rules of the journal and the reference in `docs/` all use it.
Source: FORMAT, "Events" and "The other records".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from types import MappingProxyType

from bb.domain.purposes import BEDANKEN, BEGELEIDEN, BEMIDDELEN, KOPPELEN, RECHTEN, SAMENWERKEN, VERANTWOORDEN, VOLGEN
from bb.domain.types import (
    BEDRAG,
    DATUM,
    DUUR,
    GEHEEL,
    JA_NEE,
    LETTER,
    LETTERS,
    TIJD,
    WOORD,
    Key,
    Type,
    Value,
    id_of,
    many,
    number,
    one_of,
    word,
)
from bb.domain.vocabulary import AANPAK, NAAR, OVER, RESULTAAT, STAND, STAP, TOESTEMMING, VERZOEK

VRIJWILLIGER = id_of("vrijwilliger")
COORDINATOR = id_of("coordinator")
MENS = id_of("vrijwilliger", "coordinator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a journal: on day `op`, this happened.

    `keys` holds the other keys of the line with their values, typed by the table. `line` is where
    it stands in the file (1-based, 0 when it stands nowhere), `order` its place in the list.
    """

    op: date
    wat: str
    keys: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    line: int = 0
    order: int = 0

    def get(self, name: str) -> Value:
        """Return the value of the key `name`, or None when the line does not have it."""
        return self.keys.get(name)

    @property
    def minuten(self) -> int:
        """How long it took, in minutes; 0 when nobody wrote it down."""
        return int(self.keys.get("minuten", 0))

    @property
    def met(self) -> tuple[str, ...]:
        """The letters of the parties it was with; empty when the line names none."""
        value = self.keys.get("met", ())
        return value if isinstance(value, tuple) else (value,)


_PLACE = attrgetter("op", "order")


def in_order(verloop: Iterable[Event], until: date | None = None) -> tuple[Event, ...]:
    """Return the events by day, then by their order in the file, without those after `until`."""
    known = verloop if until is None else [e for e in verloop if e.op <= until]
    return tuple(sorted(known, key=_PLACE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row of the events table.

    `keys` are what is asked about it, `also` what may stand there besides; `after` are the events
    of which one must stand earlier in the journal; `consent` the consent that a party must have
    given; `effect` says in Dutch what the event does, for the reference; `why` is the purpose it is kept for.
    """

    wat: str
    keys: tuple[Key, ...] = ()
    also: tuple[Key, ...] = ()
    after: tuple[str, ...] = ()
    consent: str | None = None
    once: bool = False
    effect: str
    why: str = VOLGEN

    @property
    def every_key(self) -> tuple[Key, ...]:
        """All keys that may stand in a line of this event."""
        return (*self.keys, *self.also, *COMMON)

    def key(self, name: str) -> Key | None:
        """Return the key `name` of this event, or None."""
        return next((k for k in self.every_key if k.name == name), None)


def _k(name: str, type_: Type, asks: str) -> Key:
    return Key(name=name, type=type_, asks=asks)


def _must(name: str, type_: Type, asks: str) -> Key:
    return Key(name=name, type=type_, required=True, asks=asks)


COMMON: tuple[Key, ...] = (
    _must("op", DATUM, "Op welke dag?"),
    _must("wat", WOORD, "Wat gebeurde er?"),
    _k("minuten", number(0, 6000), "Hoeveel minuten duurde het?"),
    _k("door", many(MENS, lone=True), "Wie deed het?"),
)
"""The keys every event may carry."""

_CONSENT = _k("toestemming", many(TOESTEMMING), "Waarvoor geeft deze partij toestemming?")
_TEAM = _must("team", many(VRIJWILLIGER), "Welke vrijwilligers?")
_MET = _must("met", LETTERS, "Met welke partijen?")
_AANPAK = _k("aanpak", AANPAK, "Welke aanpak?")

OVERDRACHT_VELDEN = ("naam", "adres", "telefoon", "mail", "talen", "tolk", "kan", "verhaal")
"""What a hand-over sheet may hold, by the names of the fields in the dossier; the journal holds these names only."""

CASUS: tuple[Kind, ...] = (
    Kind(
        wat="melding",
        keys=(_must("via", word("via"), "Hoe kwam de melding binnen?"), _CONSENT),
        once=True,
        effect="De zaak begint.",
    ),
    Kind(
        wat="intake",
        keys=(
            _must("geschikt", JA_NEE, "Is de zaak geschikt?"),
            _k("contra", many(word("contra")), "Zijn er contra-indicaties?"),
            _k("ontbreekt", many(word("voorwaarde")), "Aan welke voorwaarden is niet voldaan?"),
            _k("toch", JA_NEE, "Toch doorgaan?"),
            _k("aanpak", AANPAK, "Welke aanpak is de bedoeling?"),
            _k("met", LETTERS, "Met welke partij?"),
            _CONSENT,
        ),
        after=("melding",),
        effect="Het intakegesprek, en of de zaak geschikt is.",
        why=BEMIDDELEN,
    ),
    Kind(
        wat="voorstel",
        keys=(_TEAM, _AANPAK),
        after=("intake",),
        effect="Een team is gevraagd; er is nog niets beslist.",
        why=KOPPELEN,
    ),
    Kind(
        wat="akkoord",
        keys=(_must("wie", VRIJWILLIGER, "Wie ging akkoord?"),),
        after=("voorstel",),
        effect="Deze vrijwilliger doet mee.",
        why=KOPPELEN,
    ),
    Kind(
        wat="kan-niet",
        keys=(
            _must("wie", VRIJWILLIGER, "Wie kan niet?"),
            _k("reden", word("reden.kan-niet"), "Waarom niet?"),
        ),
        after=("voorstel", "koppeling"),
        effect="Deze vrijwilliger kan niet. Dat telt nooit tegen iemand.",
        why=KOPPELEN,
    ),
    Kind(
        wat="koppeling",
        keys=(
            _TEAM,
            _AANPAK,
            _k("met", LETTERS, "Alleen met deze partijen?"),
            _k("reden", word("reden.koppeling"), "Waarom dit team?"),
            _k("toch", many(WOORD), "Welke eisen gelden hier niet?"),
        ),
        after=("intake",),
        effect="Dit is nu het team.",
        why=KOPPELEN,
    ),
    Kind(
        wat="overdracht",
        keys=(
            _must("aan", many(VRIJWILLIGER, lone=True), "Aan wie is het overdrachtsblad gegeven?"),
            _k("velden", many(one_of(*OVERDRACHT_VELDEN)), "Welke gegevens stonden erop?"),
        ),
        after=("koppeling",),
        consent="bemiddelaars",
        effect="Het overdrachtsblad is gegeven.",
        why=BEMIDDELEN,
    ),
    Kind(
        wat="vernietigd",
        keys=(_must("wie", many(VRIJWILLIGER, lone=True), "Wie vernietigde het overdrachtsblad?"),),
        after=("overdracht",),
        effect="Het overdrachtsblad is vernietigd.",
        why=RECHTEN,
    ),
    Kind(
        wat="gepland",
        keys=(
            _must("voor", one_of("gesprek", "nazorg"), "Wat is afgesproken?"),
            _MET,
            _must("datum", DATUM, "Op welke dag is het afgesproken?"),
            _k("tijd", TIJD, "Hoe laat?"),
        ),
        after=("melding",),
        effect="Een afgesproken dag; die gaat voor de termijn.",
    ),
    Kind(
        wat="contact",
        keys=(
            _MET,
            _must("via", one_of("deur", "telefoon", "brief", "mail"), "Hoe?"),
            _k("bereikt", JA_NEE, "Is de partij bereikt?"),
            _k("wil", JA_NEE, "Wil de partij meedoen?"),
            _CONSENT,
        ),
        after=("melding",),
        effect="Een poging om een partij te spreken.",
    ),
    Kind(
        wat="gesprek",
        keys=(
            _MET,
            _k("afspraken", JA_NEE, "Zijn er afspraken gemaakt? (alleen als de gesprekken klaar zijn)"),
            _k("tolk", JA_NEE, "Was er een tolk?"),
            _k("kosten", BEDRAG, "Wat kostte het?"),
            _CONSENT,
        ),
        after=("koppeling",),
        effect="Een gesprek. Met afspraken (ja of nee) zijn de gesprekken klaar.",
        why=BEMIDDELEN,
    ),
    Kind(
        wat="voortgang",
        keys=(_k("van", many(VRIJWILLIGER, lone=True), "Van wie?"),),
        after=("koppeling",),
        effect="Het team is gevraagd hoe het gaat.",
    ),
    Kind(
        wat="nabespreking",
        keys=(_k("wie", many(VRIJWILLIGER, lone=True), "Met wie van het team? (Enter: met allemaal)"),),
        after=("koppeling",),
        effect="De zaak is met het team nabesproken; de cijfers staan in het dossier van elk van hen.",
    ),
    Kind(
        wat="wacht",
        keys=(
            _must("tot", DATUM, "Tot welke dag?"),
            _k("reden", word("reden.wacht"), "Waarom?"),
        ),
        after=("melding",),
        effect="In de wacht: de termijnen staan stil.",
    ),
    Kind(wat="hervat", after=("wacht",), effect="De zaak loopt weer."),
    Kind(
        wat="doorverwijzing",
        keys=(_must("van", LETTER, "Welke partij?"), _must("naar", NAAR, "Waarheen?"), _CONSENT),
        after=("melding",),
        consent="doorverwijzing",
        effect="Deze partij is doorverwezen.",
        why=BEMIDDELEN,
    ),
    Kind(
        wat="nazorg",
        keys=(
            _must("met", LETTER, "Met welke partij?"),
            _k("bereikt", JA_NEE, "Is de partij bereikt?"),
            _k("stand", STAND, "Hoe staat het met de afspraken?"),
            _k("tevreden", number(1, 10), "Hoe tevreden, van 1 tot 10?"),
            _CONSENT,
        ),
        after=("gesprek",),
        effect="Het laatste antwoord van deze partij over de afspraken.",
        why=VERANTWOORDEN,
    ),
    Kind(
        wat="afsluiting",
        keys=(
            _must("resultaat", RESULTAAT, "Met welk resultaat?"),
            _k("reden", word("reden.afsluiting"), "Waardoor?"),
            _k("zie", id_of("casus"), "Bij welke zaak hoort deze dubbele melding?"),
        ),
        after=("melding",),
        effect="De zaak is klaar; een latere afsluiting herziet het resultaat.",
    ),
    Kind(
        wat="terugkoppeling",
        keys=(
            _must("aan", id_of("partner"), "Aan welke partner?"),
            _k("over", OVER, "Waarover?"),
        ),
        after=("melding",),
        consent="terugkoppeling",
        effect="De verwijzer weet dit nu.",
        why=SAMENWERKEN,
    ),
    Kind(
        wat="heropening",
        keys=(_k("reden", word("reden.heropening"), "Waarom?"),),
        after=("afsluiting",),
        effect="Weer open, met het laatste team; nazorg begint opnieuw.",
    ),
    Kind(
        wat="overname",
        keys=(_must("naar", COORDINATOR, "Naar welke coördinator?"),),
        after=("melding",),
        effect="Een andere coördinator.",
    ),
    Kind(
        wat="verzoek",
        keys=(
            _must("soort", VERZOEK, "Wat voor verzoek?"),
            _must("stap", STAP, "Hoe ver is het?"),
            _k("van", LETTER, "Van welke partij?"),
            _CONSENT,
        ),
        effect="Een klacht of een verzoek om inzage, correctie of wissen.",
        why=RECHTEN,
    ),
    Kind(
        wat="vergeten",
        keys=(_k("grond", word("grond"), "Op welke grond?"),),
        after=("afsluiting",),
        effect="De persoonsgegevens zijn vernietigd. Dit schrijft alleen `bb forget`.",
        why=RECHTEN,
    ),
)

VRIJWILLIGERS: tuple[Kind, ...] = (
    Kind(
        wat="aanmelding",
        keys=(_k("kanaal", word("kanaal"), "Via welk kanaal?"),),
        effect="Iemand meldt zich als vrijwilliger.",
        why=BEGELEIDEN,
    ),
    Kind(
        wat="selectiegesprek",
        keys=(_k("besluit", JA_NEE, "Gaan we met elkaar verder?"),),
        effect="Het kennismakingsgesprek; de scores staan in het dossier.",
        why=BEGELEIDEN,
    ),
    Kind(
        wat="overeenkomst",
        keys=(_k("van", DATUM, "Vanaf welke dag?"), _must("tot", DATUM, "Tot welke dag?")),
        effect="De overeenkomst met de vrijwilliger.",
        why=BEGELEIDEN,
    ),
    Kind(
        wat="training",
        keys=(_must("soort", word("soort.training"), "Welke training?"),),
        effect="Een training die elders is gevolgd.",
        why=BEGELEIDEN,
    ),
    Kind(wat="start", effect="De vrijwilliger is actief.", why=BEGELEIDEN),
    Kind(
        wat="afwezig",
        keys=(_must("van", DATUM, "Vanaf welke dag?"), _must("tot", DATUM, "Tot en met welke dag?")),
        effect="In deze tijd krijgt de vrijwilliger geen zaak.",
        why=KOPPELEN,
    ),
    Kind(wat="vog", keys=(_k("tot", DATUM, "Tot welke dag geldig?"),), effect="Er is een VOG.", why=BEGELEIDEN),
    Kind(
        wat="begeleiding",
        keys=(_k("casus", id_of("casus"), "Over welke zaak?"),),
        effect="Een gesprek onder vier ogen; wat is afgesproken, staat in het dossier.",
        why=BEGELEIDEN,
    ),
    Kind(
        wat="nabespreking",
        keys=(_k("casus", id_of("casus"), "Over welke zaak?"),),
        effect="Een zaak is nabesproken met deze vrijwilliger alleen; de cijfers staan in het dossier.",
        why=BEGELEIDEN,
    ),
    Kind(wat="signaal", effect="Er viel iets op; wat, staat in het dossier.", why=BEGELEIDEN),
    Kind(wat="vraag", effect="De vrijwilliger heeft een vraag.", why=BEGELEIDEN),
    Kind(wat="antwoord", after=("vraag",), effect="De vraag is beantwoord.", why=BEGELEIDEN),
    Kind(
        wat="waardering",
        keys=(_k("vorm", word("vorm.waardering"), "In welke vorm?"), _k("kosten", BEDRAG, "Wat kostte het?")),
        effect="Een blijk van waardering.",
        why=BEDANKEN,
    ),
    Kind(
        wat="inzet",
        keys=(_k("voor", WOORD, "Waarvoor?"),),
        effect="Werk buiten een zaak of activiteit.",
        why=VERANTWOORDEN,
    ),
    Kind(
        wat="vergoeding",
        keys=(_must("bedrag", BEDRAG, "Welk bedrag?"),),
        effect="Een vergoeding is betaald.",
        why=BEDANKEN,
    ),
    Kind(
        wat="verzoek",
        keys=(_must("soort", VERZOEK, "Wat voor verzoek?"), _must("stap", STAP, "Hoe ver is het?")),
        effect="Open tot het is afgehandeld.",
        why=RECHTEN,
    ),
    Kind(
        wat="stop",
        keys=(_k("reden", word("reden.stop"), "Waarom?"),),
        effect="De vrijwilliger is gestopt.",
        why=BEGELEIDEN,
    ),
    Kind(
        wat="vergeten",
        keys=(_k("grond", word("grond"), "Op welke grond?"),),
        effect="De persoonsgegevens zijn vernietigd. Dit schrijft alleen `bb forget`.",
        why=RECHTEN,
    ),
)

PARTNERS: tuple[Kind, ...] = (
    Kind(
        wat="overeenkomst",
        keys=(
            _k("van", DATUM, "Vanaf welke dag?"),
            _must("tot", DATUM, "Tot en met welke dag?"),
            _k("opzegtermijn", DUUR, "Hoe lang van tevoren opzeggen?"),
            _k("bijdrage", BEDRAG, "Hoeveel draagt de partner bij?"),
            _k("per", one_of("jaar", "zaak", "eenmalig"), "Per wat?"),
        ),
        effect="De overeenkomst met de partner.",
    ),
    Kind(
        wat="contact",
        keys=(_k("vorm", word("vorm.contact"), "In welke vorm?"),),
        effect="Er was contact met de partner.",
    ),
    Kind(wat="rapportage", effect="De partner kreeg een rapportage."),
    Kind(
        wat="vergeten",
        keys=(_k("grond", word("grond"), "Op welke grond?"),),
        effect="De gegevens van de contactpersonen zijn vernietigd. Dit schrijft alleen `bb forget`.",
    ),
)

ACTIVITEITEN: tuple[Kind, ...] = (
    Kind(
        wat="gepland",
        keys=(_must("datum", DATUM, "Op welke dag?"), _k("tijd", TIJD, "Hoe laat?")),
        effect="De activiteit staat in de agenda.",
    ),
    Kind(
        wat="zaal",
        keys=(
            _must("plek", WOORD, "Welke zaal? (een kort woord, zoals buurthuis)"),
            _k("kosten", BEDRAG, "Wat kost de zaal, met koffie en wat erbij hoort?"),
        ),
        after=("gepland",),
        effect="Er is een zaal; die staat erbij in de agenda, en de kosten tellen in de begroting.",
    ),
    Kind(
        wat="gehouden",
        keys=(
            _k("aanwezig", many(MENS), "Wie waren er?"),
            _k("afgemeld", many(MENS), "Wie hadden zich afgemeld?"),
            _k("partners", many(id_of("partner")), "Welke partners waren er?"),
            _k("bereik", GEHEEL, "Hoeveel mensen zijn bereikt?"),
            _k("kosten", BEDRAG, "Wat kostte het?"),
            _k("cijfer", number(1, 10), "Welk cijfer gaven de deelnemers?"),
        ),
        effect="De activiteit is geweest; met partners telt het als contact met elk van hen.",
    ),
    Kind(wat="stand", keys=(_must("code", WOORD, "Hoe staat het ervoor?"),), effect="Hoe het ervoor staat."),
    Kind(wat="vervallen", effect="De activiteit gaat niet door."),
    Kind(wat="klaar", effect="Afgerond."),
)

EVENTS: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        kind: MappingProxyType({row.wat: row for row in rows})
        for kind, rows in (
            ("casus", tuple(row if _CONSENT in row.keys else replace(row, also=(_CONSENT,)) for row in CASUS)),
            ("vrijwilliger", VRIJWILLIGERS),
            ("partner", PARTNERS),
            ("activiteit", ACTIVITEITEN),
        )
    }
)
"""The events table: kind of record, then name of the event."""
