"""A second opinion on every plan, before anyone sees it.

Plain loops from the register, with numbers of its own: nothing of this room is imported but the
plan's types, so a mistake in a requirement, a preference or the solver is noticed here instead of
repeated. What the numbers mean stands with the requirements and preferences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from bb.matching.plan import Plan, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What is needed again and again: derived once, by the domain."""

    register: Register
    day: date
    states: Mapping[str, State]
    standings: Mapping[str, Standing]
    stopped: frozenset[str]
    planned: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]

    def capacity(self, member: str) -> int:
        """Return the room of a volunteer for new cases."""
        places = self.register.vrijwilliger[member].max
        for casus, state in self.states.items():
            has = (
                state.status != "gesloten"
                and member in state.team
                and casus not in self.planned
                and member not in state.refused
            )
            if has or member in self.fixed.get(casus, ()):
                places -= 1
        return max(0, places)

    def asked_elsewhere(self, member: str) -> int:
        """Return for how many cases that are not theirs yet a volunteer is asked now."""
        return sum(
            1
            for casus, team in self.fixed.items()
            if member in team and (member not in self.states[casus].team or member in self.states[casus].refused)
        )


def _asked(casus: Casus, day: date) -> list[Event]:
    return [e for e in in_order(casus.verloop, day) if e.wat in {"voorstel", "koppeling"}]


def _facts(register: Register, day: date, only: Collection[str]) -> _Facts:
    states = {id_: state_of(casus, day) for id_, casus in register.casus.items()}
    left = stopped(register, day)
    fixed = {}
    for id_, casus in register.casus.items():
        asked, state = _asked(casus, day), states[id_]
        if not asked or asked[-1].wat == "koppeling" or state.status == "gesloten" or not state.geschikt:
            continue
        team = tuple(asked[-1].get("team") or ())
        if team and not set(team) & (left | state.refused):
            fixed[id_] = team
    planned = {
        id_ for id_, state in states.items() if waiting(state, left) and id_ not in fixed and (not only or id_ in only)
    }
    return _Facts(
        register=register,
        day=day,
        states=states,
        standings=standings(register, day),
        stopped=left,
        planned=frozenset(planned),
        fixed=fixed,
    )


def _weight(facts: _Facts, casus: Casus) -> int:
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


def _broken(facts: _Facts, casus: Casus, team: Sequence[str]) -> Iterator[str]:
    """Yield the names of the requirements a team does not meet."""
    people = [facts.register.vrijwilliger[id_] for id_ in team]
    known = [facts.standings[id_] for id_ in team]
    eisen = facts.register.organisatie.koppelen.eisen
    aanpak = intended_aanpak(facts.states[casus.id])
    said_no: set[str] = set()
    for event in in_order(casus.verloop, facts.day):
        if event.wat == "koppeling":
            said_no = set()
        if event.wat == "kan-niet":
            said_no.add(event.get("wie"))
    sexes = {person.geslacht for person in people}
    broken = {
        "grootte": len(team) != (1 if aanpak == "coaching" else 2) or len(set(team)) != len(team),
        "actief": any(standing.status != "actief" for standing in known),
        "plaats": any(facts.capacity(id_) < 1 for id_ in team),
        "basistraining": any("basistraining" not in standing.trainings for standing in known),
        "training": aanpak != "bemiddeling" and any(aanpak not in standing.trainings for standing in known),
        "uitgesloten": any(excluded(casus, id_) for id_ in team),
        "zei-nee": bool(set(team) & said_no),
        "coach": any(coach_conflict(casus, id_, aanpak, until=facts.day) for id_ in team),
        "eigen-wijk": any(own_wijk(casus, person) for person in people),
        "niet-met": any(rather_not(one, other) for one in people for other in people if one.id < other.id),
        "ervaren": all(len(standing.cases) < 3 for standing in known),
        "man-vrouw": len(team) == 2 and not ("man" in sexes and "vrouw" in sexes),
        "dagdeel": not share_slot(casus, people),
    }
    switched = {"eigen-wijk": True, "ervaren": True, "man-vrouw": False, "dagdeel": True}
    for name, fails in broken.items():
        if fails and (name not in switched or eisen.get(name, switched[name])):
            yield name


def _decades(one: Vrijwilliger, other: Vrijwilliger) -> int:
    middles = []
    for person in (one, other):
        years = re.findall("[0-9]{4}", person.geboren or "")
        if not years or not re.fullmatch("[0-9]{4}(-[0-9]{4})?", person.geboren or ""):
            return 0
        middles.append((int(years[0]) + int(years[-1])) / 2)
    return min(3, int(abs(middles[0] - middles[1]) / 10))


def _points(facts: _Facts, casus: Casus, team: Sequence[str]) -> Mapping[str, int]:
    """Return the points of a team per preference."""
    org = facts.register.organisatie
    people = [facts.register.vrijwilliger[id_] for id_ in team]
    known = [facts.standings[id_] for id_ in team]
    skill = 0
    for klacht in set(casus.klachten):
        levels = sorted((person.klachten.get(klacht, 0) for person in people), reverse=True)
        skill += 3 * levels[0] + sum(levels[1:])
    own = {party.wijk for party in casus.partijen.values()} - {None}
    near = 0
    for person in people:
        if person.wijk is None or person.wijk in own:
            continue
        here = org.wijken.get(person.wijk)
        beside = any(wijk in org.wijken and person.wijk in org.wijken[wijk].buren for wijk in own if wijk)
        near += 1 if beside or (here and own & set(here.buren)) else 0
    found = {
        "ervaring": 10 * skill,
        "spreiding": 5 * sum(max(0, 6 - standing.recent) for standing in known),
        "nabijheid": 10 * near,
        "man-vrouw": 0,
        "leeftijd": 0,
        "mentor": 0,
        "samen": 0,
    }
    if len(team) == 2:
        solved = sum(
            1
            for state in facts.states.values()
            if state.status == "gesloten" and state.resultaat == "opgelost" and set(team) <= set(state.team)
        )
        found["man-vrouw"] = 20 if sorted(person.geslacht or "" for person in people) == ["man", "vrouw"] else 0
        found["leeftijd"] = 5 * _decades(*people)
        found["mentor"] = 15 if sum(len(standing.cases) < 3 for standing in known) == 1 else 0
        found["samen"] = 5 * min(3, solved)
    usual = dict(zip(found, (10, 5, 10, 20, 5, 15, 5), strict=True))
    weights = org.koppelen.gewichten
    return {name: earned // usual[name] * weights.get(name, usual[name]) for name, earned in found.items()}


def _proposal(facts: _Facts, proposal: Proposal) -> Iterator[str]:
    casus = facts.register.casus[proposal.casus]
    unknown = [id_ for id_ in proposal.team if id_ not in facts.standings]
    if unknown:
        yield f"{casus.id}: onbekende vrijwilliger {', '.join(unknown)}"
        return
    if proposal.weight != _weight(facts, casus):
        yield f"{casus.id}: het gewicht is {_weight(facts, casus)} en niet {proposal.weight}"
    for name in _broken(facts, casus, proposal.team):
        yield f"{casus.id}: het team voldoet niet aan {name}"
    told = {points.wens: points.points for points in proposal.points}
    for name, points in _points(facts, casus, proposal.team).items():
        if told.get(name) != points:
            yield f"{casus.id}: {name} geeft {points} punten en niet {told.get(name)}"
    if proposal.quality != sum(told.values()):
        yield f"{casus.id}: de punten tellen niet op tot {proposal.quality}"
    for alternative in proposal.alternatives:
        for name in _broken(facts, casus, alternative.team):
            yield f"{casus.id}: het andere team {', '.join(alternative.team)} voldoet niet aan {name}"
        if alternative.quality != sum(_points(facts, casus, alternative.team).values()):
            yield f"{casus.id}: het andere team {', '.join(alternative.team)} heeft andere punten"


def _totals(facts: _Facts, plan: Plan) -> Iterator[str]:
    new = Counter(member for proposal in plan.proposals for member in proposal.team)
    lost = 0
    for member, count in new.items():
        if member not in facts.standings:
            continue
        if count > facts.capacity(member):
            yield f"{member}: krijgt {count} zaken bij plaats voor {facts.capacity(member)}"
        marginal = [0, 20, 40]
        begun = facts.asked_elsewhere(member)
        lost += sum(marginal[min(begun + n, 2)] for n in range(count))
    weight = sum(proposal.weight for proposal in plan.proposals)
    points = sum(proposal.quality for proposal in plan.proposals) - lost
    if weight != plan.W:
        yield f"het gewicht van het plan is {weight} en niet {plan.W}"
    if points != plan.Q:
        yield f"het plan heeft {points} punten en niet {plan.Q}"
    if plan.weight_bound < plan.W or plan.bound < plan.Q:
        yield "het plan is meer waard dan zijn eigen grens"
    if plan.proven and (plan.weight_bound > plan.W or plan.bound > plan.Q):
        yield "het plan heet bewezen, maar bereikt zijn grens niet"


def verify(register: Register, day: date, plan: Plan, only: Collection[str] = ()) -> tuple[str, ...]:
    """Return, in Dutch, everything in which a plan differs from what the register says; empty when right."""
    facts = _facts(register, day, only)
    cases = [*(p.casus for p in plan.proposals), *(u.casus for u in plan.unmatched)]
    found = []
    if sorted(cases) != sorted(facts.planned):
        found.append("het plan gaat niet over precies de zaken die wachten")
    told = {fixed.casus: fixed.team for fixed in plan.fixed}
    if told != facts.fixed:
        found.append("de voorstellen die openstaan zijn andere")
    found.extend(
        f"{case.casus}: het gewicht klopt niet"
        for case in plan.unmatched
        if case.casus in facts.planned and case.weight != _weight(facts, register.casus[case.casus])
    )
    for proposal in plan.proposals:
        if proposal.casus in facts.planned:
            found.extend(_proposal(facts, proposal))
    found.extend(_totals(facts, plan))
    return tuple(found)
