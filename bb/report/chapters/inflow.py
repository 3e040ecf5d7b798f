"""The chapters about what came in: per month, through whom, about what, from where, and what suits."""

from __future__ import annotations

from bb.figures import Period
from bb.report.chapters.parts import crossed, family, listed
from bb.report.charts import Bar, Column, bars, columns
from bb.report.model import Block, Chapter, Numbers, Table
from bb.report.numbers import number_nl
from bb.text.dates import MONTHS, SHORT_MONTHS
from bb.text.labels import label, name
from bb.text.plurals import count_nl, join_nl


def months(numbers: Numbers) -> Chapter:
    """Return the cases reported per month, beside those of the year before."""
    period = numbers.overview.period
    pairs: list[Column] = []
    rows: list[tuple[str, ...]] = []
    found = [f for f in numbers.now.values() if f.family == "maand"]
    earlier = [f.value for f in numbers.before.values() if f.family == "maand"]
    for now, before in zip(found, earlier, strict=True):
        year, number = int(now.key[:4]), int(now.key[5:])
        begun = (year, number) <= (period.until.year, period.until.month)
        shown = MONTHS[number - 1].capitalize() + ("" if period.is_year else f" {year}")
        pairs.append(Column(label=SHORT_MONTHS[number - 1], value=now.value if begun else None, before=before))
        rows.append((shown, number_nl(now.value if begun else None), number_nl(before)))
    total = numbers.row("aanmeldingen")
    busiest = max(range(len(pairs)), key=lambda n: pairs[n].value or 0)
    description = (
        f"Per maand twee staven: gearceerd {numbers.name_before}, effen {numbers.name}. De drukste maand is "
        f"{rows[busiest][0].lower()}, met {number_nl(pairs[busiest].value)}. De tabel hierna geeft alle getallen."
    )
    caption = "Aanmeldingen per maand"
    table = Table(
        caption=caption,
        headers=("Maand", numbers.year, numbers.year_before),
        rows=tuple(rows),
        note=total.now.definition,
        total=("Samen", number_nl(total.now.value), number_nl(total.before.value)),
        names=tuple(f.name for f in found),
    )
    drawn = columns("maand", caption, description, pairs) if total.now.value or total.before.value else ""
    return Chapter(
        id="aanmeldingen",
        title="Aanmeldingen door het jaar",
        lead=_busiest(numbers.name, [(row[0].lower(), pair.value or 0) for row, pair in zip(rows, pairs, strict=True)]),
        blocks=(Block(table=table, svg=drawn), *_years(numbers)),
    )


def _years(numbers: Numbers) -> tuple[Block, ...]:
    """Return the cases of this year and those before it; nothing when there is only one."""
    found = [f for f in numbers.now.values() if f.family == "jaar"]
    if len(found) < 2:
        return ()
    most = max(1, *(f.value for f in found))
    caption = "Aanmeldingen over de jaren"
    last = numbers.overview.period
    drawn = [Bar(label=_year_nl(f.key, last), text=number_nl(f.value), part=f.value / most) for f in found]
    told = ", ".join(f"{bar.label} {bar.text}" for bar in drawn)
    return (
        Block(
            table=Table(
                caption=caption,
                headers=("Jaar", "aanmeldingen"),
                rows=tuple((_year_nl(f.key, last), number_nl(f.value)) for f in found),
                note="zaken met een melding in dat jaar, zonder dubbele meldingen.",
                names=tuple(f.name for f in found),
            ),
            svg=bars("jaren", caption, f"Een liggende balk per jaar: {told}.", drawn),
            legend="",
        ),
    )


def _year_nl(year: str, period: Period) -> str:
    return f"{year} tot nu" if int(year) == period.last.year and not period.over else year


def _busiest(when: str, months: list[tuple[str, int]]) -> str:
    most = max(value for _, value in months)
    busy = [month for month, value in months if value == most]
    if not most or len(busy) > 3:
        return "Wanneer mensen zich meldden."
    were = "De drukste maand was" if len(busy) == 1 else "De drukste maanden waren"
    each = "" if len(busy) == 1 else "elk "
    return f"{were} {join_nl(busy)}, met {each}{count_nl(most, 'aanmelding', 'aanmeldingen')} in {when}."


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
            *crossed(numbers, "verwijzer-jaar", "Verwijzers over de jaren", "Verwijzer", name, str),
            *crossed(numbers, "tip-jaar", "Tips over de jaren: bewoners die zelf belden", "Tip van", name, str),
            *crossed(numbers, "verwijzer-wijk", "Verwijzers per wijk", "Verwijzer", name, name, "andere wijken"),
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
            *crossed(numbers, "klacht-wijk", "Klachten per wijk", "Klacht", label, name, "andere wijken"),
        ),
    )


def places(numbers: Numbers) -> Chapter:
    """Return where the cases come from, and in what housing."""
    gemeenten = family(numbers, "gemeente", "Aanmeldingen per gemeente", "Gemeente", chart=False, named=name)
    housing = (
        ("verhuurder", "Van wie men huurt", "Verhuurder", _landlord),
        ("huishouden", "Huishoudens", "Huishouden", label),
        ("leeftijd", "Leeftijd", "Leeftijd", _age),
    )
    return Chapter(
        id="wijken",
        title="Wijken en wonen",
        lead="Waar de melders wonen, en hoe.",
        blocks=(
            family(numbers, "wijk", "Aanmeldingen per wijk", "Wijk", total="aanmeldingen", named=name),
            gemeenten,
            family(numbers, "bezit", "Huur en koop", "Woning", chart=False, named=label),
            *(
                family(numbers, fact, caption, first, chart=False, ranked=fact != "leeftijd", named=named)
                for fact, caption, first, named in housing
                if any(row.key not in ("koop", "onbekend") for row in numbers.family(fact))
            ),
        ),
    )


def _landlord(word: str) -> str:
    return "Koopwoning" if word == "koop" else name(word)


def _age(word: str) -> str:
    return label(word) if word.isalpha() else word


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
