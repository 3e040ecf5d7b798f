"""`bb today`: one page for the day."""

from __future__ import annotations

import click

from bb.actions.today import Today, today_at
from bb.cli.app import App, json_option, pass_app
from bb.cli.due import task_row
from bb.cli.output import note, say, say_heading, say_json
from bb.cli.today_page import today_page
from bb.cli.who import names_now
from bb.domain.task import together
from bb.domain.types import Value
from bb.text.dates import day_nl
from bb.text.plurals import join_nl


@click.command("today")
@json_option
@pass_app
def command(app: App, *, as_json: bool) -> None:
    """Laat op één bladzijde zien hoe de dag eruitziet.

    Wat te laat is of vandaag moet, wat deze week is afgesproken, welke zaken nog geen team hebben,
    welke vragen van vrijwilligers open staan, wie er niet is en welke norm nog niet is gehaald.
    Er is geen sleutel voor nodig.

    De redenen, en alles wat verder weg ligt, staan in: bb followups
    """
    day = today_at(app.folder, app.today)
    if as_json:
        _say_json(day)
        return
    names = names_now()  # may have something to say of keys: above the page, not in it
    say(_summary(day))
    for title, lines in today_page(day, names):
        say()
        say_heading(title)
        for line in lines:
            say(line)
    note("Waarom, en wat eraan komt: bb followups. Teams: bb match.")


def _summary(day: Today) -> str:
    late, due = len(together(day.agenda.late)), len(together(day.agenda.due))
    told = day_nl(day.day)
    counts = join_nl([f"{late or 'niets'} te laat", f"{due or 'niets'} voor vandaag"])
    return f"{told[:1].upper()}{told[1:]}: {counts}."


def _say_json(day: Today) -> None:
    more: dict[str, Value] = {
        "wacht_op_team": [
            {"casus": c.casus, "urgentie": c.urgentie, "sinds": c.sinds, "datum": c.datum} for c in day.waiting
        ],
        "afwezig": [{"wie": a.wie, "van": a.van, "tot": a.tot, "vervanger": a.vervanger} for a in day.away],
        "normen": [
            {p.kind: p.id, "norm": p.norm, "aantal": p.reached, "van": p.target, "dagen": p.days_left}
            for p in day.agenda.behind
        ],
    }
    say_json([task_row(item, day.day) for item in day.items], vandaag=day.day, **more)
