"""`bb schema`: the form of the files, for an editor or another program."""

from __future__ import annotations

import json

import click

from bb.actions.schema import schema_of
from bb.cli.app import App, pass_app
from bb.cli.output import say


@click.command("schema")
@click.argument("kind", required=False, metavar="[SOORT]")
@pass_app
def command(app: App, kind: str | None) -> None:
    """Beschrijf de velden van de bestanden als JSON Schema.

    Een tekstverwerker kan daarmee meekijken terwijl u typt. De woorden, wijken en coördinatoren van
    uw organisatie staan erin. SOORT is casus, vrijwilliger, partner, activiteit of organisatie (bb.yaml).
    """
    say(json.dumps(schema_of(app.folder, kind), ensure_ascii=False, indent=1))
