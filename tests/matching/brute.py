"""The best plan by trying everything, scored straight from the journals: the other opinion of the tests.

Written from the pages on the format and on matching, in plain loops. Nothing of `bb.matching` is used, nor what the
domain derives from a journal: only the records themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

from bb.domain.records import Casus, Vrijwilliger
from bb.domain.register import Register

Team = tuple[str, ...]


def lines(record: Casus | Vrijwilliger, day: date) -> list[Mapping[str, Any]]:
    """The events up to a day as maps, in order."""
    events = sorted((e for e in record.verloop if e.op <= day), key=lambda e: e.op)
    return [{"op": e.op, "wat": e.wat, **e.keys} for e in events]


class World:
    """Everything about one day that a plan depends on."""

    def __init__(self, made: Register, day: date) -> None:
        self.made, self.day = made, day
        self.org = made.organisatie
        self.people = {id_: self._person(v) for id_, v in made.vrijwilliger.items()}
        self.cases = {id_: self._case(c) for id_, c in made.casus.items()}
        self.fixed = {id_: c["asked"] for id_, c in self.cases.items() if self._is_fixed(c)}
        self.waiting = sorted(id_ for id_, c in self.cases.items() if id_ not in self.fixed and self._waits(c))
        self._loads()

    def _person(self, volunteer: Vrijwilliger) -> dict[str, Any]:
        found: dict[str, Any] = {"status": "kandidaat", "stop": None, "trainings": set()}
        away = False
        for line in lines(volunteer, self.day):
            if line["wat"] == "start":
                found["status"] = "actief"
            if line["wat"] == "stop":
                found["status"], found["stop"] = "gestopt", line["op"]
            if line["wat"] == "training":
                found["trainings"].add(line["soort"])
            if line["wat"] == "afwezig" and line["van"] <= self.day <= line["tot"]:
                away = True
        if away and found["status"] == "actief":
            found["status"] = "afwezig"
        return found

    def _case(self, casus: Casus) -> dict[str, Any]:  # noqa: C901, PLR0912 - one event after the other
        case: dict[str, Any] = {
            "open": False, "hold": False, "geschikt": None, "intake": None, "aanpak": None, "intended": "bemiddeling",
            "team": (), "asked": (), "no": set(), "last": None, "linked": {}, "declined": set(), "result": None,
            "start": None, "broke": None, "held": [], "met": [],
        }  # fmt: skip
        for line in lines(casus, self.day):
            wat, op = line["wat"], line["op"]
            if wat in {"hervat", "gesprek", "koppeling", "afsluiting"} and case["hold"]:
                case["hold"] = False
                case["held"][-1][1] = op
            if wat == "melding":
                case["open"] = True
            elif wat == "intake":
                case["geschikt"], case["intake"] = line.get("geschikt"), op
                case["start"] = case["start"] if case["team"] else op
                case["intended"] = line.get("aanpak") or case["intended"]
            elif wat == "voorstel":
                case["asked"], case["no"], case["last"] = line["team"], set(), "voorstel"
            elif wat == "koppeling":
                case["team"] = case["asked"] = line["team"]
                case["no"], case["last"], case["declined"] = set(), "koppeling", set()
                case["aanpak"] = line.get("aanpak") or case["aanpak"] or case["intended"]
                case["start"], case["broke"] = op, None
                for member in line["team"]:
                    case["linked"].setdefault(member, op)
            elif wat == "kan-niet":
                if line["wie"] in case["asked"]:
                    case["broke"] = case["broke"] or op
                case["no"].add(line["wie"])
                case["declined"].add(line["wie"])
            elif wat == "wacht":
                case["hold"] = True
                case["held"].append([op, None])
            elif wat == "gesprek":
                for member in line.get("door") or case["team"]:
                    case["met"].append((member, line["met"], (case["aanpak"] or case["intended"]) == "coaching"))
            elif wat == "afsluiting":
                case["open"], case["result"] = False, line["resultaat"]
        case["how"] = case["aanpak"] or case["intended"]
        return case

    def _is_fixed(self, case: dict[str, Any]) -> bool:
        if case["last"] != "voorstel" or not case["open"] or not case["geschikt"]:
            return False
        return not any(m in case["no"] or self.people[m]["status"] == "gestopt" for m in case["asked"])

    def _waits(self, case: dict[str, Any]) -> bool:
        if not case["open"] or case["hold"] or case["geschikt"] is not True:
            return False
        gone = any(m in case["no"] or self.people[m]["status"] == "gestopt" for m in case["asked"])
        return not case["team"] or gone

    def _loads(self) -> None:
        self.room = {id_: v.max for id_, v in self.made.vrijwilliger.items()}
        self.asked = dict.fromkeys(self.room, 0)
        self.experience = dict.fromkeys(self.room, 0)
        self.recent = dict.fromkeys(self.room, 0)
        self.this_year = dict.fromkeys(self.room, 0)
        self.solved: dict[Team, int] = {}
        year_ago = self.day.replace(year=self.day.year - 1)
        for id_, case in self.cases.items():
            for member, op in case["linked"].items():
                self.experience[member] += 1
                self.recent[member] += op > year_ago
                self.this_year[member] += op.year == self.day.year
            for member in self.room:
                has = self.has(id_, member)
                proposed = member in self.fixed.get(id_, ())
                self.room[member] -= has or proposed
                self.asked[member] += proposed and not has
            if not case["open"] and case["result"] == "opgelost":
                for pair in combinations(sorted(case["team"]), 2):
                    self.solved[pair] = self.solved.get(pair, 0) + 1

    def has(self, id_: str, member: str) -> bool:
        """Whether a place of somebody is for this case already."""
        case = self.cases[id_]
        return case["open"] and member in case["team"] and member not in case["declined"]

    def new(self, plan: Mapping[str, Team], member: str) -> int:
        """How many new cases a plan gives somebody."""
        return sum(member in team and not self.has(id_, member) for id_, team in plan.items())

    # What must hold.

    def asks(self, name: str) -> bool:
        return self.org.koppelen.eisen.get(name, name != "man-vrouw")

    def size(self, id_: str) -> int:
        return 1 if self.cases[id_]["how"] == "coaching" else 2

    def broken(self, id_: str, team: Team) -> Iterator[str]:  # noqa: C901, PLR0912 - one requirement after the other
        casus, case = self.made.casus[id_], self.cases[id_]
        homes = {party.wijk for party in casus.partijen.values()}
        for member in team:
            v, person = self.made.vrijwilliger[member], self.people[member]
            if person["status"] != "actief":
                yield "actief"
            if self.room[member] < 1 and not self.has(id_, member):
                yield "plaats"
            if "basistraining" not in person["trainings"]:
                yield "basistraining"
            if case["how"] in {"pendel", "coaching", "groep"} and case["how"] not in person["trainings"]:
                yield "training"
            if member in casus.niet:
                yield "uitgesloten"
            if member in case["declined"]:
                yield "zei-nee"
            if any(who == member and coach != (case["how"] == "coaching") for who, _, coach in case["met"]):
                yield "coach"
            if self.asks("eigen-wijk") and v.wijk is not None and v.wijk in homes:
                yield "eigen-wijk"
        people = [self.made.vrijwilliger[member] for member in team]
        if any(a.id in b.niet_met for a in people for b in people if a is not b):
            yield "niet-met"
        if self.asks("ervaren") and not any(self.experience[member] >= 3 for member in team):
            yield "ervaren"
        if self.asks("man-vrouw") and len(team) == 2 and {p.geslacht for p in people} != {"man", "vrouw"}:
            yield "man-vrouw"
        if self.asks("dagdeel"):
            week = {f"{day}-{part}" for day in ("ma", "di", "wo", "do", "vr", "za", "zo") for part in PARTS}
            common = week.intersection(*(set(p.kan) or week for p in people))
            if not common or not all(common & (set(p.kan) or week) for p in casus.partijen.values()):
                yield "dagdeel"

    # What makes one better than another.

    def weighs(self, name: str) -> int:
        usual = {
            "ervaring": 10, "taal": 15, "affiniteit": 10, "wens": 10, "man-vrouw": 20, "leeftijd": 5, "mentor": 15,
            "spreiding": 5, "minimum": 5, "nabijheid": 5, "samen": 5,
        }  # fmt: skip
        return self.org.koppelen.gewichten.get(name, usual[name])

    def points(self, id_: str, team: Team) -> dict[str, int]:
        casus = self.made.casus[id_]
        people = [self.made.vrijwilliger[member] for member in team]
        found = dict.fromkeys(("taal", "affiniteit", "wens", "man-vrouw", "leeftijd", "mentor", "samen"), 0)
        found["ervaring"] = 0
        for klacht in set(casus.klachten):
            levels = sorted((p.klachten.get(klacht, 0) for p in people), reverse=True)
            found["ervaring"] += 3 * levels[0] + sum(levels[1:])
        for asked in self.made.wishes.asked.get(id_, {}).values():
            found["taal"] += any(taal in p.talen for p in people for taal in asked.talen)
            for one in set(asked.affiniteit):
                found["affiniteit"] += any(one in self.made.wishes.affiniteit.get(member, ()) for member in team)
            found["wens"] += bool(asked.geslacht) and any(p.geslacht == asked.geslacht for p in people)
            found["wens"] += any(self._of_age(p, asked.leeftijd or "") for p in people)
            for klacht in set(asked.ervaring):
                found["wens"] += any(p.klachten.get(klacht, 0) for p in people)
        found["spreiding"] = sum(max(0, 6 - self.recent[member]) for member in team)
        norm = self.org.normen.get("zaken")
        found["minimum"] = 0
        for person in people:
            if norm and not person.van:
                found["minimum"] += min(3, max(0, norm.minstens.number - self.this_year[person.id]))
        found["nabijheid"] = sum(max(0, 3 - self._away(casus, p.wijk)) for p in people)
        if len(team) == 2:
            first_person, second_person = people
            found["man-vrouw"] = int({first_person.geslacht, second_person.geslacht} == {"man", "vrouw"})
            first, second = self._born(first_person), self._born(second_person)
            if first and second:
                found["leeftijd"] = min(3, int(abs(sum(first) / 2 - sum(second) / 2) // 10))
            found["mentor"] = int((self.experience[team[0]] >= 3) != (self.experience[team[1]] >= 3))
            found["samen"] = min(3, self.solved.get(tuple(sorted(team)), 0))
        return {name: self.weighs(name) * measure for name, measure in found.items()}

    def _born(self, person: Vrijwilliger) -> tuple[int, int] | None:
        first, _, last = (person.geboren or "").partition("-")
        return (int(first), int(last or first)) if first.isdigit() else None

    def _of_age(self, person: Vrijwilliger, wanted: str) -> bool:
        born = self._born(person)
        if born is None or not wanted[:1].isdigit():
            return False
        low, _, high = wanted.rstrip("+").partition("-")
        return any(int(low) <= self.day.year - year <= int(high or 200) for year in range(born[0], born[1] + 1))

    def _away(self, casus: Casus, wijk: str | None) -> int:
        """How many borders lie between somebody's wijk and the nearest party; 3 for far, or next door."""
        homes = {party.wijk for party in casus.partijen.values()}
        if wijk is None or wijk in homes:
            return 3
        borders = {frozenset((name, other)) for name, known in self.org.wijken.items() for other in known.buren}
        if any(frozenset((wijk, home)) in borders for home in homes):
            return 1
        everywhere = {name for border in borders for name in border}
        for middle in everywhere:
            if {wijk, middle} in borders and any({middle, home} in borders for home in homes):
                return 2
        return 3

    def weight(self, id_: str) -> int:
        casus, case = self.made.casus[id_], self.cases[id_]
        since = case["start"]
        if case["team"]:
            left = [self.people[m]["stop"] for m in case["asked"] if self.people[m]["status"] == "gestopt"]
            days = [*left, *([case["broke"]] if case["broke"] else [])]
            since = max(since, min(days, default=since))
        waited = (self.day - since).days
        for begin, end in case["held"]:
            waited -= max(0, ((end or self.day) - max(begin, since)).days)
        urgency = {"gewoon": 100, "voorrang": 200, "spoed": 400}[casus.urgentie]
        return urgency + max(0, int(waited))

    # Everything tried.

    def teams(self, id_: str) -> list[Team]:
        every = combinations(sorted(self.people), self.size(id_))
        return [team for team in every if not list(self.broken(id_, team))]

    def obstacles(self, id_: str) -> set[frozenset[str]]:
        """The sets of requirements without which a team would be possible, and of which none can be left out."""
        here = sorted(m for m, person in self.people.items() if person["status"] != "gestopt")
        failed = {frozenset(self.broken(id_, team)) for team in combinations(here, self.size(id_))}
        return {one for one in failed if not any(other < one for other in failed)}

    def costs(self, plan: Mapping[str, Team], id_: str) -> list[int]:
        """What each other team of a case costs while the rest of the plan stays, cheapest first."""
        found = []
        for team in self.teams(id_):
            other = {**plan, id_: team}
            full = any(self.new(other, m) > max(0, self.room[m]) for m in self.people)
            if set(team) != set(plan[id_]) and not full:
                found.append(self.value(plan)[1] - self.value(other)[1])
        return sorted(found)

    def value(self, plan: Mapping[str, Team]) -> tuple[int, int]:
        """The weight and points of a plan."""
        weight = sum(self.weight(id_) for id_ in plan)
        points = sum(sum(self.points(id_, team).values()) for id_, team in plan.items())
        for member in self.people:
            for number in range(self.new(plan, member)):
                points -= PRICES[min(self.asked[member] + number, 2)]
        return weight, points

    def best(self) -> tuple[int, int]:
        """The most weight, and the most points with that weight."""
        ids = sorted(self.people)
        teams = {id_: [(t, sum(self.points(id_, t).values())) for t in self.teams(id_)] for id_ in self.waiting}

        @cache
        def search(place: int, used: tuple[int, ...]) -> tuple[int, int]:
            if place == len(self.waiting):
                return 0, 0
            id_ = self.waiting[place]
            top = search(place + 1, used)
            for team, points in teams[id_]:
                now = list(used)
                lost = 0
                new = [member for member in team if not self.has(id_, member)]
                for member in new:
                    spot = ids.index(member)
                    lost += PRICES[min(self.asked[member] + now[spot], 2)]
                    now[spot] += 1
                if all(now[ids.index(member)] <= self.room[member] for member in new):
                    weight, rest = search(place + 1, tuple(now))
                    top = max(top, (weight + self.weight(id_), rest + points - lost))
            return top

        return search(0, (0,) * len(ids))


PARTS = ("ochtend", "middag", "avond")
PRICES = (0, 20, 40)
