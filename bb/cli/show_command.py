"""`bb show`: one record on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bb.actions.names import NOBODY
from bb.actions.record_page import page_of
from bb.cli.app import App, json_option, pass_app
from bb.cli.due import ending
from bb.cli.output import note, say, say_heading, say_json
from bb.cli.who import like_id, names_now

if TYPE_CHECKING:  # what was shown before needs nothing of the records
    from bb.actions.reading import Opened
    from bb.actions.views import Part
    from bb.domain.records import Record


@click.command("show")
@click.argument("id_", metavar="WAT")
@json_option
@click.option(
    "--html", "path", metavar="BESTAND", type=click.Path(path_type=Path), help="Het blad van een vrijwilliger."
)
@pass_app
def command(app: App, id_: str, *, as_json: bool, path: Path | None) -> None:
    """Laat één zaak, vrijwilliger, partner of activiteit zien.

    WAT is een zaak (25 of 2026-0025), een vrijwilliger (v-12), een partner of een activiteit.

    Het blad van een vrijwilliger kunt u aan die vrijwilliger geven: er staat niets op over anderen of
    over de partijen. Wat alleen voor u is, staat eronder en komt niet mee in een bestand. Om te printen
    of te mailen: bb show v-12 --html blad.html
    """
    if as_json:
        from bb.actions.reading import open_readable  # noqa: PLC0415 - see above
        from bb.cli.record_page import record_row  # noqa: PLC0415 - see above

        say_json([record_row(app, open_readable(app.folder), id_)])
        return
    people = names_now()
    if path is not None:
        from bb.actions.reading import open_readable  # noqa: PLC0415 - see above
        from bb.cli.record_page import html_page  # noqa: PLC0415 - see above

        html_page(app, open_readable(app.folder), id_, people, path.absolute())
        say(str(path))
        return

    def made(opened: Opened) -> list[Part]:
        from bb.cli.record_page import record_page  # noqa: PLC0415 - see above

        return record_page(app, opened, id_, people)

    def lay_out(record: Record) -> list[Part]:
        from bb.cli.record_page import record_parts  # noqa: PLC0415 - see above

        return record_parts(record, people)

    keep = people is NOBODY and like_id(id_)  # never what may be someone's name
    _say_page(page_of(app.folder, id_, app.today, made, lay_out, ending, keep=keep))


def _say_page(page: Sequence[Part]) -> None:
    for number, (heading, lines) in enumerate(page):
        if heading is None:
            for line in ("", *lines):
                note(line)
            continue
        if number:
            say()
        if heading:
            say_heading(heading)
        for line in lines:
            say(line)
