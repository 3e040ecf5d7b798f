"""Norms counted over a period: what was asked, what was reached, how long is left.

A norm is a number (`minstens: 8, per: jaar`) or a share (`80%` of the meetings someone was expected
at). Source: FORMAT, "Terms": shown as "3 of 5, 40 days left".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bb.domain.events import Event, in_order
from bb.domain.journal import vrijwilliger_status
from bb.domain.partners import ended, promises
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.types import Amount
from bb.domain.workdays import add_months

_MONTHS = {"jaar": 12, "kwartaal": 3, "maand": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a volunteer or partner is with one norm.

    `count` of `target`; for a share, `target` is how many times they were expected and `asked`
    the share. `days_left` are days to the end of the period.
    """

    kind: str
    id: str
    norm: str
    asked: Amount
    count: int
    target: int
    days_left: int
    wie: str = "zij"

    @property
    def met(self) -> bool:
        """Whether the norm is reached."""
        if self.asked.percent:
            return self.target == 0 or 100 * self.count >= self.asked.number * self.target
        return self.count >= self.target


def period(day: date, per: str) -> tuple[date, date]:
    """Return the first and last day of the calendar year, quarter or month that `day` is in.

    >>> period(date(2026, 5, 3), "kwartaal")
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    """
    months = _MONTHS[per]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done up to a day, counted once for all.

    Per volunteer the days they were first linked to a case, per partner the days it referred one,
    per kind of activity the lines of those that were held.
    """

    linked: Mapping[str, tuple[date, ...]]
    referred: Mapping[str, tuple[date, ...]]
    held: Mapping[str, tuple[Event, ...]]


def practice(register: Register, today: date) -> Practice:
    """Return what was done in an organisation up to `today`; a case counts once per volunteer, doubles not at all."""
    linked: dict[str, list[date]] = {}
    referred: dict[str, list[date]] = {}
    held: dict[str, list[Event]] = {}
    for casus in register.casus.values():
        events = in_order(casus.verloop, today)
        first: dict[str, date] = {}
        for event in events:
            for member in event.get("team") or () if event.wat == "koppeling" else ():
                first.setdefault(member, event.op)
        for member, day in first.items():
            linked.setdefault(member, []).append(day)
        melding = next((e.op for e in events if e.wat == "melding"), None)
        results = [e.get("resultaat") for e in events if e.wat == "afsluiting"]
        if melding and results[-1:] != ["dubbel"]:
            referred.setdefault(casus.verwijzer, []).append(melding)
    for activiteit in register.activiteit.values():
        found = [e for e in in_order(activiteit.verloop, today) if e.wat == "gehouden"]
        held.setdefault(activiteit.soort, []).extend(found)
    return Practice(
        linked={id_: tuple(days) for id_, days in linked.items()},
        referred={id_: tuple(days) for id_, days in referred.items()},
        held={soort: tuple(events) for soort, events in held.items()},
    )


def volunteer_progress(
    register: Register, vrijwilliger: Vrijwilliger, done: Practice, today: date
) -> Iterator[Progress]:
    """Yield how far an active volunteer is with each norm for volunteers (zaken, intervisie, training)."""
    if vrijwilliger_status(vrijwilliger, today) not in ("actief", "afwezig") or vrijwilliger.van:
        return
    started = next((e.op for e in in_order(vrijwilliger.verloop, today) if e.wat == "start"), today)
    for name, norm in register.organisatie.normen.items():
        first, last = period(today, norm.per)
        first = max(first, started)
        if name == "zaken":
            count, expected = _since(done.linked.get(vrijwilliger.id, ()), first), norm.minstens.number
        else:
            held = [e for e in done.held.get(name, ()) if e.op >= first]
            count, expected = _attendance(vrijwilliger, name, held, first, today)
            if not norm.minstens.percent:
                expected = norm.minstens.number
        yield Progress(
            kind="vrijwilliger",
            id=vrijwilliger.id,
            norm=name,
            asked=norm.minstens,
            count=count,
            target=expected,
            days_left=(last - today).days,
        )


def _attendance(vrijwilliger: Vrijwilliger, name: str, held: list[Event], first: date, today: date) -> tuple[int, int]:
    """Return how often someone was there, and how often expected: at all that was held while they were active."""
    elsewhere = sum(e.wat == name and first <= e.op <= today for e in vrijwilliger.verloop)
    there = expected = elsewhere
    for event in held:
        came = vrijwilliger.id in (event.get("aanwezig") or ())
        there += came
        expected += came or vrijwilliger_status(vrijwilliger, event.op) == "actief"
    return there, expected


def _since(days: tuple[date, ...], first: date) -> int:
    return sum(day >= first for day in days)


def partner_progress(register: Register, done: Practice, today: date) -> Iterator[Progress]:
    """Yield how far each promise is that counts over a period: referrals by a partner."""
    for partner in register.partner.values():
        if ended(partner, today):
            continue
        for promise in promises(partner, today):
            if promise.minstens is None or promise.minstens.percent or promise.per not in _MONTHS:
                continue
            first, last = period(today, promise.per)
            first = max(first, promise.vanaf or first)
            if promise.wat == "verwijzing":
                count = _since(done.referred.get(partner.id, ()), first)
            else:
                count = sum(e.wat == promise.wat and first <= e.op <= today for e in partner.verloop)
            yield Progress(
                kind="partner",
                id=partner.id,
                norm=promise.wat,
                asked=promise.minstens,
                count=count,
                target=promise.minstens.number,
                days_left=(last - today).days,
                wie=promise.wie or "wij",
            )
