"""The preferences: what makes one team better than another, each one function in whole points.

A function gives a measure of 0 or more; the organisation's weight for it (`koppelen.gewichten`,
else the default in `PREFERENCES`) multiplies it, so points add up and a weight of 0 switches a
preference off. Nothing here looks at who declined a case, or at where someone comes from. What a
function looks at decides its form: each member apart (`OfMembers`), each member per subject, where
the better one counts most (`OfBetter`) or one of the two is enough (`OfEither`), or two members
together (`OfPair`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from bb.domain.records import Organisatie
from bb.domain.wishes import Asked
from bb.matching.plan import Points
from bb.matching.situation import Team, Volunteer, WaitingCase
from bb.text.plurals import count_nl, join_nl

BETTER = 3
"""How much more the better of two counts than the other, where one of them knowing it is enough."""

QUIET_BELOW = 6
"""Cases in twelve months from which on a volunteer earns no points for a quiet year."""

NEAR = 3
"""Steps over the table of wijken from which on somebody is not near."""

YEARS_APART = 10
MOST_STEPS = 3


def ervaring(case: WaitingCase, member: Volunteer) -> tuple[int, ...]:
    """Level of expertise (0 to 3) for each complaint of the case."""
    return tuple(member.facts.klachten.get(klacht, 0) for klacht in dict.fromkeys(case.casus.klachten))


def _ervaring(case: WaitingCase, team: Team) -> str:
    known = [
        f"{member.id} kent {join_nl(subjects)}"
        for member in team
        if (subjects := [k for k in dict.fromkeys(case.casus.klachten) if member.facts.klachten.get(k, 0)])
    ]
    return "; ".join(known)


def taal(case: WaitingCase, member: Volunteer) -> tuple[int, ...]:
    """One for each party of which somebody speaks a language it asks for."""
    return tuple(int(not set(a.talen).isdisjoint(member.facts.talen)) for a in case.asked if a.talen)


def affiniteit(case: WaitingCase, member: Volunteer) -> tuple[int, ...]:
    """One for each thing a party asks for that somebody has something with."""
    return tuple(int(one in member.affiniteit) for asked in case.asked for one in dict.fromkeys(asked.affiniteit))


def wens(case: WaitingCase, member: Volunteer) -> tuple[int, ...]:
    """One for each wish of a party about a man or a woman, age, or experience that somebody answers to."""
    return tuple(int(answers) for asked in case.asked for answers in _answers(asked, member, case.day))


def _answers(asked: Asked, member: Volunteer, day: date) -> Iterator[bool]:
    if asked.geslacht:
        yield member.facts.geslacht == asked.geslacht
    if asked.leeftijd:
        yield _of_age(member.facts.geboren or "", asked.leeftijd, day)
    for klacht in dict.fromkeys(asked.ervaring):
        yield member.facts.klachten.get(klacht, 0) > 0


def _of_age(geboren: str, wanted: str, day: date) -> bool:
    """Tell whether someone may have an age in a class (`35-49`, `80+`), from the years they gave."""
    years = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", geboren)
    ages = re.fullmatch(r"([0-9]+)(?:-([0-9]+)|\+)", wanted)
    if years is None or ages is None:
        return False
    oldest, youngest = day.year - int(years[1]), day.year - int(years[2] or years[1])
    return youngest <= oldest and oldest >= int(ages[1]) and (ages[2] is None or youngest <= int(ages[2]))


def _answering(measure: Callable[[WaitingCase, Volunteer], tuple[int, ...]]) -> Callable[[WaitingCase, Team], str]:
    """Return who answers to what a party asks; what that is stays in the dossier."""

    def because(case: WaitingCase, team: Team) -> str:
        who = [member.id for member in team if any(measure(case, member))]
        return f"door {join_nl(who)}, zoals in het dossier staat"

    return because


def spreiding(_: WaitingCase, member: Volunteer) -> int:
    """One for each case fewer than six that began in the last twelve months."""
    return max(0, QUIET_BELOW - member.standing.recent)


def _spreiding(_: WaitingCase, team: Team) -> str:
    counts = [f"{m.id} kreeg {count_nl(m.standing.recent, 'zaak', 'zaken')}" for m in team]
    return f"in een jaar: {join_nl(counts)}"


def minimum(_: WaitingCase, member: Volunteer) -> int:
    """One for each case missed this year of the number the organisation asks, at most three."""
    return min(MOST_STEPS, member.short)


def _minimum(_: WaitingCase, team: Team) -> str:
    short = [f"{m.id} mist er nog {m.short}" for m in team if m.short]
    return f"dit jaar: {join_nl(short)}"


def nabijheid(case: WaitingCase, member: Volunteer) -> int:
    """Two for living in a wijk beside that of a party, one for two wijken away; nothing for a neighbour."""
    steps = case.distance.get(member.facts.wijk or "", NEAR)
    return max(0, NEAR - steps)


def _nabijheid(case: WaitingCase, team: Team) -> str:
    near = [m.id for m in team if nabijheid(case, m)]
    return f"{join_nl(near)} {'woont' if len(near) == 1 else 'wonen'} dichtbij, maar niet in de wijk zelf"


def man_vrouw(one: Volunteer, other: Volunteer) -> int:
    """One for a man and a woman."""
    return int({one.facts.geslacht, other.facts.geslacht} == {"man", "vrouw"})


@cache
def _born(geboren: str) -> int | None:
    """Return the middle of the years someone gave (`1960-1969`, `1964`), in half years; None without."""
    years = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", geboren)
    return int(years[1]) + int(years[2] or years[1]) if years else None


def leeftijd(one: Volunteer, other: Volunteer) -> int:
    """One for every ten years between the two, at most three."""
    first, second = _born(one.facts.geboren or ""), _born(other.facts.geboren or "")
    if first is None or second is None:
        return 0
    return min(MOST_STEPS, abs(first - second) // (2 * YEARS_APART))


def mentor(one: Volunteer, other: Volunteer) -> int:
    """One for a newcomer who can learn from someone experienced."""
    return int(one.standing.experienced != other.standing.experienced)


def _mentor(_: WaitingCase, team: Team) -> str:
    new, old = sorted(team, key=lambda m: m.standing.experienced)[:2]
    return f"{new.id} leert van {old.id}"


def samen(one: Volunteer, other: Volunteer) -> int:
    """One for every case they brought to `opgelost` together, at most three. Nothing counts against anyone."""
    return min(MOST_STEPS, one.solved_with.get(other.id, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A preference: its name (the key in bb.yaml), its title and reason in Dutch, its default weight."""

    name: str
    title: str
    weight: int
    because: Callable[[WaitingCase, Team], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMembers(Preference):
    """Measured for each member apart, and added up."""

    measure: Callable[[WaitingCase, Volunteer], int]

    def of(self, case: WaitingCase, team: Team) -> int:
        """Return the measure of a team."""
        return sum(self.measure(case, member) for member in team)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBetter(Preference):
    """Measured for each member per subject: the better one counts three times, the other once."""

    measure: Callable[[WaitingCase, Volunteer], tuple[int, ...]]

    def of(self, case: WaitingCase, team: Team) -> int:
        """Return the measure of a team."""
        levels = zip(*(self.measure(case, member) for member in team), strict=True)
        return sum((BETTER - 1) * max(level) + sum(level) for level in levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEither(Preference):
    """Measured for each member per subject: enough when one of them answers to it."""

    measure: Callable[[WaitingCase, Volunteer], tuple[int, ...]]

    def of(self, case: WaitingCase, team: Team) -> int:
        """Return the measure of a team."""
        return sum(max(level) for level in zip(*(self.measure(case, member) for member in team), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPair(Preference):
    """Measured for two members together, whatever the case; nothing for one alone."""

    measure: Callable[[Volunteer, Volunteer], int]

    def of(self, _: WaitingCase, team: Team) -> int:
        """Return the measure of a team of two; 0 for one person."""
        return self.measure(*team) if len(team) == 2 else 0


PREFERENCES: tuple[OfMembers | OfBetter | OfEither | OfPair, ...] = (
    OfBetter(name="ervaring", title="ervaring met deze klachten", weight=10, measure=ervaring, because=_ervaring),
    OfEither(name="taal", title="spreekt een taal van een partij", weight=15, measure=taal, because=_answering(taal)),
    OfEither(
        name="affiniteit",
        title="affiniteit waar een partij om vraagt",
        weight=10,
        measure=affiniteit,
        because=_answering(affiniteit),
    ),
    OfEither(name="wens", title="wens van een partij over het team", weight=10, measure=wens, because=_answering(wens)),
    OfPair(
        name="man-vrouw", title="een man en een vrouw", weight=20, measure=man_vrouw, because=lambda *_: "man en vrouw"
    ),
    OfPair(
        name="leeftijd",
        title="verschil in leeftijd",
        weight=5,
        measure=leeftijd,
        because=lambda _, team: f"ongeveer {YEARS_APART * leeftijd(*team)} jaar of meer verschil",
    ),
    OfPair(name="mentor", title="nieuw naast ervaren", weight=15, measure=mentor, because=_mentor),
    OfMembers(name="spreiding", title="spreiding van de zaken", weight=5, measure=spreiding, because=_spreiding),
    OfMembers(name="minimum", title="minimum van het jaar", weight=5, measure=minimum, because=_minimum),
    OfMembers(name="nabijheid", title="dichtbij", weight=5, measure=nabijheid, because=_nabijheid),
    OfPair(
        name="samen",
        title="eerder goed samengewerkt",
        weight=5,
        measure=samen,
        because=lambda _, team: f"samen {count_nl(team[0].solved_with[team[1].id], 'zaak', 'zaken')} opgelost",
    ),
)
"""Every preference with its default weight, in the order they are told."""


def weights_of(organisatie: Organisatie) -> Mapping[str, int]:
    """Return the weight of each preference in this organisation."""
    own = organisatie.koppelen.gewichten
    return {preference.name: own.get(preference.name, preference.weight) for preference in PREFERENCES}


def points(weights: Mapping[str, int], case: WaitingCase, team: Team) -> tuple[Points, ...]:
    """Return what each preference gives a team (of at most two), also those that give nothing."""
    return tuple(
        Points(
            wens=preference.name,
            title=preference.title,
            points=earned,
            because=preference.because(case, team) if earned else "",
        )
        for preference in PREFERENCES
        for earned in (weights[preference.name] * preference.of(case, team),)
    )
