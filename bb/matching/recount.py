"""The facts of a plan once more, for the verifier: in plain loops, with numbers of their own.

Nothing of this room is imported but the plan's types, so a mistake in a requirement, a preference or
the solver is noticed instead of repeated. What the numbers mean stands with the requirements and
preferences.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bb.domain.events import Event, in_order
from bb.domain.journal import State, days_on_hold, state_of, waiting
from bb.domain.records import Casus, Vrijwilliger
from bb.domain.register import Register
from bb.domain.team import (
    Standing,
    coach_conflict,
    excluded,
    intended_aanpak,
    own_wijk,
    rather_not,
    share_slot,
    standings,
    stopped,
)

SWITCHED = {"eigen-wijk": True, "ervaren": True, "man-vrouw": False, "dagdeel": True}
"""The requirements an organisation may switch, and how they stand when it does not."""

USUAL = {
    "ervaring": 10,
    "taal": 15,
    "affiniteit": 10,
    "wens": 10,
    "man-vrouw": 20,
    "leeftijd": 5,
    "mentor": 15,
    "spreiding": 5,
    "minimum": 5,
    "nabijheid": 5,
    "samen": 5,
}
"""The weight of each preference when the organisation gives none."""

MARGINAL = (0, 20, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is needed again and again: derived once, by the domain."""

    register: Register
    day: date
    states: Mapping[str, State]
    standings: Mapping[str, Standing]
    stopped: frozenset[str]
    planned: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]
    keepers: Mapping[str, frozenset[str]]
    capacity: Mapping[str, int]
    begun: Mapping[str, int]
    this_year: Mapping[str, int]
    solved: Mapping[frozenset[str], int]
    beside: Mapping[str, frozenset[str]]

    def holds(self, eis: str) -> bool:
        """Tell whether the organisation asks a requirement."""
        return self.register.organisatie.koppelen.eisen.get(eis, SWITCHED.get(eis, True)) or eis not in SWITCHED

    def weight_of(self, wens: str) -> int:
        """Return how heavy a preference is."""
        return self.register.organisatie.koppelen.gewichten.get(wens, USUAL[wens])

    def price(self, member: str, number: int) -> int:
        """Return what the `number`-th new case of a volunteer costs (the first is 0), open proposals counted."""
        return MARGINAL[min(self.begun[member] + number, len(MARGINAL) - 1)]


def _asked(casus: Casus, day: date) -> list[Event]:
    return [e for e in in_order(casus.verloop, day) if e.wat in {"voorstel", "koppeling"}]


def _fixed(
    register: Register, states: Mapping[str, State], left: Collection[str], day: date, also: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return the team of every proposal that stands open."""
    found = {}
    for id_, casus in register.casus.items():
        asked, state = _asked(casus, day), states[id_]
        if not asked or asked[-1].wat == "koppeling" or state.status == "gesloten" or not state.geschikt:
            continue
        team = tuple(asked[-1].get("team") or ())
        if team and id_ not in also and not set(team) & (state.refused | set(left)):
            found[id_] = team
    return found


def _this_year(register: Register, day: date) -> Mapping[str, int]:
    """Return how many cases each volunteer was first linked to in the year of `day`."""
    found = dict.fromkeys(register.vrijwilliger, 0)
    for casus in register.casus.values():
        first: dict[str, date] = {}
        for event in _asked(casus, day):
            for member in event.get("team") or () if event.wat == "koppeling" else ():
                first.setdefault(member, event.op)
        for member, op in first.items():
            if op.year == day.year and member in found:
                found[member] += 1
    return found


def _solved(states: Mapping[str, State]) -> Mapping[frozenset[str], int]:
    """Return how many cases every two people brought to `opgelost`."""
    found: dict[frozenset[str], int] = {}
    for state in states.values():
        if state.status == "gesloten" and state.resultaat == "opgelost":
            for one in set(state.team):
                for other in set(state.team):
                    if one < other:
                        found[frozenset((one, other))] = found.get(frozenset((one, other)), 0) + 1
    return found


def _beside(register: Register) -> Mapping[str, frozenset[str]]:
    """Return for every wijk those that border on it, whichever of the two names the other."""
    found: dict[str, set[str]] = {}
    for name, wijk in register.organisatie.wijken.items():
        for other in wijk.buren:
            found.setdefault(name, set()).add(other)
            found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def facts_of(register: Register, day: date, only: Collection[str] = (), also: Collection[str] = ()) -> Facts:
    """Return the facts of a plan for all cases that wait on `day` (those of `also` too), or for `only` these."""
    states = {id_: state_of(casus, day) for id_, casus in register.casus.items()}
    left = stopped(register, day)
    fixed = _fixed(register, states, left, day, also)
    planned = {
        id_
        for id_, state in states.items()
        if (waiting(state, left) or id_ in also) and id_ not in fixed and (not only or id_ in only)
    }
    keepers = {
        id_: frozenset(state.team) - said_no(register.casus[id_], day) if state.status != "gesloten" else frozenset()
        for id_, state in states.items()
    }
    room = {id_: person.max for id_, person in register.vrijwilliger.items()}
    begun = dict.fromkeys(register.vrijwilliger, 0)
    for id_, has in keepers.items():
        for member in (has | set(fixed.get(id_, ()))) & room.keys():
            room[member] -= 1
        for member in (set(fixed.get(id_, ())) - has) & room.keys():
            begun[member] += 1
    return Facts(
        register=register,
        day=day,
        states=states,
        standings=standings(register, day),
        stopped=left,
        planned=frozenset(planned),
        fixed=fixed,
        keepers=keepers,
        capacity={id_: max(0, places) for id_, places in room.items()},
        begun=begun,
        this_year=_this_year(register, day),
        solved=_solved(states),
        beside=_beside(register),
    )


def weight(facts: Facts, casus: Casus) -> int:
    """Return urgency plus days waited."""
    state, verloop = facts.states[casus.id], in_order(casus.verloop, facts.day)
    links = [place for place, e in enumerate(verloop) if e.wat == "koppeling"]
    since = verloop[links[-1]].op if links else (state.intake or facts.day)
    since = max([since, *(e.op for e in verloop[links[-1] if links else 0 :] if e.wat == "heropening")])
    if links:
        asked: tuple[str, ...] = ()
        broke = []
        for e in verloop[links[-1] :]:
            if e.wat in {"koppeling", "voorstel"}:
                asked = e.get("team") or ()
            elif e.wat == "kan-niet" and e.get("wie") in asked:
                broke.append(e.op)
        for member in set(state.asked) & facts.stopped:
            journal = in_order(facts.register.vrijwilliger[member].verloop, facts.day)
            broke.append(max(e.op for e in journal if e.wat == "stop"))
        since = max(since, min(broke, default=since))
    waited = max(0, (facts.day - since).days) - days_on_hold(state.holds, since, facts.day)
    return {"voorrang": 200, "spoed": 400}.get(casus.urgentie, 100) + waited


def size_of(facts: Facts, casus: Casus) -> int:
    """Return how many volunteers a case gets."""
    return 1 if intended_aanpak(facts.states[casus.id]) == "coaching" else 2


def said_no(casus: Casus, day: date) -> frozenset[str]:
    """Return who said kan-niet since the last koppeling."""
    found: set[str] = set()
    for event in in_order(casus.verloop, day):
        if event.wat == "koppeling":
            found = set()
        if event.wat == "kan-niet":
            found.add(event.get("wie"))
    return frozenset(found)


def alone(facts: Facts, casus: Casus, id_: str, refused: Collection[str]) -> Iterator[str]:
    """Yield the requirements one volunteer does not meet for a case, whoever the other is."""
    person, known = facts.register.vrijwilliger[id_], facts.standings[id_]
    aanpak = intended_aanpak(facts.states[casus.id])
    broken = {
        "actief": known.status != "actief",
        "plaats": facts.capacity[id_] < 1 and id_ not in facts.keepers[casus.id],
        "basistraining": "basistraining" not in known.trainings,
        "training": aanpak != "bemiddeling" and aanpak not in known.trainings,
        "uitgesloten": excluded(casus, id_),
        "zei-nee": id_ in refused,
        "coach": coach_conflict(casus, id_, aanpak, until=facts.day),
        "eigen-wijk": own_wijk(casus, person),
    }
    return (name for name, fails in broken.items() if fails and facts.holds(name))


def together(facts: Facts, team: Sequence[str]) -> Iterator[str]:
    """Yield the requirements the members of a team do not meet together, whatever the case."""
    people = [facts.register.vrijwilliger[id_] for id_ in team]
    sexes = {person.geslacht for person in people}
    broken = {
        "niet-met": any(rather_not(one, other) for one in people for other in people if one.id < other.id),
        "ervaren": all(len(facts.standings[id_].cases) < 3 for id_ in team),
        "man-vrouw": len(team) == 2 and not ("man" in sexes and "vrouw" in sexes),
    }
    return (name for name, fails in broken.items() if fails and facts.holds(name))


def broken(facts: Facts, casus: Casus, team: Sequence[str]) -> Iterator[str]:
    """Yield the names of the requirements a team does not meet."""
    if len(team) != size_of(facts, casus) or len(set(team)) != len(team):
        yield "grootte"
    refused = said_no(casus, facts.day)
    for id_ in team:
        yield from alone(facts, casus, id_, refused)
    yield from together(facts, team)
    if facts.holds("dagdeel") and not share_slot(casus, [facts.register.vrijwilliger[id_] for id_ in team]):
        yield "dagdeel"


@cache
def _middle(geboren: str) -> float | None:
    """Return the middle of the years somebody gave, or None when that is not what it says."""
    years = re.findall("[0-9]{4}", geboren)
    if not years or not re.fullmatch("[0-9]{4}(-[0-9]{4})?", geboren):
        return None
    return (int(years[0]) + int(years[-1])) / 2


def _decades(one: Vrijwilliger, other: Vrijwilliger) -> int:
    first, second = _middle(one.geboren or ""), _middle(other.geboren or "")
    return 0 if first is None or second is None else min(3, int(abs(first - second) / 10))


def _steps(facts: Facts, casus: Casus, wijk: str | None) -> int:
    """Return 2 for a wijk that borders on one of a party, 1 for two borders away, else 0."""
    own = {party.wijk for party in casus.partijen.values() if party.wijk}
    if wijk is None or wijk in own:
        return 0
    near = facts.beside.get(wijk, frozenset())
    if near & own:
        return 2
    return int(any(facts.beside[between] & own for between in near))


def level(facts: Facts, casus: Casus, id_: str) -> tuple[int, ...]:
    """Return someone's expertise for each complaint of a case."""
    known = facts.register.vrijwilliger[id_].klachten
    return tuple(known.get(klacht, 0) for klacht in sorted(set(casus.klachten)))


def answers(facts: Facts, casus: Casus, id_: str) -> Mapping[str, tuple[bool, ...]]:
    """Return to what of all that the parties ask one volunteer answers, per preference in a fixed order."""
    person = facts.register.vrijwilliger[id_]
    asked = [wanted for _, wanted in sorted(facts.register.wishes.asked.get(casus.id, {}).items())]
    has = facts.register.wishes.affiniteit.get(id_, ())
    rest: list[bool] = []
    for wanted in asked:
        if wanted.geslacht:
            rest.append(wanted.geslacht == person.geslacht)
        if wanted.leeftijd:
            rest.append(_may_be(person.geboren or "", wanted.leeftijd, facts.day.year))
        rest.extend(bool(person.klachten.get(klacht)) for klacht in sorted(set(wanted.ervaring)))
    return {
        "taal": tuple(any(taal in person.talen for taal in wanted.talen) for wanted in asked if wanted.talen),
        "affiniteit": tuple(one in has for wanted in asked for one in sorted(set(wanted.affiniteit))),
        "wens": tuple(rest),
    }


def _may_be(geboren: str, wanted: str, year: int) -> bool:
    """Tell whether somebody born in one of these years may have an age of a class."""
    years, ages = re.findall("[0-9]{4}", geboren), re.findall("[0-9]+", wanted)
    if not re.fullmatch("[0-9]{4}(-[0-9]{4})?", geboren) or not re.fullmatch(r"[0-9]+(-[0-9]+|\+)", wanted):
        return False
    most = int(ages[1]) if len(ages) > 1 else year
    return any(int(ages[0]) <= year - born <= most for born in range(int(years[0]), int(years[-1]) + 1))


def own_points(facts: Facts, casus: Casus, id_: str) -> Mapping[str, int]:
    """Return what one volunteer brings to a team for a case, whoever the other is."""
    person = facts.register.vrijwilliger[id_]
    norm = facts.register.organisatie.normen.get("zaken")
    asked = norm.minstens.number if norm and norm.per == "jaar" and not norm.minstens.percent else 0
    return {
        "spreiding": facts.weight_of("spreiding") * max(0, 6 - facts.standings[id_].recent),
        "minimum": 0 if person.van else facts.weight_of("minimum") * min(3, max(0, asked - facts.this_year[id_])),
        "nabijheid": facts.weight_of("nabijheid") * _steps(facts, casus, person.wijk),
    }


def pair_points(facts: Facts, one: str, other: str) -> Mapping[str, int]:
    """Return what two volunteers earn together, whatever the case."""
    people = (facts.register.vrijwilliger[one], facts.register.vrijwilliger[other])
    new = sum(len(facts.standings[id_].cases) < 3 for id_ in (one, other))
    return {
        "man-vrouw": facts.weight_of("man-vrouw") * (sorted(p.geslacht or "" for p in people) == ["man", "vrouw"]),
        "leeftijd": facts.weight_of("leeftijd") * _decades(*people),
        "mentor": facts.weight_of("mentor") * (new == 1),
        "samen": facts.weight_of("samen") * min(3, facts.solved.get(frozenset((one, other)), 0)),
    }


def points(facts: Facts, casus: Casus, team: Sequence[str]) -> Mapping[str, int]:
    """Return the points of a team per preference."""
    skill = 0
    for levels in zip(*(level(facts, casus, id_) for id_ in team), strict=True):
        skill += 3 * max(levels) + sum(sorted(levels, reverse=True)[1:])
    found = {**dict.fromkeys(USUAL, 0), "ervaring": facts.weight_of("ervaring") * skill}
    told = [answers(facts, casus, id_) for id_ in team]
    for name in ("taal", "affiniteit", "wens"):
        met = sum(any(one) for one in zip(*(said[name] for said in told), strict=True))
        found[name] = facts.weight_of(name) * met
    for id_ in team:
        for name, earned in own_points(facts, casus, id_).items():
            found[name] += earned
    if len(team) == 2:
        found.update(pair_points(facts, *team))
    return found
