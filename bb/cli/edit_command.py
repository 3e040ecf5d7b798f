"""`bb edit`: the editor, then the check, then keeping it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from bb.actions.correct import reason_of
from bb.actions.edit import Editing, Wrong, begin_edit, changed, judge, keep_edit, open_editor, put_back
from bb.actions.reading import Opened, open_organisation
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.validate import Shown
from bb.cli.app import App, commit_option, pass_app
from bb.cli.ask import ask_choice, interactive
from bb.cli.findings import finding_lines
from bb.cli.output import note, say
from bb.cli.who import which_id

AGAIN, KEEP, BACK = "opnieuw", "laten", "terugzetten"


@click.command("edit")
@click.argument("id_", metavar="WAT")
@click.option("--reason", metavar="CODE", help="Waarom u iets verbetert, zoals typefout.")
@commit_option
@pass_app
def command(app: App, id_: str, *, reason: str | None, commit: bool | None) -> None:
    """Open een bestand in uw editor, en controleer en bewaar het daarna.

    WAT is een zaak (25 of 2026-0025), vrijwilliger (v-12), partner of activiteit, of bb.yaml. Klopt
    het daarna niet, dan kiest u: verder bewerken, zo laten (het staat dan in het bestand en is nog
    niet bewaard), of terugzetten.
    """
    opened = open_organisation(app.folder)
    if opened.readable:
        refuse_example(opened.register.organisatie)
    if reason is not None:
        reason_of(opened, reason, app.today)
    if opened.readable:
        id_ = which_id(opened, id_, app.today)
    editing = begin_edit(opened, id_, app.today)
    open_editor(opened.root, editing.path, os.environ)
    while wrong := judge(opened, editing, app.today):
        _say_wrong(wrong)
        if not _again(opened, editing):
            return
        open_editor(opened.root, editing.path, os.environ)
    if not changed(opened, editing):
        note(f"{editing.path} is niet veranderd.")
        return
    committed = keep_edit(opened, editing, reason=reason, commit=commit)
    say(f"{'Bewaard' if committed else 'Gewijzigd'}: {editing.path}")


def _say_wrong(wrong: Sequence[Wrong]) -> None:
    note("Zo klopt het niet met de rest:")
    for one in wrong:
        note("\n".join(finding_lines(Shown(finding=one.finding, line=one.line))))


def _again(opened: Opened, editing: Editing) -> bool:
    """Ask what to do now; tell whether the editor must be opened again.

    Raises:
        Stop: nobody is there to ask, or the file is left as it is.
    """
    left = f"Wat u typte, staat in {editing.path} en is nog niet bewaard. Verder: bb edit {editing.id}"
    if not interactive():
        raise Stop(left)
    options = {
        AGAIN: "verder bewerken",
        KEEP: "zo laten; het is dan nog niet bewaard",
        BACK: "het bestand terugzetten zoals het was",
    }
    choice = ask_choice("Wat wilt u?", options)
    if choice == KEEP:
        raise Stop(left, Status.FINDINGS)
    if choice == BACK:
        copy = put_back(opened, editing)
        note(f"{editing.path} is weer zoals het was." + (f" Wat u typte, staat in {copy}" if copy else ""))
    return choice == AGAIN
