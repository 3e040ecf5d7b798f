"""`bb init`: a new organisation."""

from __future__ import annotations

from shlex import quote

import click

from bb.actions.begin import QUESTIONS, begin
from bb.actions.stop import Status, Stop
from bb.actions.typed import assignments, known, still_missing, value_of
from bb.cli.app import App, pass_app
from bb.cli.ask import answer, interactive
from bb.cli.output import note, say


@click.command("init")
@click.argument("folder", metavar="MAP")
@click.argument("typed", nargs=-1, metavar="[VELD=WAARDE]...")
@pass_app
def command(app: App, folder: str, typed: tuple[str, ...]) -> None:
    """Begin een eigen organisatie in een nieuwe map.

    bb vraagt hoe de organisatie heet, wie de coördinator is, en in welke gemeente en wijken u
    werkt. Alles is later te wijzigen in het bestand bb.yaml.

    \b
    Voorbeeld zonder vragen:
      bb init bemiddeling naam="Buurtbemiddeling Waterstad" coordinator="Noor Example"
        mail=noor@waterstad.example gemeente=Waterstad wijken=noord,zuid
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    keys = {key.name: key for key in QUESTIONS}
    told = assignments(typed)
    known(told, keys, "bb init")
    answers = {name: value_of(keys[name], text, app.today) for name, text in told.items()}
    missing = [key for key in QUESTIONS if key.name not in answers]
    if missing and not interactive():
        raise Stop(f"Er ontbreekt nog:\n{still_missing((key.name, key) for key in missing)}", Status.USAGE)
    for key in missing:
        answers[key.name] = answer(key, app.today)
    made = begin(app.folder / folder, answers)
    say(f"Klaar: uw organisatie staat in {made}")
    note(f"Maak de eerste zaak met: bb -C {quote(str(made))} new casus")
