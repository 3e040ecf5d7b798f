"""Every koppeling of every case, with what was known of its people on that day: what the team rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bb.domain.events import Event
from bb.domain.finding import Finding, Severity
from bb.domain.journal import vrijwilliger_status
from bb.domain.records import Casus, Organisatie, Vrijwilliger
from bb.domain.register import Register
from bb.domain.team import intended_aanpak, trainings
from bb.domain.words import SCHAKELAARS
from bb.rules.case import Case
from bb.rules.rule import finding, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A volunteer in a team on the day of the koppeling.

    `index` is their place in the list, `status` and `trainings` are those of that day, `load` the
    cases they then had, this one included; `first` tells that it was their first case.
    """

    index: int
    vrijwilliger: Vrijwilliger
    status: str
    trainings: frozenset[str]
    load: int
    first: bool

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


@dataclass(frozen=True, slots=True)
class _Stay:
    """A time someone was in the team of a running case; `end` is None while they still are."""

    casus: str
    start: date
    end: date | None


def linked(register: Register, cases: Iterable[Case]) -> Iterator[Linked]:
    """Yield every koppeling of all cases of a register, in their order."""
    treated = [case for case in cases if case.state.behandeld]
    stays = _stays(treated)
    training = tuple(a for a in register.activiteit.values() if a.soort == "training")
    for case in treated:
        links = list(case.of("koppeling"))
        for number, moment in enumerate(links):
            event = moment.event
            running = case.state.status != "gesloten" and number == len(links) - 1
            yield Linked(
                casus=case.casus,
                event=event,
                aanpak=intended_aanpak(moment.after),
                current=running,
                members=tuple(
                    Member(
                        index=index,
                        vrijwilliger=known,
                        status=vrijwilliger_status(known, event.op),
                        trainings=trainings(known, training, event.op),
                        load=_load(stays.get(id_, ()), event.op) if running else 0,
                        first=min(stay.start for stay in stays[id_]) == event.op if id_ in stays else False,
                    )
                    for index, id_ in enumerate(event.get("team") or ())
                    if (known := register.vrijwilliger.get(id_))
                ),
            )


def _stays(cases: Iterable[Case]) -> Mapping[str, list[_Stay]]:
    """Return when each volunteer was in the team of a case that ran."""
    stays: dict[str, list[_Stay]] = {}
    for case in cases:
        since: dict[str, date] = {}
        for moment in case.moments:
            now = set() if moment.after.status == "gesloten" else set(moment.after.team)
            for id_ in sorted(since.keys() - now):
                stays.setdefault(id_, []).append(_Stay(case.casus.id, since.pop(id_), moment.event.op))
            for id_ in now - since.keys():
                since[id_] = moment.event.op
        for id_, start in since.items():
            stays.setdefault(id_, []).append(_Stay(case.casus.id, start, None))
    return stays


def _load(stays: Iterable[_Stay], day: date) -> int:
    return len({stay.casus for stay in stays if stay.start <= day and (stay.end is None or stay.end > day)})
