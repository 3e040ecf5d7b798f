"""The year plan: what a year should have of each thing, what was done, what is planned, and what is missing.

Three kinds of things can stand in it: an activity (so many in the year), something for each volunteer, and something
with each partner. `jaarplan` in `bb.yaml` says what a year should have; without it our own plan is shown, and nothing
falls due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bb.domain.events import Event, in_order
from bb.domain.ids import is_guest
from bb.domain.journal import IN_POOL, vrijwilliger_status
from bb.domain.partners import agreement, contacts, ended, promises
from bb.domain.practice import debriefings, planned
from bb.domain.records import Activiteit, Organisatie, Partner, Voornemen
from bb.domain.register import Register
from bb.domain.vocabulary import SOORTEN
from bb.text.dates import MONTHS

FOR_VOLUNTEERS = ("begeleiding", "waardering", "nabespreking")
"""What can be planned for each volunteer: events of their journals."""
WITH_PARTNERS = ("partnergesprek", "rapportage")
"""What can be planned with each partner: a contact, and a report to those who pay or to whom it was promised."""
KNOWN = (*SOORTEN, *FOR_VOLUNTEERS, *WITH_PARTNERS)
_DECEMBER = 12

USUAL: Mapping[str, Voornemen] = MappingProxyType(
    {
        "intervisie": Voornemen(minstens=4),
        "training": Voornemen(),
        "waardering": Voornemen(),
        "begeleiding": Voornemen(),
        "uitje": Voornemen(),
        "partnergesprek": Voornemen(),
        "rapportage": Voornemen(uiterlijk="april"),
        "voorlichting": Voornemen(),
        "studiedag": Voornemen(),
        "evaluatie": Voornemen(),
    }
)
"""What a year should have, where the organisation says nothing."""

_DONE = ("gehouden", "klaar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One thing of the year plan.

    Of an activity `gedaan` and `gepland` are the activities, each with its day, and `doel` how many there should be. Of
    what is for each volunteer or with each partner `gedaan` are those who had it, `mist` those who did not, `doel` all.
    `maand` is the month (1 to 12) at whose end it must be done.
    """

    wat: str
    voor: str
    doel: int
    maand: int
    gedaan: tuple[tuple[str, date], ...]
    gepland: tuple[tuple[str, date], ...] = ()
    mist: tuple[str, ...] = ()

    @property
    def tekort(self) -> int:
        """How many are neither done nor planned."""
        return max(0, self.doel - len(self.gedaan) - len(self.gepland))

    def months(self) -> Iterator[int]:
        """Yield the months at whose ends the missing ones must be there: an activity is spread evenly over the year."""
        have = len(self.gedaan) + len(self.gepland)
        if self.voor != "activiteit":
            yield from (self.maand,) if self.tekort else ()
            return
        for number in range(have + 1, self.doel + 1):
            yield -(-self.maand * number // self.doel)


def plan_of(organisatie: Organisatie) -> Mapping[str, Voornemen]:
    """Return what a year should have: the plan of `bb.yaml`, else our own; unknown things are left out."""
    own = {wat: one for wat, one in organisatie.jaarplan.items() if wat in KNOWN}
    return own or USUAL


def year_plan(register: Register, jaar: int, day: date) -> tuple[Planned, ...]:
    """Return the plan of a year as it stands on a day."""
    plan = plan_of(register.organisatie)
    return tuple(_planned(register, wat, one, jaar, day) for wat, one in plan.items())


def _planned(register: Register, wat: str, one: Voornemen, jaar: int, day: date) -> Planned:
    month = MONTHS.index(one.uiterlijk) + 1 if one.uiterlijk else _DECEMBER
    if wat in SOORTEN:
        known = [a for a in register.activiteit.values() if a.soort == wat]
        return Planned(
            wat=wat,
            voor="activiteit",
            doel=one.minstens,
            maand=month,
            gedaan=_by_day((a.id, e.op) for a in known for e in a.verloop if e.wat in _DONE and _in(e.op, jaar, day)),
            gepland=_by_day((a.id, when) for a in known if (when := _ahead(a, day)) and when.year == jaar),
        )
    had, who = _volunteers(register, wat, jaar, day) if wat in FOR_VOLUNTEERS else _partners(register, wat, jaar, day)
    enough = {id_: days[one.minstens - 1] for id_, days in had.items() if len(days) >= one.minstens}
    return Planned(
        wat=wat,
        voor="vrijwilliger" if wat in FOR_VOLUNTEERS else "partner",
        doel=len(who),
        maand=month,
        gedaan=_by_day((id_, enough[id_]) for id_ in who if id_ in enough),
        mist=tuple(id_ for id_ in who if id_ not in enough),
    )


def _in(op: date, jaar: int, day: date) -> bool:
    return op.year == jaar and op <= day


def _by_day(found: Iterable[tuple[str, date]]) -> tuple[tuple[str, date], ...]:
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _ahead(activiteit: Activiteit, day: date) -> date | None:
    """Return the day on which an activity is planned, when it was neither held nor called off."""
    ahead = planned(in_order(activiteit.verloop, day))
    when = ahead.get("datum") if ahead else None
    return when if isinstance(when, date) else None


def _volunteers(register: Register, wat: str, jaar: int, day: date) -> tuple[dict[str, list[date]], list[str]]:
    """Return on which days each of our own volunteers had it, and who should: those active on the day."""
    own = [v for v in register.vrijwilliger.values() if not v.van and not is_guest(v.id)]
    who = [v.id for v in own if vrijwilliger_status(v, day) in IN_POOL]
    had = {v.id: [e.op for e in in_order(v.verloop, day) if e.wat == wat and e.op.year == jaar] for v in own}
    if wat == "nabespreking":
        for casus in register.casus.values():
            for event, members in debriefings(in_order(casus.verloop, day)):
                for id_ in members if event.op.year == jaar else ():
                    had.setdefault(id_, []).append(event.op)
    return {id_: sorted(days) for id_, days in had.items()}, who


def _partners(register: Register, wat: str, jaar: int, day: date) -> tuple[dict[str, list[date]], list[str]]:
    """Return on which days there was a contact with, or a report to, each partner; and with whom there should be."""
    known = [
        p for p in register.partner.values() if not ended(p, day) and (wat != "rapportage" or _reported_to(p, day))
    ]

    def lines(partner: Partner) -> Iterator[Event]:
        if wat == "partnergesprek":
            return contacts(register, partner)
        return (e for e in partner.verloop if e.wat == wat)

    had = {p.id: sorted(e.op for e in lines(p) if _in(e.op, jaar, day)) for p in known}
    return had, [p.id for p in known]


def _reported_to(partner: Partner, day: date) -> bool:
    """Tell whether a report is owed to a partner: we promised it, or the partner pays."""
    agreed = agreement(partner, day)
    promised = any(p.wat == "rapportage" and p.wie != "zij" for p in promises(partner, day))
    return promised or bool(agreed and agreed.get("bijdrage"))
