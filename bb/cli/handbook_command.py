"""`bb handbook`: how this organisation works, one page each."""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.handbook import PAGES, page_text, write_pages
from bb.cli.app import App, pass_app
from bb.cli.output import note, say


@click.command("handbook")
@click.argument("names", metavar="[BLADZIJDE]...", nargs=-1)
@click.option("--output", "folder", metavar="MAP", type=click.Path(path_type=Path), help="Schrijf ze als HTML in MAP.")
@pass_app
def command(app: App, names: tuple[str, ...], folder: Path | None) -> None:
    """Laat zien hoe uw organisatie werkt, op één bladzijde per onderwerp.

    Voor het bestuur, een nieuwe collega of wie de kwaliteit beoordeelt. Alles komt uit bb.yaml en uit
    wat er is vastgelegd: uw termijnen, uw normen, en de cijfers van vorig jaar en dit jaar. Er staan
    aantallen op, geen namen van bewoners of vrijwilligers.

    \b
    Voorbeelden:
      bb handbook                        welke bladzijden er zijn
      bb handbook protocol
      bb handbook register > register.md
      bb handbook --output handboek      alle bladzijden als HTML
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    if folder is not None:
        for path in write_pages(app.folder, names, folder, app.today):
            say(str(path))
        note("Er staan kleine aantallen in: dit is voor bestuur en beoordelaar, niet om te publiceren.")
        return
    if names:
        say("\n".join(page_text(app.folder, name, app.today) for name in names).rstrip("\n"))
    if not names:
        longest = max(map(len, PAGES))
        for name, (tells, _) in PAGES.items():
            say(f"  {name:<{longest}}  {tells}")
        note("Lees er een met: bb handbook protocol. Alle als HTML: bb handbook --output MAP")
