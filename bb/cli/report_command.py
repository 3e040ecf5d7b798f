"""`bb report`: the annual overview."""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.make_report import make_report
from bb.cli.app import App, pass_app
from bb.cli.numbers import Whole
from bb.cli.output import note, say


@click.command("report")
@click.argument("jaar", metavar="JAAR", type=Whole(1990, 2099))
@click.option("--out", metavar="MAP", help="Zet de bestanden in deze map (anders in de map van de organisatie).")
@pass_app
def command(app: App, jaar: int, out: str | None) -> None:
    """Maak het jaaroverzicht van JAAR.

    U krijgt een pagina om te lezen en af te drukken (rapport-JAAR.html), en dezelfde cijfers voor
    een programma (rapport-JAAR.json). De pagina is voor intern gebruik: kleine aantallen staan erin.
    """
    made = make_report(app.folder, jaar, app.today, Path(out) if out else None)
    say(f"Het jaaroverzicht staat in {made.html}")
    note(f"Dezelfde cijfers voor een programma: {made.json}")
