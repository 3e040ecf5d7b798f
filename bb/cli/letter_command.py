"""`bb letter`: the feedback to who referred a case."""

from __future__ import annotations

import click

from bb.actions.letter import make_letter
from bb.cli.app import App, pass_app
from bb.cli.output import note, say


@click.command("letter")
@click.argument("typed", metavar="ZAAK")
@pass_app
def command(app: App, typed: str) -> None:
    """Schrijf de terugkoppeling aan wie een zaak verwees.

    In de brief staat alleen of de zaak geschikt is, is opgepakt, is afgesloten en is opgelost: elk met
    ja of nee. Geen namen, geen klacht, geen inhoud. Zonder toestemming voor terugkoppeling komt er
    geen brief.

    De tekst komt uit templates/terugkoppeling.md.j2; een eigen versie in uw map gaat voor. Ook die
    krijgt niet meer dan dit. Bewaren: bb letter 7 > brief.md
    """
    letter = make_letter(app.folder, typed, app.today)
    say(letter.text.rstrip("\n"))
    note(f"Verstuurd? Leg het vast: bb log {letter.casus} terugkoppeling aan={letter.partner} over={letter.over}")
