"""`bb demo`: an invented organisation, to practise in."""

from __future__ import annotations

from shlex import quote

import click

from bb.actions.make_demo import make_demo
from bb.cli.app import App, pass_app
from bb.cli.clock import read_day
from bb.cli.numbers import Whole
from bb.cli.output import note, say
from bb.demo.practice import PASSPHRASE


@click.command("demo")
@click.argument("folder", metavar="MAP")
@click.option("--seed", type=Whole(min=0), default=1, show_default=True, help="Een ander getal, andere zaken.")
@click.option("--cases", type=Whole(1, 200_000), default=None, help="Hoeveel zaken (anders bijna zeventig).")
@click.option("--volunteers", type=Whole(1, 20_000), default=None, help="Hoeveel vrijwilligers.")
@click.option("--today", "day", metavar="DAG", default=None, help="Rond welke dag het speelt (anders vandaag).")
@pass_app
def command(app: App, folder: str, seed: int, cases: int | None, volunteers: int | None, day: str | None) -> None:
    """Maak een verzonnen organisatie om mee te oefenen.

    In MAP komt Buurtbemiddeling Waterstad, met zaken, vrijwilligers en partners rond vandaag en met
    een geschiedenis. Niets ervan is echt; u kunt er alles mee doen.
    """
    made = make_demo(
        app.folder / folder,
        seed=seed,
        cases=cases,
        volunteers=volunteers,
        today=read_day(day, app.today) if day else app.today,
    )
    say(f"Gemaakt: {made.files} bestanden in {made.folder}")
    note(f"Kijk rond met: bb -C {quote(str(made.folder))} followups")
    note(f"De dossiers staan {'open' if made.opened else 'op slot'}. De wachtzin van elke oefening: {PASSPHRASE}")
