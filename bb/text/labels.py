"""What the words of the files are called in a report."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "geluid-personen": "Geluid van personen",
    "geluid-apparaten": "Geluid van apparaten",
    "relatie": "Verstoorde relatie",
    "pesten": "Pesten en roddelen",
    "tuin": "Tuin en buiten",
    "huis-en-tuin": "Huis en tuin",
    "kinderen": "Spelende kinderen",
    "zelf": "Bewoner zelf",
    "vve": "VvE",
    "zorg-veiligheid": "Zorg of veiligheid",
    "juridisch": "Juridische stap loopt",
    "geen-buren": "Geen conflict tussen buren",
    "te-ver": "Te lang of te ver uit de hand",
    "opgelost": "Opgelost",
    "verbeterd": "Verbeterd, niet opgelost",
    "aanmelding": "Alleen de aanmelding",
    "intake": "Intake",
    "koppeling": "Team gekoppeld",
    "eerste": "Gesprek met de eerste partij",
    "tweede": "Contact met de tweede partij",
    "bemiddeling": "Bemiddeling",
    "pendel": "Pendelbemiddeling",
    "groep": "Groepsbemiddeling",
    "coaching": "Coaching van één partij",
    "houdt": "Afspraken houden stand",
    "deels": "Afspraken houden deels stand",
    "niet": "Afspraken houden geen stand",
    "geen-afspraken": "Er waren geen afspraken",
    "niet-bereikt": "Niet bereikt",
    "geen-nazorg": "Geen nazorg",
    "advies": "Advies was genoeg",
    "vanzelf": "Vanzelf overgegaan",
    "weigert": "Wil niet meedoen",
    "contra": "Niet geschikt",
    "onbekend": "Onbekend",
}


def label(word: str) -> str:
    """Return a word of the files as a label: its own name, or the word with a capital and without hyphens.

    >>> label("geluid-personen"), label("eigen-woord")
    ('Geluid van personen', 'Eigen woord')
    """
    spaced = word.replace("-", " ")
    return LABELS.get(word) or spaced[:1].upper() + spaced[1:]


def name(word: str) -> str:
    """Return the name of a wijk, gemeente or partner: each word with a capital, but not the `'t` of `'t Zand`.

    >>> name("'t-zand"), name("oud-zuid"), name("Waterstad"), name("zelf")
    ("'t Zand", 'Oud Zuid', 'Waterstad', 'Bewoner zelf')
    """
    if word in LABELS:
        return LABELS[word]
    return word if word != word.lower() else " ".join(part[:1].upper() + part[1:] for part in word.split("-"))
