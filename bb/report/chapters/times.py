"""The chapter about how long things took, and whether terms were kept."""

from __future__ import annotations

from bb.figures import Figure
from bb.figures.times import WITH_HOLD
from bb.report.charts import Spread, spreads
from bb.report.model import Block, Chapter, Numbers, Table
from bb.report.numbers import NIETS, number_nl, share_nl
from bb.text.labels import label
from bb.text.plurals import count_nl

TIMES = (
    ("wachttijd", "Wachttijd: van intake tot team"),
    ("reactietijd", "Reactietijd: van team tot eerste gesprek"),
    ("doorlooptijd", "Doorlooptijd: van melding tot afsluiting"),
)


def times(numbers: Numbers) -> Chapter:
    """Return waiting, reaction and lead time, and the share of moments within their term."""
    return Chapter(
        id="tijden",
        title="Hoe lang het duurde",
        lead="De mediaan is de middelste zaak: de helft ging sneller. Tussen de kwartielen ligt de middelste helft van "
        "de zaken.",
        blocks=(_lengths(numbers), _terms(numbers)),
    )


def _lengths(numbers: Numbers) -> Block:
    found = [(text, numbers.row(name)) for name, text in TIMES]
    rows = tuple(
        (
            text,
            number_nl(row.now.value),
            number_nl(row.now.measure("kwartiel-1"), 1),
            number_nl(row.now.measure("mediaan"), 1),
            number_nl(row.now.measure("kwartiel-3"), 1),
            _without_hold(row.now),
            number_nl(row.before.measure("mediaan"), 1),
        )
        for text, row in found
    )
    drawn = [
        Spread(
            label=text,
            text=f"mediaan {_days(row.now.measure('mediaan') or 0)}",
            low=row.now.measure("kwartiel-1") or 0,
            middle=row.now.measure("mediaan") or 0,
            high=row.now.measure("kwartiel-3") or 0,
        )
        for text, row in found
        if row.now.value
    ]
    caption = "Wachttijd, reactietijd en doorlooptijd in dagen"
    description = "Per tijd een balk van het eerste tot het derde kwartiel, met een streep bij de mediaan. " + " ".join(
        f"{bar.label}: {bar.text}." for bar in drawn
    )
    return Block(
        table=Table(
            caption=caption,
            headers=(
                "Tijd",
                "zaken",
                "kwartiel 1",
                "mediaan",
                "kwartiel 3",
                "zonder wachten",
                f"mediaan {numbers.year_before}",
            ),
            rows=rows,
            definitions=tuple(row.now.definition.partition(" Mediaan:")[0] for _, row in found),
            names=tuple(row.now.name for _, row in found),
            note="alle dagen. Bij zonder wachten zijn de dagen eraf waarop een zaak stil lag (status wacht): "
            "kwartiel 1, mediaan en kwartiel 3.",
        ),
        svg=spreads("tijden", caption, description, drawn) if drawn else "",
        legend="spreiding",
        wide=True,
    )


def _without_hold(figure: Figure) -> str:
    names = ("kwartiel-1", "mediaan", "kwartiel-3")
    return " / ".join(number_nl(figure.measure(f"{name}-zonder-wacht"), 1) for name in names) if figure.value else NIETS


def _days(days: float) -> str:
    return count_nl(int(days), "dag", "dagen", none="0") if days == int(days) else f"{number_nl(days, 1)} dagen"


def _terms(numbers: Numbers) -> Block:
    rows = numbers.family("termijn")
    names = [row.key for row in rows]
    return Block(
        table=Table(
            caption="Binnen de termijn",
            headers=("Termijn", "op tijd", numbers.year, "met wachten", numbers.year_before),
            rows=tuple(
                (
                    label(name).replace("Team gekoppeld", "Koppeling"),
                    f"{number_nl(row.now.value)} van {number_nl(numbers.row(f'gedaan.{name}').now.value)}",
                    share_nl(row.now.share),
                    share_nl(_with_hold(row.now)),
                    share_nl(row.before.share),
                )
                for name, row in zip(names, rows, strict=True)
            ),
            definitions=tuple(row.now.definition for row in rows),
            names=tuple(row.now.name for row in rows),
            note="dagen waarop een zaak stil lag (status wacht) verlengen een termijn. Bij met wachten tellen die "
            "dagen gewoon mee.",
        ),
        wide=True,
    )


def _with_hold(figure: Figure) -> float | None:
    """Return the share on time when the days on hold are counted as well."""
    kept = figure.measure(WITH_HOLD)
    of = figure.denominator
    return kept / of.value if kept is not None and of and of.value else None
