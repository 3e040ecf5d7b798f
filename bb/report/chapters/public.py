"""The chapters of the public report: what may be published, and nothing that would show by being absent.

A figure that is not there was not published: its row is left out, never shown as zero.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bb.figures import Figure
from bb.report.chapters.parts import family_bars
from bb.report.chapters.results import SOLVED
from bb.report.chapters.summary import keys
from bb.report.chapters.times import TIMES
from bb.report.model import Block, Chapter, Key, Numbers, Row, Table
from bb.report.numbers import NIETS, number_nl, share_nl
from bb.text.dates import MONTHS
from bb.text.labels import label, name
from bb.text.plurals import join_nl

JOINED = "samengevoegd"


def public_keys(numbers: Numbers) -> tuple[Key, ...]:
    """Return the key numbers of the page, those that were published."""
    return tuple(
        replace(key, before=key.before if key.name in numbers.before else "")
        for key in keys(numbers)
        if key.value != NIETS and key.name in numbers.now
    )


def public_summary(numbers: Numbers) -> Chapter:
    """Return the main numbers."""
    named = (
        ("Aanmeldingen", "aanmeldingen"),
        ("Behandeld: met een team", "behandeld"),
        ("Complexe zaken", "complex"),
        ("Afgesloten", "afgesloten"),
        ("Vrijwilligers op de laatste dag", "vrijwilligers"),
        ("Activiteiten", "activiteiten"),
    )
    return Chapter(
        id="samenvatting",
        title="Samenvatting",
        lead=f"Het jaar {numbers.overview.jaar} van {numbers.overview.naam} in cijfers.",
        blocks=(_single(numbers, "Het jaar in één oogopslag", named),),
    )


def public_inflow(numbers: Numbers) -> Chapter:
    """Return what came in, in one-way tables."""
    return Chapter(
        id="aanmeldingen",
        title="Aanmeldingen",
        lead="Wanneer mensen zich meldden, via wie, waarover en uit welke wijk.",
        blocks=(
            _family(numbers, "maand", "Aanmeldingen per maand", "Maand"),
            _family(numbers, "verwijzer", "Aanmeldingen per verwijzer", "Verwijzer"),
            _family(numbers, "klacht", "Aanmeldingen per klacht", "Klacht"),
            _family(numbers, "wijk", "Aanmeldingen per wijk", "Wijk"),
            _family(numbers, "bezit", "Huur en koop", "Woning"),
            _single(
                numbers,
                "Geschiktheid",
                (
                    ("Geschikt", "geschikt"),
                    ("Niet geschikt", "niet-geschikt"),
                    ("Zonder intake", "zonder-intake"),
                    ("Samen geteld", f"geschiktheid.{JOINED}"),
                ),
            ),
        ),
    )


def public_results(numbers: Numbers) -> Chapter:
    """Return how cases ended."""
    return Chapter(
        id="resultaten",
        title="Einde en resultaat",
        lead="Wat er van de afgesloten zaken kwam. Het deel dat is opgelost, wordt op drie manieren geteld.",
        blocks=(
            _single(
                numbers,
                "Afgesloten zaken",
                (
                    ("Afgesloten", "afgesloten"),
                    ("Geschikt", "afgesloten.geschikt"),
                    ("Behandeld: met een team", "afgesloten.behandeld"),
                    ("Met een gesprek", "afgesloten.gesproken"),
                ),
            ),
            _single(numbers, "Opgelost", tuple((text, f"opgelost.{group}") for group, text in SOLVED)),
            _family(numbers, "resultaat", "Resultaat van de afgesloten zaken", "Resultaat"),
            _family(numbers, "einde", "Hoe ver de zaken kwamen", "Verste stap"),
            _family(numbers, "aanpak", "Aanpak van de behandelde zaken", "Aanpak"),
            _family(numbers, "nazorg", "Nazorg per zaak", "Antwoord"),
        ),
    )


def public_times(numbers: Numbers) -> Chapter:
    """Return how long things took, and the hours."""
    rows = [(text, numbers.row(name_)) for name_, text in TIMES if name_ in numbers.now]
    hours = (
        ("uren.coordinator", "Coördinatoren, in zaken"),
        ("uren.vrijwilligers", "Vrijwilligers, in zaken"),
        ("uren.activiteiten", "Vrijwilligers, bij activiteiten"),
        ("uren.inzet", "Vrijwilligers, ander werk"),
    )
    worked = [(text, numbers.row(name_)) for name_, text in hours if name_ in numbers.now]
    return Chapter(
        id="tijden",
        title="Tijd en uren",
        lead="Bij de mediaan ging de helft sneller; tussen de kwartielen ligt de middelste helft van de zaken.",
        blocks=(
            Block(
                table=Table(
                    caption="Tijden in dagen",
                    headers=("Tijd", "zaken", "kwartiel 1", "mediaan", "kwartiel 3"),
                    rows=tuple(
                        (
                            text,
                            number_nl(row.now.value),
                            *(number_nl(row.now.measure(m), 1) for m in ("kwartiel-1", "mediaan", "kwartiel-3")),
                        )
                        for text, row in rows
                    ),
                    definitions=tuple(row.now.definition for _, row in rows),
                ),
                wide=True,
            ),
            Block(
                table=Table(
                    caption="Uren",
                    headers=("Wie en waarvoor", "uren"),
                    rows=tuple((text, number_nl(round(row.now.measure("uren") or 0))) for text, row in worked),
                    note="Alleen uren die zijn opgeschreven.",
                )
            ),
            Block(table=_activities(numbers)),
        ),
    )


def _activities(numbers: Numbers) -> Table:
    return _family(numbers, "activiteit", "Activiteiten per soort", "Soort", chart=False).table


def _single(numbers: Numbers, caption: str, named: tuple[tuple[str, str], ...]) -> Block:
    """Return a table of single figures; those that were not published have no row."""
    rows = [(text, numbers.row(name_)) for text, name_ in named if name_ in numbers.now]
    shares = any(row.now.share is not None for _, row in rows)
    return Block(
        table=Table(
            caption=caption,
            headers=("Wat", numbers.year, *_deel(shares), *_year_before(numbers)),
            rows=tuple((text, _of(row), *_share(row, shares), *_before(numbers, row)) for text, row in rows),
            definitions=tuple(row.now.definition for _, row in rows),
        ),
        wide=True,
    )


def _family(numbers: Numbers, family: str, caption: str, first: str, *, chart: bool = True) -> Block:
    """Return a one-way table with its bars."""
    rows = [Row(figure, numbers.row(figure.name).before) for figure in numbers.now.values() if figure.family == family]
    rows = [row for row in rows if row.key]
    if family != "maand":
        rows.sort(key=lambda row: (row.key.startswith(JOINED), -row.now.value))
    definitions = tuple(_joined(row.now) for row in rows)
    shares = any(row.now.share is not None for row in rows)
    table = Table(
        caption=caption,
        headers=(first, numbers.year, *_deel(shares), *_year_before(numbers)),
        rows=tuple(
            (_named(row), number_nl(row.now.value), *_share(row, shares), *_before(numbers, row)) for row in rows
        ),
        definitions=definitions if any(definitions) and family != "maand" else (),
        note=next((row.now.family_definition for row in rows if JOINED not in row.key and ".." not in row.key), ""),
    )
    drawn = family_bars(numbers, family, caption, rows, lambda key: _key(family, key)) if chart and rows else ""
    return Block(table=table, svg=drawn, legend="jaren" if numbers.before else "")


def _joined(figure: Figure) -> str:
    """Return the names of the rows that were joined in one; nothing for a row of its own."""
    keys = figure.definition.partition("Samengevoegd: ")[2].removesuffix(".")
    return join_nl([_key(figure.family, key) for key in re.split(r", | en ", keys)]) if keys else ""


def _deel(shares: bool) -> tuple[str, ...]:
    return ("deel",) if shares else ()


def _share(row: Row, shares: bool) -> tuple[str, ...]:
    return (share_nl(row.now.share),) if shares else ()


def _named(row: Row) -> str:
    return _key(row.now.family, row.key)


def _key(family: str, key: str) -> str:
    if key.startswith(JOINED):
        return "Samen geteld"
    if family == "maand":
        first, _, last = key.partition("..")
        months = [MONTHS[int(month[-2:]) - 1] for month in (first, last) if month]
        return " tot en met ".join(months).capitalize()
    return name(key) if family in ("wijk", "verwijzer") else label(key)


def _of(row: Row) -> str:
    if row.now.denominator is None:
        return number_nl(row.now.value)
    return f"{number_nl(row.now.value)} van {number_nl(row.now.denominator.value)}"


def _year_before(numbers: Numbers) -> tuple[str, ...]:
    """Return the heading of the year before, when something of it was published."""
    return (numbers.year_before,) if numbers.before else ()


def _before(numbers: Numbers, row: Row) -> tuple[str, ...]:
    return (number_nl(row.before.value if row.before.name else None),) if numbers.before else ()
