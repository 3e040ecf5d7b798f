"""What shows how one volunteer does: the evidence beside a signal, for the eyes of the coördinator alone.

It is counted over the twelve months up to a day, and never compared with that of another volunteer. A kan-niet is
told and held against nobody. Scores come from the forms of debriefings in the volunteer's dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from bb.domain.criteria import SELECTIE
from bb.domain.dossier import Formulier
from bb.domain.events import Event, in_order
from bb.domain.journal import state_of
from bb.domain.practice import attendance, debriefings
from bb.domain.records import Casus, Vrijwilliger
from bb.domain.register import Register
from bb.domain.vocabulary import STANDEN
from bb.domain.workdays import add_months

INTERVISIE = "intervisie"
TALKS = ("begeleiding", "nabespreking", "waardering")
ENOUGH = 4
"""So many scores are needed before anything is said of where they go."""
MOVED = 1.0
"""So much must the mean of the later half of the scores differ from that of the earlier to be called a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the files say of the work of one volunteer, from `first` up to and including a day.

    `gesloten` are the cases of their teams that were closed, by result; `nazorg` the answers of parties of those teams
    and `tevreden` their marks; `klachten` the cases with a complaint. `kon_niet` is how often they could not;
    `intervisie` how often they were there of how often they could be; `gesprekken` how often the office spoke with
    them.
    """

    first: date
    gesloten: Mapping[str, int]
    nazorg: Mapping[str, int]
    tevreden: tuple[int, ...]
    klachten: tuple[str, ...]
    kon_niet: int
    intervisie: tuple[int, int]
    trainingen: tuple[str, ...]
    gesprekken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The scores of one criterion over time, the oldest first; `richting` is 1 up, -1 down, 0 the same or unknown."""

    criterium: str
    scores: tuple[tuple[date, int], ...]

    @property
    def richting(self) -> int:
        """Whether the later half is higher or lower than the earlier; with fewer than four scores nobody can tell."""
        told = [score for _, score in self.scores]
        if len(told) < ENOUGH:
            return 0
        half = len(told) // 2
        moved = fmean(told[-half:]) - fmean(told[:half])
        return (moved >= MOVED) - (moved <= -MOVED)


def evidence(register: Register, vrijwilliger: Vrijwilliger, day: date) -> Evidence:
    """Return what the files show of one volunteer over the twelve months up to a day."""
    first = add_months(day, -12) + timedelta(days=1)
    results: dict[str, int] = {}
    answers: dict[str, int] = {}
    marks: list[int] = []
    complaints = []
    declined = debriefed = 0
    for casus in register.casus.values():
        events = in_order(casus.verloop, day)
        declined += sum(e.wat == "kan-niet" and e.get("wie") == vrijwilliger.id and e.op >= first for e in events)
        debriefed += sum(vrijwilliger.id in who and e.op >= first for e, who in debriefings(events))
        if not _in_last_team(events, vrijwilliger.id):
            continue
        told = [e for e in events if e.op >= first]
        if any(e.wat == "afsluiting" for e in told):
            _count_one(results, _result(casus, day))
        for event in told:
            if event.wat == "nazorg" and event.get("stand"):
                _count_one(answers, event.get("stand"))
            if event.wat == "nazorg" and event.get("tevreden"):
                marks.append(event.get("tevreden"))
        if any(e.wat == "verzoek" and e.get("soort") == "klacht" for e in told):
            complaints.append(casus.id)
    own = [e for e in in_order(vrijwilliger.verloop, day) if e.op >= first]
    held = [(a, e) for a in register.activiteit.values() for e in in_order(a.verloop, day) if e.wat == "gehouden"]
    meetings = [e for a, e in held if a.soort == INTERVISIE]
    trained = [
        a.training or a.soort
        for a, e in held
        if a.soort == "training" and e.op >= first and vrijwilliger.id in (e.get("aanwezig") or ())
    ]
    return Evidence(
        first=first,
        gesloten=results,
        nazorg={stand: answers[stand] for stand in STANDEN if stand in answers},
        tevreden=tuple(marks),
        klachten=tuple(complaints),
        kon_niet=declined,
        intervisie=attendance(vrijwilliger, INTERVISIE, meetings, first, day),
        trainingen=(*(e.get("soort") or "training" for e in own if e.wat == "training"), *trained),
        gesprekken=debriefed + sum(e.wat in TALKS for e in own),
    )


def _in_last_team(events: Iterable[Event], id_: str) -> bool:
    last = [e.get("team") or () for e in events if e.wat == "koppeling"]
    return bool(last) and id_ in last[-1]


def _result(casus: Casus, day: date) -> str | None:
    state = state_of(casus, day)
    return state.resultaat if state.status == "gesloten" else None


def _count_one(counts: dict[str, int], name: str | None) -> None:
    if name:
        counts[name] = counts.get(name, 0) + 1


def trends(forms: Mapping[date, Mapping[str, Formulier]], about: Iterable[str] | None = None) -> Iterator[Trend]:
    """Yield the scores of debriefings over time, by criterion, in the order in which they first came.

    Args:
        forms: the forms of a volunteer's dossier.
        about: the cases to look at; None looks at all debriefings.
    """
    known = None if about is None else frozenset(about)
    scores: dict[str, list[tuple[date, int]]] = {}
    for day in sorted(forms):
        for word, form in forms[day].items():
            if word != SELECTIE and (known is None or word in known):
                for name, score in form.scores.items():
                    scores.setdefault(name, []).append((day, score))
    for name, told in scores.items():
        yield Trend(criterium=name, scores=tuple(told))


def teams(register: Register, id_: str, day: date) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the cases that were talked over with each team a volunteer was in, by the others of that team."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for casus in register.casus.values():
        for _, who in debriefings(in_order(casus.verloop, day)):
            if id_ in who:
                others = tuple(sorted(member for member in who if member != id_))
                found.setdefault(others, {})[casus.id] = None
    return {others: tuple(cases) for others, cases in found.items()}
