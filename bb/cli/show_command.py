"""`bb show`: one record on a page."""

from __future__ import annotations

import click

from bb.actions.due import tasks_of
from bb.actions.reading import open_readable
from bb.cli.app import App, json_option, pass_app
from bb.cli.due import task_row
from bb.cli.next_steps import next_lines
from bb.cli.output import say, say_heading, say_json
from bb.cli.who import names_here, which
from bb.domain.detectors import mask
from bb.domain.events import Event, in_order
from bb.domain.phrases import phrase, written
from bb.domain.records import Casus, Partij, Partner, Record
from bb.domain.rows import header, rows_of
from bb.domain.terms import Term
from bb.domain.types import Value, keys_of
from bb.text.dates import short_day_nl

_TITLES = {"casus": "Zaak", "vrijwilliger": "Vrijwilliger", "partner": "Partner", "activiteit": "Activiteit"}


@click.command("show")
@click.argument("id_", metavar="WAT")
@json_option
@pass_app
def command(app: App, id_: str, *, as_json: bool) -> None:
    """Laat één zaak, vrijwilliger, partner of activiteit zien.

    WAT is een zaak (25 of 2026-0025), een vrijwilliger (v-12), een partner of een activiteit.
    """
    opened = open_readable(app.folder)
    kind, record = which(opened, id_, app.today)
    if as_json:
        row = next(r for r in rows_of(opened.register, kind, app.today) if r[kind] == record.id)
        events = [{"op": e.op, "wat": e.wat, **e.keys, "regel": e.line} for e in record.verloop]
        due = [task_row(task, app.today) for task in tasks_of(opened.register, record, app.today)]
        say_json([{**row, "verloop": events, "te_doen": due}])
        return
    people = names_here(opened)
    say_heading(people.beside(f"{_TITLES[kind]} {record.id}"))
    for name, value in _facts(record):
        say(f"  {name.replace('_', ' '):<14} {value}")
    say()
    say_heading("Wat er gebeurde")
    for event in in_order(record.verloop):
        say(f"  {short_day_nl(event.op):<12} {people.beside(_told(event))}")
    if not record.verloop:
        say("  nog niets")
    body = record.source.body.strip()
    if body:
        say()
        say_heading("Aantekeningen")
        for line in body.split("\n"):
            say(f"  {mask(line)}".rstrip())
    say()
    for line in next_lines(app, opened.register, record) or ["Er is niets te doen."]:
        say(line)
    say(f"Bestand: {record.source.path}")


def _told(event: Event) -> str:
    return mask(phrase(event))


def _facts(record: Record) -> list[tuple[str, str]]:
    """Return the keys of the header that say something, in words."""
    facts: list[tuple[str, str]] = []
    for name, value in header(record).items():
        if value in (None, (), {}, False):
            continue
        if isinstance(record, Casus) and name == "partijen":
            facts.extend((f"partij {letter}", _party(party)) for letter, party in record.partijen.items())
        elif isinstance(record, Partner) and name == "toezeggingen":
            facts.extend(("toezegging", f"{t.wat}: {_declared(t)}") for t in record.toezeggingen)
        else:
            facts.append((name, mask(_words(value))))
    return facts


def _party(party: Partij) -> str:
    told = [(name, getattr(party, name)) for name in keys_of(Partij)]
    return mask(", ".join(_words(value) if name != "kan" else f"kan {_words(value)}" for name, value in told if value))


def _declared(term: Term) -> str:
    told = [(name, getattr(term, key.attribute)) for name, key in keys_of(Term).items()]
    return ", ".join(f"{name} {_words(value)}" for name, value in told if value not in (None, ()))


def _words(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(one)}" for name, one in value.items())
    return written(value)
