"""`bb year`: the year plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import click

from bb.actions.year_plan import Planned, YearPlan, year_plan_now
from bb.cli.app import App, json_option, pass_app
from bb.cli.numbers import Whole
from bb.cli.output import note, say, say_heading, say_json, say_table, width, wrapped
from bb.cli.who import names_now
from bb.text.dates import MONTHS, short_day_nl
from bb.text.plurals import count_nl

_PEOPLE = {"vrijwilliger": ("vrijwilliger", "vrijwilligers"), "partner": ("partner", "partners")}


@click.command("year")
@click.argument("jaar", type=Whole(min=1990, max=2099), required=False)
@json_option
@pass_app
def command(app: App, jaar: int | None, *, as_json: bool) -> None:
    """Laat het jaarplan zien: wat is gedaan, wat is gepland, en wat ontbreekt nog.

    Intervisie, training, uitjes, voorlichting en een evaluatie; voor elke vrijwilliger een bedankje en
    een gesprek; met elke partner een gesprek en een rapportage. Zonder JAAR is het dit jaar.

    Wat een jaar moet hebben, zet u in bb.yaml bij jaarplan. Vanaf dan vragen bb today en bb followups
    erom. Zonder eigen jaarplan ziet u het gewone, en vraagt niemand erom.
    """
    found = year_plan_now(app.folder, app.today, jaar)
    if as_json:
        rows = [{**asdict(one), "tekort": one.tekort} for one in found.plan]
        say_json(rows, jaar=found.jaar, vandaag=app.today, eigen=found.own, normen=found.normen)
        return
    say_heading(f"Jaarplan {found.jaar}")
    say_table(
        app, [_row(one) for one in found.plan], ["wat", "gevraagd", "gedaan", "gepland", "ontbreekt", "uiterlijk"]
    )
    _lines("Gepland", [*_ahead(found)])
    _lines("Ontbreekt nog", [*_missing(found, app.today)])
    _lines(
        "Normen van vrijwilligers", [f"  {name}: {met} van {of} gehaald" for name, (met, of) in found.normen.items()]
    )
    if not found.own:
        note("Dit is een gewoon jaar. Zet in bb.yaml bij jaarplan wat uw jaar moet hebben, dan vraagt bb erom.")


def _row(one: Planned) -> dict[str, object]:
    return {
        "wat": one.wat,
        "gevraagd": count_nl(one.doel, *_PEOPLE[one.voor]) if one.voor in _PEOPLE else f"{one.doel} keer",
        "gedaan": len(one.gedaan),
        "gepland": len(one.gepland) or None,
        "ontbreekt": one.tekort or None,
        "uiterlijk": MONTHS[one.maand - 1],
    }


def _ahead(found: YearPlan) -> Iterator[str]:
    planned = sorted((day, id_) for one in found.plan for id_, day in one.gepland)
    yield from (f"  {short_day_nl(day):<12} {id_}" for day, id_ in planned)


def _missing(found: YearPlan, today: date) -> Iterator[str]:
    """Yield what is missing: of people who, and of activities by the end of which months."""
    for one in found.plan:
        if one.mist:
            yield f"  {one.wat}: {', '.join(one.mist)}"
        elif one.tekort:
            month = next(one.months())
            late = (found.jaar, month) < (today.year, today.month)
            first = "de eerste " if one.tekort > 1 else ""
            yield f"  {one.wat}: nog {one.tekort}, {first}eind {MONTHS[month - 1]}{' (te laat)' if late else ''}"


def _lines(title: str, lines: list[str]) -> None:
    if not lines:
        return
    say()
    say_heading(title)
    for line in lines:
        say(wrapped(names_now().beside(line), width()))
