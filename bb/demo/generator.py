"""From a seed, sizes and a day to a whole invented organisation."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from bb.demo import activities, partners, people, records
from bb.demo.casting import Pool, seated, seats
from bb.demo.days import back, workday, workday_before
from bb.demo.events import Event, on
from bb.demo.notes import Notes
from bb.demo.organisation import COORDINATORS, DemoError, Note, Organisation, Record
from bb.demo.people import Volunteer
from bb.demo.plot import Plot
from bb.demo.present import PRESENT, wacht_al_lang
from bb.demo.settings import blocks, settings
from bb.demo.stories import PAST, Situation, advies_was_genoeg, dubbele_melding, over_drie_jaren

DEFAULT_CASES = 70
DEFAULT_VOLUNTEERS = 18
CASES_PER_VOLUNTEER = 12
A_YEAR_AT_MOST = 6000
"""Cases a year in a large example: a coördinator's block of numbers holds no more than 9,999."""

ENOUGH_FOR_COMMITS = 1000
"""Up to so many cases every action is a commit; beyond, there is one per working day."""

OVER, OVER_SLOWLY = 195, 300
"""Days after which an ordinary story, or a long one, has come to its end."""

SETTLED = 150
"""Days after the beginning in which the first trainings are held."""

SCRIPTED = 100
"""Up to so many cases, what is under way today is told by the stories of today alone."""

TRIES = 8
WAIT_LONGER = 6
"""Days more that a case waits for a team with each try that found none."""

CORRECTED = 0.03
POLDERDAM = 0.28

MONTHS = (0.9, 0.85, 0.9, 1.0, 1.15, 1.3, 1.35, 1.3, 1.1, 0.95, 0.8, 0.6)
"""How busy each month is: summer most, when windows are open."""

GITATTRIBUTES = b"""# Bestanden blijven zoals ze zijn: git verandert geen regeleinden.
* -text
*.prive -text -diff -merge
"""
GITIGNORE = b"""# Wat programma's voor zichzelf bewaren, hoort niet bij de administratie.
/rapport-*
*~
*.swp
.DS_Store
"""


def default_volunteers(cases: int) -> int:
    """How many volunteers go with so many cases when nobody says.

    >>> default_volunteers(70), default_volunteers(5000)
    (18, 416)
    """
    return max(DEFAULT_VOLUNTEERS, cases // CASES_PER_VOLUNTEER)


@dataclass(slots=True, kw_only=True)
class _Case:
    """A case that is to be told: when it came in, which story, under which number."""

    day: date
    situation: Situation
    place: str
    anchored: bool
    required: bool
    id: str = ""
    coordinator: str = ""
    like: _Case | None = None
    plot: Plot | None = None
    events: tuple[Event, ...] = ()
    team: dict[str, Volunteer] = field(default_factory=dict)


def generate(*, seed: int, cases: int, volunteers: int, today: date, example: bool = False) -> Organisation:
    """Make up Buurtbemiddeling Waterstad as it stands on `today`.

    Args:
        seed: the same seed, sizes and day give the same organisation, byte for byte.
        cases: how many cases in all; from 60 on every situation occurs.
        volunteers: how many volunteers, candidates and leavers among them; two guests come on top.
        today: the day until which things happened; agreed dates may lie later.
        example: mark it `voorbeeld: ja`, which keeps `bb` from writing in it.

    Raises:
        DemoError: when a number is below zero or the day is out of the range of four-digit years.
    """
    if cases < 0 or volunteers < 0:
        raise DemoError("Een aantal zaken of vrijwilligers kan niet onder nul liggen.")
    years = max(2, math.ceil(cases / A_YEAR_AT_MOST))
    if not date(1990, 1, 1) <= today <= date(2099, 12, 31):
        raise DemoError("Kies een dag tussen 1990 en 2100.")
    early = today.month < 4
    begin = date(today.year - years - (1 if early else 0), 1, 1)
    rng = random.Random(f"{seed} {cases} {volunteers} {today}")

    year_plan = activities.plan(begin=begin, today=today)
    load = _load(cases, volunteers, begin, today)
    pool = people.volunteers(
        rng, volunteers, begin=begin, today=today, load=load, activities=[a for a in year_plan if a.training]
    )
    told = _tell(rng, _agenda(rng, cases, begin, today), pool, today)

    start = datetime.combine(workday(begin), time(9, 0))
    writer = partial(records.journal_record, today=today, start=start)
    made: list[Record] = []
    for partner in partners.PARTNERS:
        events = partners.journal(rng, partner, begin=begin, today=today)
        made.append(writer(rng, f"netwerk/{partner.id}.md", partners.header(partner), events))
    for activity in year_plan:
        events = activities.journal(
            rng, activity, today=today, invited=_invited(rng, activity, pool), diligence=_diligence(activity, seed)
        )
        if events:
            path = f"activiteiten/{activity.id}.md"
            record = writer(rng, path, activities.header(activity), events)
            if about := activities.topic(activity):
                record = replace(record, notes=(Note(text=about, written=record.lines[0].written),))
            made.append(record)
    extra = _volunteers_events(rng, told, today)
    for volunteer in pool:
        events = tuple(sorted((*volunteer.events, *extra.get(volunteer.id, ())), key=lambda e: e.op))
        if events:
            path = f"vrijwilligers/{volunteer.id}.md"
            made.append(writer(rng, path, records.volunteer_header(volunteer), events))
    corrected = _corrected(rng, told)
    made.extend(
        records.case_record(rng, case.plot, case.events, today=today, start=start, wrong=case.id in corrected)
        for case in told
        if case.plot is not None
    )
    most = max(Counter((case.coordinator, case.day.year) for case in told).values(), default=0)
    span = max(1.0, (today - begin).days / 365)
    text = settings(
        seed=seed,
        begin=begin,
        today=today,
        example=example,
        most_a_year=most,
        cases_each=1.4 * cases / span / max(1, volunteers) * 1.1,
    )
    return Organisation(
        records=tuple(made),
        settings=((".gitattributes", GITATTRIBUTES), (".gitignore", GITIGNORE), ("bb.yaml", text)),
        begin=start,
        by_day=cases > ENOUGH_FOR_COMMITS,
    )


def _load(cases: int, volunteers: int, begin: date, today: date) -> int:
    """How many cases at a time a volunteer must be able to take: two of each team, 100 days a case."""
    at_once = cases / max(1, (today - begin).days) * 100 * 2 * 0.75
    return max(2, math.ceil(1.25 * at_once / max(1, 0.7 * volunteers)))


# ---- which cases come in, and when


def _agenda(rng: random.Random, cases: int, begin: date, today: date) -> list[_Case]:
    """The cases to be told, in order of melding, numbered."""
    required = _required(cases)
    days = _melding_days(rng, begin, today)
    found: list[_Case] = []
    for situation in required:
        if situation.workdays_ago is not None:
            day = back(today, situation.workdays_ago)
        elif situation.days_ago is not None:
            day = workday_before(today - timedelta(days=situation.days_ago))
        elif situation.tell is over_drie_jaren:
            day = workday(date(begin.year, 11, 18))
        else:
            least = OVER_SLOWLY if situation.long else OVER
            day = next(day for day in days if (today - day).days > least and (day - begin).days > SETTLED)
        now = situation.days_ago is not None
        place = situation.place or _place(rng)
        found.append(_Case(day=day, situation=situation, place=place, anchored=now, required=True))
    stories = [s for s in PAST if s.share]
    weights = [s.share for s in stories]
    for _ in range(cases - len(required)):
        situation = rng.choices(stories, weights)[0]
        place = situation.place or _place(rng)
        last = today - timedelta(days=OVER if cases <= SCRIPTED else 0)
        day = next(day for day in days if day <= last)
        found.append(_Case(day=day, situation=situation, place=place, anchored=False, required=False))
    _pair_duplicates(found, today)
    found.sort(key=lambda case: case.day)
    _number(found)
    return found


def _required(cases: int) -> list[Situation]:
    """Every situation once; a small organisation takes them in turn from past and present."""
    both = [s for pair in zip(PAST, PRESENT, strict=False) for s in pair]
    rest = [*PAST[len(PRESENT) :], *PRESENT[len(PAST) :]]
    return [*both, *rest][:cases]


def _place(rng: random.Random) -> str:
    return "Polderdam" if rng.random() < POLDERDAM else "Waterstad"


def _melding_days(rng: random.Random, begin: date, today: date) -> Iterator[date]:
    """Working days without end, more in summer and more in later years."""
    length = (today - begin).days
    while True:
        share = rng.random()
        day = workday(begin + timedelta(days=2 + int((length - 2) * share)))
        busy = MONTHS[day.month - 1] / max(MONTHS) * (0.6 + 0.4 * share)
        if rng.random() < busy and day < today:
            yield day


def _pair_duplicates(found: list[_Case], today: date) -> None:
    """Let each duplicate come in a few days after the case it repeats."""
    originals = [
        c
        for c in sorted(found, key=lambda case: case.day)
        if not c.anchored and c.situation.tell.__name__ in {"opgelost_na_bemiddeling", "verbeterd_na_bemiddeling"}
    ]
    spare = originals or [c for c in found if c.situation.tell is not dubbele_melding and not c.anchored]
    for number, case in enumerate(c for c in found if c.situation.tell is dubbele_melding):
        if not spare:
            case.situation = Situation(tell=advies_was_genoeg)
            continue
        case.like = spare[(number * 7 + 3) % len(spare)]
        case.day = min(workday(case.like.day + timedelta(days=6)), workday_before(today))
        case.place = case.like.place


def _number(found: Sequence[_Case]) -> None:
    """Give each case its number, from the block of the coördinator of that gemeente."""
    most = Counter((case.place, case.day.year) for case in found)
    first = dict(zip(("Waterstad", "Polderdam"), blocks(max(most.values(), default=0)), strict=True))
    seen: Counter[tuple[str, int]] = Counter()
    for case in found:
        number = first[case.place][0] + seen[case.place, case.day.year]
        seen[case.place, case.day.year] += 1
        case.id = f"{case.day.year}-{number:04}"
        case.coordinator = next(c.id for c in COORDINATORS if c.gemeente == case.place)


# ---- telling them


def _tell(rng: random.Random, agenda: list[_Case], everyone: Sequence[Volunteer], today: date) -> list[_Case]:
    """Tell every case and find its people: first those that are needed, then the others."""
    notes = Notes(random.Random(rng.random()))
    pool = Pool(random.Random(rng.random()), everyone)
    lasting = [v for v in everyone if v.start and not v.stop and not v.guest]
    outside = tuple(v.id for v in lasting)
    groups = tuple(v.id for v in lasting if v.can("groep", today))
    order = sorted(agenda, key=lambda case: (not case.anchored, not case.required, case.day))
    for case in (c for c in order if c.like is None):
        _cast(rng, case, notes, pool, today, outside, groups)
    for case in (c for c in order if c.like is not None):
        _cast(rng, case, notes, pool, today, outside, groups)
    return agenda


def _cast(
    rng: random.Random,
    case: _Case,
    notes: Notes,
    pool: Pool,
    today: date,
    outside: tuple[str, ...],
    groups: tuple[str, ...],
) -> None:
    """Tell a case until it can be cast; a case for which nobody is found ends as people then end it."""
    last_resort = wacht_al_lang if case.anchored else advies_was_genoeg
    for attempt in range(TRIES + 1):
        tell = case.situation.tell if attempt < TRIES else last_resort
        plot = Plot(
            rng=random.Random(rng.random()),
            notes=notes,
            id=case.id,
            place=case.place,
            coordinator=case.coordinator,
            day=case.day,
            today=today,
            niet_candidates=outside,
            group_trained=groups,
            patience=0 if case.anchored else WAIT_LONGER * (attempt % TRIES),
        )
        plot.begin()
        if case.like is not None and case.like.plot is not None:
            _repeat(plot, case.like.plot)
        events = records.until(tell(plot), today)
        wanted = seats(events, today + timedelta(days=60))
        wijken = {party.wijk for party in plot.parties.values()}
        team = pool.cast(wanted, wijken=wijken, niet=plot.niet, klacht=plot.klachten[0])
        if team is not None:
            case.plot, case.team = plot, team
            case.events = tuple(seated(event, team) for event in events)
            return


def _repeat(plot: Plot, other: Plot) -> None:
    """Make a case the same matter as another: same parties and complaint, another way in."""
    plot.klachten, plot.parties, plot.zie = other.klachten, other.parties, other.id
    plot.urgentie, plot.complex, plot.niet = "gewoon", False, ()
    if other.verwijzer == plot.verwijzer == "zelf":
        plot.verwijzer, plot.tip_van = ("politie-waterstad" if plot.place == "Waterstad" else "politie-polderdam"), ""


# ---- what cases leave in other files


def _invited(rng: random.Random, activity: activities.Activity, pool: Sequence[Volunteer]) -> list[str]:
    """Who could come: everyone active; of a training those for whom it was."""
    if activity.training and activity.training != "verdieping":
        wanted = [v.id for v in pool if (activity.training, activity.day) in v.trained]
        return wanted[: activities.ROOM]
    there = [v.id for v in pool if v.active(activity.day) and not v.guest]
    return sorted(rng.sample(there, activities.ROOM)) if len(there) > activities.ROOM else there


def _diligence(activity: activities.Activity, seed: int) -> partial[float]:
    return partial(_faithful, activity.training not in {"", "verdieping"}, seed)


def _faithful(training: bool, seed: int, name: str) -> float:
    """How faithfully somebody comes: everyone has a habit of their own; a first training is not missed."""
    return 1.0 if training else random.Random(f"{seed} {name}").choice((0.55, 0.75, 0.85, 0.9, 0.95))


def _volunteers_events(rng: random.Random, told: Sequence[_Case], today: date) -> dict[str, list[Event]]:
    """Debriefings: after the last talk, with both mediators, of about a third of the cases."""
    found: dict[str, list[Event]] = {}
    for case in told:
        talks = [event.op for event in case.events if event.wat == "gesprek" and "afspraken" in event.keys]
        if not talks or rng.random() > 0.35:
            continue
        day = workday(talks[-1] + timedelta(days=rng.randint(2, 9)))
        last = [event for event in case.events if event.wat == "koppeling"][-1].keys["team"]
        for volunteer in case.team.values():
            if isinstance(last, tuple) and volunteer.id in last and volunteer.active(day) and day <= today:
                event = on(day, "nabespreking", casus=case.id, minuten=rng.choice((20, 30, 30, 45)))
                found.setdefault(volunteer.id, []).append(event)
    return found


def _corrected(rng: random.Random, told: Sequence[_Case]) -> frozenset[str]:
    """The cases in which a date was typed wrong at first."""
    able = [case.id for case in told if len(case.events) >= 6]
    return frozenset(rng.sample(able, min(len(able), max(2, int(len(told) * CORRECTED)))))
