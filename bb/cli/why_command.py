"""`bb why`: how something came to be as it is."""

from __future__ import annotations

import click

from bb.actions.reading import open_readable
from bb.actions.why import Told, why
from bb.cli.app import App, json_option, pass_app
from bb.cli.output import note, say, say_heading, say_json
from bb.cli.who import which
from bb.text.dates import short_day_nl

_SORTS = {"besluit": "", "uitzondering": "uitzondering: ", "verbetering": "verbeterd: "}


@click.command("why")
@click.argument("id_", metavar="WAT")
@json_option
@pass_app
def command(app: App, id_: str, *, as_json: bool) -> None:
    """Laat zien wie wat besloot of verbeterde, wanneer en waarom.

    WAT is een zaak (25 of 2026-0025), vrijwilliger (v-12), partner of activiteit. bb leest het terug
    uit de geschiedenis: besluiten, uitzonderingen en verbeteringen, de oudste eerst. Achter elke
    regel staat hoe de handeling heet; terugdraaien kan met: bb undo HANDELING
    """
    opened = open_readable(app.folder)
    kind, record = which(opened, id_, app.today)
    found = why(opened, kind, record)
    if as_json:
        say_json([{kind: record.id, **_row(one)} for one in found.told])
        return
    say_heading(f"Waarom {record.id} is zoals het is")
    if found.since:
        note(f"De geschiedenis begint hier pas op {short_day_nl(found.since)}; van wat ervoor gebeurde, ontbreekt wie.")
    for one in found.told:
        say(f"  {short_day_nl(one.op) if one.op else '':<12} {_SORTS[one.sort]}{one.text}")
        say(f"  {'':<12} {_kept(one)}")
    if not found.told:
        say("  Er is nog niets besloten of verbeterd.")
    say()
    note(f"Alles wat er gebeurde: bb show {record.id}")


def _kept(one: Told) -> str:
    """Return who did it, when it was kept, why, and what the action is called."""
    if one.day is None:
        return "nog niet bewaard: met de hand in het bestand gezet"
    when = "" if one.day == one.op else f" op {short_day_nl(one.day)}"
    reason = f"; reden: {one.reason}" if one.reason else ""
    return f"{one.who}{when}{reason} (handeling {one.action})"


def _row(one: Told) -> dict[str, object]:
    return {
        "soort": one.sort,
        "op": one.op,
        "tekst": one.text,
        "reden": one.reason or None,
        "bewaard": one.day,
        "wie": one.who,
        "handeling": one.action or None,
    }
