"""`bb followups`: what is due, why, and for whom."""

from __future__ import annotations

from datetime import date, timedelta

import click

from bb.actions.followups import followups
from bb.cli.app import App, json_option, pass_app
from bb.cli.clock import read_day
from bb.cli.due import item_row, items_lines, progress_line
from bb.cli.output import say, say_heading, say_json
from bb.text.dates import day_nl, short_day_nl
from bb.text.plurals import join_nl

AHEAD = timedelta(days=14)


@click.command("followups")
@click.option("--kind", "term", metavar="SOORT", help="Alleen deze soort, zoals nazorg of terugkoppeling.")
@click.option("--for", "person", metavar="WIE", help="Alleen voor deze coördinator, zoals c-1.")
@click.option("--until", metavar="DAG", help="Kijk vooruit tot en met deze dag (anders twee weken).")
@click.option("--why", is_flag=True, help="Zeg ook in welk bestand en op welke regel het begon.")
@json_option
@pass_app
def command(app: App, term: str | None, person: str | None, until: str | None, *, why: bool, as_json: bool) -> None:
    """Zeg wat er te doen is: wat te laat is, wat vandaag moet, en wat eraan komt.

    Alles volgt uit de termijnen en uit wat er is vastgelegd; onder elke regel staat waarom.
    Het dringendste staat bovenaan.
    """
    last = read_day(until, app.today) if until else app.today + AHEAD
    agenda = followups(app.folder, app.today, term=term, person=person)
    coming = agenda.coming(last)
    if as_json:
        say_json([item_row(i, app.today) for i in (*agenda.late, *agenda.due, *coming)], vandaag=app.today)
        return
    say(_summary(app.today, len(agenda.late), len(agenda.due), len(coming), last))
    for title, items in (
        ("Te laat", agenda.late),
        ("Vandaag", agenda.due),
        (f"Tot en met {short_day_nl(last)}", coming),
    ):
        if items:
            say()
            say_heading(title)
            for line in items_lines(items, app.today, why=why):
                say(line)
    if agenda.behind and term is None:
        say()
        say_heading("Nog niet gehaald dit jaar")
        for progress in agenda.behind:
            say(progress_line(progress))


def _summary(today: date, late: int, due: int, coming: int, last: date) -> str:
    if not late and not due and not coming:
        return f"{_capital(day_nl(today))}: niets te laat, niets voor vandaag en niets tot en met {short_day_nl(last)}."
    parts = join_nl([f"{late or 'niets'} te laat", f"{due or 'niets'} voor vandaag", f"{coming or 'niets'} op komst"])
    return f"{_capital(day_nl(today))}: {parts}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
