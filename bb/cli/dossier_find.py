"""`bb dossier search`: apart from the other commands on dossiers, so that it loads only what it needs."""

from __future__ import annotations

import click

from bb.actions.dossier_search import keys_at, search
from bb.cli.app import App, pass_app
from bb.cli.output import note, say, say_heading
from bb.text.plurals import count_nl, join_nl

SHOWN = 5


@click.command("search", short_help="zoek in alle dossiers")
@click.argument("words", metavar="WOORDEN", nargs=-1, required=True)
@pass_app
def search_command(app: App, words: tuple[str, ...]) -> None:
    """Zoek in alle dossiers, zonder op hoofdletters of accenten te letten.

    Bij meer woorden moeten ze er allemaal in staan.
    """
    keys = keys_at(app.folder)
    hits, shut = search(keys, words)
    for found in hits:
        say_heading(found.id)
        for line in found.lines:
            say(f"  {line}")
    note(count_nl(len(hits), "dossier", "dossiers"))
    if shut:
        told = join_nl(shut[:SHOWN]) if len(shut) <= SHOWN else f"{join_nl(shut[:SHOWN])} en meer"
        note(f"Niet doorzocht, want het gaat niet open: {told}. Kijk met: bb keys doctor")
