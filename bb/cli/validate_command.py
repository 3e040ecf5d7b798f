"""`bb validate`: is everything right?"""

from __future__ import annotations

import click

from bb.actions.validate import validate
from bb.cli.app import App, json_option, pass_app
from bb.cli.findings import say_findings, summary
from bb.cli.output import note, say, say_json


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[BESTAND]...")
@json_option
@pass_app
def command(app: App, paths: tuple[str, ...], *, as_json: bool) -> int:
    """Controleer of alles klopt.

    Leest alle bestanden en noemt alles wat niet klopt in één keer, met het bestand, de regel en wat
    u eraan kunt doen. Met BESTAND alleen wat daarover gaat.
    """
    checked = validate(app.folder, app.today, paths)
    if as_json:
        say_json([finding.row for finding in checked.shown])
    else:
        say_findings(checked.shown)
        (note if checked.shown else say)(summary(checked))
    return checked.status
