"""`bb list`: records of one kind, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from bb.actions.ids import kind_of
from bb.actions.list_rows import Rows, list_page, list_rows
from bb.actions.names import NOBODY, Names, surely_shut
from bb.cli.app import App, json_option, pass_app
from bb.cli.output import as_table, note, say, say_json, width
from bb.cli.select import Condition, chosen, condition, shown
from bb.cli.who import names_now
from bb.text.plurals import count_nl

COLUMNS: dict[str, tuple[str, ...]] = {
    "casus": ("casus", "status", "fase", "wijk", "klacht", "verwijzer", "team", "melding"),
    "vrijwilliger": ("vrijwilliger", "status", "wijk", "talen", "trainingen", "zaken", "zaken_jaar", "max"),
    "partner": ("partner", "soort", "gemeenten", "toezeggingen", "overeenkomst_tot", "laatste_contact"),
    "activiteit": ("activiteit", "soort", "status", "datum", "aanwezig", "post"),
}
SPARE: dict[str, tuple[str, ...]] = {
    "casus": ("verwijzer", "wijk", "melding"),
    "vrijwilliger": ("talen", "max", "trainingen", "zaken_jaar", "wijk"),
    "partner": ("gemeenten", "toezeggingen"),
}
"""The columns that go first where the terminal is too narrow."""

NAMES = {
    "casus": ("zaak", "zaken"),
    "vrijwilliger": ("vrijwilliger", "vrijwilligers"),
    "partner": ("partner", "partners"),
    "activiteit": ("activiteit", "activiteiten"),
}


@click.command("list")
@click.argument("kind", metavar="SOORT")
@click.option(
    "--where", "conditions", multiple=True, metavar="VELD=WAARDE", help="Alleen waar dit geldt. Mag vaker: dan alles."
)
@json_option
@pass_app
def command(app: App, kind: str, conditions: tuple[str, ...], *, as_json: bool) -> None:
    """Zet alles van één soort onder elkaar.

    SOORT is casus (of zaken), vrijwilliger, partner of activiteit.

    \b
    Voorbeelden:
      bb list zaken --where status=open
      bb list zaken --where fase=nazorg --where wijk=noord,zuid
      bb list zaken --where wacht_op_team=ja
      bb list zaken --where "melding>=2026-01-01"
      bb list vrijwilligers --where trainingen=coaching
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    found = kind_of(kind)
    asked = [_by_id(app, condition(text), found) for text in conditions]
    if as_json:
        say_json(chosen(list_rows(app.folder, found, app.today), asked, found))
        return
    people = names_now()

    def laid_out(rows: Rows) -> list[Any]:
        kept = chosen(rows, asked, found)
        return [_table(app, found, kept, people), len(kept)]

    if asked or people is not NOBODY:  # what somebody typed, and names, are kept nowhere
        table, count = laid_out(list_rows(app.folder, found, app.today))
    else:
        table, count = list_page(app.folder, found, app.today, f"{width()} {app.plain}", laid_out)
    if table:
        say(table)
    note(count_nl(count, *NAMES[found]))


def _table(app: App, kind: str, rows: Sequence[Mapping[str, Any]], people: Names) -> str:
    named = [{**row, "naam": people.of(row[kind])} for row in rows]
    columns = (kind, "naam", *COLUMNS[kind][1:]) if any(row["naam"] for row in named) else COLUMNS[kind]
    return as_table(app, [{c: _cell(row[c]) for c in columns} for row in named], columns, SPARE.get(kind, ()))


def _by_id(app: App, asked: Condition, kind: str) -> Condition:
    """Return a condition in which ids stand for the names that were typed, while the dossiers are open."""
    if surely_shut(app.folder):
        return asked
    from bb.cli.naming import names_in  # noqa: PLC0415 - only while they are open
    from bb.cli.who import ids_typed  # noqa: PLC0415 - same

    if kinds := names_in(asked.field, kind):
        return asked._replace(values=tuple(ids_typed(app.folder, value, *kinds) for value in asked.values))
    return asked


def _cell(value: object) -> object:
    """Return a value for a table: numbers stay numbers, lists are short."""
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return value if isinstance(value, int) and not isinstance(value, bool) else shown(value)
