"""The volunteers: who they are as far as matching needs it, and how they came, stayed and left."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bb.demo.activities import Activity
from bb.demo.days import workday, workday_before
from bb.demo.events import Event, on
from bb.demo.partners import NEIGHBOURS
from bb.demo.settings import KLACHTEN, WIJKEN

METHODS = ("pendel", "coaching", "groep")
"""What needs a training of its own, beyond the basic one."""

TEAM_OF_METHOD = 4
"""At least so many volunteers per method, so that a small organisation can offer each."""

LEAST_FOR_ALL_KINDS = 12
"""From so many volunteers on, leavers, a rejected candidate and one away are among them."""

A_TERM = 3
"""Years a volunteer signs for."""

SLOTS = (
    *("ma-avond", "di-avond", "wo-avond", "do-avond") * 4,
    *("za-ochtend", "vr-middag", "di-middag", "wo-ochtend", "do-middag", "ma-ochtend") * 2,
    *("vr-ochtend", "za-middag", "do-ochtend", "vr-avond"),
)
LANGUAGES = ("en", "en", "en", "de", "fr", "tr", "ar", "pl", "es", "uk")
CHANNELS = ("wijkkrant", "website", "sociale-media", "vrijwilligersbank", "via-via", "via-via", "partner")
SCHOOLING = ("praktijk", "mbo", "mbo", "hbo", "hbo", "wo")
DECADES = ("1950-1959", "1960-1969", "1960-1969", "1970-1979", "1980-1989", "1990-1999")


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """One volunteer or guest: what stands in the header, when they work, and their own journal."""

    id: str
    wijk: str = ""
    van: str = ""
    talen: tuple[str, ...] = ("nl",)
    klachten: tuple[tuple[str, int], ...] = ()
    kan: tuple[str, ...] = ()
    max: int = 2
    niet_met: tuple[str, ...] = ()
    geslacht: str = ""
    geboren: str = ""
    opleiding: str = ""
    start: date | None = None
    stop: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    trained: tuple[tuple[str, date], ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)

    @property
    def special(self) -> bool:
        """Whether this volunteer can do what few can."""
        return any(name in METHODS for name, _ in self.trained)

    @property
    def guest(self) -> bool:
        """Whether this is a guest from the organisation next door."""
        return bool(self.van)

    def active(self, day: date) -> bool:
        """Whether this volunteer works on `day`: begun, not gone, not away."""
        return self.serves(day) and not any(first <= day <= last for first, last in self.away)

    def serves(self, day: date) -> bool:
        """Whether this volunteer belongs to the team on `day`, away or not."""
        return self.start is not None and self.start <= day and (self.stop is None or day < self.stop)

    def can(self, method: str, day: date) -> bool:
        """Whether the training for `method` was followed before `day` (bemiddeling asks the basic one)."""
        asked = {"basistraining", method} & {"basistraining", *METHODS}
        had = {name for name, when in self.trained if when < day}
        return asked <= had


@dataclass(frozen=True, slots=True, kw_only=True)
class _Life:
    """What fate has in store for one volunteer."""

    kind: str
    start: date | None
    stop: date | None = None
    cohort: Activity | None = None


def volunteers(
    rng: random.Random, count: int, *, begin: date, today: date, load: int, activities: Sequence[Activity]
) -> tuple[Volunteer, ...]:
    """Make up `count` volunteers and two guests.

    `load` is how many cases an average volunteer has at a time. `activities` are the trainings in
    the period: who joins in it followed the basic training of that year there.
    """
    cohorts = [a for a in activities if a.training == "basistraining" and a.day < today - timedelta(days=30)]
    lives = [_life(rng, n, count, begin, today, cohorts) for n in range(count)]
    people = [_volunteer(rng, n + 1, life, begin=begin, today=today, load=load) for n, life in enumerate(lives)]
    return (*_with_methods(rng, people, activities, begin), *_guests(begin))[: count + 2]


def _life(rng: random.Random, n: int, count: int, begin: date, today: date, cohorts: Sequence[Activity]) -> _Life:
    before = workday(begin - timedelta(days=rng.randint(200, 1400)))
    kind = _kind(n, count)
    if kind in {"afgewezen", "kandidaat"}:
        return _Life(kind=kind, start=None)
    if kind == "vertrekker":
        return _Life(kind=kind, start=before, stop=workday(today - timedelta(days=rng.randint(60, 500))))
    if kind == "nieuw" and cohorts:
        cohort = cohorts[n % len(cohorts)]
        start = workday(cohort.day + timedelta(days=rng.randint(10, 25)))
        return _Life(kind=kind, start=start, cohort=cohort)
    return _Life(kind=kind, start=before)


def _kind(n: int, count: int) -> str:
    """Of every eighteen: two candidates and a rejected one at the end of the list, two leavers, one away, four new."""
    if count < LEAST_FOR_ALL_KINDS:
        return "vast"
    if n >= count - max(1, count // 18):
        return "afgewezen"
    if n >= count - max(3, count // 6):
        return "kandidaat"
    place = n % 18
    if place in {4, 11}:
        return "vertrekker"
    if place == 6:
        return "weg"
    return "nieuw" if place in {3, 8, 12, 14} else "vast"


def _volunteer(rng: random.Random, number: int, life: _Life, *, begin: date, today: date, load: int) -> Volunteer:
    id_ = f"v-{number:03}"
    expertise = rng.sample([k for k in KLACHTEN if k not in {"satelliet", "anders"}], rng.randint(2, 4))
    if "geluid-personen" not in expertise and rng.random() < 0.6:
        expertise[0] = "geluid-personen"
    away = _absences(rng, life, today)
    events = _journal(rng, life, begin=begin, today=today, away=away, number=number)
    old = life.start is not None and life.start < begin
    trained = [("basistraining", e.op) for e in events if e.wat == "training"]
    if life.cohort is not None:
        trained = [("basistraining", life.cohort.day)]
    return Volunteer(
        id=id_,
        wijk=tuple(WIJKEN)[(number * 5 + number // 6) % len(WIJKEN)],
        talen=("nl", *sorted(set(rng.sample(LANGUAGES, rng.choice((0, 1, 1, 2)))))),
        klachten=tuple((name, rng.randint(2, 3) if old else rng.randint(1, 2)) for name in expertise)
        if life.start
        else (),
        kan=tuple(dict.fromkeys(rng.sample(SLOTS, rng.randint(4, 7)))),
        max=max(1, load + (1, 2, 1, 1, 2, 1)[number % 6]),
        niet_met=("v-005",) if number == 2 else (),
        geslacht=rng.choice(("vrouw", "vrouw", "man", "man", "")),
        geboren=rng.choice((*DECADES, "")),
        opleiding=rng.choice((*SCHOOLING, "")),
        start=life.start,
        stop=life.stop,
        away=away,
        trained=tuple(trained),
        events=events,
    )


def _absences(rng: random.Random, life: _Life, today: date) -> tuple[tuple[date, date], ...]:
    if life.kind == "weg":
        return ((today - timedelta(days=9), today + timedelta(days=26)),)
    if life.start is None or rng.random() < 0.55:
        return ()
    year = rng.randint(max(life.start.year, today.year - 2), today.year)
    first = date(year, 7, 1) + timedelta(days=rng.randint(0, 40))
    last = first + timedelta(days=rng.randint(13, 27))
    inside = life.start < first - timedelta(days=30) and last < (life.stop or today) - timedelta(days=20)
    return ((first, last),) if inside else ()


def _journal(
    rng: random.Random,
    life: _Life,
    *,
    begin: date,
    today: date,
    away: tuple[tuple[date, date], ...],
    number: int,
) -> tuple[Event, ...]:
    if life.kind == "kandidaat":
        return _candidacy(rng, today, number)
    if life.kind == "afgewezen":
        applied = workday(today - timedelta(days=rng.randint(70, 80)))
        met = workday(applied + timedelta(days=8))
        return (
            on(applied, "aanmelding", kanaal=rng.choice(CHANNELS)),
            on(met, "selectiegesprek", besluit="nee", minuten=45),
        )
    if life.start is None:
        return ()
    start = life.start
    known = life.cohort.day if life.cohort else start - timedelta(days=rng.randint(12, 25))
    applied = workday_before(known - timedelta(days=rng.randint(40, 90)))
    met = workday(applied + timedelta(days=rng.randint(7, 14)))
    events = [
        on(applied, "aanmelding", kanaal=rng.choice(CHANNELS)),
        on(met, "selectiegesprek", besluit="ja", minuten=rng.choice((45, 60, 60, 75))),
        on(workday(met + timedelta(days=9)), "vog"),
        on(start, "start"),
        *_agreements(start, life.stop or today, today, ends_soon=life.kind == "vast" and number == 1),
        *_care(rng, start, life.stop or today, begin),
        *(on(workday_before(first - timedelta(days=9)), "afwezig", van=first, tot=last) for first, last in away),
    ]
    if life.cohort is None:
        events.append(on(workday_before(known), "training", soort="basistraining", minuten=rng.choice((960, 1200))))
    if life.stop is not None:
        events.append(on(life.stop, "stop", reden=rng.choice(("tijd", "verhuisd", "ander-werk"))))
    if life.kind == "vast" and number in {1, 8}:
        events.extend(_questions(today, open_=number == 8))
    return tuple(sorted((e for e in events if e.op <= today), key=lambda e: e.op))


def _candidacy(rng: random.Random, today: date, number: int) -> tuple[Event, ...]:
    """Candidates: every second one has been spoken to and waits for the next basic training."""
    applied = workday_before(today - timedelta(days=rng.randint(6, 12) if number % 2 else rng.randint(45, 60)))
    events = [on(applied, "aanmelding", kanaal=rng.choice(CHANNELS))]
    if number % 2 == 0:
        met = workday(applied + timedelta(days=10))
        events.append(on(met, "selectiegesprek", besluit="ja", minuten=60))
        events.append(on(workday(met + timedelta(days=7)), "vog"))
    return tuple(events)


def _agreements(start: date, until: date, today: date, *, ends_soon: bool) -> list[Event]:
    """An agreement at the start, renewed in time; of one volunteer the last is about to end."""
    if ends_soon:
        end = today + timedelta(days=40)
        signed = workday_before(end - timedelta(days=A_TERM * 365))
        first = [on(start, "overeenkomst", tot=signed + timedelta(days=30))] if start < signed else []
        return [*first, on(max(signed, start), "overeenkomst", tot=end)]
    events = []
    signed = start
    while signed <= until:
        end = date(signed.year + A_TERM, signed.month, min(signed.day, 28))
        events.append(on(signed, "overeenkomst", tot=end))
        signed = workday_before(end - timedelta(days=21))
        if end - timedelta(days=30) > until and end > today + timedelta(days=95):
            break
    return events


def _care(rng: random.Random, start: date, until: date, begin: date) -> list[Event]:
    """Talks, thanks and a yearly allowance, as far as they fall in the period that is kept in files."""
    events = []
    for year in range(max(begin.year, start.year), until.year + 1):
        talk = workday(date(year, rng.randint(2, 11), rng.randint(1, 28)))
        allowance = workday_before(date(year, 12, rng.randint(10, 18)))
        if rng.random() < 0.6:
            events.append(on(talk, "begeleiding", minuten=rng.choice((30, 40, 45, 60))))
        if rng.random() < 0.5:
            card = workday(date(year, rng.choice((6, 9)), rng.randint(3, 25)))
            events.append(on(card, "waardering", vorm=rng.choice(("kaart", "bon", "bloemen"))))
        if rng.random() < 0.25:
            fair = workday(date(year, 9, rng.randint(5, 20)))
            events.append(on(fair, "inzet", voor=rng.choice(("wijkmarkt", "burendag", "folders")), minuten=180))
        events.append(on(allowance, "vergoeding", bedrag=rng.choice(("45.00", "60.00", "75.00"))))
    return [event for event in events if start < event.op < until]


def _questions(today: date, *, open_: bool) -> list[Event]:
    """A question that still waits for an answer, or one that was answered the next day."""
    asked = workday_before(today - timedelta(days=12 if open_ else 90))
    return [on(asked, "vraag")] if open_ else [on(asked, "vraag"), on(workday(asked + timedelta(days=1)), "antwoord")]


def _with_methods(
    rng: random.Random, people: list[Volunteer], activities: Sequence[Activity], begin: date
) -> tuple[Volunteer, ...]:
    """Give some the training for pendel, coaching or groep: elsewhere before, or here in the period."""
    lasting = [n for n, v in enumerate(people) if v.start and v.start < begin and v.stop is None]
    found = dict(enumerate(people))
    for shift, method in enumerate(METHODS):
        here = [a for a in activities if a.training == method]
        many = max(TEAM_OF_METHOD, len(lasting) // 3)
        chosen = _spread(lasting, many, shift * 2)
        for place, n in enumerate(chosen):
            volunteer = found[n]
            later = here and place >= many // 2 and volunteer.active(here[0].day)
            found[n] = _learned(volunteer, method, here[0] if later else None, rng, begin)
    return tuple(found[n] for n in range(len(people)))


def _spread(places: list[int], many: int, first: int) -> list[int]:
    turned = places[first % len(places) :] + places[: first % len(places)] if places else []
    step = max(1, len(turned) // many)
    return turned[::step][:many]


def _learned(
    volunteer: Volunteer, method: str, activity: Activity | None, rng: random.Random, begin: date
) -> Volunteer:
    if activity is not None:
        return replace(volunteer, trained=(*volunteer.trained, (method, activity.day)))
    start = volunteer.start or begin
    day = workday_before(start + (begin - start) * rng.uniform(0.4, 0.9))
    event = on(day, "training", soort=method, minuten=rng.choice((360, 720)))
    return replace(
        volunteer,
        trained=(*volunteer.trained, (method, day)),
        events=tuple(sorted((*volunteer.events, event), key=lambda e: e.op)),
    )


def _guests(begin: date) -> tuple[Volunteer, ...]:
    """Two mediators of the organisation next door, who help where ours live too near."""
    return tuple(
        Volunteer(
            id=f"g-{number:03}",
            van=NEIGHBOURS,
            klachten=(("geluid-personen", 3), ("relatie", 2)),
            kan=("di-avond", "wo-avond", "do-avond"),
            max=1,
            geslacht=sex,
            start=workday(begin - timedelta(days=90)),
            trained=(("basistraining", begin - timedelta(days=400)),),
            events=(
                on(workday_before(begin - timedelta(days=401)), "training", soort="basistraining"),
                on(workday(begin - timedelta(days=90)), "start"),
            ),
        )
        for number, sex in ((1, "vrouw"), (2, "man"))
    )
