"""`bb access`: everything held on one person, as a page for that person."""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.access import coordinator_page, person_page, record_request, write_page
from bb.actions.find_person import Search, find_person, party_of
from bb.actions.ids import full_id
from bb.actions.reading import Opened, open_readable
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.vault import open_vault
from bb.cli.app import App, pass_app
from bb.cli.output import note, say
from bb.cli.who import like_id
from bb.domain.vocabulary import STAP
from bb.text.plurals import join_nl


@click.command("access")
@click.argument("typed", metavar="WIE", nargs=-1, required=True)
@click.option("--party", "letter", metavar="LETTER", help="Bij een zaaknummer: een afschrift voor deze partij.")
@click.option("--in", "only", metavar="ID", multiple=True, help="Alleen in deze zaak of dit bestand. Mag vaker.")
@click.option(
    "--output", "path", metavar="BESTAND", type=click.Path(path_type=Path), help="Waar het komt (.md, .html)."
)
@click.option("--log", "stap", metavar="STAP", type=click.Choice(STAP.choices), help="Leg het verzoek ook vast.")
@pass_app
def command(
    app: App, typed: tuple[str, ...], letter: str | None, only: tuple[str, ...], path: Path | None, stap: str | None
) -> None:
    """Zet alles bij elkaar wat er over één persoon wordt bewaard.

    Voor een verzoek om inzage: wat er staat, waarom, hoe lang het blijft en wie het kreeg. Wat over
    anderen gaat, is weggelaten. Lees het na voordat u het geeft: een verhaal kan over iemand gaan
    zonder een naam te noemen. De dossiers moeten open zijn: bb keys unlock

    WIE is een naam, een telefoonnummer, een mailadres of een nummer als v-12. Bij een zaaknummer
    zegt u met --party voor welke partij het is; dan gaat het alleen over die zaak.

    Het bestand komt in het geheugen van deze computer, alleen voor u, of waar --output zegt. Met
    --log ontvangen, bevestigd of afgehandeld legt u het verzoek vast; vanaf ontvangen loopt de termijn.

    \b
    Voorbeelden:
      bb access sam voorbeeld
      bb access 06-00123456 --log ontvangen
      bb access 25 --party A --output afschrift.html
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    opened = open_readable(app.folder)
    refuse_example(opened.register.organisatie)
    wanted = " ".join(typed).strip()
    coordinator = opened.register.organisatie.coordinator(wanted)
    if coordinator is not None:
        if letter or only or stap:
            raise Stop("Bij een coördinator kan alleen --output.", Status.USAGE)
        made = coordinator_page(opened.register.organisatie, coordinator, app.today)
        say(str(write_page(made, f"inzage-{wanted}", path)))
        return
    found = _found(app, opened, wanted, letter, only)
    written = write_page(person_page(opened, found, app.today), _name(found), path)
    say(str(written))
    _say_found(found, written if path is None else None)
    for sentence in record_request(opened, found, stap, app.today) if stap else ():
        note(sentence)


def _found(app: App, opened: Opened, wanted: str, letter: str | None, only: tuple[str, ...]) -> Search:
    vault = open_vault(opened)
    id_ = full_id(opened.register.casus, wanted, app.today)
    if id_ in opened.register.casus:
        if letter is None:
            raise Stop(f"Voor welke partij van {id_}? Typ: bb access {id_} --party A", Status.USAGE)
        return party_of(vault, opened.register.casus[id_], letter.upper())
    if letter is not None:
        raise Stop("--party hoort bij een zaaknummer, zoals: bb access 25 --party A", Status.USAGE)
    ids = tuple(full_id(opened.register.casus, one, app.today) for one in only)
    return find_person(vault, id_ if like_id(wanted) and id_ in opened.register.vrijwilliger else wanted, ids)


def _name(found: Search) -> str:
    """Return what the file is called: ids only."""
    return f"inzage-{found.held[0].id}" if found.held else "inzage"


def _say_found(found: Search, in_memory: Path | None) -> None:
    if found.held:
        note(f"Gevonden in: {join_nl([one.id for one in found.held])}.")
    if found.mentions:
        note(f"Genoemd in: {join_nl(list(dict.fromkeys(mention.id for mention in found.mentions)))}.")
    if found.alike:
        note(f"Hetzelfde telefoonnummer of mailadres, onder een andere naam: {join_nl(found.alike)}. Kijk zelf even.")
    if found.namesakes:
        told = join_nl(found.namesakes)
        note(f"Daar staat iemand met dezelfde naam: {told}. Die dossiers zijn niet doorzocht; kijk zelf even.")
    if found.shut:
        note(f"Niet te lezen, en dus niet doorzocht: {join_nl(found.shut)}. Kijk met: bb validate en bb keys doctor")
    note("Lees het na voordat u het geeft: haal weg wat nog over anderen gaat.")
    if in_memory:
        note(f"Het staat alleen in het geheugen van deze computer. Haal het weg als u klaar bent: rm {in_memory}")
