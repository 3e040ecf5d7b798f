"""The page of one record: its header, what happened, the notes, and what comes next."""

from __future__ import annotations

from bb.actions.due import tasks_of
from bb.actions.names import Names
from bb.actions.reading import Opened
from bb.cli.app import App
from bb.cli.due import task_row
from bb.cli.next_steps import next_lines
from bb.cli.who import which
from bb.domain.detectors import mask
from bb.domain.events import Event, in_order
from bb.domain.phrases import phrase, written
from bb.domain.records import Casus, Partij, Partner, Record
from bb.domain.rows import header, rows_of
from bb.domain.terms import Term
from bb.domain.types import Value, keys_of
from bb.text.dates import short_day_nl

_TITLES = {"casus": "Zaak", "vrijwilliger": "Vrijwilliger", "partner": "Partner", "activiteit": "Activiteit"}

Part = tuple[str, list[str]]
"""A heading, empty when there is none, and the lines under it."""


def record_page(app: App, opened: Opened, typed: str, people: Names) -> list[Part]:
    """Return the parts of the page of the record that was typed.

    Raises:
        Stop: there is no such record.
    """
    kind, record = which(opened, typed, app.today)
    events = [f"  {short_day_nl(e.op):<12} {people.beside(_told(e))}" for e in in_order(record.verloop)]
    parts = [
        (
            people.beside(f"{_TITLES[kind]} {record.id}"),
            [f"  {name.replace('_', ' '):<14} {value}" for name, value in _facts(record)],
        ),
        ("Wat er gebeurde", events or ["  nog niets"]),
    ]
    if body := record.source.body.strip():
        parts.append(("Aantekeningen", [f"  {mask(line)}".rstrip() for line in body.split("\n")]))
    following = next_lines(app, opened.register, record) or ["Er is niets te doen."]
    return [*parts, ("", [*following, f"Bestand: {record.source.path}"])]


def record_row(app: App, opened: Opened, typed: str) -> dict[str, Value]:
    """Return the record that was typed as a row for a program, with its journal and what is due.

    Raises:
        Stop: there is no such record.
    """
    kind, record = which(opened, typed, app.today)
    row = next(r for r in rows_of(opened.register, kind, app.today) if r[kind] == record.id)
    events = [{"op": e.op, "wat": e.wat, **e.keys, "regel": e.line} for e in record.verloop]
    due = [task_row(task, app.today) for task in tasks_of(opened.register, record, app.today)]
    return {**row, "verloop": events, "te_doen": due}


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
