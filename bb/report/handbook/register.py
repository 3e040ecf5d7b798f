"""The register of processing, from what the records themselves declare. Source: AVG (GDPR), article 30(1)."""

from __future__ import annotations

from bb.domain.processing import GROUPS, kept, purposes_of
from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts
from bb.text.plurals import join_nl


def register(facts: Facts) -> Document:
    """Return the register: about whom, what, why, how long, and who receives it."""
    here = facts.organisatie
    people = [f"{one.naam} ({one.mail})" if one.mail else one.naam for one in here.coordinatoren]
    return facts.page(
        "Register van verwerkingen",
        Part(
            title="Wie wij zijn",
            sentences=(
                f"Verantwoordelijk is {here.naam}. Aanspreekpunt: {join_nl(people)}.",
                (
                    "De grondslag van elke verwerking, de functionaris gegevensbescherming en de afspraken "
                    "met wie servers of mail verzorgt, vult u zelf aan: dat staat in geen bestand van bb."
                ),
            ),
        ),
        *(
            Part(
                title=group.naam,
                sentences=(
                    f"Over wie: {group.van}.",
                    f"Hoe lang: {kept(group, here.bewaren)}.",
                    "Wie het krijgt:",
                ),
                items=tuple(receiver.value for receiver in group.to),
                headers=("waarom", "welke gegevens"),
                rows=tuple(
                    (why, join_nl([_plain(name) for name in names])) for why, names in purposes_of(group).items()
                ),
            )
            for group in GROUPS
        ),
        Part(
            title="Bijzondere gegevens",
            sentences=(
                (
                    "In een verhaal of bij een contra-indicatie kan iets over gezondheid of veiligheid "
                    "staan; dat staat alleen in het dossier. Herkomst, geloof en dergelijke hebben geen "
                    "veld."
                ),
            ),
        ),
        Part(
            title="Beveiliging",
            items=(
                "Dossiers zijn elk met een eigen sleutel versleuteld; wie weggaat, verliest de toegang.",
                "Bestanden zijn alleen te lezen voor wie op de computer werkt; de schijf hoort versleuteld te zijn.",
                "bb controleert bij elke wijziging op namen, nummers en adressen in gewone bestanden.",
                "Wie wat wijzigde, staat in de geschiedenis; vergeten vernietigt de sleutel en bewijst dat.",
            ),
        ),
        Part(
            title="Buiten de EU", sentences=("bb geeft niets door buiten de EU. Let op waar uw server en mail staan.",)
        ),
    )


def _plain(name: str) -> str:
    return name.replace("_", " ")
