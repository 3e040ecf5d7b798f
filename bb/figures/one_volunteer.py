"""What one volunteer did and has coming: what they may know themselves, as it is on the page one gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from bb.domain.events import Event, in_order
from bb.domain.journal import IN_POOL, state_of, vrijwilliger_status
from bb.domain.practice import attendance, linked, period, planned, room
from bb.domain.records import Activiteit, Casus, Vrijwilliger
from bb.domain.register import Register
from bb.domain.workdays import add_months

INTERVISIE = "intervisie"
TRAINING = "training"
FOR_ALL = (INTERVISIE, TRAINING, "uitje")
"""The activities to which every volunteer is asked."""
CLOSED_CASES = 5
"""So many cases closed since the last thanks ask for new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """A case someone is in the team of: with whom, since when, how it is done, and the talks agreed upon."""

    casus: str
    samen_met: tuple[str, ...]
    sinds: date | None
    aanpak: str | None
    afspraken: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An activity to come: on which day, at what time, and where."""

    soort: str
    datum: date
    tijd: time | None
    plek: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneVolunteer:
    """One volunteer on a day.

    `sinds` is the day of the start, `jaar` the cases they were linked to in this calendar year and `alle` ever.
    `intervisie` is how often they came this year, of how often they could; `trainingen` each kind with its day.
    `bedankt` are the lines of appreciation, the newest first, `vragen` the questions that were not answered yet.
    """

    vrijwilliger: Vrijwilliger
    status: str
    sinds: date | None
    nu: tuple[OwnCase, ...]
    jaar: tuple[str, ...]
    alle: tuple[str, ...]
    intervisie: tuple[int, int]
    trainingen: tuple[tuple[date, str], ...]
    komt: tuple[Coming, ...]
    bedankt: tuple[Event, ...]
    vragen: tuple[Event, ...]


def one_volunteer(register: Register, vrijwilliger: Vrijwilliger, day: date) -> OneVolunteer:
    """Return what one volunteer did up to a day, and what they have coming."""
    events = in_order(vrijwilliger.verloop, day)
    first, last = period(day, "jaar")
    cases = [(casus, in_order(casus.verloop, day)) for casus in register.casus.values()]
    mine = [(c, e) for c, e in cases if vrijwilliger.id in linked(e, date.min, day)]
    activities = tuple(register.activiteit.values())
    held = [e for a in activities if a.soort == INTERVISIE for e in in_order(a.verloop, day) if e.wat == "gehouden"]
    return OneVolunteer(
        vrijwilliger=vrijwilliger,
        status=vrijwilliger_status(vrijwilliger, day),
        sinds=next((e.op for e in events if e.wat == "start"), None),
        nu=tuple(own for c, e in mine if (own := _now(c, e, vrijwilliger.id, day))),
        jaar=tuple(c.id for c, e in mine if vrijwilliger.id in linked(e, first, last)),
        alle=tuple(c.id for c, _ in mine),
        intervisie=attendance(vrijwilliger, INTERVISIE, held, first, day),
        trainingen=tuple(sorted(_trainings(events, activities, vrijwilliger.id, day))),
        komt=tuple(sorted(_coming(activities, day), key=lambda c: c.datum)),
        bedankt=tuple(e for e in reversed(events) if e.wat == "waardering"),
        vragen=_open_questions(events),
    )


def _now(casus: Casus, events: Sequence[Event], id_: str, day: date) -> OwnCase | None:
    state = state_of(casus, day)
    if id_ not in state.team or state.status == "gesloten":
        return None
    return OwnCase(
        casus=casus.id,
        samen_met=tuple(member for member in state.team if member != id_),
        sinds=next((e.op for e in events if e.wat == "koppeling" and id_ in (e.get("team") or ())), None),
        aanpak=state.aanpak,
        afspraken=tuple(e for e in events if e.wat == "gepland" and (e.get("datum") or date.min) >= day),
    )


def _trainings(
    events: Sequence[Event], activities: Sequence[Activiteit], id_: str, day: date
) -> Iterator[tuple[date, str]]:
    yield from ((e.op, e.get("soort") or TRAINING) for e in events if e.wat == TRAINING)
    for activiteit in activities:
        if activiteit.soort == TRAINING:
            for event in in_order(activiteit.verloop, day):
                if event.wat == "gehouden" and id_ in (event.get("aanwezig") or ()):
                    yield event.op, activiteit.training or TRAINING


def _coming(activities: Sequence[Activiteit], day: date) -> Iterator[Coming]:
    """Yield the activities for all volunteers that are planned and neither held nor called off."""
    for activiteit in activities:
        events = in_order(activiteit.verloop, day)
        ahead = planned(events) if activiteit.soort in FOR_ALL else None
        datum = ahead.get("datum") if ahead else None
        if ahead and datum and datum >= day:
            yield Coming(
                soort=activiteit.soort,
                datum=datum,
                tijd=ahead.get("tijd"),
                plek=room(events),
            )


def _open_questions(events: Sequence[Event]) -> tuple[Event, ...]:
    asked: list[Event] = []
    for event in events:
        if event.wat == "vraag":
            asked.append(event)
        elif event.wat == "antwoord":
            asked.clear()
    return tuple(asked)


def reasons_to_thank(found: OneVolunteer, register: Register, day: date) -> Iterator[str]:
    """Yield why a volunteer may be thanked now: years of work, cases closed, or a year without; in Dutch.

    A year that is full counts from that day until the next thanks, or for a month when there never were any.
    """
    if found.sinds is None or found.status not in IN_POOL:
        return
    last = found.bedankt[0].op if found.bedankt else found.sinds
    years = day.year - found.sinds.year - (add_months(found.sinds, 12 * (day.year - found.sinds.year)) > day)
    if years and add_months(found.sinds, 12 * years) > last:
        yield f"{years} jaar vrijwilliger"
    closed = [c for c in map(register.casus.get, found.alle) if c and _closed_after(c, last, day)]
    if len(closed) >= CLOSED_CASES:
        yield f"{len(closed)} zaken afgesloten sinds {'het laatste bedankje' if found.bedankt else 'de start'}"
    if add_months(last, 12) <= day:
        yield "een jaar of langer geen blijk van waardering"


def _closed_after(casus: Casus, last: date, day: date) -> bool:
    state = state_of(casus, day)
    return state.status == "gesloten" and state.afsluiting is not None and state.afsluiting > last
