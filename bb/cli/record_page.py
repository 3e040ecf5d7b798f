"""The page of one record: its header, what happened, the notes, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bb.actions.due import tasks_of
from bb.actions.names import Names
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.topics import INTERVISIE, MONTHS, topics
from bb.actions.views import Page, Part
from bb.actions.volunteer_page import PRIVATE_KEYS, volunteer_page, write_html
from bb.cli.app import App
from bb.cli.due import ending, task_row
from bb.cli.next_steps import standing_of
from bb.cli.volunteer_page import coordinator_lines, volunteer_parts
from bb.cli.who import which
from bb.domain.detectors import mask
from bb.domain.events import Event, in_order
from bb.domain.phrases import phrase, written
from bb.domain.records import Activiteit, Casus, Partij, Partner, Record, Vrijwilliger
from bb.domain.rows import header, rows_of
from bb.domain.task import Task
from bb.domain.terms import Term
from bb.domain.types import Value, keys_of
from bb.text.dates import short_day_nl

_TITLES: dict[type, str] = {Casus: "Zaak", Partner: "Partner", Activiteit: "Activiteit"}

_CALLED = {"klachten": "ervaring met", "kan": "kan op", "max": "aantal zaken"}
"""Keys of a volunteer by a name that they read themselves."""

_NOTES = "Aantekeningen"


def record_page(app: App, opened: Opened, typed: str, people: Names) -> list[Part]:
    """Return the parts of the page of the record that was typed.

    Raises:
        Stop: there is no such record.
    """
    _, record = which(opened, typed, app.today)
    if isinstance(record, Vrijwilliger):
        return _volunteer(app, opened, record, people)
    page = Page(
        id=record.id,
        path=record.source.path,
        parts=record_parts(record, people),
        standing=standing_of(record, app.today),
        tasks=tasks_of(opened.register, record, app.today),
    )
    parts = [*page.parts]
    if _to_prepare(record, page.tasks):
        parts.append(("Om over te praten, uit recente zaken", _topics(app, opened)))
    return [*parts, ending(page, app.today)]


def record_parts(record: Record, people: Names) -> list[Part]:
    """Return the parts of the page of a record (no volunteer) that follow from its file alone, on any day."""
    events = [f"  {short_day_nl(e.op):<12} {people.beside(_told(e))}" for e in in_order(record.verloop)]
    parts: list[Part] = [
        (
            people.beside(f"{_TITLES[type(record)]} {record.id}"),
            [f"  {name.replace('_', ' '):<14} {value}" for name, value in _facts(record)],
        ),
        ("Wat er gebeurde", events or ["  nog niets"]),
    ]
    if notes := _notes(record):
        parts.append((_NOTES, notes))
    return parts


def _volunteer(app: App, opened: Opened, record: Vrijwilliger, people: Names) -> list[Part]:
    """Return the page of a volunteer: what may be given to them, the rest beside it."""
    page = volunteer_page(opened.register, record, app.today)
    notes = [f"{_NOTES}:", *told] if (told := _notes(record)) else []
    beside = [*notes, *coordinator_lines(page, app.today)]
    return [*volunteer_parts(page, _own_facts(record), people), (None, beside)]


def html_page(app: App, opened: Opened, typed: str, people: Names, path: Path) -> None:
    """Write the page of the volunteer that was typed as HTML.

    Raises:
        Stop: that is no volunteer, or it cannot be written.
    """
    _, record = which(opened, typed, app.today)
    if not isinstance(record, Vrijwilliger):
        raise Stop("Een blad om te geven is er van een vrijwilliger, zoals v-012.", Status.USAGE)
    page = volunteer_page(opened.register, record, app.today)
    write_html(opened, volunteer_parts(page, _own_facts(record), people), path, app.today)


def _own_facts(record: Vrijwilliger) -> list[str]:
    told = [(_CALLED.get(name, name), value) for name, value in _facts(record) if name not in PRIVATE_KEYS]
    return [f"  {name:<14} {value}" for name, value in told]


def _notes(record: Record) -> list[str]:
    """Return the notes below a record, for who keeps it."""
    body = record.source.body.strip()
    return [f"  {mask(line)}".rstrip() for line in body.split("\n")] if body else []


def record_row(app: App, opened: Opened, typed: str) -> dict[str, Value]:
    """Return the record that was typed as a row for a program, with its journal and what is due.

    Raises:
        Stop: there is no such record.
    """
    kind, record = which(opened, typed, app.today)
    row = next(r for r in rows_of(opened.register, kind, app.today) if r[kind] == record.id)
    events = [{"op": e.op, "wat": e.wat, **e.keys, "regel": e.line} for e in record.verloop]
    tasks = tasks_of(opened.register, record, app.today)
    due = [task_row(task, app.today) for task in tasks]
    more: dict[str, Value] = {}
    if _to_prepare(record, tasks):
        more["onderwerpen"] = [asdict(topic) for topic in topics(opened.register, app.today)]
    return {**row, "verloop": events, "te_doen": due, **more}


def _to_prepare(record: Record, tasks: Sequence[Task]) -> bool:
    """Tell whether this is an intervisie that is planned and was not held yet."""
    planned = any(task.reason == "gepland" for task in tasks)
    return isinstance(record, Activiteit) and record.soort == INTERVISIE and planned


def _topics(app: App, opened: Opened) -> list[str]:
    """Return what the volunteers may talk about: nothing of it tells which case it was."""
    found = topics(opened.register, app.today)
    lines = [f"  - {topic.onderwerp} ({len(topic.zaken)} zaken). {topic.vraag}" for topic in found]
    return lines or [f"  Er speelde in de laatste {MONTHS} maanden niets in twee zaken of meer."]


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
