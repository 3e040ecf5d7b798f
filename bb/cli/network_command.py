"""`bb network`: the partners, and what is promised to them and by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

import click

from bb.actions.network import NetworkNow, Promise, Relation, network_now
from bb.cli.app import App, json_option, pass_app
from bb.cli.due import task_row, when
from bb.cli.output import note, say, say_heading, say_json, say_table, width, wrapped
from bb.domain.task import Task, what_nl
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl

_SOON = timedelta(days=14)
_ENDS = timedelta(days=183)
_WHO = {"wij": "ons", "zij": "de partner"}


@click.command("network")
@click.argument("name", metavar="[PARTNER]", required=False)
@json_option
@pass_app
def command(app: App, name: str | None, *, as_json: bool) -> None:
    """Laat het netwerk zien: contact, verwijzingen, tips en toezeggingen van het laatste jaar.

    Wie verwees er, en wie is ermee gestopt? Wat beloofden wij en wat beloofden zij, en is dat
    gelukt? Wat moeten we nog doen, en welke overeenkomst loopt af? Met PARTNER staat alles over één
    partner er, ook de verwijzingen per kwartaal.

    \b
    Voorbeelden:
      bb network
      bb network woonstad
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    found = network_now(app.folder, app.today, name)
    if as_json:
        say_json([_row(r, found, app.today) for r in found.relations], vandaag=app.today)
    elif name is not None:
        for relation in found.relations:
            _one(relation, found.due.get(relation.partner, ()), app.today)
    else:
        _all(app, found)


def _all(app: App, found: NetworkNow) -> None:
    if not found.relations:
        say("Er zijn nog geen partners. Begin met: bb new partner NAAM")
        return
    say_heading("Laatste twaalf maanden")
    rows = [_columns(relation) for relation in found.relations]
    say_table(app, rows, list(rows[0]), ("soort",))
    silent = [r for r in found.relations if r.stil]
    _section("Verwijzen niet meer", [f"  {r.partner}: in de 12 maanden ervoor {len(r.daarvoor)}" for r in silent])
    owed = [item for r in found.relations for item in found.due.get(r.partner, ()) if item.day <= app.today + _SOON]
    _section("Wat wij nog moeten doen", _due(owed, app.today))
    missed = [f"  {r.partner}: {_promise(p)}" for r in found.relations for p in r.toezeggingen if p.gehaald is False]
    _section("Niet gehaald", missed)
    ending = [r for r in found.relations if r.tot and r.tot <= app.today + _ENDS]
    _section("Overeenkomsten die aflopen", [f"  {r.partner}: {_until(r)}" for r in ending])
    note("Alles over één partner: bb network NAAM")


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        say()
        say_heading(title)
    for line in lines:
        say(wrapped(line, width()))


def _columns(of: Relation) -> dict[str, object]:
    kept = [p.gehaald for p in of.toezeggingen if p.gehaald is not None]
    return {
        "partner": of.partner,
        "soort": of.soort,
        "verwezen": len(of.verwezen),
        "jaar_eerder": len(of.daarvoor),
        "tips": len(of.tips),
        "gehaald": f"{sum(kept)} van {len(kept)}" if kept else "",
        "contact": short_day_nl(of.contact) if of.contact else "nooit",
    }


def _due(items: Sequence[Task], today: date) -> list[str]:
    if not items:
        return []
    size = max(len(item.id) for item in items)
    whats = max(len(what_nl((item,))) for item in items)
    ordered = sorted(items, key=lambda item: (item.day, item.id))
    return [f"  {i.id:<{size}}  {what_nl((i,)):<{whats}}  {when(i, today)}" for i in ordered]


def _promise(of: Promise) -> str:
    many = f"{of.keer} van {of.van} keer" if of.van is not None else f"{of.keer} keer"
    agreed = f"; afgesproken: {of.afgesproken}" if of.afgesproken else ""
    return f"{of.wat} door {_WHO[of.wie]}: {many}{agreed}"


def _until(of: Relation) -> str:
    if of.tot is None:
        return "geen overeenkomst"
    return f"{'afgelopen op' if of.afgelopen else 'tot en met'} {short_day_nl(of.tot)}"


def _one(of: Relation, due: Sequence[Task], today: date) -> None:
    say_heading(of.partner)
    say(f"  soort: {of.soort}")
    say(f"  overeenkomst: {_until(of)}")
    say(f"  laatste contact: {short_day_nl(of.contact) if of.contact else 'nooit'}")
    said = (
        f"  verwezen: {count_nl(len(of.verwezen), 'zaak', 'zaken')} in 12 maanden, {len(of.daarvoor)} in de 12 ervoor"
    )
    say(f"{said}; verwijst niet meer" if of.stil else said)
    say(f"  tips: {count_nl(len(of.tips), 'zaak', 'zaken')} van mensen die zelf belden")
    quarters = ", ".join(f"{name}: {count}" for name, count in of.kwartalen.items())
    _section("Verwijzingen per kwartaal", [f"  {quarters}"])
    met = {True: "gehaald", False: "niet gehaald", None: "nog niets te doen"}
    _section("Toezeggingen", [f"  {_promise(p)}; {met[p.gehaald]}" for p in of.toezeggingen])
    _section("Wat wij nog moeten doen", _due(due, today))


def _row(of: Relation, found: NetworkNow, today: date) -> dict[str, object]:
    due = [task_row(item, today) for item in found.due.get(of.partner, ())]
    return {**asdict(of), "te_doen": due}
