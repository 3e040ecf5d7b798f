"""The agenda of an organisation on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bb.agenda.activities import activity_items
from bb.agenda.cases import KnownNorms, case_items
from bb.agenda.items import Item
from bb.agenda.network import partner_items
from bb.agenda.norms import Progress, partner_progress, practice, volunteer_progress
from bb.agenda.people import volunteer_items
from bb.agenda.private import key_items, retention_items, sheet_items
from bb.agenda.year_plan import year_plan_items
from bb.domain.journal import state_of
from bb.domain.records import KINDS, Activiteit, Casus, Partner, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.task import urgency
from bb.domain.workdays import calendar_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All that is due, most urgent first, and how far the norms are.

    Everything is in `items`, however far ahead; `late`, `due` and `coming` cut it by the day.
    """

    today: date
    items: tuple[Item, ...]
    progress: tuple[Progress, ...]

    @property
    def late(self) -> tuple[Item, ...]:
        """What should have been done before today."""
        return tuple(i for i in self.items if i.day < self.today)

    @property
    def due(self) -> tuple[Item, ...]:
        """What is to be done today."""
        return tuple(i for i in self.items if i.day == self.today)

    def coming(self, until: date) -> tuple[Item, ...]:
        """What comes after today, up to and including `until`, soonest first."""
        ahead = (i for i in self.items if self.today < i.day <= until)
        return tuple(sorted(ahead, key=lambda i: (i.day, i.id, i.term)))

    @property
    def behind(self) -> tuple[Progress, ...]:
        """The norms not reached yet with less than a quarter of the year to go, most behind first."""
        short = (p for p in self.progress if not p.met and p.days_left <= timedelta(days=91).days)
        return tuple(sorted(short, key=lambda p: (p.kind, p.norm, p.count / max(1, p.target), p.id)))


def record_items(register: Register, record: Record, today: date, known: KnownNorms | None = None) -> Iterator[Item]:
    """Yield what is due on one record, near and far; `known` is kept by who asks about many."""
    calendar = calendar_of(register.organisatie.gesloten)
    match record:
        case Casus():
            state = state_of(record, today)
            yield from case_items(register, record, calendar, state, {} if known is None else known, today)
            yield from sheet_items(record, calendar, state, today)
        case Vrijwilliger():
            yield from volunteer_items(register, record, calendar, today)
            yield from retention_items(register.organisatie, record, calendar, today)
        case Partner():
            yield from partner_items(register, record, calendar, today)
        case Activiteit():
            yield from activity_items(register, record, calendar, today)


def agenda(register: Register, today: date) -> Agenda:
    """Return what is due on every record, by urgency and then by day, as the journals stand on `today`."""
    known: KnownNorms = {}
    items = [
        item
        for kind in KINDS
        if kind != "partner"
        for record in register.of_kind(kind).values()
        for item in record_items(register, record, today, known)
    ]
    return assembled(today, (*items, *other_items(register, today)), progress_of(register, today))


def other_items(register: Register, today: date) -> Iterator[Item]:
    """Yield what follows from no case, volunteer or activity by itself: partners, keys, the year plan."""
    for partner in register.partner.values():
        yield from record_items(register, partner, today)
    calendar = calendar_of(register.organisatie.gesloten)
    yield from key_items(register.organisatie, calendar)
    yield from year_plan_items(register, calendar, today)


def progress_of(register: Register, today: date) -> tuple[Progress, ...]:
    """Return how far every norm is."""
    done = practice(register, today)
    progress = [p for v in register.vrijwilliger.values() for p in volunteer_progress(register, v, done, today)]
    return (*progress, *partner_progress(register, done, today))


def assembled(today: date, items: Iterable[Item], progress: tuple[Progress, ...]) -> Agenda:
    """Return the agenda of these items, most urgent first."""
    return Agenda(today=today, items=tuple(sorted(items, key=urgency)), progress=progress)
