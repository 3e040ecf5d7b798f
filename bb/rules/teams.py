"""Every koppeling of every case, with what was known of its people on that day: what the team rules look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from bb.domain.events import Event
from bb.domain.finding import Finding, Severity
from bb.domain.ids import FORMS
from bb.domain.journal import vrijwilliger_status
from bb.domain.records import Activiteit, Casus, Organisatie, Record, Vrijwilliger
from bb.domain.team import intended_aanpak, trainings
from bb.domain.words import SCHAKELAARS
from bb.rules.case import Case
from bb.rules.rule import finding, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A volunteer in a team on the day of the koppeling.

    `index` is their place in the list, `load` the cases they then had, this one included; `first`
    tells that it was their first case. `given` are the trainings of our own.
    """

    index: int
    vrijwilliger: Vrijwilliger
    day: date
    given: tuple[Activiteit, ...]
    load: int
    first: bool

    @property
    def status(self) -> str:
        """Their status on that day."""
        return vrijwilliger_status(self.vrijwilliger, self.day)

    @property
    def trainings(self) -> frozenset[str]:
        """The kinds of training they had followed by that day."""
        return trainings(self.vrijwilliger, self.given, self.day)

    @property
    def id(self) -> str:
        """The volunteer's id."""
        return self.vrijwilliger.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One koppeling. `members` are those of the team whose file could be read.

    `current` tells that this is the team of a case that still runs: only then the headers of
    volunteers, which say how things are now, can be held against it.
    """

    casus: Casus
    event: Event
    aanpak: str
    current: bool
    members: tuple[Member, ...]

    @property
    def team(self) -> tuple[str, ...]:
        """The ids of the team, as written."""
        return tuple(self.event.get("team") or ())

    def asks(self, eis: str, organisatie: Organisatie) -> bool:
        """Tell whether a requirement holds here: not switched off, and not waived by the koppeling (`toch`)."""
        off = eis in SCHAKELAARS and organisatie.koppelen.eisen.get(eis) is False
        return not off and eis not in (self.event.get("toch") or ())

    def at(self, code: str, severity: Severity, index: int | None, message: str, remedy: str) -> Finding:
        """Return a finding at the team, or at one member of it."""
        place = line(self.event, "team") if index is None else line(self.event, "team", index)
        return finding(code, severity, self.casus.source, place, message, remedy)

    def toch(self, eis: str) -> str:
        """Return the text to type when the requirement is to be waived on purpose."""
        waived = (*(self.event.get("toch") or ()), eis)
        return f"Is dit zo gekozen? Zet dan in deze regel: toch: [{', '.join(waived)}]"


_OF_A_TRAINING = frozenset({"verloop", "soort", "training", "aanwezig"})
_ID = re.compile(rf"(?<![\w-]){FORMS['vrijwilliger'][1]}(?![\w-])")


def named_in(text: str) -> frozenset[str]:
    """Return the volunteers whose ids stand in a text, wherever: of a file that says what nobody could read."""
    return frozenset(_ID.findall(text))


def hidden_training(record: Record) -> frozenset[str]:
    """Return the volunteers who may have followed a training that could not be wholly read."""
    hides = isinstance(record, Activiteit) and not record.unread.isdisjoint(_OF_A_TRAINING)
    return named_in(record.source.text) if hides else frozenset()


class _Stay(NamedTuple):
    """A time someone was in the team of a running case; `end` is None while they still are."""

    casus: str
    start: date
    end: date | None


class Teams(NamedTuple):
    """A case that had a team: its koppelingen, each with its aanpak, and who was in its team when.

    `runs` tells that the last koppeling is that of a case that is not closed. These are sent from one process to
    another: so of a case with one koppeling `casus` has no more in it than the rules look at then.
    """

    casus: Casus
    koppelingen: tuple[tuple[Event, str], ...]
    stays: tuple[tuple[str, _Stay], ...]
    runs: bool
    others: tuple[Teams, ...] = ()
    """The same case as it may have been meant as well, when not all of it could be read (`bb.rules.doubt`)."""

    @property
    def sure_stays(self) -> Collection[tuple[str, _Stay]]:
        """Who was in its team when, in whatever way the case was meant."""
        return set(self.stays).intersection(*(other.stays for other in self.others)) if self.others else self.stays

    @property
    def all_stays(self) -> Collection[tuple[str, _Stay]]:
        """Who may have been in its team when."""
        return set(self.stays).union(*(other.stays for other in self.others)) if self.others else self.stays

    @property
    def members(self) -> frozenset[str]:
        """The ids of all who were in a team."""
        return frozenset(id_ for event, _ in self.koppelingen for id_ in event.get("team") or ())


def teams_of(case: Case) -> Teams | None:
    """Return the teams of a case, None when it never had one."""
    if not case.state.behandeld:
        return None
    koppelingen = tuple((moment.event, intended_aanpak(moment.after)) for moment in case.of("koppeling"))
    return Teams(
        case.casus if len(koppelingen) > 1 else _spare(case.casus, koppelingen[0][0]),
        koppelingen,
        tuple(_stays(case)),
        case.state.status != "gesloten",
    )


def _spare(casus: Casus, koppeling: Event) -> Casus:
    return Casus(
        id=casus.id,
        source=casus.source,
        verloop=(koppeling,),
        klachten=casus.klachten,
        verwijzer=casus.verwijzer,
        coordinator=casus.coordinator,
        niet=casus.niet,
        partijen=casus.partijen,
        unread=casus.unread,
    )


class Links(Protocol):
    """Gives every koppeling of a case; `instead` are volunteers to take in the place of those of the same id."""

    def __call__(self, had: Teams, instead: Mapping[str, Vrijwilliger] = ...) -> Iterator[Linked]:
        """Yield the koppelingen in order."""


def linking(
    cases: Sequence[Teams],
    vrijwilliger: Mapping[str, Vrijwilliger],
    training: tuple[Activiteit, ...],
    hidden: Collection[str] = (),
) -> Links:
    """Return what gives the koppelingen of a case, in their order, with what is known of their people.

    Nothing is said of people whose own file could not be read, or who are `hidden`.

    Args:
        cases: all that had a team: how many someone had, and which was the first.
        vrijwilliger: the volunteers, by id.
        training: the activities that were one.
        hidden: volunteers of whom a training could not be read.
    """
    stays: dict[str, list[_Stay]] = {}
    first: dict[str, date] = {}
    for had in cases:
        for id_, stay in had.sure_stays:
            stays.setdefault(id_, []).append(stay)
        for id_, stay in had.all_stays:
            first[id_] = min(stay.start, first.get(id_, stay.start))

    def links(had: Teams, instead: Mapping[str, Vrijwilliger] = MappingProxyType({})) -> Iterator[Linked]:
        for number, (event, aanpak) in enumerate(had.koppelingen, 1):
            running = had.runs and number == len(had.koppelingen)
            yield Linked(
                casus=had.casus,
                event=event,
                aanpak=aanpak,
                current=running,
                members=tuple(
                    Member(
                        index=index,
                        vrijwilliger=known,
                        day=event.op,
                        given=training,
                        load=_load(stays.get(id_, ()), event.op) if running else 0,
                        first=first.get(id_) == event.op,
                    )
                    for index, id_ in enumerate(event.get("team") or ())
                    if (known := instead.get(id_, vrijwilliger.get(id_))) and id_ not in hidden
                ),
            )

    return links


def _stays(case: Case) -> Iterator[tuple[str, _Stay]]:
    """Yield when each volunteer was in the team while the case ran."""
    since: dict[str, date] = {}
    team: tuple[str, ...] = ()
    for moment in case.moments:
        now = () if moment.after.status == "gesloten" else moment.after.team
        if now == team:
            continue
        team = now
        for id_ in sorted(since.keys() - set(now)):
            yield id_, _Stay(case.casus.id, since.pop(id_), moment.event.op)
        for id_ in now:
            since.setdefault(id_, moment.event.op)
    for id_, start in since.items():
        yield id_, _Stay(case.casus.id, start, None)


def _load(stays: Iterable[_Stay], day: date) -> int:
    return len({stay.casus for stay in stays if stay.start <= day and (stay.end is None or stay.end > day)})
