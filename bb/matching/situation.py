"""The facts a plan is made from: which cases wait, who has room, which proposals stand open.

Everything follows from the register and a day. FORMAT, "What follows from the events": waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from bb.domain.events import in_order
from bb.domain.journal import State, days_on_hold, state_of, waiting
from bb.domain.records import Casus, Organisatie, Vrijwilliger
from bb.domain.register import Register
from bb.domain.team import COACHING, Standing, intended_aanpak, standings
from bb.domain.types import SLOTS
from bb.domain.wishes import Asked
from bb.matching.plan import Fixed, Skipped

URGENTIE: Mapping[str, int] = {"gewoon": 100, "voorrang": 200, "spoed": 400}
"""What urgency adds to the weight of a case, beside one point for each day it waits."""

PENALTIES = (0, 20, 40)
"""Points lost by a volunteer's first, second and third new case at once; the last one repeats."""

ALWAYS = (1 << len(SLOTS)) - 1
_BIT = {slot: 1 << place for place, slot in enumerate(SLOTS)}


def slots(kan: Iterable[str]) -> int:
    """Return parts of the week as bits; who named none can always."""
    return sum(_BIT[slot] for slot in set(kan) if slot in _BIT) or ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case that waits for a team on `day`.

    `size` is how many volunteers its team gets: two, for coaching one (groep may have more by hand).
    `weight` is urgency plus the days it waited since `since`, without days on hold. `declined` are
    those who said kan-niet since the last koppeling, `keepers` the other members of the team it still has:
    they have a place for it already. `distance` says for each wijk how many steps over
    the table of wijken it lies from the nearest party (nobody's own wijk is in it); `asked` is
    what each party asks of the team.
    """

    casus: Casus
    state: State
    day: date
    since: date
    weight: int
    declined: frozenset[str] = frozenset()
    keepers: frozenset[str] = frozenset()
    distance: Mapping[str, int] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def id(self) -> str:
        """The number of the case."""
        return self.casus.id

    @property
    def aanpak(self) -> str:
        """How the new team would work."""
        return intended_aanpak(self.state)

    @property
    def size(self) -> int:
        """How many volunteers are planned."""
        return 1 if self.aanpak == COACHING else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """Someone who could go. `capacity` is the room left for new cases, `penalties` what each next one costs.

    A case of which they are a keeper is not new: it takes no room and costs nothing.

    `solved_with` counts, per colleague, the cases they brought to `opgelost` together; `short` is how
    many cases they still miss this year of the number the organisation asks (`normen.zaken`); `affiniteit`
    is what their dossier says they have something with.
    """

    standing: Standing
    capacity: int
    penalties: tuple[int, ...] = PENALTIES
    solved_with: Mapping[str, int] = field(default_factory=dict)
    short: int = 0
    affiniteit: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the volunteer."""
        return self.standing.vrijwilliger.id

    @property
    def facts(self) -> Vrijwilliger:
        """The volunteer's record."""
        return self.standing.vrijwilliger

    def penalty(self, number: int) -> int:
        """Return what the `number`-th new case costs (the first is 1)."""
        return self.penalties[min(number, len(self.penalties)) - 1]


Team = tuple[Volunteer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All facts of one day, cases and volunteers in the order of their ids."""

    day: date
    organisatie: Organisatie
    cases: tuple[WaitingCase, ...]
    volunteers: tuple[Volunteer, ...]
    fixed: tuple[Fixed, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def _gone(register: Register, all_standings: Mapping[str, Standing], day: date) -> Mapping[str, date]:
    """Return who has left, with the day they did."""
    return {
        id_: max(e.op for e in register.vrijwilliger[id_].verloop if e.wat == "stop" and e.op <= day)
        for id_, standing in all_standings.items()
        if standing.status == "gestopt"
    }


def open_proposal(casus: Casus, state: State, gone: Collection[str], day: date) -> Fixed | None:
    """Return the proposal of a case that is still to be answered or made into a koppeling, or None."""
    asked = [e for e in in_order(casus.verloop, day) if e.wat in {"voorstel", "koppeling"}]
    if not asked or asked[-1].wat != "voorstel" or state.status == "gesloten" or not state.geschikt:
        return None
    if not state.asked or any(member in state.refused or member in gone for member in state.asked):
        return None
    return Fixed(casus=casus.id, team=state.asked, since=asked[-1].op)


def waiting_since(casus: Casus, state: State, gone: Mapping[str, date], day: date) -> date:
    """Return since when a case waits: its intake, or the day its team fell apart; not before a heropening."""
    start = state.intake or day
    broke: date | None = None
    asked: tuple[str, ...] = ()
    for event in in_order(casus.verloop, day):
        if event.wat == "koppeling":
            start, broke = event.op, None
        if event.wat in {"voorstel", "koppeling"}:
            asked = event.get("team") or ()
        if event.wat == "kan-niet" and event.get("wie") in asked:
            broke = broke or event.op
        if event.wat == "heropening":
            start = max(start, event.op)
    if not state.behandeld:
        return start
    days = [max(start, gone[member]) for member in state.asked if member in gone]
    return max(start, min([*days, *([broke] if broke else [])], default=start))


def _declined(casus: Casus, day: date) -> frozenset[str]:
    """Return who said kan-niet in the search that is going on: since the last koppeling."""
    found: set[str] = set()
    for event in in_order(casus.verloop, day):
        if event.wat == "koppeling":
            found.clear()
        elif event.wat == "kan-niet" and event.get("wie"):
            found.add(event.get("wie"))
    return frozenset(found)


def _keepers(casus: Casus, state: State, day: date) -> frozenset[str]:
    """Return who has a place for a case: its team while it is open, but not who said kan-niet since."""
    return frozenset(state.team) - _declined(casus, day) if state.status != "gesloten" else frozenset()


def _distance(casus: Casus, organisatie: Organisatie) -> Mapping[str, int]:
    """Return how many borders lie between a wijk and the nearest one of a party; a border has two sides."""
    beside: dict[str, set[str]] = {}
    for name, wijk in organisatie.wijken.items():
        for other in wijk.buren:
            beside.setdefault(name, set()).add(other)
            beside.setdefault(other, set()).add(name)
    found = {p.wijk: 0 for p in casus.partijen.values() if p.wijk}
    reached = set(found)
    steps = 0
    while reached:
        steps += 1
        reached = {name for wijk in reached for name in beside.get(wijk, ())} - found.keys()
        found.update(dict.fromkeys(reached, steps))
    return {name: steps for name, steps in found.items() if steps}


def _short(register: Register, day: date) -> Mapping[str, int]:
    """Return how many cases each volunteer misses this year of what is asked; guests are asked nothing."""
    norm = register.organisatie.normen.get("zaken")
    if norm is None or norm.per != "jaar" or norm.minstens.percent:
        return {}
    begun: Counter[str] = Counter()
    for casus in register.casus.values():
        first: dict[str, date] = {}
        for event in in_order(casus.verloop, day):
            for member in event.get("team") or () if event.wat == "koppeling" else ():
                first.setdefault(member, event.op)
        begun.update(member for member, op in first.items() if op.year == day.year)
    own = [id_ for id_, vrijwilliger in register.vrijwilliger.items() if not vrijwilliger.van]
    return {id_: max(0, norm.minstens.number - begun[id_]) for id_ in own}


def waiting_case(casus: Casus, state: State, register: Register, gone: Mapping[str, date], day: date) -> WaitingCase:
    """Return a case as one that waits, with its weight."""
    since = min(waiting_since(casus, state, gone, day), day)
    waited = (day - since).days - days_on_hold(state.holds, since, day)
    return WaitingCase(
        casus=casus,
        state=state,
        day=day,
        since=since,
        weight=URGENTIE.get(casus.urgentie, URGENTIE["gewoon"]) + waited,
        declined=_declined(casus, day),
        keepers=_keepers(casus, state, day),
        distance=_distance(casus, register.organisatie),
        asked=tuple(asked for _, asked in sorted(register.wishes.asked.get(casus.id, {}).items())),
    )


def _why_skipped(state: State | None) -> str:
    if state is None:
        return "Deze zaak staat niet in de map."
    if state.status == "gesloten":
        return "Deze zaak is gesloten."
    if state.geschikt is not True:
        return "Er is nog geen intake die zegt dat deze zaak geschikt is."
    if state.status == "wacht":
        return "Deze zaak staat in de wacht."
    return "Deze zaak heeft al een team."


def _solved_with(register: Register, states: Mapping[str, State]) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {id_: Counter() for id_ in register.vrijwilliger}
    for state in states.values():
        if state.status == "gesloten" and state.resultaat == "opgelost":
            for one, other in combinations(sorted(set(state.team) & found.keys()), 2):
                found[one][other] += 1
                found[other][one] += 1
    return found


def situation(register: Register, day: date, only: Collection[str] = (), also: Collection[str] = ()) -> Situation:
    """Return the facts for a plan of all waiting cases, or of `only` these.

    The cases of `also` are taken as waiting whatever their state: a person who chooses a team by
    hand may be ahead of the journal.

    Room: a volunteer's `max`, minus the cases they have (but not those for which they said kan-niet),
    minus open proposals.
    """
    states = {id_: state_of(casus, day) for id_, casus in register.casus.items()}
    all_standings = standings(register, day)
    gone = _gone(register, all_standings, day)
    proposals = {
        id_: found
        for id_, casus in sorted(register.casus.items())
        if id_ not in also and (found := open_proposal(casus, states[id_], gone, day))
    }
    planned = {
        id_
        for id_, state in states.items()
        if (not only or id_ in only) and id_ not in proposals and (id_ in also or waiting(state, gone))
    }
    solved, short = _solved_with(register, states), _short(register, day)
    keepers = {id_: _keepers(casus, states[id_], day) for id_, casus in register.casus.items() if states[id_].team}
    volunteers = []
    for id_, standing in sorted(all_standings.items()):
        if standing.status == "gestopt":
            continue
        kept = {c for c in standing.load if id_ in keepers[c]}
        asked = {c for c, proposal in proposals.items() if id_ in proposal.team}
        volunteers.append(
            Volunteer(
                standing=standing,
                capacity=max(0, standing.vrijwilliger.max - len(kept | asked)),
                penalties=PENALTIES[min(len(asked - kept), len(PENALTIES) - 1) :],
                solved_with=solved[id_],
                short=short.get(id_, 0),
                affiniteit=register.wishes.affiniteit.get(id_, ()),
            )
        )
    return Situation(
        day=day,
        organisatie=register.organisatie,
        cases=tuple(waiting_case(register.casus[id_], states[id_], register, gone, day) for id_ in sorted(planned)),
        volunteers=tuple(volunteers),
        fixed=tuple(proposals.values()),
        skipped=tuple(
            Skipped(casus=id_, reason=_why_skipped(states.get(id_)))
            for id_ in sorted(set(only) - planned - proposals.keys())
        ),
    )
