"""What stands in the dossiers of the invented organisation: nobody's names, numbers and addresses of nowhere."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bb.demo.organisation import Organisation
from bb.demo.write import scalar

_FIRST = (
    *("Anouk", "Bilal", "Carla", "Daan", "Emine", "Fenna", "Gijs", "Hanneke", "Ilias", "Joris", "Kaya", "Lotte"),
    *("Mehmet", "Nadia", "Otis", "Petra", "Quirijn", "Rosa", "Sietse", "Tess", "Umar", "Vera", "Wout", "Yara"),
)
_LAST = (
    *("Kadewacht", "Brugstra", "Dijkgast", "Rietsnijder", "Wilgenhof", "van der Vloed", "Steigerman", "Polderink"),
    *("Zandloper", "'t Eiland", "Havenaar", "Sluisdijk", "Meerkoet", "O'Kade", "Veerpont", "de Waterkers"),
)
_STREETS = ("Voorbeeldstraat", "Nergenslaan", "Verzonnen Kade", "Oefenplein", "Nooitgedachtweg")
_STORIES = (
    "Het begon dit voorjaar. Eerst kwam er een briefje, daarna werd er op de muur gebonsd.",
    "Vroeger pasten ze op elkaars planten. Sinds de verbouwing zeggen ze elkaar geen gedag meer.",
    "Ze willen vooral weer rustig kunnen slapen. Aanbellen durft niemand meer.",
    "Het ging om iets kleins, en toen om alles. Beiden zeggen: zo kan het niet langer.",
)
_AFFINITIES = ("jongeren", "ouderen", "gezinnen", "techniek", "dieren", "sport", "muziek")
_LANGUAGES = ("tr", "ar", "pl", "en")
_RECORD = re.compile(r"(?:casus/\d{4}|vrijwilligers|netwerk)/([^/]+)\.md")
_PARTY = re.compile(r"^  ([A-Z]): ", re.MULTILINE)
_FORGOTTEN = re.compile(r"wat: [\"']?vergeten\b")

_DEBRIEFING = re.compile(r"op: (\d{4}-\d\d-\d\d), wat: nabespreking, casus: (\d{4}-\d{4})")
_TALK = re.compile(r"op: (\d{4}-\d\d-\d\d), wat: begeleiding")
_CRITERIA = (
    *("voorbereiding", "luisteren", "onpartijdig", "leiding"),
    *("van-partijen", "samenwerken", "werkwijze"),
)
"""The names of the criteria that come with `bb`."""
_REASONS = (
    "De ander kwam pas laat aan het woord.",
    "Mooi samengevat wat beiden wilden.",
    "De rollen waren vooraf goed verdeeld.",
    "Bleef rustig toen het even hoog opliep.",
)
_AGREED = (
    "Oefent doorvragen op de volgende intervisie.",
    "Wil volgend jaar de training pendelen doen.",
    "Neemt een maand rust, en belt dan zelf.",
    "Gaat een keer mee met iemand die net begint.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One dossier: the record, the path it goes to once it is sealed, and its text."""

    id: str
    path: str
    text: str = field(repr=False)


def forgotten(organisation: Organisation) -> frozenset[str]:
    """The records that were forgotten: they have no dossier any more."""
    return frozenset(id_ for id_, _, text in _records(organisation) if _FORGOTTEN.search(text))


def dossiers(organisation: Organisation, seed: int) -> Iterator[Dossier]:
    """A dossier for every case, volunteer and partner that was not forgotten; the same for the same seed."""
    for id_, path, text in _records(organisation):
        if _FORGOTTEN.search(text):
            continue
        rng = random.Random(f"{seed} {id_}")
        made = _case(rng, text) if path.startswith("casus") else _person(rng, id_, path)
        if path.startswith("vrijwilligers"):
            made += "".join(f"{line}\n" for line in _talks(random.Random(f"{seed} {id_} gesprekken"), text))
        yield Dossier(id=id_, path=f"{path.removesuffix('.md')}.prive", text=made)


def _records(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    for path, data in organisation.files().items():
        if found := _RECORD.fullmatch(path):
            yield found[1], path, data.decode()


def _case(rng: random.Random, text: str) -> str:
    lines = ["partijen:"]
    header = text.partition("verloop:")[0]
    for letter in _PARTY.findall(header):
        lines += [f"  {letter}:", *(f"    {line}" for line in _contact(rng))]
        if rng.random() < 0.2:
            other = rng.choice(_LANGUAGES)
            lines += [f"    talen: [nl, {other}]" if rng.random() < 0.6 else f"    talen: [{other}]"]
        if rng.random() < 0.3:
            lines += ["    wensen:", f"      {_wish(rng)}"]
    lines.append(f"verhaal: {scalar(rng.choice(_STORIES))}")
    return "\n".join(lines) + "\n"


def _wish(rng: random.Random) -> str:
    return rng.choice(
        (
            f"geslacht: {rng.choice(('man', 'vrouw'))}",
            f"affiniteit: [{rng.choice(_AFFINITIES)}]",
            f"leeftijd: {rng.choice(('35-49', '50-64', '65-79'))}",
            f"talen: [{rng.choice(_LANGUAGES)}]",
        )
    )


def _person(rng: random.Random, id_: str, path: str) -> str:
    if path.startswith("netwerk"):
        lines = ["contactpersonen:", "  eerste:", *(f"    {line}" for line in _contact(rng))]
        return "\n".join([*lines, "    functie: aanspreekpunt buurtbemiddeling"]) + "\n"
    lines = list(_contact(rng))
    if id_.startswith("v"):
        lines.append(f"affiniteit: [{', '.join(rng.sample(_AFFINITIES, 2))}]")
    return "\n".join(lines) + "\n"


def _talks(rng: random.Random, text: str) -> Iterator[str]:
    """Yield how the talks in a volunteer's journal went: the forms of debriefings, and what was agreed."""
    debriefed = _DEBRIEFING.findall(text)
    if debriefed:
        yield "formulieren:"
    for day, case in debriefed:
        yield from (f"  {day}:", f"    {case}:", "      scores:")
        yield from (f"        {name}: {rng.choice((6, 6, 7, 7, 7, 8, 8, 9))}" for name in _CRITERIA)
        yield from ("      redenen:", f"        {rng.choice(_CRITERIA)}: {scalar(rng.choice(_REASONS))}")
    talked = _TALK.findall(text)
    if talked:
        yield "gesprekken:"
        yield from (f"  {day}: {scalar(rng.choice(_AGREED))}" for day in talked)


def _contact(rng: random.Random) -> Iterator[str]:
    first, last = rng.choice(_FIRST), rng.choice(_LAST)
    yield f"naam: {scalar(f'{first} {last}')}"
    yield f"adres: {scalar(f'{rng.choice(_STREETS)} {rng.randint(1, 99)}, Waterstad')}"
    yield f"telefoon: 06-00{rng.randint(0, 999_999):06}"
    if rng.random() < 0.6:
        yield f"mail: {first.lower()}{rng.randint(10, 99)}@post.example"
