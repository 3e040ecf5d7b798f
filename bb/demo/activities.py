"""What is done together: intervisie, training, publicity, outings, own learning goals."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bb.demo.days import talk_day, workday, workday_before
from bb.demo.events import Event, on

ROOM = 40
"""So many people fit in one training or intervisie."""

PLANNED_AHEAD = 38
"""Days between planning an activity and holding it."""

POSTS = {
    "intervisie": "deskundigheid",
    "training": "deskundigheid",
    "studiedag": "deskundigheid",
    "voorlichting": "publiciteit",
    "uitje": "waardering",
}
"""The budget line of each kind that costs money."""


TOPICS = {
    "leerdoel": ("Beter doorvragen bij de intake", "Rustig blijven als een gesprek vastloopt"),
    "verbetering": ("Binnen zes weken nabellen na de afspraken", "Woningcorporaties vaker laten weten hoe het gaat"),
}
"""What a learning goal or an improvement is about, one year after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity in the year plan, before it is known who came."""

    id: str
    soort: str
    day: date
    training: str = ""
    vervallen: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """A line of the year plan: which kind, in which month and week, in which years of the period."""

    soort: str
    month: int
    day: int
    training: str = ""
    years: tuple[int, ...] = ()


YEAR_PLAN = (
    _Plan("leerdoel", 1, 15),
    _Plan("intervisie", 2, 11),
    _Plan("training", 3, 4, "basistraining"),
    _Plan("verbetering", 3, 18, years=(1, 2)),
    _Plan("training", 4, 10, "pendel", (0,)),
    _Plan("training", 4, 24, "groep", (0,)),
    _Plan("training", 5, 15, "coaching", (0,)),
    _Plan("training", 4, 10, "verdieping", (1, 2)),
    _Plan("intervisie", 5, 20),
    _Plan("uitje", 6, 19),
    _Plan("voorlichting", 9, 24),
    _Plan("intervisie", 9, 9),
    _Plan("overleg", 10, 29, years=(1, 2)),
    _Plan("studiedag", 11, 5),
    _Plan("intervisie", 11, 25),
)


def plan(*, begin: date, today: date) -> tuple[Activity, ...]:
    """The activities from `begin` until two months after `today`."""
    found = []
    horizon = today + timedelta(days=60)
    for year in range(begin.year, horizon.year + 1):
        counts: dict[str, int] = {}
        for line in YEAR_PLAN:
            if line.years and year - begin.year not in line.years:
                continue
            day = _held_on(line, date(year, line.month, line.day))
            counts[line.soort] = counts.get(line.soort, 0) + 1
            if begin <= day <= horizon and day - timedelta(days=PLANNED_AHEAD) <= today:
                found.append(
                    Activity(
                        id=f"{year}-{line.soort}-{counts[line.soort]}",
                        soort=line.soort,
                        day=day,
                        training=line.training,
                        vervallen=line.soort == "intervisie" and line.month == 5 and year == begin.year + 1,
                    )
                )
    return tuple(found)


def _held_on(line: _Plan, day: date) -> date:
    return talk_day(day) if line.soort in {"uitje", "voorlichting"} else workday(day)


def header(activity: Activity) -> list[str]:
    """The lines of the header of an activity's file."""
    lines = [f"soort: {activity.soort}"]
    if activity.soort in POSTS:
        lines.append(f"post: {POSTS[activity.soort]}")
    if activity.training:
        lines.append(f"training: {activity.training}")
    return lines


def topic(activity: Activity) -> str:
    """What the notes of an activity say it is about; nothing for what is clear from its kind."""
    topics = TOPICS.get(activity.soort, ("",))
    return topics[activity.day.year % len(topics)]


def journal(
    rng: random.Random,
    activity: Activity,
    *,
    today: date,
    invited: Sequence[str],
    diligence: Callable[[str], float],
) -> tuple[Event, ...]:
    """What happened to an activity. `diligence` gives how faithfully somebody comes, 0 to 1."""
    planned = workday_before(activity.day - timedelta(days=PLANNED_AHEAD))
    if activity.soort in {"leerdoel", "verbetering"}:
        return _goal(activity, today)
    if activity.training and not invited and activity.day < today:
        return ()
    events = [on(planned, "gepland", datum=activity.day)]
    if activity.vervallen:
        events.append(on(workday_before(activity.day - timedelta(days=2)), "vervallen"))
    elif activity.day < today:
        came = sorted(name for name in invited if rng.random() < diligence(name))
        rest = sorted(name for name in invited if name not in came)
        sorry = tuple(name for name in rest if rng.random() < 0.7)
        events.append(_held(rng, activity, tuple(came), sorry))
    return tuple(events)


def _held(rng: random.Random, activity: Activity, came: tuple[str, ...], sorry: tuple[str, ...]) -> Event:
    day = activity.day
    if activity.soort == "voorlichting":
        return on(day, "gehouden", bereik=rng.randint(35, 140), minuten=240, kosten=f"{rng.randint(80, 240)}.00")
    if activity.soort == "overleg":
        return on(day, "gehouden", partners=("woonstad", "politie-waterstad", "sociaal-team"), minuten=90)
    if activity.soort == "studiedag":
        return on(day, "gehouden", aanwezig=("c-1", "c-2"), minuten=360, kosten="290.00", cijfer=rng.randint(6, 9))
    minutes, price = {"intervisie": (120, 70), "training": (360, 850), "uitje": (300, 420)}[activity.soort]
    if activity.training == "basistraining":
        minutes, price = 1200, 1400
    cost = f"{price + rng.randint(0, 90)}.{rng.choice(('00', '50', '25'))}"
    rest = {"afgemeld": sorry} if sorry and activity.training != "basistraining" else {}
    return on(day, "gehouden", aanwezig=came, **rest, minuten=minutes, kosten=cost, cijfer=rng.choice((7, 8, 8, 9)))


def _goal(activity: Activity, today: date) -> tuple[Event, ...]:
    """A learning goal or an improvement: planned, half-way, done; the last one still runs."""
    end = workday(activity.day + timedelta(days=240))
    halfway = workday(activity.day + timedelta(days=110))
    events = [on(activity.day, "gepland", datum=end), on(halfway, "stand", code="halverwege")]
    if activity.soort == "verbetering" or activity.day.year < today.year:
        events.append(on(workday(end + timedelta(days=5)), "klaar", minuten=120))
    return tuple(event for event in events if event.op <= today)
