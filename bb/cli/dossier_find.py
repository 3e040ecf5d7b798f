"""`bb dossier search`: apart from the other commands on dossiers, so that it loads only what it needs."""

from __future__ import annotations

import click

from bb.actions.dossier_search import keys_at, search
from bb.cli.app import App, pass_app
from bb.cli.output import note, say, say_heading
from bb.text.plurals import count_nl


@click.command("search", short_help="zoek in alle dossiers")
@click.argument("words", metavar="WOORDEN", nargs=-1, required=True)
@pass_app
def search_command(app: App, words: tuple[str, ...]) -> None:
    """Zoek in alle dossiers, zonder op hoofdletters of accenten te letten.

    Bij meer woorden moeten ze er allemaal in staan.
    """
    keys = keys_at(app.folder)
    hits = tuple(search(keys, words))
    for found in hits:
        say_heading(found.id)
        for line in found.lines:
            say(f"  {line}")
    note(count_nl(len(hits), "dossier", "dossiers"))
