"""The questions of a telephone call as they are put, and what is said to who types `?`.

By the name of the question (`bb.domain.intake`). Those about conditions come from their own list
(`bb.domain.suitability`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Text(NamedTuple):
    """How a question is put, and what it means."""

    asks: str
    explains: str


TEXTS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "belt": Text(
            "Wie meldt zich?",
            "bewoner: de buur zelf. verwijzer: iemand van een partner, zoals de wijkagent of de woningcorporatie.",
        ),
        "via": Text("Hoe?", "Belt iemand nu, of stond er iets op de voicemail: telefoon."),
        "op": Text(
            "Op welke dag kwam de melding?", "Vanaf deze dag lopen de termijnen. Voicemail van gisteren: gisteren."
        ),
        "verwijzer": Text(
            "Wie verwees?",
            "De partner die de bewoner aanmeldde. zelf: de bewoner belt uit zichzelf, ook als iemand dat aanraadde; "
            "wie tipte, vragen we aan het eind.",
        ),
        "weet": Text(
            "Weet de bewoner ervan, en mag u de gegevens hebben?",
            "Een verwijzer mag namen en adressen pas doorgeven als de bewoner dat goedvindt. Nog niet gevraagd: nee. "
            "Laat de verwijzer het eerst vragen, of laat de bewoner zelf bellen.",
        ),
        "A.naam": Text("Naam van de melder?", "Komt alleen in het dossier, versleuteld."),
        "A.telefoon": Text(
            "Telefoon?", "Dan kunt u terugbellen als de lijn wegvalt. Meer nummers: met komma's ertussen."
        ),
        "A.adres": Text("Adres?", "Straat, nummer en plaats. Hieraan herkent bb wie er eerder was."),
        "A.mail": Text("Mailadres?", "Komt alleen in het dossier, versleuteld."),
        "vervolg_op.A": Text(
            "Is dit een vervolg? Op welke zaak?",
            "Met ja, of het zaaknummer, staat in de nieuwe zaak welke er eerder was. Loopt die zaak nog en is "
            "dit dezelfde "
            "kwestie? Typ dan stop, en leg het gesprek vast bij die zaak: bb log.",
        ),
        "A.wijk": Text("In welke wijk woont de melder?", "Hierop telt de zaak mee in het verslag."),
        "A.bezit": Text("Huurt of koopt de melder?", "huur of koop. Voor het verslag, en om de verhuurder te kennen."),
        "A.verhuurder": Text("Van wie?", "De naam van de partner. Staat de verhuurder er niet bij: Enter."),
        "klachten": Text(
            "Waar gaat het over?", "Het eerste woord telt in de cijfers. Meer woorden: met komma's ertussen."
        ),
        "dossier.verhaal": Text(
            "Het verhaal, in het kort", "Komt alleen in het dossier. Wat er speelt, sinds wanneer."
        ),
        "urgentie": Text("Hoe dringend?", "spoed en voorrang staan bovenaan bij het zoeken van een team."),
        "B.adres": Text(
            "Adres van de buur?", "De buur weet nog van niets: noteer alleen wat voor een bezoek nodig is."
        ),
        "B.naam": Text("Naam van de buur?", "Alleen als de melder die weet. Komt alleen in het dossier."),
        "vervolg_op.B": Text(
            "Is dit een vervolg? Op welke zaak?", "De buur stond ook in een andere zaak. Met ja verwijst deze daarnaar."
        ),
        "B.wijk": Text(
            "In welke wijk woont de buur?", "Meestal dezelfde. Hier gaan geen bemiddelaars uit die wijk heen."
        ),
        "B.bezit": Text("Huurt of koopt de buur?", "huur of koop. Weet de melder het niet: Enter."),
        "nu": Text(
            "Doet u nu ook de intake?",
            "ja: we gaan door met de vragen of het past. nee: de melding wordt vastgelegd, en de intake komt "
            "later met: "
            "bb log ZAAK intake",
        ),
        "intake": Text("Op welke dag is de intake?", "De dag van dit gesprek; vanaf dan telt de tijd tot een team."),
        "contra": Text(
            "Speelt een van deze dingen?",
            "Een contra-indicatie is een waarschuwing, geen verbod: u kunt met een reden toch doorgaan.",
        ),
        "dossier.contra": Text(
            "Wat is er aan de hand, en hoe weegt u dat?",
            "Komt alleen in het dossier. In de zaak zelf staat alleen het woord van de lijst.",
        ),
        "toestemming.opslag": Text(
            "Mogen we de gegevens van de melder bewaren?",
            "We bewaren ze versleuteld, zolang de zaak loopt en een tijd daarna. Zonder toestemming bewaart bb "
            "geen naam, "
            "adres of verhaal, en kan de zaak niet verder.",
        ),
        "toestemming.bemiddelaars": Text(
            "Mogen de bemiddelaars naam, adres en verhaal krijgen?",
            "Zonder deze toestemming maakt bb geen overdrachtsblad, en kan er niemand langsgaan.",
        ),
        "toestemming.terugkoppeling": Text(
            "Mag de verwijzer horen hoe het afloopt?",
            "De verwijzer hoort alleen: geschikt, opgepakt en opgelost, ja of nee. Nooit wat er is gezegd.",
        ),
        "geschikt": Text(
            "Is de zaak geschikt?",
            "U beslist. Is er geen contra-indicatie en ontbreekt er niets, dan is ja gewoon. Bij nee kunt u verwijzen.",
        ),
        "toch": Text(
            "Er spreekt iets tegen. Toch doorgaan?",
            "ja: de zaak gaat door, met toch: ja erbij; waarom hoort in het dossier. nee: de zaak is dan niet "
            "geschikt.",
        ),
        "waarom": Text("Waarom past het niet?", "Hierop telt het verslag. Past geen woord: anders."),
        "aanpak": Text(
            "Welke aanpak?",
            "bemiddeling: een gesprek met beide buren. pendel: heen en weer tussen beiden. coaching: hulp aan "
            "een van de "
            "twee. groep: meer huishoudens tegelijk.",
        ),
        "verwijzen": Text(
            "Waarheen verwijst u?",
            "Wat bij de contra-indicatie past, staat bovenaan. De lijst staat in bb.yaml, bij verwijzen.",
        ),
        "toestemming.doorverwijzing": Text(
            "Mogen wij de gegevens daar doorgeven?",
            "ja: u geeft naam en nummer door, en dat wordt als doorverwijzing vastgelegd. nee: de melder belt zelf.",
        ),
        "genoeg": Text(
            "Was dit gesprek genoeg?",
            "ja: met uw advies kan de melder verder, en de zaak wordt afgesloten als opgelost door advies.",
        ),
        "sluiten": Text("De zaak meteen afsluiten?", "nee: de zaak blijft open, en bb herinnert u eraan na een week."),
        "reden": Text("Waardoor kan het niet?", "Waarom de zaak niet in behandeling komt; hierop telt het verslag."),
        "A.kan": Text(
            "Wanneer kan de melder, zoals di-avond?",
            "Meer: met komma's. bb zoekt bemiddelaars die dan ook kunnen.",
        ),
        "A.talen": Text(
            "Welke talen spreekt de melder?", "Zoals nl, tr. Alleen in het dossier; bb let erop bij het team."
        ),
        "A.tolk": Text("Tolk nodig? Voor welke taal?", "Alleen als de melder erom vraagt. Geen tolk: Enter."),
        "A.leeftijd": Text("Welke leeftijdsgroep?", "Voor het verslag; een groep, geen geboortedatum."),
        "A.huishouden": Text("Welk huishouden?", "Voor het verslag."),
        "complex": Text("Is het een complexe zaak?", "Meer problemen tegelijk, zorgen, taal, of al hoog opgelopen."),
        "tip_van": Text(
            "Wie tipte de melder?",
            "Van welke partner de melder over ons hoorde. Zo krijgt die partner eer in het verslag.",
        ),
        "coordinator": Text("Welke coördinator?", "Wie de zaak doet; het zaaknummer volgt daaruit."),
        "minuten": Text(
            "Hoeveel minuten duurde het?", "Zo tellen uw uren mee. Tussen haken staat hoe lang u bezig was."
        ),
    }
)
