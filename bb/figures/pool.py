"""The volunteers against the work: what they can take on now, what the last year asked, and what is short.

Demand is taken from what happened: the cases of the last twelve months, and for each month to come the busiest day of
that month a year earlier. Supply is what volunteers say of themselves. Nobody is ranked; every row is about a kind of
case, a training, a language or a part of the week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from bb.domain.events import Event, in_order
from bb.domain.ids import is_guest
from bb.domain.journal import IN_POOL, waiting
from bb.domain.practice import attendance
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.team import BASISTRAINING, COACHING, Standing, intended_aanpak, standings, stopped
from bb.domain.types import SLOTS
from bb.domain.vocabulary import AANPAKKEN
from bb.domain.workdays import add_months
from bb.figures.figure import UNKNOWN
from bb.figures.period import Period, Zaak, view

EXPERT = 2
"""From this level on (`klachten: {tuin: 2}`) a volunteer counts as having experience with a complaint."""
OUTING = "uitje"
FACTS = ("geslacht", "geboren", "opleiding", "talen")
"""What the make-up of the pool is compared by: what volunteers say of themselves, and `bevolking` in bb.yaml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What the own volunteers can take on now, in places: one volunteer in one case is one place.

    `mensen` began and did not stop, `weg` of them are away, `ongetraind` have no basistraining: neither has places.
    `plaatsen` are all places of the others, `vrij` those not taken. `gasten` are volunteers from next door who help.
    `wachten` are the cases without a team, `nodig` the places they ask.
    """

    mensen: tuple[str, ...]
    weg: tuple[str, ...]
    ongetraind: tuple[str, ...]
    gasten: tuple[str, ...]
    plaatsen: int
    vrij: int
    wachten: tuple[str, ...]
    nodig: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month to come (its first day): the places it will ask, as the busiest day of that month a year earlier did.

    The month of today asks at least what is taken and waited for now. `nodig` is None where the files do not go back
    that far. `plaatsen` are those of who is not away for half of it.
    """

    maand: date
    nodig: int | None
    plaatsen: int

    @property
    def tekort(self) -> int:
        """How many places are short; 0 when none, or when it is not known."""
        return max(0, (self.nodig or 0) - self.plaatsen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Of one kind of work: cases of the last year, cases that wait, who can do it, and their free places."""

    woord: str
    zaken: tuple[str, ...]
    wachten: tuple[str, ...]
    mensen: tuple[str, ...]
    vrij: int

    @property
    def short(self) -> bool:
        """Whether it is asked and nobody can do it, or more of it waits than there are free places."""
        return bool(self.zaken or self.wachten) and (not self.mensen or len(self.wachten) > self.vrij)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One word of what the pool is made of: how many volunteers say it, of how many, and its part of the population."""

    feit: str
    woord: str
    mensen: int
    van: int
    bevolking: int | None

    @property
    def percent(self) -> int:
        """The part of the pool, in whole percents."""
        return round(100 * self.mensen / self.van) if self.van else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What came of the applications through one channel: talks held, volunteers begun, and those still there."""

    kanaal: str
    aangemeld: tuple[str, ...]
    gesprek: tuple[str, ...]
    begonnen: tuple[str, ...]
    nu: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone who applied and did not begin yet: since when, the last thing that happened, and the next step."""

    vrijwilliger: str
    sinds: date
    laatste: date
    stap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """All of it, on one day; what is asked is that of the twelve months before.

    `nooit` are the volunteers who missed every outing of the last two years, and how many they could have come to.
    """

    day: date
    capacity: Capacity
    months: tuple[Month, ...]
    aanpak: tuple[Supply, ...]
    klacht: tuple[Supply, ...]
    talen: Mapping[str, int]
    tolk: tuple[str, ...]
    slots: Mapping[str, int]
    nooit: Mapping[str, int]
    mirror: tuple[Share, ...]
    channels: tuple[Channel, ...]
    candidates: tuple[Candidate, ...]


def pool(register: Register, day: date) -> Pool:
    """Return the pool of an organisation on a day, against what is asked of it."""
    standing = standings(register, day)
    own = [s for id_, s in standing.items() if not is_guest(id_) and s.status in IN_POOL]
    able = [s for s in own if s.status == "actief" and s.trained("bemiddeling")]
    first = add_months(day.replace(day=1), -12)
    seen = view(register, Period(first=first, last=day, today=day))
    suitable = [z for z in seen.zaken if z.state.geschikt is True]
    year = [z for z in suitable if _began(z) > add_months(day, -12)]
    gone = stopped(register, day)
    waits = [z for z in suitable if waiting(z.state, gone)]
    sides = _Sides(own, able, year, waits)
    return Pool(
        day=day,
        capacity=_capacity(standing, own, able, waits),
        months=_months(register, own, suitable, first),
        aanpak=tuple(_aanpakken(sides)),
        klacht=tuple(_klachten(sides)),
        talen=dict(sorted(Counter(t for s in own for t in s.vrijwilliger.talen).items(), key=lambda c: (-c[1], c[0]))),
        tolk=tuple(z.id for z in seen.zaken if any(e.get("tolk") and e.op > add_months(day, -12) for e in z.within)),
        slots={slot: sum(s.room > 0 and _can(s.vrijwilliger, slot) for s in able) for slot in SLOTS},
        nooit=_never(register, [s.vrijwilliger for s in own], day),
        mirror=tuple(_mirror(register, [s.vrijwilliger for s in own])),
        channels=tuple(_channels(register, standing, day)),
        candidates=tuple(_candidates(standing, day)),
    )


def _capacity(
    standing: Mapping[str, Standing], own: Sequence[Standing], able: Sequence[Standing], waits: Sequence[Zaak]
) -> Capacity:
    return Capacity(
        mensen=_ids(own),
        weg=_ids(s for s in own if s.status == "afwezig"),
        ongetraind=_ids(s for s in own if BASISTRAINING not in s.trainings),
        gasten=tuple(id_ for id_, s in standing.items() if is_guest(id_) and s.status == "actief"),
        plaatsen=sum(s.vrijwilliger.max for s in able),
        vrij=_room(able),
        wachten=tuple(z.id for z in waits),
        nodig=sum(map(_places, waits)),
    )


def _ids(standing: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(s.vrijwilliger.id for s in standing)


def _room(standing: Iterable[Standing]) -> int:
    return sum(s.room for s in standing)


def _places(zaak: Zaak) -> int:
    """Return how many volunteers a case takes: those of its team, else two, for coaching one."""
    return len(set(zaak.state.team)) or (1 if intended_aanpak(zaak.state) == COACHING else 2)


def _began(zaak: Zaak) -> date:
    """Return the day a suitable case began to ask for a team."""
    return next((e.op for e in zaak.events if e.wat == "intake" and e.get("geschikt") is True), date.max)


def _months(register: Register, own: Sequence[Standing], suitable: Sequence[Zaak], first: date) -> tuple[Month, ...]:
    """Return the month of today and the eleven after it; `first` is the first day of this month a year ago."""
    oldest = min((e.op for casus in register.casus.values() for e in casus.verloop), default=date.max)
    changes: Counter[date] = Counter()
    for zaak in suitable:
        changes[_began(zaak)] += _places(zaak)
        if zaak.closed:
            changes[zaak.closed] -= _places(zaak)
    now = sum(changes.values())
    found = []
    for number in range(12):
        month, after = add_months(first, number), add_months(first, number + 1)
        nodig = _busiest(changes, month, after) if oldest < after else None
        found.append(
            Month(
                maand=add_months(month, 12),
                nodig=nodig if number else max(now, nodig or 0),
                plaatsen=sum(
                    s.vrijwilliger.max
                    for s in own
                    if s.trained("bemiddeling") and not _mostly_away(s.vrijwilliger, add_months(month, 12))
                ),
            )
        )
    return tuple(found)


def _busiest(changes: Mapping[date, int], first: date, after: date) -> int:
    """Return the most places taken at the end of any day from `first` up to `after`."""
    taken = sum(change for day, change in changes.items() if day < first)
    most = taken
    for day in sorted(day for day in changes if first <= day < after):
        taken += changes[day]
        most = max(most, taken)
    return most


def _mostly_away(vrijwilliger: Vrijwilliger, month: date) -> bool:
    """Tell whether someone is away on half of the days of a month, or more."""
    days = [month + timedelta(days=n) for n in range((add_months(month, 1) - month).days)]
    told = [(e.get("van"), e.get("tot")) for e in vrijwilliger.verloop if e.wat == "afwezig"]
    away = sum(any(van and tot and van <= day <= tot for van, tot in told) for day in days)
    return 2 * away >= len(days)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The volunteers (all, and those who can take a case now), and the cases (of the year, and those that wait)."""

    own: Sequence[Standing]
    able: Sequence[Standing]
    year: Sequence[Zaak]
    waits: Sequence[Zaak]

    def of(self, woord: str, asked: Callable[[Zaak], str | None], can: Callable[[Standing, str], bool]) -> Supply:
        """Return supply and demand of one word: of the cases for which `asked` gives it, and of who `can` do it."""
        return Supply(
            woord=woord,
            zaken=tuple(z.id for z in self.year if asked(z) == woord),
            wachten=tuple(z.id for z in self.waits if asked(z) == woord),
            mensen=_ids(s for s in self.own if can(s, woord)),
            vrij=_room(s for s in self.able if can(s, woord)),
        )


def _aanpakken(sides: _Sides) -> Iterator[Supply]:
    for aanpak in AANPAKKEN:
        yield sides.of(aanpak, lambda zaak: intended_aanpak(zaak.state), Standing.trained)


def _klachten(sides: _Sides) -> Iterator[Supply]:
    """Yield every first complaint that was asked, the most asked first."""
    asked = Counter(filter(None, map(_klacht, (*sides.year, *sides.waits))))
    for klacht in sorted(asked, key=lambda one: (-asked[one], one)):
        yield sides.of(klacht, _klacht, lambda s, one: s.vrijwilliger.klachten.get(one, 0) >= EXPERT)


def _klacht(zaak: Zaak) -> str | None:
    return next(iter(zaak.casus.klachten), None)


def _can(vrijwilliger: Vrijwilliger, slot: str) -> bool:
    """Tell whether someone can on a part of the week; who named none can always."""
    return not vrijwilliger.kan or slot in vrijwilliger.kan


def _never(register: Register, people: Iterable[Vrijwilliger], day: date) -> Mapping[str, int]:
    """Return who was at no outing in two years, of those who were there to come to two or more."""
    held = [e for a in register.activiteit.values() if a.soort == OUTING for e in a.verloop if e.wat == "gehouden"]
    first = add_months(day, -24)
    counted = {v.id: attendance(v, OUTING, held, first, day) for v in people}
    return {id_: possible for id_, (came, possible) in counted.items() if not came and possible >= 2}


def _mirror(register: Register, people: Sequence[Vrijwilliger]) -> Iterator[Share]:
    """Yield the make-up of the pool beside that of the population; who said nothing is `onbekend`."""
    for feit in FACTS:
        said = [_said(getattr(v, feit)) for v in people]
        counts = Counter(word for words in said for word in words)
        population = register.organisatie.bevolking.get(feit, {})
        if set(counts) <= {UNKNOWN} and not population:
            continue
        for woord in dict.fromkeys((*population, *sorted(counts.keys() - {UNKNOWN}), UNKNOWN)):
            if woord in counts or woord in population:
                share = population.get(woord)
                yield Share(feit=feit, woord=woord, mensen=counts[woord], van=len(people), bevolking=share)


def _said(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return ((value,) if isinstance(value, str) else value) or (UNKNOWN,)


def _channels(register: Register, standing: Mapping[str, Standing], day: date) -> Iterator[Channel]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for id_, vrijwilliger in register.vrijwilliger.items():
        events = in_order(vrijwilliger.verloop, day)
        applied = next((e for e in events if e.wat == "aanmelding"), None)
        if applied and not is_guest(id_):
            happened = frozenset(e.wat for e in events)
            found.setdefault(applied.get("kanaal") or UNKNOWN, []).append((id_, happened))
    for kanaal, people in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Channel(
            kanaal=kanaal,
            aangemeld=tuple(id_ for id_, _ in people),
            gesprek=tuple(id_ for id_, happened in people if "selectiegesprek" in happened),
            begonnen=tuple(id_ for id_, happened in people if "start" in happened),
            nu=tuple(id_ for id_, _ in people if standing[id_].status in IN_POOL),
        )


_STEPS: tuple[tuple[str, Callable[[Event], bool]], ...] = (
    ("selectiegesprek", lambda e: e.wat == "selectiegesprek"),
    ("besluit", lambda e: e.wat == "selectiegesprek" and e.get("besluit") is not None),
)
"""What a candidate goes through, in order: the step, and the line that says it was taken."""


def _candidates(standing: Mapping[str, Standing], day: date) -> Iterator[Candidate]:
    """Yield those who applied, were not turned down and did not begin, who waits longest first."""
    found = []
    for id_, one in standing.items():
        events = in_order(one.vrijwilliger.verloop, day)
        turned_down = any(e.wat == "selectiegesprek" and e.get("besluit") is False for e in events)
        if one.status != "kandidaat" or not events or turned_down or any(e.wat == "vergeten" for e in events):
            continue
        steps = [step for step, taken in _STEPS if not any(map(taken, events))]
        if BASISTRAINING not in one.trainings:
            steps.append(BASISTRAINING)
        found.append(
            Candidate(
                vrijwilliger=id_,
                sinds=events[0].op,
                laatste=events[-1].op,
                stap=next(iter(steps), "start"),
            )
        )
    return iter(sorted(found, key=attrgetter("laatste", "vrijwilliger")))
