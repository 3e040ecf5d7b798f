"""What every code means: one table, in the words of the user.

A code is stable: it stands in scripts, in waivers (`uitzonderingen`) and in people's memory, so a
number is never given to another mistake. BB1xx is about reading files. The other rooms add their
hundreds here; `bb explain` and the page in `docs/` show this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from bb.domain.detectors import masked
from bb.domain.finding import Finding, Fix, Mends, Position, Severity
from bb.text.suggest import closest

MOST_SUGGESTIONS: Final = 20
"""In one file: looking for a likely word is slow, and a file with so many mistakes has another trouble."""

_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of mistake, in Dutch.

    `title` is its name and the message when there is nothing more to say; `what` tells what is
    found, `why` why that matters, `remedy` what to do about it, `mends` whether the program can.
    """

    title: str
    what: str
    why: str
    remedy: str
    mends: Mends = Mends.NEVER


def found(
    code: str,
    path: str,
    position: Position,
    message: str | None = None,
    *,
    remedy: str | None = None,
    severity: Severity = Severity.ERROR,
    fix: Fix | None = None,
) -> Finding:
    """Return a finding of this code; what is not said is taken from the table. Personal data are masked.

    >>> found("BB121", "bb.yaml", Position(3, 1)).message
    'Dit veld staat er twee keer.'
    """
    row = CODES[code]
    return Finding(
        path=path,
        position=position,
        code=code,
        message=masked(message) if message else row.title,
        remedy=masked(remedy) if remedy else row.remedy,
        severity=severity,
        fix=fix,
    )


class Meant(NamedTuple):
    """What someone probably meant: the question, after a space, and the fix; empty and None when nothing comes near."""

    question: str = ""
    fix: Fix | None = None


def meant(word: str, options: Iterable[str], number: int = 0) -> Meant:
    """Return the known word that was probably meant.

    `number` tells how many were asked in this file before.

    >>> meant("geluid-persoon", ["tuin", "geluid-personen"]).question
    ' Bedoelde u "geluid-personen"?'
    """
    if number >= MOST_SUGGESTIONS or len(word) > _LONGEST_WORD:
        return Meant()
    likely = closest(word, options)
    return Meant(f' Bedoelde u "{likely}"?', Fix(text=likely, safe=False)) if likely else Meant()


_READING = {
    "BB101": Code(
        title="Dit is geen gewoon bestand.",
        what="Op deze plek staat een verwijzing, een map of iets anders dat geen gewoon bestand is.",
        why="Via een verwijzing kan iets van buiten de organisatie worden gelezen of overschreven.",
        remedy="Zet hier het bestand zelf neer, of haal dit weg.",
    ),
    "BB102": Code(
        title="Dit bestand is te groot.",
        what="Het bestand is groter dan 256 KiB.",
        why="Zo groot wordt een zaak nooit; waarschijnlijk is er iets anders in terechtgekomen.",
        remedy="Kijk wat er in het bestand staat en haal weg wat er niet hoort.",
    ),
    "BB103": Code(
        title="Dit bestand kan niet worden geopend.",
        what="De computer geeft het bestand niet, bijvoorbeeld omdat u er geen rechten op heeft.",
        why="Wat niet gelezen is, telt nergens mee.",
        remedy="Controleer of het bestand er nog is en of u het mag lezen.",
    ),
    "BB104": Code(
        title="Dit bestand is niet als UTF-8 opgeslagen.",
        what="Er staan tekens in die niet bij UTF-8 horen, de gewone manier om tekst op te slaan.",
        why="Letters zoals é en ü zouden anders verkeerd worden gelezen.",
        remedy="Open het bestand in uw editor en sla het op als UTF-8.",
    ),
    "BB105": Code(
        title="Hier staat een onzichtbaar teken.",
        what="Er staat een stuurteken of een bijzonder regeleinde dat u niet ziet.",
        why="Regels tellen dan anders dan u ze ziet, en zo'n teken kan het scherm in de war brengen.",
        remedy="Verwijder het teken: haal de tekst eromheen weg en typ die opnieuw.",
        mends=Mends.PERHAPS,
    ),
    "BB106": Code(
        title="Dit bestand begint niet met een regel met alleen ---.",
        what="De gegevens horen bovenaan te staan, tussen twee regels met alleen ---.",
        why="Zonder die regels is niet te zien wat gegevens zijn en wat tekst.",
        remedy="Zet bovenaan een regel met alleen --- en onder de gegevens nog een.",
        mends=Mends.PERHAPS,
    ),
    "BB107": Code(
        title="De tweede regel met alleen --- ontbreekt.",
        what="De gegevens beginnen met ---, maar er staat niet waar ze ophouden.",
        why="Zonder die regel is niet te zien wat gegevens zijn en wat tekst.",
        remedy="Zet onder de gegevens een regel met alleen ---.",
        mends=Mends.PERHAPS,
    ),
    "BB108": Code(
        title="De gegevens bovenaan zijn te lang.",
        what="Het deel tussen de twee regels met --- is groter dan 64 KiB.",
        why="Zo lang wordt het nooit; waarschijnlijk is er iets anders in terechtgekomen.",
        remedy="Zet lange teksten onder de tweede regel met ---, of in het dossier.",
    ),
    "BB109": Code(
        title="Hier is hetzelfde op twee plekken gewijzigd, en niet gekozen wat geldt.",
        what="Er staat een regel die met <<<<<<< begint. Daaronder staat wat hier stond, na ======= wat elders stond.",
        why="Zolang beide er staan, is niet te zeggen wat geldt. Bij de gegevens telt het bestand dan nergens mee.",
        remedy="Haal weg wat niet geldt, en ook de regels met <<<<<<<, ======= en >>>>>>>.",
    ),
    "BB110": Code(
        title="De naam van dit bestand klopt niet.",
        what="De bestandsnaam is het kenmerk, en dit kenmerk heeft niet de goede vorm.",
        why="Andere bestanden verwijzen met dit kenmerk naar dit bestand.",
        remedy="Geef het bestand een goede naam.",
    ),
    "BB111": Code(
        title="Dit bestand staat in de verkeerde map.",
        what="Een zaak staat in casus, in de map van het jaar van het zaaknummer; al het andere direct in zijn map.",
        why="Wat op een andere plek staat, wordt niet teruggevonden.",
        remedy="Verplaats het bestand naar de goede map.",
    ),
    "BB112": Code(
        title="Er is nog een bestand met deze naam; alleen de hoofdletters verschillen.",
        what="Twee namen verschillen alleen in hoofdletters en kleine letters.",
        why="Op sommige computers is dat hetzelfde bestand, en dan raakt er een kwijt.",
        remedy="Geef een van de twee een andere naam.",
    ),
    "BB113": Code(
        title="Het bestand bb.yaml ontbreekt.",
        what="In bb.yaml staat wat van de hele organisatie is: de naam, de coördinatoren, de wijken.",
        why="Zonder bb.yaml is niet te controleren of wijken en coördinatoren bestaan.",
        remedy="Zet bb.yaml terug, of begin met `bb init`.",
    ),
    "BB120": Code(
        title="Deze regel is niet te lezen.",
        what="Er staat een teken te veel of te weinig: een aanhalingsteken, een haakje, een dubbele punt, een spatie.",
        why="Het hele bestand kan dan niet worden gelezen.",
        remedy="Verbeter de regel. Zet aanhalingstekens om een tekst met : # , [ ] { of }.",
        mends=Mends.LIKELY,
    ),
    "BB121": Code(
        title="Dit veld staat er twee keer.",
        what="In dezelfde groep staat twee keer een veld met dezelfde naam.",
        why="Het is niet te weten welke van de twee geldt.",
        remedy="Haal een van de twee weg.",
        mends=Mends.SAFELY,
    ),
    "BB122": Code(
        title="Hier ontbreekt een waarde.",
        what="Er staat een naam zonder waarde erachter, of een leeg onderdeel in een lijst.",
        why="Vaak staat er een komma in een tekst; het stuk na de komma lijkt dan een nieuw veld.",
        remedy="Vul de waarde in of haal dit weg. Staat er een komma in een tekst? Zet er dan aanhalingstekens om.",
    ),
    "BB123": Code(
        title="Hier staat een verwijzing met & of *.",
        what="Een woord dat met & of * begint, is in deze bestanden een verwijzing naar een andere plek.",
        why="Met zulke verwijzingen wordt een klein bestand ongemerkt reusachtig groot.",
        remedy="Schrijf de waarde gewoon uit, of zet aanhalingstekens om de tekst.",
    ),
    "BB124": Code(
        title="Hier staat een woord dat met ! begint.",
        what="Een woord dat met ! begint, is in deze bestanden een opdracht aan het programma.",
        why="In een bestand met gegevens horen geen opdrachten.",
        remedy="Haal het weg, of zet aanhalingstekens om de tekst.",
    ),
    "BB125": Code(
        title="Hier zitten te veel haakjes of lijsten in elkaar.",
        what="De gegevens zitten dieper dan twintig lagen in elkaar.",
        why="Zo diep komt nooit voor; waarschijnlijk staan er haakjes te veel.",
        remedy="Haal de haakjes weg die er niet horen.",
    ),
    "BB126": Code(
        title="Dit bestand heeft te veel onderdelen.",
        what="Er staan meer dan twintigduizend velden en waarden in een bestand.",
        why="Zo veel zijn het er nooit; waarschijnlijk is er iets anders in terechtgekomen.",
        remedy="Kijk wat er in het bestand staat en haal weg wat er niet hoort.",
    ),
    "BB127": Code(
        title="Hier staat een lijst of groep op de plek van een naam.",
        what="Voor de dubbele punt hoort een gewoon woord.",
        why="Een veld met zo'n naam bestaat niet.",
        remedy="Zet voor de dubbele punt een gewoon woord.",
    ),
    "BB128": Code(
        title="Hier begint een tweede stel gegevens.",
        what="Tussen de gegevens staat een regel die met --- of ... begint.",
        why="Een bestand heeft maar een stel gegevens.",
        remedy="Haal die regel weg.",
    ),
    "BB129": Code(
        title="Hier horen velden met een waarde.",
        what="De gegevens horen uit regels te bestaan zoals: wijk: noord.",
        why="Zonder namen is niet te weten wat de waarden betekenen.",
        remedy="Schrijf elke regel als een naam, een dubbele punt, een spatie en een waarde.",
    ),
    "BB140": Code(
        title="Dit veld bestaat hier niet.",
        what="Er staat een veld met een naam die hier niet bekend is.",
        why="Een verkeerd geschreven veld telt nergens mee.",
        remedy="Verbeter de naam, of haal het veld weg. Eigen velden staan onder eigen.",
        mends=Mends.PERHAPS,
    ),
    "BB141": Code(
        title="Er ontbreekt een verplicht veld.",
        what="Een veld dat er altijd hoort te zijn, staat er niet.",
        why="Zonder dit veld is de rest niet te gebruiken.",
        remedy="Vul het veld in.",
    ),
    "BB142": Code(
        title="Deze waarde past hier niet.",
        what="De waarde heeft niet de vorm die bij dit veld hoort.",
        why="Een waarde die niet is te lezen, telt nergens mee.",
        remedy="Verbeter de waarde.",
        mends=Mends.SAFELY,
    ),
    "BB143": Code(
        title="Deze lijst is leeg.",
        what="In deze lijst hoort minstens een waarde.",
        why="Een verplicht veld zonder waarde zegt niets.",
        remedy="Zet minstens een waarde in de lijst.",
    ),
    "BB144": Code(
        title="Deze gebeurtenis bestaat hier niet.",
        what="Achter wat staat een woord dat geen gebeurtenis van dit soort bestand is.",
        why="Wat niet bekend is, telt nergens mee: de hele regel wordt overgeslagen.",
        remedy="Kies een gebeurtenis die bij dit bestand hoort.",
        mends=Mends.PERHAPS,
    ),
    "BB145": Code(
        title="Dit woord hoort niet in dit rijtje.",
        what="Bij dit veld kan alleen een woord uit een vast rijtje staan.",
        why="Een ander woord telt nergens mee.",
        remedy="Kies een woord uit het rijtje.",
        mends=Mends.PERHAPS,
    ),
    "BB146": Code(
        title="Hier hoort een andere vorm.",
        what="Er staat een losse waarde waar een lijst of groep hoort, of andersom.",
        why="Het is dan niet te weten wat bedoeld is.",
        remedy="Een lijst staat tussen [ en ], een groep velden tussen { en }.",
    ),
}

_NAMES: Final = {
    "BB310": Code(
        title="Hier staat een naam uit het dossier.",
        what="In een notitie of omschrijving staat een naam die ook in het dossier van dit bestand staat. bb ziet dat "
        "alleen als de dossiers open zijn, bij wat klaarstaat om te bewaren.",
        why="Dit bestand wordt gekopieerd en bewaard, ook nadat een zaak is vergeten. Een naam hoort in het dossier.",
        remedy="Schrijf wie het is met een letter (partij A) of een nummer (v-012).",
    ),
}
"""What is found with the dossiers open, so not by a rule."""

CODES: Mapping[str, Code] = MappingProxyType({**_READING, **_NAMES})
"""All codes, by number."""
