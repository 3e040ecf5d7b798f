"""The chapters about volunteers, hours, partners and activities."""

from __future__ import annotations

import re

from bb.figures import Figure
from bb.figures.mirror import BEVOLKING
from bb.report.chapters.parts import Named, family, listed
from bb.report.model import Block, Chapter, Numbers, Table
from bb.report.numbers import NIETS, number_nl, share_nl
from bb.text.labels import label, name

_HOURS = (
    ("uren.coordinator", "Coördinatoren, in zaken"),
    ("uren.vrijwilligers", "Vrijwilligers, in zaken"),
    ("uren.activiteiten", "Vrijwilligers, bij activiteiten"),
    ("uren.inzet", "Vrijwilligers, ander werk"),
)
_NORMS = {"zaken": "Genoeg zaken", "intervisie": "Genoeg intervisie", "training": "Genoeg training"}
_PROMISE = "toezegging-"
_AGREED = re.compile(r" Afgesproken: [^.]*\.")
_MIRROR = (
    ("geslacht", "Vrijwilligers naar geslacht", "Geslacht", label),
    ("geboren", "Vrijwilligers naar geboortejaren", "Geboren", str),
    ("opleiding", "Vrijwilligers naar opleiding", "Opleiding", label),
    ("wijk", "Vrijwilligers naar wijk", "Wijk", name),
)
"""Whether the volunteers mirror the population: what they told of themselves."""


def volunteers(numbers: Numbers) -> Chapter:
    """Return who the volunteers are in number, how the work is spread, and the hours."""
    norms = [(_NORMS.get(row.key, label(row.key)), row.now.name or row.before.name) for row in numbers.family("norm")]
    return Chapter(
        id="vrijwilligers",
        title="Vrijwilligers en uren",
        lead="Zonder hen is er geen buurtbemiddeling. Hier staan aantallen, geen ranglijst.",
        blocks=(
            listed(
                numbers,
                "De groep vrijwilligers",
                "Vrijwilligers",
                (
                    ("Op de laatste dag", "vrijwilligers"),
                    ("Daarvan even afwezig", "vrijwilligers.afwezig"),
                    ("Nieuwe aanmeldingen", "vrijwilligers.aangemeld"),
                    ("Begonnen", "vrijwilligers.begonnen"),
                    ("Gestopt", "vrijwilligers.gestopt"),
                    ("Gasten van elders", "vrijwilligers.gasten"),
                ),
                share=False,
            ),
            family(
                numbers,
                "zaken-per-vrijwilliger",
                "Zaken per vrijwilliger",
                "Aantal zaken",
                ranked=False,
                total="vrijwilligers",
                named=_cases,
            ),
            *((listed(numbers, "Wat we van elkaar vragen", "Norm", norms),) if norms else ()),
            _hours(numbers),
            *(
                _mirror(numbers, f"spiegel-{fact}", caption, first, named, ranked=fact != "geboren")
                for fact, caption, first, named in _MIRROR
                if any(row.key != "onbekend" for row in numbers.family(f"spiegel-{fact}"))
            ),
        ),
    )


def _mirror(numbers: Numbers, name: str, caption: str, first: str, named: Named, *, ranked: bool) -> Block:
    """Return the table of the pool by one fact, beside the population where that is known."""
    people = {f.key: f for f in numbers.now.values() if f.family == name and f.measure(BEVOLKING) is not None}
    if not people:
        return family(numbers, name, caption, first, chart=False, ranked=ranked, named=named)
    counted = (row.key for row in numbers.family(name, ranked=ranked))
    rows = [numbers.row(f"{name}.{key}") for key in dict.fromkeys((*people, *counted))]
    return Block(
        table=Table(
            caption=f"{caption}, naast de bevolking",
            headers=(first, numbers.year, "deel", "bevolking", numbers.year_before),
            rows=tuple(
                (
                    named(row.key),
                    number_nl(row.now.value),
                    share_nl(row.now.share),
                    share_nl(None if (part := row.now.measure(BEVOLKING)) is None else part / 100),
                    number_nl(row.before.value),
                )
                for row in rows
            ),
            note=next(f.family_definition for f in people.values()),
            names=tuple(row.now.name for row in rows),
        )
    )


def _cases(bucket: str) -> str:
    return {"0": "Geen zaken", "1-2": "1 of 2 zaken", "9+": "9 of meer zaken"}.get(
        bucket, f"{bucket.replace('-', ' tot en met ')} zaken"
    )


def _hours(numbers: Numbers) -> Block:
    found = [(text, numbers.row(name)) for name, text in _HOURS]
    return Block(
        table=Table(
            caption="Uren",
            headers=("Wie en waarvoor", numbers.year, numbers.year_before),
            rows=tuple(
                (text, _rounded(row.now.measure("uren")), _rounded(row.before.measure("uren"))) for text, row in found
            ),
            names=tuple(row.now.name for _, row in found),
            note="Alleen uren die zijn opgeschreven. Twee mensen die samen een uur werken, zijn 2 uur.",
        )
    )


def _rounded(hours: float | None) -> str:
    return number_nl(None if hours is None else round(hours))


def partners(numbers: Numbers) -> Chapter:
    """Return every promise with its norm and what was achieved."""
    names = sorted(
        (
            n
            for n, f in numbers.now.items()
            if n.startswith(_PROMISE) or (f.family == "contact" and (f.norm or f.value))
        ),
        key=lambda n: (n.partition(".")[2], n),
    )
    found = [numbers.now[name] for name in names]
    return Chapter(
        id="partners",
        title="Partners en toezeggingen",
        lead="Wat we elkaar beloofden, en wat ervan kwam.",
        blocks=(
            Block(
                table=Table(
                    caption="Toezeggingen",
                    headers=("Partner en toezegging", "afgesproken", "gedaan", "gehaald"),
                    rows=tuple((_promise(f), f.agreed or NIETS, _done(f), _achieved(f)) for f in found),
                    definitions=tuple(_counted(f) for f in found),
                    names=tuple(f.name for f in found),
                ),
                wide=True,
            ),
        ),
    )


def _counted(figure: Figure) -> str:
    """Return the definition without what stands in the column of what was agreed."""
    return _AGREED.sub("", figure.definition)


def _promise(figure: Figure) -> str:
    return f"{name(figure.key)}: {figure.family.removeprefix(_PROMISE).replace('-', ' ')}"


def _done(figure: Figure) -> str:
    if figure.denominator is None:
        # A rhythm is agreed as a length of time: how often that is in the period stands beside what was done.
        rhythm = figure.norm and figure.agreed.startswith(("elk ", "elke "))
        return f"{number_nl(figure.value)} van {figure.norm}" if rhythm else number_nl(figure.value)
    if not figure.denominator.value:
        return "geen gevallen"
    return f"{number_nl(figure.value)} van {number_nl(figure.denominator.value)} ({share_nl(figure.share)})"


def _achieved(figure: Figure) -> str:
    return NIETS if figure.achieved is None else "ja" if figure.achieved else "nee"


def activities(numbers: Numbers) -> Chapter:
    """Return what was organised, and who came."""
    rows = numbers.family("activiteit")
    came = [(f"Opkomst bij {row.key}", row.now.name or row.before.name) for row in numbers.family("opkomst")]
    return Chapter(
        id="activiteiten",
        title="Activiteiten",
        lead="Leren, elkaar ontmoeten en ons laten zien.",
        blocks=(
            Block(
                table=Table(
                    caption="Activiteiten per soort",
                    headers=("Soort", "keer", "aanwezig", "bereik", "kosten", f"keer in {numbers.year_before}"),
                    rows=tuple(
                        (
                            label(row.key),
                            number_nl(row.now.value),
                            number_nl(row.now.measure("aanwezig")),
                            number_nl(row.now.measure("bereik") or None),
                            number_nl(row.now.measure("kosten") or None, 2),
                            number_nl(row.before.value),
                        )
                        for row in rows
                    ),
                    names=tuple(row.now.name for row in rows),
                    note="Aanwezig: alle keren samen. Bereik: hoeveel mensen het bereikte. Kosten in euro.",
                ),
                wide=True,
            ),
            *((listed(numbers, "Opkomst", "Bijeenkomst", came),) if came else ()),
            *_rooms(numbers),
        ),
    )


def _rooms(numbers: Numbers) -> tuple[Block, ...]:
    """Return which rooms were used, and what those who came thought of it; nothing when none was written down."""
    rows = numbers.family("zaal")
    table = Table(
        caption="Zalen",
        headers=("Zaal", "keer", "kosten", "cijfer", f"keer in {numbers.year_before}"),
        rows=tuple(
            (
                label(row.key),
                number_nl(row.now.value),
                number_nl(row.now.measure("kosten") or None, 2),
                number_nl(row.now.measure("cijfer"), 1),
                number_nl(row.before.value),
            )
            for row in rows
        ),
        names=tuple(row.now.name for row in rows),
        note="Kosten in euro, van de zaal alleen. Cijfer: wat wie er was van de bijeenkomst vond, gemiddeld.",
    )
    return (Block(table=table, wide=True),) if rows else ()
