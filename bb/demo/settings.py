"""`bb.yaml` of Buurtbemiddeling Waterstad: two gemeenten, six wijken, norms and agreements."""

from __future__ import annotations

import hashlib
from datetime import date

from bb.demo.organisation import COORDINATORS

NAME = "Buurtbemiddeling Waterstad"

WIJKEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "noord": ("Waterstad", ("centrum",)),
    "centrum": ("Waterstad", ("noord", "zuid", "waterkant")),
    "zuid": ("Waterstad", ("centrum", "dijkzicht")),
    "waterkant": ("Waterstad", ("centrum",)),
    "dijkzicht": ("Polderdam", ("zuid", "polderhof")),
    "polderhof": ("Polderdam", ("dijkzicht",)),
}
"""Wijk: its gemeente and the wijken beside it."""

KLACHTEN = {
    "geluid-personen": "geluid",
    "geluid-apparaten": "geluid",
    "kinderen": "geluid",
    "verbouwing": "geluid",
    "relatie": "relatie",
    "pesten": "relatie",
    "intimidatie": "relatie",
    "tuin": "huis-en-tuin",
    "erfafscheiding": "huis-en-tuin",
    "stank": "huis-en-tuin",
    "rommel": "huis-en-tuin",
    "satelliet": "huis-en-tuin",
    "dieren": "overig",
    "parkeren": "overig",
    "anders": "overig",
}
"""Kind of complaint: the head group it is counted under."""

SMALL = 400
"""So many cases a year one coördinator numbers within a small block."""


def gemeente(wijk: str) -> str:
    """The gemeente a wijk lies in."""
    return WIJKEN[wijk][0]


def blocks(most_a_year: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The block of case numbers of each coördinator, wide enough for the busiest year."""
    if most_a_year <= SMALL:
        return (1, 499), (501, 999)
    return (1, 4999), (5000, 9999)


def settings(*, seed: int, begin: date, today: date, example: bool, most_a_year: int, cases_each: float) -> bytes:
    """The text of `bb.yaml`. `cases_each` is how many cases a volunteer has a year, for the norm."""
    token = hashlib.sha256(f"waterstad {seed}".encode()).hexdigest()[:8]
    lines = ["# De instellingen van de organisatie. Regels na een # zijn uitleg.", "formaat: 1"]
    lines += [f'organisatie: "{token}"', f"naam: {NAME}"]
    if example:
        lines.append("voorbeeld: ja                  # een verzonnen organisatie: bb schrijft hier niets")
    lines += ["", *_people(most_a_year), "", *_places(), "", *_words(), ""]
    lines += [*_referring(), "", *_terms(), "", *_norms(cases_each), "", *_matching(), "", *_office(begin, today)]
    return ("\n".join(lines) + "\n").encode()


def _people(most_a_year: int) -> list[str]:
    lines = ["coordinatoren:"]
    for person, other, block in zip(COORDINATORS, COORDINATORS[::-1], blocks(most_a_year), strict=True):
        lines.append(
            f"  - {{id: {person.id}, naam: {person.naam}, mail: {person.mail}, gemeenten: [{person.gemeente}], "
            f"nummers: {block[0]}-{block[1]}, vervanger: {other.id}}}"
        )
    return lines


def _places() -> list[str]:
    lines = ["wijken:"]
    for name, (place, beside) in WIJKEN.items():
        lines.append(f"  {name}: {{gemeente: {place}, buren: [{', '.join(beside)}]}}")
    return lines


def _words() -> list[str]:
    lines = ["woorden:", "  klacht:                        # soort klacht: de groep waaronder het verslag telt"]
    for name, group in KLACHTEN.items():
        value = f"{{groep: {group}, vervallen: 2023-01-01}}" if name == "satelliet" else group
        lines.append(f"    {name}: {value}")
    lines.append("  reden.koppeling: [ervaring, beschikbaar, methode, spreiding, wens, wissel, anders]")
    return lines


def _referring() -> list[str]:
    return [
        "verwijzen:                     # waarheen, als buurtbemiddeling niet past; bb new casus biedt het aan",
        "  sociaal-team: {naar: wijkteam, naam: Sociaal team, bereikbaar: op werkdagen, bij: [zorg-veiligheid]}",
        "  huisarts: {naar: zorg, naam: De eigen huisarts, bij: [zorg-veiligheid]}",
        "  wijkagent: {naar: politie, naam: Wijkagent, bereikbaar: via het bureau, bij: [zorg-veiligheid]}",
        "  juridisch-loket: {naar: juridisch, naam: Juridisch Loket, bij: [juridisch]}",
        "  mediator: {naar: mediator, naam: Een mediator uit het register, bij: [geen-buren, te-ver]}",
        "  woonstad: {naar: wonen, naam: Woonstad, bij: [geen-buren, te-ver], gemeenten: [Waterstad]}",
        "  polderwonen: {naar: wonen, naam: Polderwonen, bij: [geen-buren, te-ver], gemeenten: [Polderdam]}",
    ]


def _terms() -> list[str]:
    return [
        "termijnen: {}                  # de gewone termijnen; schrijf hier alleen wat bij ons anders is",
    ]


def _norms(cases_each: float) -> list[str]:
    return [
        "normen:",
        f"  zaken: {{minstens: {max(2, min(8, round(cases_each)))}, per: jaar}}",
        "  intervisie: {minstens: 80%, per: jaar}",
        "  training: {minstens: 1, per: jaar}",
        "protocol:",
        "  bemiddeling: [intake, koppeling, gesprek, nazorg, afsluiting]",
        "  pendel: [intake, koppeling, gesprek, nazorg, afsluiting]",
        "  coaching: [intake, koppeling, gesprek, nazorg, afsluiting]",
        "  groep: [intake, koppeling, gesprek, nazorg, afsluiting]",
    ]


def _matching() -> list[str]:
    return [
        "koppelen:",
        "  gewichten: {ervaring: 10, spreiding: 5}",
        "  eisen: {eigen-wijk: ja, man-vrouw: nee}",
        "bewaren: {casus: 2 jaar, klachttermijn: 3 maanden, vrijwilliger: 2 jaar, afgewezen: 3 maanden}",
    ]


def _office(begin: date, today: date) -> list[str]:
    closed = ", ".join(f"{year}-12-24..{year + 1}-01-02" for year in range(begin.year - 1, today.year + 1))
    budget = [
        f"  {year}: {{deskundigheid: {3600 + 200 * n}, publiciteit: {1300 + 100 * n}, "
        f"waardering: {800 + 50 * n}, uren: {860 + 20 * n}, uurtarief: {58 + 2 * n}}}"
        for n, year in enumerate(range(begin.year, today.year + 1))
    ]
    return [
        "mail: {host: werkpc, server: smtp.waterstad.example, poort: 587, van: bb@waterstad.example}",
        f"gesloten: [{closed}]",
        "begroting:",
        *budget,
        "bevolking:                     # in procenten; bb pool legt de vrijwilligers ernaast",
        "  geslacht: {man: 49, vrouw: 51}",
        "  geboren: {1940-1949: 9, 1950-1959: 16, 1960-1969: 19, 1970-1979: 17, 1980-1989: 20, 1990-1999: 19}",
        "  opleiding: {praktijk: 22, mbo: 38, hbo: 25, wo: 15}",
        "openbaar: organisatie",
        "eigen: {casus: {woningtype: tekstcode}}",
    ]
