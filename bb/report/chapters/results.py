"""The chapters about how cases ended, and whether agreements hold."""

from __future__ import annotations

from bb.report.chapters.parts import family
from bb.report.charts import Bar, bars
from bb.report.model import Block, Chapter, Numbers, Row, Table
from bb.report.numbers import number_nl, share_nl
from bb.text.labels import label
from bb.text.plurals import count_nl

SOLVED = (
    ("alle", "Van alle afgesloten zaken"),
    ("geschikt", "Van de geschikte afgesloten zaken"),
    ("behandeld", "Van de behandelde afgesloten zaken"),
)


def results(numbers: Numbers) -> Chapter:
    """Return what came of the closed cases, with each usual definition of solved and its denominator."""
    reasons = family(numbers, "reden", "Redenen bij de afsluiting", "Reden", chart=False)
    closed = numbers.row("afgesloten").now.value
    return Chapter(
        id="resultaten",
        title="Einde en resultaat",
        lead="Wat er van de afgesloten zaken kwam. Het deel dat is opgelost, wordt op drie manieren geteld: "
        "let bij vergelijken met anderen op welke manier zij gebruiken.",
        blocks=(
            _solved(numbers),
            family(
                numbers, "resultaat", "Resultaat van de afgesloten zaken", "Resultaat", ranked=False, total="afgesloten"
            ),
            family(numbers, "einde", "Hoe ver de zaken kwamen", "Verste stap", ranked=False, total="afgesloten"),
            *((family(numbers, "aanpak", "Aanpak van de behandelde zaken", "Aanpak", chart=False),) if closed else ()),
            *((reasons,) if reasons.table.rows else ()),
        ),
    )


def _solved(numbers: Numbers) -> Block:
    """Return the block of the three ways to count what is solved."""
    found = [(text, numbers.row(f"opgelost.{group}")) for group, text in SOLVED]
    rows = [(text, _of(row), share_nl(row.now.share), share_nl(row.before.share)) for text, row in found]
    drawn = [
        Bar(
            label=text,
            text=f"{_of(row)} ({share_nl(row.now.share)})",
            part=row.now.share or 0,
            before=row.before.share or 0,
        )
        for text, row in found
    ]
    shares = "; ".join(f"{text.lower()} {share_nl(row.now.share)}" for text, row in found)
    caption = "Opgelost, op drie manieren geteld"
    description = (
        f"Drie liggende balken van 0 tot 100 procent voor {numbers.year}, gearceerd daaronder {numbers.year_before}. "
        f"Opgelost {shares}."
    )
    any_closed = numbers.row("afgesloten").now.value or numbers.row("afgesloten").before.value
    return Block(
        table=Table(
            caption=caption,
            headers=("Opgelost", "aantal", numbers.year, numbers.year_before),
            rows=tuple(rows),
            definitions=tuple(row.now.definition for _, row in found),
            names=tuple(row.now.name for _, row in found),
        ),
        svg=bars("opgelost", caption, description, drawn) if any_closed else "",
        wide=True,
    )


def _of(row: Row) -> str:
    return f"{number_nl(row.now.value)} van {number_nl(row.now.denominator.value if row.now.denominator else 0)}"


def aftercare(numbers: Numbers) -> Chapter:
    """Return what the parties said in aftercare."""
    marks = numbers.row("tevreden")
    mark = marks.now.measure("gemiddelde")
    lead = "Enkele weken na de afspraken vragen we elke partij hoe het gaat."
    if mark is not None:
        given = count_nl(marks.now.value, "partij gaf", "partijen gaven")
        lead += f" {given.capitalize()} een cijfer voor de bemiddeling: gemiddeld een {number_nl(mark, 1)}."
    return Chapter(
        id="nazorg",
        title="Nazorg",
        lead=lead,
        blocks=(
            family(numbers, "nazorg", "Nazorg per zaak", "Antwoord", ranked=False, total="afgesloten.gesproken"),
            _per_party(numbers),
        ),
    )


def _per_party(numbers: Numbers) -> Block:
    first, others = numbers.family("nazorg-a"), numbers.family("nazorg-ander")
    keys = dict.fromkeys(row.key for row in (*first, *others))
    rows = tuple(
        (
            label(key),
            *(
                text
                for name in (f"nazorg-a.{key}", f"nazorg-ander.{key}")
                for text in (number_nl(numbers.row(name).now.value), share_nl(numbers.row(name).now.share))
            ),
        )
        for key in keys
    )
    notes = " ".join(row.now.family_definition for row in (*first[:1], *others[:1]))
    return Block(
        table=Table(
            caption="Nazorg per partij",
            headers=("Antwoord", "eerste partij", "deel", "andere partijen", "deel"),
            rows=rows,
            note=notes,
        )
    )
