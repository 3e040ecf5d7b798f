"""The day at the office: what is due, which cases have no team, and who is not there. Needs no key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bb.actions.indexed import answered
from bb.actions.reading import opened_from
from bb.actions.views import known_rows, known_todo
from bb.agenda import agenda
from bb.agenda.tasks import todo_of
from bb.domain.journal import state_of, waiting
from bb.domain.register import Register
from bb.domain.task import Task, Todo
from bb.domain.team import absence, stopped
from bb.domain.vocabulary import URGENTIES
from bb.files.index import Index

WEEK = timedelta(days=7)
TEAM = "koppeling"
VRAAG = "vraag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case without a team: how urgent it is, what asks for one (None when no term does), and when it was due."""

    casus: str
    urgentie: str
    sinds: date | None
    datum: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Someone who is away now or within a week, from and up to which day; `vervanger` takes over from a coördinator."""

    wie: str
    van: date
    tot: date
    vervanger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A day at the office.

    `agenda` is everything that is due, near and far. `waiting` are the cases without a team, the most urgent first.
    """

    agenda: Todo
    waiting: tuple[Waiting, ...]
    away: tuple[Away, ...]

    @property
    def day(self) -> date:
        """The day itself."""
        return self.agenda.today

    @property
    def items(self) -> tuple[Task, ...]:
        """All that is due on the page: what is late or for today, agreed for this week, or asked by a volunteer."""
        shown = (*self.agreed, *self.questions)
        return tuple(i for i in self.agenda.items if i.day <= self.day or i in shown)

    @property
    def now(self) -> tuple[Task, ...]:
        """What is late or for today, most urgent first, without what stands in the other parts of the day."""
        elsewhere = {(case.casus, TEAM) for case in self.waiting}
        return tuple(
            i
            for i in self.agenda.items
            if i.day <= self.day and i.term != VRAAG and (i.id, i.term) not in elsewhere and i not in self.agreed
        )

    @property
    def agreed(self) -> tuple[Task, ...]:
        """The agreed dates from today up to a week ahead, soonest first."""
        found = (i for i in self.agenda.items if i.reason == "gepland" and self.day <= i.day <= self.day + WEEK)
        return tuple(sorted(found, key=lambda i: (i.day, i.tijd is None, i.tijd, i.id)))

    @property
    def questions(self) -> tuple[Task, ...]:
        """The questions of volunteers that wait for an answer, the oldest first."""
        return tuple(sorted((i for i in self.agenda.items if i.term == VRAAG), key=lambda i: (i.day, i.id)))


def today_at(start: Path, today: date) -> Today:
    """Return the day of the organisation that `start` lies in.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken.
    """

    def known(index: Index) -> Today:
        waits = {row["casus"]: row["urgentie"] for row in known_rows(index, "casus", today) if row["wacht_op_team"]}
        return _assembled(opened_from(index).register, known_todo(index, today, date.max), waits)

    return answered(start, known, lambda opened: the_day(opened.register, today))


def the_day(register: Register, today: date) -> Today:
    """Return the day of an organisation that was read without an index."""
    gone = stopped(register, today)
    waits = {c.id: c.urgentie for c in register.casus.values() if waiting(state_of(c, today), gone)}
    return _assembled(register, todo_of(agenda(register, today)), waits)


def _assembled(register: Register, whole: Todo, waits: dict[str, str]) -> Today:
    asked = {item.id: item for item in whole.items if item.term == TEAM and item.id in waits}
    cases = []
    for id_, urgentie in waits.items():
        item = asked.get(id_)
        since = date.fromisoformat(item.since["op"]) if item and item.since else None
        cases.append(Waiting(casus=id_, urgentie=urgentie, sinds=since, datum=item.day if item else None))
    return Today(
        agenda=whole,
        waiting=tuple(sorted(cases, key=lambda c: (-URGENTIES.index(c.urgentie), c.sinds or date.max, c.casus))),
        away=_away(register, whole.today),
    )


def _away(register: Register, today: date) -> tuple[Away, ...]:
    until = today + WEEK
    volunteers = ((v.id, absence(v, today, until)) for v in register.vrijwilliger.values())
    return (
        *(
            Away(wie=coordinator.id, van=days.first, tot=days.last, vervanger=coordinator.vervanger)
            for coordinator in register.organisatie.coordinatoren
            for days in coordinator.afwezig
            if days.first <= until and days.last >= today
        ),
        *(Away(wie=id_, van=days.first, tot=days.last) for id_, days in volunteers if days),
    )
