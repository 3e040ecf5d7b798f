"""`bb init`: a new organisation."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from bb.actions.begin import QUESTIONS, begin
from bb.actions.hooks import install_hooks
from bb.actions.stop import Status, Stop
from bb.actions.typed import assignments, known, still_missing, value_of
from bb.actions.where import root_of
from bb.cli.app import App, pass_app
from bb.cli.ask import answer, interactive
from bb.cli.output import note, say


@click.command("init")
@click.argument("folder", metavar="MAP", required=False)
@click.argument("typed", nargs=-1, metavar="[VELD=WAARDE]...")
@click.option("--from", "place", metavar="PLEK", help="Maak een kopie van de organisatie van een collega.")
@click.option("--hooks", is_flag=True, help="Laat git controleren wat u zelf bewaart; kan ook later, zonder MAP.")
@click.option("--cron", is_flag=True, help="Zeg hoe bb elke werkdag kan mailen; kan ook later, zonder MAP.")
@click.option("--completion", is_flag=True, help="Zeg hoe de tabtoets opdrachten en zaaknummers aanvult.")
@pass_app
def command(
    app: App,
    folder: str | None,
    typed: tuple[str, ...],
    place: str | None,
    *,
    hooks: bool,
    cron: bool,
    completion: bool,
) -> None:
    """Begin een eigen organisatie in een nieuwe map.

    bb vraagt hoe de organisatie heet, wie de coördinator is, en in welke gemeente en wijken u
    werkt. Alles is later te wijzigen in het bestand bb.yaml.

    \b
    Voorbeeld zonder vragen:
      bb init bemiddeling naam="Buurtbemiddeling Waterstad" coordinator="Noor Example"
        mail=noor@waterstad.example gemeente=Waterstad wijken=noord,zuid
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    if folder is None and not (hooks or cron or completion):
        raise click.MissingParameter(param_hint="MAP", param_type="argument")
    made = app.folder
    if folder is not None:
        made = _copied(app.folder / folder, place) if place else _begun(app, folder, typed)
    if completion:
        _say_completion()
    if hooks:
        _say_hooks(root_of(made))
    if cron:
        _say_cron(made)
    if folder is not None:
        next_step = (
            "Haal steeds het nieuwste op met: bb -C {} sync" if place else "Maak de eerste zaak met: bb -C {} new casus"
        )
        note(next_step.format(quote(str(made))))


def _begun(app: App, folder: str, typed: tuple[str, ...]) -> Path:
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
    return made


def _copied(folder: Path, place: str) -> Path:
    from bb.actions.share import copy_from  # noqa: PLC0415 - only when asked for
    from bb.actions.sync import WAITING, saying  # noqa: PLC0415 - same

    with saying(lambda: note(WAITING)):
        made = copy_from(place, folder)
    say(f"Klaar: de kopie staat in {made}")
    return made


def _say_hooks(root: Path) -> None:
    install_hooks(root)
    say("Wat u zelf met git bewaart, wordt vanaf nu eerst gecontroleerd: de bestanden en de omschrijving.")


def _say_completion() -> None:
    from bb.cli.completion import how_to  # noqa: PLC0415 - only when asked for

    for shell in how_to():
        say(shell)
    note("Het werkt in het volgende venster: typ het begin van een opdracht of een nummer, en druk op Tab.")


def _say_cron(folder: Path) -> None:
    from bb.actions.cron import TIMER, schedule  # noqa: PLC0415 - only when asked for

    made = schedule(folder)
    say("Met cron: zet deze regel in de lijst die u opent met crontab -e")
    say(f"\n{made.line}\n")
    say("Of met systemd: de bestanden staan klaar.")
    say(f"  {made.service}\n  {made.timer}")
    say(f"Zet het aan met: systemctl --user enable --now {TIMER}")
    note("Mailen gebeurt alleen vanaf de computer die in bb.yaml bij mail als host staat.")
