"""The chapters about what came in: per month, through whom, about what, from where, and what suits."""

from __future__ import annotations

from bb.report.chapters.parts import family, listed
from bb.report.charts import Column, columns
from bb.report.labels import label, name
from bb.report.model import Block, Chapter, Numbers, Table
from bb.report.numbers import number_nl
from bb.text.dates import MONTHS, SHORT_MONTHS
from bb.text.plurals import count_nl, join_nl


def months(numbers: Numbers) -> Chapter:
    """Return the cases reported per month, beside those of the year before."""
    jaar, until = numbers.overview.jaar, numbers.overview.period.until
    pairs: list[Column] = []
    rows: list[tuple[str, ...]] = []
    for number, month in enumerate(MONTHS, start=1):
        now = numbers.row(f"maand.{jaar}-{number:02}").now
        before = numbers.before[f"maand.{jaar - 1}-{number:02}"].value
        begun = (jaar, number) <= (until.year, until.month)
        pairs.append(Column(label=SHORT_MONTHS[number - 1], value=now.value if begun else None, before=before))
        rows.append((month.capitalize(), number_nl(now.value if begun else None), number_nl(before)))
    total = numbers.row("aanmeldingen")
    busiest = max(range(12), key=lambda n: pairs[n].value or 0)
    description = (
        f"Twaalf maanden met per maand twee staven: gearceerd {jaar - 1}, effen {jaar}. De drukste maand van {jaar} is "
        f"{MONTHS[busiest]}, met {number_nl(pairs[busiest].value)}. De tabel hierna geeft alle getallen."
    )
    caption = "Aanmeldingen per maand"
    table = Table(
        caption=caption,
        headers=("Maand", numbers.year, numbers.year_before),
        rows=tuple(rows),
        note=total.now.definition,
        total=("Samen", number_nl(total.now.value), number_nl(total.before.value)),
    )
    drawn = columns("maand", caption, description, pairs) if total.now.value or total.before.value else ""
    return Chapter(
        id="aanmeldingen",
        title="Aanmeldingen door het jaar",
        lead=_busiest(jaar, [pair.value or 0 for pair in pairs]),
        blocks=(Block(table=table, svg=drawn),),
    )


def _busiest(jaar: int, values: list[int]) -> str:
    most = max(values)
    busy = [MONTHS[n] for n, value in enumerate(values) if value == most]
    if not most or len(busy) > 3:
        return "Wanneer mensen zich meldden."
    were = "De drukste maand was" if len(busy) == 1 else "De drukste maanden waren"
    each = "" if len(busy) == 1 else "elk "
    return f"{were} {join_nl(busy)}, met {each}{count_nl(most, 'aanmelding', 'aanmeldingen')} in {jaar}."


def referrers(numbers: Numbers) -> Chapter:
    """Return through whom the cases came."""
    tips = family(numbers, "tip", "Wie raadde bewoners aan om zelf te bellen", "Tip van", chart=False, named=name)
    return Chapter(
        id="verwijzers",
        title="Verwijzers",
        lead="Via wie mensen ons vonden. Wie zelf belt, deed dat vaak op aanraden van een ander: dat staat apart.",
        blocks=(
            family(numbers, "verwijzer", "Aanmeldingen per verwijzer", "Verwijzer", total="aanmeldingen", named=name),
            family(numbers, "verwijzer-soort", "Aanmeldingen per soort verwijzer", "Soort", chart=False),
            *((tips,) if tips.table.rows else ()),
        ),
    )


def complaints(numbers: Numbers) -> Chapter:
    """Return what the cases are about."""
    groups = family(numbers, "klachtgroep", "Aanmeldingen per groep klachten", "Groep", chart=False)
    words = {row.key for row in numbers.family("klacht")}
    grouped = any(row.key not in words for row in numbers.family("klachtgroep"))
    return Chapter(
        id="klachten",
        title="Klachten",
        lead="Waar het over ging.",
        blocks=(
            family(numbers, "klacht", "Aanmeldingen per klacht", "Klacht", total="aanmeldingen"),
            *((groups,) if grouped else ()),
        ),
    )


def places(numbers: Numbers) -> Chapter:
    """Return where the cases come from, and in what housing."""
    gemeenten = family(numbers, "gemeente", "Aanmeldingen per gemeente", "Gemeente", chart=False, named=name)
    return Chapter(
        id="wijken",
        title="Wijken en gemeenten",
        lead="Waar de melders wonen, en of ze huren of een koopwoning hebben.",
        blocks=(
            family(numbers, "wijk", "Aanmeldingen per wijk", "Wijk", total="aanmeldingen", named=name),
            gemeenten,
            family(numbers, "bezit", "Huur en koop", "Woning", chart=False, named=label),
        ),
    )


def suitability(numbers: Numbers) -> Chapter:
    """Return which reported cases suit, and why others do not."""
    reasons = family(numbers, "contra", "Waarom niet geschikt", "Reden", chart=False)
    return Chapter(
        id="geschiktheid",
        title="Geschikt of niet",
        lead="Of een zaak bij ons past, beslissen we bij de intake. Niet elke zaak die past, krijgt een team: "
        "soms is een goed gesprek aan de telefoon genoeg.",
        blocks=(
            listed(
                numbers,
                "Geschiktheid van de aanmeldingen",
                "Aanmeldingen",
                (
                    ("Geschikt", "geschikt"),
                    ("Niet geschikt", "niet-geschikt"),
                    ("Zonder intake", "zonder-intake"),
                    ("Behandeld: met een team", "behandeld"),
                    ("Complexe zaken", "complex"),
                ),
            ),
            *((reasons,) if reasons.table.rows else ()),
            family(numbers, "urgentie", "Urgentie", "Urgentie", chart=False, ranked=False),
        ),
    )
