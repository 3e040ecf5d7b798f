"""The network: for every partner the contact, what they refer over time, and what became of the promises.

All of it about the twelve months before the day; referrals also of the year before that, by quarter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bb.domain.ids import ZELF
from bb.domain.partners import agreement, ended, in_contact
from bb.domain.register import Register
from bb.domain.workdays import add_months
from bb.figures.figure import Figure
from bb.figures.partners import ZIJ, partners
from bb.figures.period import Period, View, view

SILENT_MONTHS = 6
"""Who referred before and not in so many months, is said to have stopped."""
USED_TO = 2
"""So many referrals in the year before that silence make someone who used to refer."""
_QUARTERS = 8
_PROMISE = "toezegging-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise in force: by us or by them, what was agreed, how often it was kept, of how often, and whether it holds.

    `van` is None for a promise of a number. `gehaald` is None while nothing had to happen yet.
    """

    wat: str
    wie: str
    afgesproken: str
    keer: int
    van: int | None
    gehaald: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A partner on one day.

    `verwezen` are the cases referred in the last twelve months and `daarvoor` those of the twelve before; `kwartalen`
    counts both by calendar quarter (`2026-1`). `tips` are cases of people who called themselves because this partner
    told them to. `stil` tells that they used to refer and stopped. `afgelopen` tells that the agreement is over.
    """

    partner: str
    soort: str
    contact: date | None
    verwezen: tuple[str, ...]
    daarvoor: tuple[str, ...]
    kwartalen: Mapping[str, int]
    tips: tuple[str, ...]
    stil: bool
    tot: date | None
    afgelopen: bool
    toezeggingen: tuple[Promise, ...]


def network(register: Register, day: date) -> tuple[Relation, ...]:
    """Return every partner with which there is or was something, who refers most first."""
    year = Period(first=add_months(day, -12) + timedelta(days=1), last=day, today=day)
    before = Period(first=add_months(day, -24) + timedelta(days=1), last=day, today=day)
    seen = view(register, year)
    figures = tuple(partners(seen))
    both = view(register, before)
    found = [_relation(register, id_, (seen, both), figures, day) for id_ in register.partner]
    return tuple(sorted(found, key=lambda r: (-len(r.verwezen), -len(r.daarvoor), r.partner)))


def _relation(
    register: Register, id_: str, views: tuple[View, View], figures: tuple[Figure, ...], day: date
) -> Relation:
    seen, both = views
    partner = register.partner[id_]
    reported = {z.id: z.state.melding for z in both.aangemeld if z.casus.verwijzer == id_ and z.state.melding}
    since = add_months(day, -SILENT_MONTHS)
    earlier = [on for on in reported.values() if add_months(since, -12) < on <= since]
    contact = in_contact(register, partner, day)
    agreed = agreement(partner, day)
    return Relation(
        partner=id_,
        soort=partner.soort,
        contact=contact.op if contact else None,
        verwezen=tuple(case for case, on in reported.items() if on in seen.period),
        daarvoor=tuple(case for case, on in reported.items() if on not in seen.period),
        kwartalen=_quarters(reported.values(), day),
        tips=tuple(z.id for z in seen.aangemeld if z.casus.verwijzer == ZELF and z.casus.tip_van == id_),
        stil=len(earlier) >= USED_TO and not any(on > since for on in reported.values()),
        tot=agreed.get("tot") if agreed else None,
        afgelopen=ended(partner, day),
        toezeggingen=tuple(_promise(register, id_, f) for f in figures if _is_promise(f, id_)),
    )


def _quarters(days: object, day: date) -> Mapping[str, int]:
    counts = Counter(_quarter(on) for on in days)  # type: ignore[attr-defined]
    first = add_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), -3 * (_QUARTERS - 1))
    return {name: counts[name] for name in (_quarter(add_months(first, 3 * n)) for n in range(_QUARTERS))}


def _quarter(day: date) -> str:
    return f"{day.year}-{(day.month + 2) // 3}"


def _is_promise(figure: Figure, id_: str) -> bool:
    return figure.family.startswith(_PROMISE) and figure.key == id_


def _promise(register: Register, id_: str, figure: Figure) -> Promise:
    wat = figure.family.removeprefix(_PROMISE)
    by = {promise.wat: promise.wie for promise in register.partner[id_].toezeggingen}
    return Promise(
        wat=wat,
        wie=ZIJ if by.get(wat.partition("-na-")[0]) == ZIJ else "wij",
        afgesproken=figure.agreed,
        keer=figure.value,
        van=figure.denominator.value if figure.denominator else None,
        gehaald=figure.achieved,
    )
