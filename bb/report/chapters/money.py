"""The chapters about money and about recommendations."""

from __future__ import annotations

from bb.report.model import Block, Chapter, Numbers, Row, Table
from bb.report.numbers import NIETS, number_nl
from bb.text.labels import label

_PER_CASE = (
    ("uren-coordinator", "Uren van coördinatoren", 1),
    ("uren-vrijwilligers", "Uren van vrijwilligers", 1),
    ("kosten", "Kosten in euro", 0),
)


def budget(numbers: Numbers) -> Chapter:
    """Return the budget beside what was spent, and what a case took."""
    posts = [row for row in _all(numbers, "begroting") if row.key != "uren"]
    hours = numbers.row("begroting.uren")
    rows = [
        (label(row.key), _money(row, "begroot"), _money(row, "uitgegeven"), _left(row), _before(row)) for row in posts
    ]
    agreed, worked = hours.now.measure("begroot"), hours.now.measure("uren")
    rows.append(
        (
            "Uren van coördinatoren",
            number_nl(agreed),
            number_nl(None if worked is None else round(worked)),
            NIETS if agreed is None or worked is None else number_nl(round(agreed - worked)),
            number_nl(_whole(hours.before.measure("uren"))),
        )
    )
    return Chapter(
        id="geld",
        title="Begroting, kosten en uren",
        lead="Wat was afgesproken en wat het werd. Alleen wat is opgeschreven telt: uren en kosten zijn dus minstens "
        "zo hoog.",
        blocks=(
            Block(
                table=Table(
                    caption="Begroting",
                    headers=("Post", "begroot", "gebruikt", "over", f"gebruikt in {numbers.year_before}"),
                    rows=tuple(rows),
                    definitions=(*(row.now.definition or row.before.definition for row in posts), hours.now.definition),
                    names=(*(row.now.name for row in posts), hours.now.name),
                    note="Bedragen in euro.",
                ),
                wide=True,
            ),
            *_per_case(numbers),
        ),
    )


def _all(numbers: Numbers, family: str) -> list[Row]:
    names = dict.fromkeys(n for found in (numbers.now, numbers.before) for n in found if n.startswith(f"{family}."))
    return [numbers.row(n) for n in names]


def _money(row: Row, name: str) -> str:
    return number_nl(row.now.measure(name), 2)


def _before(row: Row) -> str:
    return number_nl(row.before.measure("uitgegeven"), 2)


def _left(row: Row) -> str:
    agreed, spent = row.now.measure("begroot"), row.now.measure("uitgegeven")
    return NIETS if agreed is None or spent is None else number_nl(agreed - spent, 2)


def _whole(hours: float | None) -> float | None:
    return None if hours is None else round(hours)


def _per_case(numbers: Numbers) -> tuple[Block, ...]:
    row = numbers.row("per-zaak")
    if not row.now.value:
        return ()
    return (
        Block(
            table=Table(
                caption="Per aanmelding",
                headers=("Wat", numbers.year, numbers.year_before),
                rows=tuple(
                    (text, number_nl(row.now.measure(name), decimals), number_nl(row.before.measure(name), decimals))
                    for name, text, decimals in _PER_CASE
                ),
                note=row.now.definition,
            )
        ),
    )


def _new(numbers: Numbers) -> tuple[Block, ...]:
    """Return what was begun in the year; nothing when that was nothing."""
    figure = numbers.row("aanbevelingen.nieuw").now
    table = Table(
        caption="Nieuw begonnen",
        headers=("Waaraan we begonnen", "sinds"),
        rows=tuple((numbers.topics.get(id_) or id_, numbers.year) for id_ in figure.cases),
        note=figure.definition,
        names=(figure.name,) * figure.value,
    )
    return (Block(table=table),) if figure.value else ()


def improvements(numbers: Numbers) -> Chapter:
    """Return what came of last year's recommendations."""
    rows: list[tuple[str, ...]] = []
    names: list[str] = []
    for state in numbers.family("aanbeveling"):
        for id_ in state.now.cases:
            rows.append((numbers.topics.get(id_) or id_, label(state.key)))
            names.append(state.now.name)
    all_ = numbers.row("aanbevelingen").now
    return Chapter(
        id="aanbevelingen",
        title="Aanbevelingen en wat ervan kwam",
        lead="Wat we ons voornamen, en hoe het daarmee staat op de laatste dag.",
        blocks=(
            Block(
                table=Table(
                    caption="Aanbevelingen van het vorige verslag",
                    headers=("Waar het over ging", "stand"),
                    rows=tuple(rows),
                    note=all_.definition,
                    names=tuple(names),
                )
            ),
            *_new(numbers),
        ),
    )
