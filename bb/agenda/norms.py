"""Norms counted over a period: what was asked, what was reached, how long is left.

A norm is a number (`minstens: 8, per: jaar`) or a share (`80%` of the meetings someone was expected
at). Source: FORMAT, "Terms": shown as "3 of 5, 40 days left".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bb.domain.events import in_order
from bb.domain.journal import vrijwilliger_status
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


def volunteer_progress(register: Register, vrijwilliger: Vrijwilliger, today: date) -> Iterator[Progress]:
    """Yield how far an active volunteer is with each norm for volunteers (zaken, intervisie, training)."""
    if vrijwilliger_status(vrijwilliger, today) not in ("actief", "afwezig") or vrijwilliger.van:
        return
    started = next((e.op for e in in_order(vrijwilliger.verloop, today) if e.wat == "start"), today)
    for name, norm in register.organisatie.normen.items():
        first, last = period(today, norm.per)
        first = max(first, started)
        if name == "zaken":
            count, expected = _cases(register, vrijwilliger.id, first, today), norm.minstens.number
        else:
            count, expected = _meetings(register, vrijwilliger, name, first, today)
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


def _cases(register: Register, id_: str, first: date, today: date) -> int:
    """Return how many cases someone was linked to from `first` up to `today`."""
    return sum(
        any(e.wat == "koppeling" and first <= e.op <= today and id_ in (e.get("team") or ()) for e in casus.verloop)
        for casus in register.casus.values()
    )


def _meetings(register: Register, vrijwilliger: Vrijwilliger, soort: str, first: date, today: date) -> tuple[int, int]:
    """Return how many meetings of a kind someone was at, and how many were held."""
    held = [
        e
        for activiteit in register.activiteit.values()
        if activiteit.soort == soort
        for e in activiteit.verloop
        if e.wat == "gehouden" and first <= e.op <= today
    ]
    there = sum(vrijwilliger.id in (e.get("aanwezig") or ()) for e in held)
    elsewhere = sum(e.wat == soort and first <= e.op <= today for e in vrijwilliger.verloop)
    return there + elsewhere, len(held)


def partner_progress(register: Register, today: date) -> Iterator[Progress]:
    """Yield how far each promise is that counts over a period: referrals by a partner."""
    for partner in register.partner.values():
        for promise in partner.toezeggingen:
            if promise.minstens is None or promise.minstens.percent or promise.per not in _MONTHS:
                continue
            if promise.vanaf and promise.vanaf > today:
                continue
            first, last = period(today, promise.per)
            first = max(first, promise.vanaf or first)
            if promise.wat == "verwijzing":
                count = _referrals(register, partner.id, first, today)
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


def _referrals(register: Register, partner: str, first: date, today: date) -> int:
    """Return how many cases a partner referred in a time, doubles left out."""
    return sum(
        casus.verwijzer == partner
        and any(e.wat == "melding" and first <= e.op <= today for e in casus.verloop)
        and not any(e.wat == "afsluiting" and e.get("resultaat") == "dubbel" and e.op <= today for e in casus.verloop)
        for casus in register.casus.values()
    )
