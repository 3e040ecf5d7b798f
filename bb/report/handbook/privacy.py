"""Privacy on one page: what is kept where, for how long, who can read it, and what people asked."""

from __future__ import annotations

from bb.domain.events import OVERDRACHT_VELDEN
from bb.domain.processing import GROUPS, Group, kept
from bb.domain.retention import open_requests
from bb.domain.vocabulary import TOESTEMMINGEN
from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts
from bb.text.plurals import join_nl


def privacy(facts: Facts) -> Document:
    """Return the page about privacy."""
    here = facts.organisatie
    keys = [one.naam for one in here.coordinatoren if one.sleutel]
    rows = [(one.naam, _how(one), kept(one, here.bewaren)) for one in GROUPS]
    return facts.page(
        "Privacy",
        Part(
            title="Twee lagen",
            sentences=(
                (
                    "In de gewone bestanden staan nummers, wijken, dagen en vaste woorden: geen namen en "
                    "geen adressen. Namen, adressen en verhalen staan in dossiers, versleuteld. Herkomst "
                    "leggen wij nergens vast."
                ),
                f"Een sleutel van de dossiers heeft: {join_nl(keys) or 'nog niemand'}.",
            ),
            headers=("wat", "hoe", "hoe lang"),
            rows=tuple(rows),
        ),
        Part(
            title="Toestemming",
            sentences=(
                (
                    f"Van elke partij leggen wij vast waarvoor toestemming is: {join_nl(TOESTEMMINGEN)}. "
                    "Zonder toestemming geven wij niets door. Een partij kan haar toestemming altijd "
                    "intrekken."
                ),
                (
                    f"Een bemiddelaar krijgt hooguit: {join_nl(OVERDRACHT_VELDEN)}. Dat blad is versleuteld "
                    "en wordt vernietigd als de zaak klaar is; bb zegt wanneer dat moet."
                ),
                "Wie verwees, hoort alleen of de zaak geschikt, opgepakt, afgesloten en opgelost is.",
            ),
        ),
        Part(
            title="Wat mensen vroegen, en wat is vergeten",
            headers=("", "aantal"),
            rows=_requests(facts),
            sentences=(
                (
                    "Elk verzoek heeft een termijn; zolang het openstaat, wordt de zaak niet vergeten. "
                    "Vergeten betekent: de sleutel van het dossier wordt vernietigd en bb bewijst dat geen "
                    "enkele versie nog opengaat."
                ),
            ),
        ),
        Part(
            title="Wat naar buiten gaat",
            sentences=(
                (
                    "Mails en agenda bevatten zaaknummers en dagen. Het openbare verslag bevat geen kleine "
                    "aantallen, ook niet door optellen of aftrekken."
                ),
                "Alles bij elkaar staat in het register van verwerkingen: bb handbook register.",
            ),
        ),
    )


def _how(group: Group) -> str:
    return "versleuteld" if group.sealed else "zonder namen" if group.verloop else "leesbaar"


def _requests(facts: Facts) -> tuple[tuple[str, str], ...]:
    everyone = [*facts.register.casus.values(), *facts.register.vrijwilliger.values()]
    made = [
        str(event.get("soort"))
        for record in everyone
        for event in record.verloop
        if event.wat == "verzoek" and event.get("stap") == "ontvangen" and event.op.year == facts.today.year
    ]
    forgotten = sum(any(event.wat == "vergeten" for event in record.verloop) for record in everyone)
    still = sum(len(open_requests(record, facts.today)) for record in everyone)
    rows = [(f"verzoek: {soort}, dit jaar", str(made.count(soort))) for soort in sorted(set(made))]
    return (*rows, ("verzoeken die nu openstaan", str(still)), ("zaken en vrijwilligers vergeten", str(forgotten)))
