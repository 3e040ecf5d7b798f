"""Aftercare: when parties are asked whether the agreements hold, and what they said."""

from __future__ import annotations

from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts

_SAID = {
    "houdt": "afspraken houden",
    "deels": "afspraken houden deels",
    "niet": "afspraken houden niet",
    "geen-afspraken": "geen afspraken gemaakt",
    "niet-bereikt": "niet bereikt",
    "geen-nazorg": "niet gevraagd",
}


def aftercare(facts: Facts) -> Document:
    """Return the page about aftercare."""
    term = facts.term("nazorg")
    tries = f"na {term.pogingen} pogingen, {term.elke} uit elkaar" if term and term.pogingen else "als het niet lukt"
    return facts.page(
        "Nazorg",
        Part(
            title="Hoe wij het doen",
            sentences=(
                (
                    "Maakten partijen afspraken, dan vragen wij elke partij die is gesproken binnen "
                    f"{facts.within('nazorg')} of ze houden, en hoe tevreden die is, van 1 tot 10. Wij bellen "
                    f"allebei, en houden op {tries}."
                ),
                (
                    "Een zaak wordt pas afgesloten als er geen nazorg meer openstaat. Houden de afspraken "
                    "niet, dan kan de zaak niet als opgelost worden afgesloten; het team gaat terug, of wij "
                    "zoeken samen iets anders."
                ),
                "bb zegt elke dag welke nazorg aan de beurt of te laat is.",
            ),
        ),
        Part(
            title="Wat zaken lieten zien",
            sentences=("Van elke afgesloten zaak waarin is gesproken telt het slechtste antwoord.",),
            headers=facts.columns,
            rows=tuple(facts.family("nazorg", _SAID)),
        ),
        Part(
            title="Wie meldde, en de ander",
            headers=facts.columns,
            rows=(
                *((f"melder: {row[0]}", *row[1:]) for row in facts.family("nazorg-a", _SAID)),
                *((f"ander: {row[0]}", *row[1:]) for row in facts.family("nazorg-ander", _SAID)),
            ),
        ),
        Part(
            title="Tevreden en op tijd",
            headers=facts.columns,
            rows=(
                facts.row("cijfers gegeven", "tevreden"),
                facts.measure("gemiddeld cijfer", "tevreden", "gemiddelde"),
                facts.row("nazorg op tijd", "termijn.nazorg"),
            ),
        ),
    )
