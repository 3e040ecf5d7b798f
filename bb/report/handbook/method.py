"""The method: what each aanpak is, how a team is chosen, how often each was used and how it ended."""

from __future__ import annotations

from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts

_AANPAK = (
    ("bemiddeling", "Eerst met elke partij apart, daarna samen, met twee bemiddelaars. De gewone aanpak."),
    ("pendel", "De bemiddelaars gaan heen en weer; partijen hoeven elkaar niet te zien."),
    ("coaching", "Een coach helpt één partij om het zelf aan te pakken, als de ander niet kan of wil."),
    ("groep", "Meer dan twee huishoudens, met twee of meer bemiddelaars."),
)


def method(facts: Facts) -> Document:
    """Return the page about the method."""
    return facts.page(
        "Methode",
        Part(
            title="Waar wij voor staan",
            sentences=(
                (
                    "Buurtbemiddeling is vrijwillig, vertrouwelijk en onpartijdig. Getrainde vrijwilligers "
                    "helpen buren om weer met elkaar te praten; de oplossing komt van de buren zelf."
                ),
            ),
        ),
        Part(title="De aanpakken", headers=("aanpak", "wat het is"), rows=_AANPAK),
        Part(
            title="Hoe een team wordt gekozen",
            sentences=(
                (
                    "bb stelt het team voor dat het best past en zegt waarom; de coördinator beslist, en "
                    "legt de reden vast als zij afwijkt. Elk team moet hieraan voldoen:"
                ),
            ),
            items=tuple(facts.requirements),
        ),
        Part(
            title="Wat is gebruikt",
            sentences=("Van de afgesloten zaken met een team.",),
            headers=facts.columns,
            rows=tuple(facts.family("aanpak")),
        ),
        Part(
            title="Hoe het afliep",
            headers=facts.columns,
            rows=(
                facts.row("aangemeld", "aanmeldingen"),
                facts.row("geschikt", "geschikt"),
                facts.row("met een team", "behandeld"),
                *facts.family("resultaat"),
                facts.row("opgelost, van alle afgesloten zaken", "opgelost.alle"),
                facts.row("opgelost, van zaken met een team", "opgelost.behandeld"),
                facts.measure("dagen van melding tot afsluiting (mediaan)", "doorlooptijd", "mediaan"),
                facts.measure("dagen van intake tot team (mediaan)", "wachttijd", "mediaan"),
            ),
        ),
    )
