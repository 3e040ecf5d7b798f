"""`bb doctor`: is everything in order here?"""

from __future__ import annotations

import os

import click

from bb.actions.doctor import doctor
from bb.actions.stop import Status
from bb.actions.wrote import wrote
from bb.cli.app import App, pass_app
from bb.cli.checks import shown
from bb.cli.output import note, say
from bb.text.plurals import count_nl


@click.command("doctor")
@click.option("--fix", is_flag=True, help="Maak in orde wat bb zelf kan.")
@click.option("--where", is_flag=True, help="Laat alleen zien wat bb waar op deze computer schreef.")
@pass_app
def command(app: App, *, fix: bool, where: bool) -> int:
    """Kijk of deze computer en deze map in orde zijn.

    bb kijkt naar git, naar wie er tekent, wie kan meelezen, wat er is blijven staan en waar de map
    staat. Met --fix maakt bb in orde wat veilig kan; de rest legt het uit.
    """
    if where:
        for place in wrote(app.folder):
            say(f"{place.path}\n  {place.what}{'' if place.exists else ' (nog niets)'}")
        return Status.FINE
    left = [check for check in doctor(app.folder, os.environ) if not shown(check, fix=fix)]
    if not left:
        note("Alles is in orde.")
        return Status.FINE
    note(f"{count_nl(len(left), 'punt', 'punten')} om naar te kijken.")
    if not fix and any(check.fix for check in left):
        note("Wat bb zelf in orde kan maken: bb doctor --fix")
    return Status.FINDINGS if any(check.state == "fout" for check in left) else Status.FINE
