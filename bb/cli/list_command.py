"""`bb list`: records of one kind, one below the other."""

from __future__ import annotations

import click

from bb.actions.ids import kind_of
from bb.actions.list_rows import list_rows
from bb.actions.names import surely_shut
from bb.cli.app import App, json_option, pass_app
from bb.cli.output import note, say_json, say_table
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
    rows = chosen(list_rows(app.folder, found, app.today), asked, found)
    if as_json:
        say_json(rows)
        return
    people = names_now()
    rows = [{**row, "naam": people.of(row[found])} for row in rows]
    columns = (found, "naam", *COLUMNS[found][1:]) if any(row["naam"] for row in rows) else COLUMNS[found]
    say_table(app, [{c: _cell(row[c]) for c in columns} for row in rows], columns, SPARE.get(found, ()))
    note(count_nl(len(rows), *NAMES[found]))


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
