"""`bb undo`: take an action back."""

from __future__ import annotations

import click

from bb.actions.reading import open_organisation
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.undo import Undo, plan_undo, undo
from bb.cli.app import App, commit_option, pass_app
from bb.cli.ask import confirm, interactive
from bb.cli.output import note, say
from bb.text.dates import short_day_nl


@click.command("undo")
@click.argument("action", metavar="[HANDELING]", required=False)
@click.option("--yes", is_flag=True, help="Draai terug zonder te vragen.")
@commit_option
@pass_app
def command(app: App, action: str | None, *, yes: bool, commit: bool | None) -> None:
    """Draai een handeling terug.

    Zonder HANDELING is dat de laatste die nog staat. Hoe een eerdere heet, ziet u met bb why. bb laat
    eerst zien wat er verdwijnt en wat er terugkomt. Wat er daarna bij kwam, blijft staan.

    Niet terug te draaien: vergeten gegevens, dossiers en sleutels, een gegeven of vernietigd
    overdrachtsblad. Mail die verstuurd is, komt ook niet terug.
    """
    opened = open_organisation(app.folder)
    if opened.readable:
        refuse_example(opened.register.organisatie)
    planned = plan_undo(opened, action)
    _say_plan(planned)
    if not yes and not interactive():
        raise Stop("Er is niets teruggedraaid. Zet er --yes bij om dit terug te draaien.", Status.USAGE)
    if not yes and not confirm("Dit terugdraaien?"):
        note("Er is niets teruggedraaid.")
        return
    undo(opened, planned, app.today, commit=commit)
    say(f"Handeling {planned.action} is teruggedraaid.")


def _say_plan(planned: Undo) -> None:
    note(f"Handeling {planned.action} van {short_day_nl(planned.day)}, {planned.author}: {planned.what}")
    for step in planned.steps:
        if step.whole:
            note(f"  {step.path} {'verdwijnt' if step.go else 'komt terug'}")
            continue
        note(f"In {step.path}")
        for line in step.go:
            note(f"  verdwijnt:   {line.strip()}")
        for line in step.come:
            note(f"  komt terug:  {line.strip()}")
