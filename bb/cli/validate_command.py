"""`bb validate`: is everything right?"""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.validate import Asked, Checked, validate, validate_message
from bb.cli.app import App, json_option, pass_app
from bb.cli.findings import github_line, say_findings, summary
from bb.cli.output import note, progress, say, say_json


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[BESTAND]...")
@click.option("--strict", is_flag=True, help="Ook een waarschuwing of opmerking telt als fout.")
@click.option("--select", multiple=True, metavar="CODE", help="Alleen deze codes, zoals BB301 of BB3 (alles met BB3).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Niet deze codes.")
@click.option("--fix", is_flag=True, help="Verbeter wat maar op één manier goed kan zijn.")
@click.option("--unsafe", is_flag=True, help="Verbeter ook wat alleen waarschijnlijk is; kijk eerst met --diff.")
@click.option("--diff", "look", is_flag=True, help="Laat zien wat --fix zou veranderen, en verander niets.")
@click.option("--staged", is_flag=True, help="Controleer wat in git is klaargezet, niet wat in de map staat.")
@click.option("--message", metavar="BESTAND", help="Zoek persoonsgegevens in de omschrijving van een wijziging.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Hoe de meldingen eruitzien: voor mensen, voor een programma, of voor GitHub.",
)
@json_option
@pass_app
def command(
    app: App,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    message: str | None,
    *,
    strict: bool,
    fix: bool,
    unsafe: bool,
    look: bool,
    staged: bool,
    as_json: bool,
) -> int:
    """Controleer of alles klopt.

    Leest alle bestanden en noemt alles wat niet klopt in één keer, met het bestand, de regel en wat
    u eraan kunt doen. Met BESTAND alleen wat daarover gaat.
    """
    if unsafe and not (fix or look):
        raise click.UsageError("--unsafe hoort bij --fix of --diff.")
    if staged and (fix or look):
        raise click.UsageError("--staged gaat niet samen met --fix of --diff.")
    form = "json" if as_json else form
    if message is not None:
        told = validate_message(Path(message), app.folder)
        return _say(told, form, strict=strict) if told.shown else 0
    asked = Asked(paths=paths, select=select, ignore=ignore, staged=staged)
    if look:
        return _say_diff(app, asked, unsafe=unsafe)
    if fix:
        from bb.actions.fix import mended, write  # noqa: PLC0415 - only checking needs nothing that writes

        made = mended(app.folder, app.today, asked, unsafe=unsafe)
        write(made)
        note(f"{made.summary}." if made.texts else "Er is niets dat bb zelf kan verbeteren.")
    with progress() as how_far:
        checked = validate(app.folder, app.today, asked, how_far)
    return _say(checked, form, strict=strict)


def _say(checked: Checked, form: str, *, strict: bool) -> int:
    if form == "json":
        say_json([finding.row for finding in checked.shown])
    elif form == "github":
        for shown in checked.shown:
            say(github_line(shown))
    else:
        say_findings(checked.shown)
        (note if checked.shown else say)(summary(checked))
    return checked.status(strict=strict)


def _say_diff(app: App, asked: Asked, *, unsafe: bool) -> int:
    from bb.actions.fix import diff, mended  # noqa: PLC0415 - only checking needs nothing that writes

    made = mended(app.folder, app.today, asked, unsafe=unsafe)
    for line in diff(made):
        say(line)
    if not made.texts:
        note("Er is niets dat bb zelf kan verbeteren.")
    return 0
