"""The words of the field: closed lists of the format, and the lists an organisation may change.

A list under `WOORDEN` is the default of the vocabulary of that name; the organisation's own list
in `bb.yaml` (`woorden`) replaces it whole. Words of the format itself stand in `bb.domain.events`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bb.domain.types import WOORD, one_of

FASEN = ("aanmelding", "intake", "koppeling", "eerste", "tweede", "bemiddeling", "nazorg")
"""The phases of a case, lowest step first (FORMAT: What follows from the events)."""

STATUSSEN = ("open", "wacht", "gesloten")
AANPAKKEN = ("bemiddeling", "pendel", "coaching", "groep")
RESULTATEN = (
    "opgelost",
    "verbeterd",
    "niet-opgelost",
    "niet-in-behandeling",
    "ingetrokken",
    "onbekend",
    "dubbel",
)
STANDEN = ("houdt", "deels", "niet", "geen-afspraken")
TOESTEMMINGEN = ("opslag", "bemiddelaars", "terugkoppeling", "doorverwijzing")
URGENTIES = ("gewoon", "voorrang", "spoed")
SOORTEN = (
    "intervisie",
    "training",
    "voorlichting",
    "uitje",
    "overleg",
    "studiedag",
    "leerdoel",
    "verbetering",
    "evaluatie",
)
"""The kinds of activities."""

URGENTIE = one_of(*URGENTIES)
AANPAK = one_of(*AANPAKKEN)
RESULTAAT = one_of(*RESULTATEN)
STAND = one_of(*STANDEN)
TOESTEMMING = one_of(*TOESTEMMINGEN)
NAAR = one_of("zorg", "wijkteam", "politie", "juridisch", "mediator", "wonen", "anders")
OVER = one_of("geschikt", "opgepakt", "afgesloten")
VERZOEK = one_of("klacht", "inzage", "correctie", "wissen")
STAP = one_of("ontvangen", "bevestigd", "afgehandeld")
BEZIT = one_of("huur", "koop")
AUDIENCE = one_of("organisatie", "gemeente")
VERSIES = one_of("bb", "zelf")
TAAL = WOORD

WOORDEN: Mapping[str, tuple[str, ...]] = {
    "klacht": (
        "geluid-personen",
        "geluid-apparaten",
        "relatie",
        "pesten",
        "tuin",
        "stank",
        "rommel",
        "parkeren",
        "dieren",
        "kinderen",
        "verbouwing",
        "erfafscheiding",
        "intimidatie",
        "anders",
    ),
    "voorwaarde": ("gesproken", "bereid"),
    "contra": ("zorg-veiligheid", "juridisch", "geen-buren", "te-ver", "anders"),
    "via": ("telefoon", "mail", "website", "brief", "deur", "spreekuur", "verwijzer", "anders"),
    "leeftijd": ("18-34", "35-49", "50-64", "65-79", "80+"),
    "huishouden": ("alleen", "paar", "gezin", "eenouder", "anders"),
    "geslacht": ("man", "vrouw", "anders"),
    "affiniteit": ("jongeren", "ouderen", "gezinnen", "zorg", "techniek", "dieren", "sport", "muziek", "anders"),
    "opleiding": ("praktijk", "mbo", "hbo", "wo", "anders"),
    "kanaal": ("wijkkrant", "website", "sociale-media", "vrijwilligersbank", "via-via", "partner", "anders"),
    "soort.partner": ("gemeente", "woningcorporatie", "politie", "welzijn", "wijkteam", "zorg", "vve", "anders"),
    "soort.training": ("basistraining", "pendel", "coaching", "groep", "verdieping", "anders"),
    "vorm.contact": ("overleg", "telefoon", "mail", "bezoek", "presentatie", "anders"),
    "vorm.waardering": ("kaart", "bloemen", "bon", "gesprek", "jubileum", "anders"),
    "reden.koppeling": ("ervaring", "beschikbaar", "methode", "spreiding", "wens", "wissel", "anders"),
    "reden.kan-niet": ("geen-tijd", "afwezig", "kent-partij", "te-ver", "anders"),
    "reden.wacht": ("vakantie", "ziekte", "rust", "op-verzoek", "tolk", "anders"),
    "reden.afsluiting": (
        "afspraken",
        "advies",
        "vanzelf",
        "verhuisd",
        "wil-niet-meer",
        "niet-bereikt",
        "weigert",
        "geen-toestemming",
        "contra",
        "doorverwezen",
        "geen-afspraken",
        "anders",
    ),
    "reden.heropening": ("afspraken-geschonden", "nieuw-voorval", "vergissing", "anders"),
    "reden.stop": ("verhuisd", "tijd", "gezondheid", "ander-werk", "niet-geschikt", "anders"),
    "reden.uitzondering": ("afgesproken", "verzoek-partij", "vakantie", "anders"),
    "reden.correctie": ("typefout", "vergissing", "later-bekend", "anders"),
    "grond": ("bewaartermijn", "verzoek", "lek"),
}
"""Default vocabularies, by name."""
