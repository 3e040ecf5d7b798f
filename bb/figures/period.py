"""The period that figures are about, and what each case was in it.

A period looks at events up to its last day. A case counts as reported in the period of its melding, and as
closed when it was closed in the period and is not open at its end. A later afsluiting revises
the result, not the day it was closed on, unless a heropening lies between. `dubbel` is in no count.
Source: FORMAT, "What follows from the events", row `year`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from operator import attrgetter

from bb.domain.events import Event, in_order
from bb.domain.ids import is_guest
from bb.domain.journal import State, step
from bb.domain.records import Casus, Organisatie, Vrijwilliger
from bb.domain.register import Register
from bb.domain.workdays import Calendar, calendar_of

DUBBEL = "dubbel"
GESLOTEN = "gesloten"
DAY = attrgetter("op")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` up to and including `last`, seen on the day `today`."""

    first: date
    last: date
    today: date

    @property
    def until(self) -> date:
        """The last day that is looked at: the last of the period, or today when that comes first."""
        return min(self.last, self.today)

    @property
    def eve(self) -> date:
        """The last day before the part of the period that is looked at."""
        return min(self.first - timedelta(days=1), self.until)

    @property
    def over(self) -> bool:
        """Whether the period has passed."""
        return self.today > self.last

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the part of the period that is looked at."""
        return isinstance(day, date) and self.first <= day <= self.until

    @property
    def is_year(self) -> bool:
        """Whether the period is one calendar year, from its first day to its last."""
        return self == year_period(self.first.year, self.today)

    @property
    def before(self) -> Period:
        """The same days, a year earlier."""
        if self.is_year:
            return year_period(self.first.year - 1, self.today)
        return replace(self, first=_year_earlier(self.first), last=_year_earlier(self.last))


def year_period(jaar: int, today: date) -> Period:
    """Return the calendar year `jaar`, seen on the day `today`."""
    return Period(first=date(jaar, 1, 1), last=date(jaar, 12, 31), today=today)


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The part of the cases that figures are about: those of one gemeente, one wijk, or one partner's referrals.

    `kind` is `gemeente`, `wijk` or `partner`; the place is that of party A, as everywhere.
    """

    kind: str
    name: str

    @property
    def sentence(self) -> str:
        """The sentence a definition ends with, in Dutch."""
        whose = {"gemeente": "uit gemeente", "wijk": "uit wijk", "partner": "met verwijzer"}[self.kind]
        return f"Alleen zaken {whose} {self.name}."

    def holds(self, casus: Casus, organisatie: Organisatie) -> bool:
        """Tell whether a case belongs to this part."""
        match self.kind:
            case "gemeente":
                return organisatie.gemeente(casus.wijk) == self.name
            case "wijk":
                return casus.wijk == self.name
            case _:
                return casus.verwijzer == self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaak:
    """A case in a period: its state on the eve (`before`) and on the last day (`state`).

    `events` are all up to the last day, in order, and `within` those of the period itself. `states` has the state
    before the first event and after each of them, and may go on beyond the period. `closed` is the day the case was
    closed on, None while it is open.
    """

    casus: Casus
    before: State
    state: State
    states: Sequence[State]
    events: tuple[Event, ...]
    within: tuple[Event, ...]
    closed: date | None

    @property
    def id(self) -> str:
        """The case number."""
        return self.casus.id


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the chapters count from: the register, the period, and the cases seen in it.

    `zaken` are the cases with something to count in the period, `aangemeld` those reported in it,
    `afgesloten` those closed in it, `lopend` those open or on hold on its last day. With a `scope` only its cases are
    there; what is about the organisation as a whole is then not counted.
    """

    register: Register
    period: Period
    scope: Scope | None = None
    zaken: tuple[Zaak, ...]
    aangemeld: tuple[Zaak, ...]
    afgesloten: tuple[Zaak, ...]
    lopend: tuple[Zaak, ...]
    calendar: Calendar

    @property
    def volunteers(self) -> tuple[Vrijwilliger, ...]:
        """The organisation's own volunteers; guests from next door are left out."""
        return tuple(v for v in self.register.vrijwilliger.values() if not is_guest(v.id))


def closed_on(events: Iterable[Event]) -> date | None:
    """Return the day a case was closed on, None while it is open; `events` in order.

    The first afsluiting counts; those after it revise the result, until a heropening.
    """
    day: date | None = None
    for event in events:
        if event.wat == "afsluiting" and day is None:
            day = event.op
        elif event.wat == "heropening":
            day = None
    return day


def view(register: Register, period: Period, scope: Scope | None = None) -> View:
    """Return the cases of a register (or of one part of it) as they were in a period."""
    return views(register, (period,), scope)[0]


def views(register: Register, periods: Sequence[Period], scope: Scope | None = None) -> tuple[View, ...]:
    """Return a view for each period; every journal is walked through once for all of them."""
    last = max(period.until for period in periods)
    found: list[list[Zaak]] = [[] for _ in periods]
    for casus in register.casus.values():
        if scope and not scope.holds(casus, register.organisatie):
            continue
        events = in_order(casus.verloop, last)
        states: Sequence[State] = ()
        for zaken, period in zip(found, periods, strict=True):
            known = _up_to(events, period.until)
            if not known:
                continue
            within = known[bisect_left(known, period.first, key=DAY) :] if known[-1].op >= period.first else ()
            closed = closed_on(known)
            if closed and not within:  # closed before, and nothing since: nothing to count
                continue
            states = states or _states(casus, events)
            zaken.append(
                Zaak(
                    casus=casus,
                    before=states[len(known) - len(within)],
                    state=states[len(known)],
                    states=states,
                    events=known,
                    within=within,
                    closed=closed,
                )
            )
    return tuple(_view(register, period, scope, zaken) for period, zaken in zip(periods, found, strict=True))


def _up_to(events: tuple[Event, ...], day: date) -> tuple[Event, ...]:
    if not events or events[-1].op <= day:
        return events
    return events[: bisect_right(events, day, key=DAY)]


def _states(casus: Casus, events: Iterable[Event]) -> list[State]:
    """Return the state of a case before its first event, and after each."""
    return list(accumulate(events, step, initial=State(coordinator=casus.coordinator)))


def _view(register: Register, period: Period, scope: Scope | None, zaken: Sequence[Zaak]) -> View:
    counted = tuple(z for z in zaken if not (z.state.status == GESLOTEN and z.state.resultaat == DUBBEL))
    return View(
        register=register,
        period=period,
        scope=scope,
        zaken=counted,
        aangemeld=tuple(z for z in counted if z.state.melding in period),
        afgesloten=tuple(z for z in counted if z.closed in period),
        lopend=tuple(z for z in counted if z.closed is None),
        calendar=calendar_of(register.organisatie.gesloten),
    )
