"""What a coördinator writes below a case: short, about the situation, never about a person.

The plain layer holds no names, addresses, health or wishes (FORMAT: The files of an organisation),
so these notes keep to what plays, what was tried and what comes next.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from bb.demo.settings import KLACHTEN

SITUATION: Mapping[str, Sequence[str]] = {
    "geluid-personen": (
        "Het gaat om stemmen en dichtslaande deuren, vooral na elf uur 's avonds.",
        "Contactgeluid van boven: lopen en schuiven met stoelen, elke dag rond etenstijd.",
        "Ruzie en luid praten op het balkon. In de zomer erger dan in de winter.",
        "Traplopen en deuren vroeg in de ochtend. De woningen zijn gehorig, dat erkent de verhuurder ook.",
        "Bezoek in het weekend dat laat vertrekt en op de galerij blijft napraten.",
        "De een werkt in ploegen en slaapt overdag, de ander leeft dan juist.",
        "Sinds de nieuwe vloer van boven is elke stap te horen.",
    ),
    "geluid-apparaten": (
        "Muziek met veel bas, die vooral in de slaapkamer te horen is.",
        "De wasmachine draait 's nachts, tegen de gedeelde muur.",
        "De televisie staat laat en hard aan; de muur is dun.",
        "Een warmtepomp vlak bij de erfgrens bromt de hele nacht.",
        "Er wordt elke middag een instrument geoefend, soms uren achter elkaar.",
    ),
    "kinderen": (
        "Voetballen tegen de garagedeur, bijna elke middag na school.",
        "Rennen en springen boven, vooral op regenachtige dagen.",
        "Spelen op het pleintje tot het donker is; de bal komt geregeld in de tuin terecht.",
    ),
    "verbouwing": (
        "Er wordt al maanden geklust, ook op zondag.",
        "Boren en zagen na het avondeten. De werkzaamheden duren nog zeker een seizoen.",
        "Bij de verbouwing is schade aan de muur ontstaan en daar is daarna niet meer over gesproken.",
    ),
    "relatie": (
        "Vroeger gingen beide huishoudens goed met elkaar om. Na een misverstand over een feest is er stilte.",
        "Kleine dingen stapelden zich op: de brievenbus, de fietsen, de blik in de lift.",
        "Er wordt over en weer gemopperd in de buurtapp en niet meer gegroet.",
        "Het begon met een opmerking op de trap en nu mijdt men elkaar.",
    ),
    "pesten": (
        "Afval voor de deur en geroep bij het langslopen, zo wordt het beleefd. De ander ziet het anders.",
        "Over en weer verwijten over treiteren. Het loopt nu ruim een jaar.",
        "Er zijn over en weer klachten ingediend bij de verhuurder; dat heeft de sfeer niet verbeterd.",
    ),
    "intimidatie": (
        "Een aanvaring in het trappenhuis is hard aangekomen. De wijkagent is op de hoogte.",
        "Er is geschreeuwd bij de voordeur. Er zijn geen bedreigingen geuit, wel is er spanning gebleven.",
    ),
    "tuin": (
        "Overhangende takken en bladeren in de dakgoot.",
        "Een hoge haag neemt het licht weg. Over snoeien is nooit iets afgesproken.",
        "De vuurkorf op het terras: bij westenwind staat de rook in huis.",
        "Klimop groeit door de schutting heen en trekt die scheef.",
    ),
    "erfafscheiding": (
        "De nieuwe schutting staat volgens de een op de grens en volgens de ander erover.",
        "Wie betaalt de schutting die bij de storm is omgegaan?",
        "Bij het opmeten bleek de grens anders te lopen dan iedereen dacht.",
    ),
    "stank": (
        "Kookluchten trekken via de gezamenlijke afvoer naar boven.",
        "Rook van sigaretten komt door het open raam binnen, vooral op warme avonden.",
        "De barbecue staat recht onder het slaapkamerraam.",
    ),
    "rommel": (
        "De gezamenlijke hal staat vol met fietsen, dozen en een kinderwagen.",
        "Vuilniszakken naast de container, en over en weer het idee dat het de ander is.",
        "De achtertuin ligt vol bouwmateriaal; dat trekt ongedierte aan.",
    ),
    "dieren": (
        "Twee honden die blaffen als er niemand thuis is.",
        "Katten uit de ene tuin gebruiken de zandbak in de andere.",
        "De haan kraait om vijf uur, in een wijk waar de tuinen klein zijn.",
    ),
    "parkeren": (
        "De bedrijfsbus neemt twee plekken in en staat vaak voor het raam.",
        "Onenigheid over de plek voor de deur, die van niemand is.",
    ),
    "anders": ("Een camera bij de voordeur kijkt ook de tuin van de ander in.",),
}

TRIED = (
    "Er is één keer over gesproken op de stoep; dat liep uit op zwijgen.",
    "Over en weer zijn briefjes in de bus gedaan.",
    "Een gesprek is nog niet geprobeerd. Besproken hoe dat zou kunnen, dat voelde te groot.",
    "De verhuurder heeft al eens een brief gestuurd.",
    "Er is een paar keer aangebeld, maar steeds op het moment dat het misging.",
    "Vorig jaar is het uitgepraat en dat ging een paar maanden goed.",
    "Het is geprobeerd via de buurtapp, en dat maakte het groter.",
    "De wijkagent heeft een keer met beide huishoudens gesproken.",
    "Het laatste contact is maanden geleden.",
    "Bij een eerder gesprek aan de deur ging het meteen over wie gelijk heeft.",
    "Er is één keer koffie gedronken. Daarna durfde niemand er meer over te beginnen.",
    "Nog niets ondernomen; eerst wilde men weten wat kan.",
    "Een andere bewoner heeft geprobeerd te helpen, zonder resultaat.",
    "Aanspreken lukt, maar het blijft bij beloven.",
    "De huismeester weet ervan en raadde aan ons te bellen.",
    "Er is een kaartje gestuurd met een nummer erop. Daar kwam niets op terug.",
    "Met de vorige bewoners was dit nooit een punt; met de nieuwe is er nog niet kennisgemaakt.",
    "",
    "",
)

NEXT = (
    "Uitgelegd wat wij doen en wat niet. Akkoord met het bezoek van twee bemiddelaars.",
    "Folder gemaild. De toestemming is telefonisch doorgenomen.",
    "Ik zoek een team; besproken dat dit een week of twee kan duren.",
    "Afgesproken dat er niets naar de andere partij gaat voor de bemiddelaars er zijn geweest.",
    "Uitgelegd dat meedoen vrijwillig is, voor beide kanten.",
    "Morgen bel ik terug met een paar voorstellen voor een datum.",
    "Het team krijgt alleen het overdrachtsblad, niet deze notitie.",
    "",
    "",
    "",
)

NOTES: Mapping[str, Sequence[str]] = {
    "team": (
        "Team gekozen op ervaring met dit soort zaken.",
        "Vooraf met beiden even gebeld over de aanpak.",
        "Twee mensen die elkaar goed aanvullen.",
        "Gekozen voor spreiding: beiden konden er een zaak bij hebben.",
        "De agenda's pasten meteen.",
    ),
    "eerste": (
        "Het team kwam terug met een helder verhaal. Een brief is klaar voor het geval er niemand opendoet.",
        "Eerste gesprek duurde langer dan gepland. Er is vooral geluisterd.",
        "Na het eerste gesprek is afgesproken voorlopig niets meer zelf te ondernemen.",
        "Team meldt: bereid om om de tafel te gaan, mits op een neutrale plek.",
    ),
    "eerste geluid": (
        "In het eerste gesprek kwam naar voren dat het moment het ergste is, niet het geluid zelf.",
        "Er is een tijd lang bijgehouden wanneer het geluid er is. Dat lijstje gaat niet mee naar de andere partij.",
    ),
    "eerste tuin": ("Het team heeft buiten meegekeken. Dat hielp om te begrijpen waar het over gaat.",),
    "eerste erfafscheiding": ("Het team heeft de schutting gezien. Het gaat om een handbreedte, en om erkenning.",),
    "tweede": (
        "De tweede partij wist van niets en was verrast, maar liet het team binnen.",
        "Bij de tweede partij leeft een heel ander beeld van hoe het begon.",
        "Tweede gesprek gevoerd aan de keukentafel. Ook hier de behoefte aan rust.",
        "De tweede partij had eerst bedenktijd nodig en belde zelf terug.",
        "Het team was twee keer aan de deur; de tweede keer paste het beter.",
    ),
    "samen": (
        "Gesprek in het buurthuis. Stroef begin, na een half uur kwam er lucht in.",
        "Beide partijen hebben hun verhaal kunnen doen zonder onderbroken te worden. Dat was voor het eerst.",
        "Een rustig gesprek in de bibliotheek. Er is ook gelachen.",
        "Er bleek een misverstand onder te liggen over een klacht die iemand anders had ingediend.",
        "Het eerste kwartier ging over vroeger, daarna over hoe het verder moet.",
        "Het team heeft een pauze ingelast toen het hoog opliep. Daarna ging het beter.",
    ),
    "afspraken": (
        "Afgesproken dat men elkaar direct aanspreekt, en niet meer via een ander.",
        "De afspraken zijn op papier gezet en door beide partijen ondertekend.",
        "Ieder heeft één ding toegezegd. Dat was genoeg.",
        "Afgesproken om eerst te appen en pas daarna aan te bellen.",
    ),
    "afspraken geluid-personen": (
        "Afspraak: na tien uur rustig, en eerst appen voor er wordt aangebeld.",
        "Afspraak: viltjes onder de stoelen en een kleed in de gang. Over een maand kijken of het helpt.",
        "Afspraak: feestjes een week vooraf melden en om middernacht naar binnen.",
        "Afspraak: bellen als het te veel wordt, niet meer bonken op de muur.",
        "Afspraak: deuren zacht dicht. De verhuurder is gevraagd om dempers.",
    ),
    "afspraken geluid-apparaten": (
        "Afspraak: na tien uur met koptelefoon, en de boxen van de muur af.",
        "Afspraak: de was draait niet meer na negen uur 's avonds.",
        "Samen geluisterd in beide woningen. Afgesproken tot welke stand het kan.",
        "Afspraak: een vast uur op de dag voor het geluid, en daarbuiten rust.",
    ),
    "afspraken kinderen": (
        "Afspraak: de bal gaat mee naar het veldje; bij de garage wordt niet meer gevoetbald.",
        "Afspraak: na zeven uur 's avonds spelen zij beneden. Kleed in de kinderkamer.",
    ),
    "afspraken verbouwing": (
        "Afspraak: klussen tot acht uur 's avonds en nooit op zondag.",
        "Afspraak: elke week een planning in de bus, zodat men weet waar men aan toe is.",
    ),
    "afspraken relatie": (
        "Afgesproken om weer te groeten. Dat klinkt klein en was het lastigste punt.",
        "Afspraak: niets meer over elkaar in de buurtapp. Wie iets dwarszit, belt aan.",
        "Het verleden blijft rusten. Afgesproken is alleen hoe het vanaf nu gaat.",
    ),
    "afspraken pesten": (
        "Afgesproken elkaar met rust te laten, en bij twijfel eerst te vragen.",
        "Afspraak: geen meldingen meer over elkaar zonder dat de ander het weet.",
    ),
    "afspraken intimidatie": ("Afgesproken elkaar niet meer aan te spreken in het trappenhuis; het gaat per brief.",),
    "afspraken tuin": (
        "Afspraak: er wordt twee keer per jaar gesnoeid; de kosten worden gedeeld.",
        "Afspraak: de haag gaat naar schouderhoogte en blijft zo.",
        "Afspraak: samen een middag snoeien, en daarna elk voorjaar.",
    ),
    "afspraken erfafscheiding": (
        "Afspraak: samen een offerte vragen en ieder de helft betalen.",
        "Afspraak: de grens wordt opgemeten, en de uitkomst geldt voor beiden.",
    ),
    "afspraken stank": (
        "Afspraak: de barbecue schuift een paar meter op, en er gaat een seintje vooraf.",
        "Afspraak: roken aan de andere kant van het balkon. De afvoer wordt nagekeken.",
    ),
    "afspraken rommel": (
        "Afspraak: de gezamenlijke ruimte blijft vrij. Wie iets ziet, zegt het zelf.",
        "Afspraak: een rooster voor het opruimen, en grof vuil pas op de ochtend zelf buiten.",
    ),
    "afspraken dieren": (
        "Afspraak: er komt overdag iemand langs, zodat er niet urenlang geblaft wordt.",
        "Afspraak: een net over de zandbak, en de kosten samen.",
        "Afspraak: 's nachts naar binnen. Na een maand bekijken of het scheelt.",
    ),
    "afspraken parkeren": ("Afspraak: doordeweeks om de hoek, in het weekend voor de deur.",),
    "geen-afspraken": (
        "Beide partijen zijn gehoord, maar tot afspraken kwam het niet. Er wordt een maatregel verwacht.",
        "Het gesprek is na drie kwartier gestopt. Verder praten leek nu niet zinvol.",
        "Er is wel meer begrip, maar niemand wilde iets vastleggen.",
    ),
    "nazorg": (
        "Het gaat goed. Er wordt weer gegroet.",
        "De afspraken houden. Eén keer ging het mis en dat is meteen rechtgezet.",
        "Nagebeld: de lucht is geklaard.",
        "Niet alles is weg, maar het is bespreekbaar geworden.",
        "Men zegt het nu tegen elkaar en niet meer over elkaar.",
        "Nazorg gedaan. Beide partijen vinden het goed zo.",
    ),
    "deels": (
        "Overdag gaat het goed, in het weekend nog niet. Men komt er samen wel uit, is de verwachting.",
        "Een deel van de afspraken loopt. Over de rest is contact mogelijk, en dat was er eerst niet.",
        "Het is beter dan het was. Voor nu genoeg.",
    ),
    "nazorg geluid": (
        "Nagebeld: rustiger dan in jaren.",
        "De afspraken houden; één keer was er een feest en dat was netjes gemeld.",
        "Nog wel eens iets te horen, en dan wordt er een berichtje gestuurd.",
    ),
    "advies": (
        "Samen doorgenomen hoe een gesprek te beginnen. Een week later gebeld: het is gelukt.",
        "Met de voorbeeldbrief van onze site is het opgelost, zonder bemiddelaars.",
        "Advies was genoeg. Een kop koffie heeft de kou uit de lucht gehaald.",
        "Besproken wat je wel en niet kunt vragen van een ander. Daarna is het zelf opgelost.",
    ),
    "advies geluid": (
        "Tip gegeven om een rustig moment te kiezen en niet aan te bellen als het geluid er is. Dat heeft geholpen.",
        "De andere kant wist niet dat het te horen was. Na één gesprekje is het opgelost.",
    ),
    "advies tuin": (
        "Uitgelegd waar de regels over bomen en schuttingen te vinden zijn. Met die informatie kwamen zij er uit.",
        "Na een praatje over de heg is de kou uit de lucht.",
    ),
    "vanzelf": (
        "Terwijl wij een team zochten, is het stil geworden. Afgesproken om te bellen als het terugkomt.",
        "De klus is klaar en daarmee de klacht ook.",
    ),
    "niet-bereikt": (
        "Drie pogingen op verschillende tijden en een brief in de bus. Geen reactie; teruggekoppeld aan de melder.",
        "Overdag en 's avonds aangebeld, geen gehoor. Samen besproken wat de melder nu zelf nog kan.",
    ),
    "weigert": (
        "De tweede partij wil niet meedoen en is daar duidelijk in. Meedoen is vrijwillig, dus hier stopt het.",
        "Aan de deur een kort en beleefd nee. Coaching aangeboden aan de melder; die denkt erover na.",
    ),
    "niet-geschikt": (
        "Dit hoort niet bij ons thuis. Uitgelegd waarom en verteld waar het wel kan.",
        "Na overleg besloten dat bemiddelen nu niet past. De melder weet waar hij of zij terecht kan.",
    ),
    "procedure": ("Er loopt al een procedure. Zolang die loopt, kunnen wij niets betekenen.",),
    "geen-buren": ("Het gaat niet om buren. Verteld welke instantie hierover gaat.",),
    "doorverwezen": (
        "Hier is andere hulp nodig dan wij kunnen bieden. Met toestemming doorgegeven, warm overgedragen per telefoon.",
    ),
    "geen-toestemming": (
        "Wil de gegevens liever niet delen met bemiddelaars. Dan kunnen wij niet verder; wel algemene tips gegeven.",
    ),
    "wacht": (
        "Eerst rust: de aanleiding is tijdelijk weg. Na deze datum bel ik.",
        "Op de plank tot na de vakantie, in overleg.",
        "Er komt eerst een gesprek met de verhuurder over isolatie. Daarna kijken wij verder.",
    ),
    "verhuisd": ("Een van beide verhuist binnenkort. Verder praten is niet meer nodig.",),
    "ingetrokken": (
        "Gebeld dat het niet meer hoeft. Gevraagd of er iets speelt waar wij rekening mee moeten houden; nee.",
        "Wil er geen energie meer in steken. De deur staat open voor later.",
    ),
    "pendel": (
        "Samen aan tafel is nu een stap te ver. Het team gaat heen en weer.",
        "Boodschappen overgebracht en afspraken per huishouden op papier gezet. Dat werkte.",
    ),
    "coaching": (
        "De andere kant doet niet mee. Twee gesprekken om te kijken wat er vanuit één kant kan.",
        "Geoefend met een ik-boodschap en met wat te doen als het misgaat.",
    ),
    "groep": (
        "Vijf huishoudens aan één portiek. Eerst iedereen apart gesproken, daarna samen in de hal van het buurthuis.",
        "Vier van de vijf kwamen steeds; de vijfde sloot de tweede keer aan.",
    ),
    "heropend": ("Gebeld: het is weer begonnen. In overleg met het team opnieuw open.",),
    "heropend-gesprek": ("Opnieuw om tafel met hetzelfde team. De oude afspraak bleek te vaag; nu met tijden erin.",),
    "toch": (
        "Ondanks de contra-indicatie toch gestart; de afweging staat in het dossier. Na elk gesprek kort overleg.",
    ),
    "gewisseld": ("Een van de twee valt weg. De ander blijft, dat houdt het vertrouwd voor de partijen.",),
    "gemeenten": ("De gemeentegrens loopt tussen de tuinen door. Afgestemd met de collega van de andere gemeente.",),
    "drie-jaar": (
        "Lang stilgelegen door het herstel van de muur. Met beide kanten contact gehouden, elk kwartaal even.",
    ),
    "gast": ("Onze eigen bemiddelaars wonen hier te dichtbij. Buren Oost leent ons iemand uit.",),
    "dubbel": ("Zelfde kwestie als een zaak die al loopt. De melder weet dat wij bezig zijn.",),
    "onbekend": (
        "Na het gesprek geen contact meer gekregen, ook niet na een brief. Gesloten zonder te weten hoe het afliep.",
    ),
    "klacht": ("Klacht over de wachttijd. Besproken en excuses gemaakt; afgehandeld volgens het klachtenreglement.",),
    "inzage": ("Inzage gevraagd. Het antwoord gaat via het dossier.",),
    "niemand": (
        "Portiek met vijf huishoudens. Onze groepsbemiddelaars kennen hier mensen, en het kan alleen op zondagochtend.",
    ),
    "zoeken": (
        "Nog geen duo gevonden dat op dezelfde avond kan.",
        "Volgende week in het team gevraagd wie dit wil doen.",
        "De eerste die ik vroeg zit vol. Verder zoeken.",
        "Haast is gewenst: de spanning loopt op.",
    ),
}

ASIDES: Mapping[str, Sequence[str]] = {
    "melding": ("terugbellen na vijven", "via het spreekuur in het buurthuis", "stond op de voicemail"),
    "intake": ("beiden overdag bereikbaar", "liever per telefoon", "twee keer gebeld"),
    "koppeling": ("in overleg met de collega", "duo voor het eerst samen"),
    "gesprek": ("in het buurthuis", "neutrale plek, zaal twee", "liep uit"),
    "nazorg": ("na het avondeten bellen", "ingesproken, belde terug"),
    "contact": ("kaartje in de bus gedaan", "licht aan, geen gehoor"),
}
"""Remarks beside a line, as a comment."""


SPECIAL = 0.65
"""How often a note is chosen that fits the complaint, where there is one."""


class Notes:
    """Decks of notes: each text comes by before any comes again.

    One per organisation; the order in which it is asked decides what it gives, so it is drawn from
    in the order of the cases only.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._decks: dict[str, list[str]] = {}

    def about(self, theme: str, klacht: str = "") -> str:
        """A note on a theme of `NOTES`; often one made for this complaint or its head group."""
        for special in (f"{theme} {klacht}", f"{theme} {KLACHTEN.get(klacht, '')}"):
            if special in NOTES and self._rng.random() < SPECIAL:
                return self._draw(special, NOTES[special])
        return self._draw(theme, NOTES[theme])

    def intake(self, klacht: str) -> str:
        """What plays, what was tried, what comes next."""
        parts = (
            self._draw(f"situatie {klacht}", SITUATION[klacht]),
            self._draw("geprobeerd", TRIED),
            self._draw("verder", NEXT),
        )
        return " ".join(part for part in parts if part)

    def situation(self, klacht: str) -> str:
        """Only what plays."""
        return self._draw(f"situatie {klacht}", SITUATION[klacht])

    def aside(self, wat: str) -> str:
        """A remark for beside a line."""
        return self._draw(f"terzijde {wat}", ASIDES[wat])

    def _draw(self, name: str, texts: Sequence[str]) -> str:
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck.extend(texts)
            self._rng.shuffle(deck)
        return deck.pop()
