"""`bb handover`: give a mediator what is needed, sealed."""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.handover import BITS, hand_over, make_sheet
from bb.actions.ids import full_id
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.actions.vault import open_vault
from bb.cli.app import App, commit_option, pass_app
from bb.cli.output import note, say
from bb.cli.who import which, which_id
from bb.domain.records import Casus
from bb.text.plurals import join_nl


@click.command("handover")
@click.argument("typed", metavar="ZAAK")
@click.option("--to", "aan", metavar="VRIJWILLIGER", required=True, help="Voor wie, zoals v-012.")
@click.option("--output", "path", metavar="BESTAND", type=click.Path(path_type=Path), help="Waar het blad komt.")
@commit_option
@pass_app
def command(app: App, typed: str, aan: str, path: Path | None, *, commit: bool | None) -> None:
    """Geef een bemiddelaar de gegevens van de partijen, versleuteld.

    Op het blad staat alleen wat een bemiddelaar nodig heeft, en alleen van partijen die daar
    toestemming voor gaven. Heeft de vrijwilliger een sleutel in het dossier, dan opent alleen die het
    blad. Anders krijgt u een wachtzin om voor te lezen: nooit in dezelfde mail als het blad.

    bb legt vast welke velden erop stonden, en zegt wanneer het blad vernietigd moet zijn. Is dat
    gebeurd: bb log ZAAK vernietigd wie=v-012. Het blad komt in uw eigen map, of waar --output zegt.
    """
    vault = open_vault(open_readable(app.folder))
    kind, record = which(vault.opened, typed, app.today)
    if kind != "casus" or not isinstance(record, Casus):
        raise Stop("Een overdracht gaat over een zaak, zoals 2026-0123.", Status.USAGE)
    who = full_id(vault.opened.register.casus, which_id(vault.opened, aan, app.today, "vrijwilliger"), app.today)
    sheet = make_sheet(vault, record, who, app.today)
    place = path or Path.home() / sheet.name
    hand_over(vault, sheet, place.absolute(), app.today, commit=commit)
    say(str(place))
    note(f"Op het blad: {join_nl(sheet.velden)}. Vastgelegd bij {record.id}.")
    if sheet.left_out:
        note(f"Niet op het blad: partij {join_nl(sheet.left_out)}, want daarvan is geen toestemming vastgelegd.")
    if sheet.passphrase is None:
        note(f"Alleen {who} kan het openen, met de eigen sleutel: age -d -i SLEUTEL {place.name}")
        return
    note(f"Het gaat open met deze wachtzin ({BITS} bits). Lees hem voor, en bewaar hem niet:")
    note(f"  {sheet.passphrase}")
    note(f"Openen: age -d {place.name}")
