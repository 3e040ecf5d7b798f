"""Norms counted over a period: what was asked, what was reached, how long is left.

A norm is a number (`minstens: 8, per: jaar`) or a share (`80%` of the meetings someone was expected
at). Source: FORMAT, "Terms": shown as "3 of 5, 40 days left".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bb.domain.criteria import NABESPREKING
from bb.domain.events import Event, in_order
from bb.domain.journal import IN_POOL, vrijwilliger_status
from bb.domain.norms import norm_of
from bb.domain.partners import ended, promises
from bb.domain.practice import attendance, counted_per, debriefings, is_double, linked, period
from bb.domain.records import Norm, Organisatie, Vrijwilliger
from bb.domain.register import Register
from bb.domain.terms import in_force
from bb.domain.types import Amount


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


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done up to a day, gathered once for all.

    `cases` holds the journal of each case that counts, with its verwijzer; `held` the lines of what
    was held, per kind of activity.
    """

    cases: tuple[tuple[str, tuple[Event, ...]], ...]
    held: Mapping[str, tuple[Event, ...]]
    _linked: dict[date, Mapping[str, int]] = field(default_factory=dict)
    _debriefed: dict[date, Mapping[str, int]] = field(default_factory=dict)

    def linked(self, id_: str, first: date, today: date) -> int:
        """Return to how many cases a volunteer was linked from `first` on."""
        if first not in self._linked:
            members = (member for _, events in self.cases for member in linked(events, first, today))
            self._linked[first] = Counter(members)
        return self._linked[first].get(id_, 0)

    def debriefed(self, id_: str, first: date) -> int:
        """Return how many debriefings of a case a volunteer was at from `first` on."""
        if first not in self._debriefed:
            talks = (talk for _, events in self.cases for talk in debriefings(events))
            self._debriefed[first] = Counter(member for event, who in talks if first <= event.op for member in who)
        return self._debriefed[first].get(id_, 0)

    def referred(self, partner: str, first: date) -> int:
        """Return how many cases a partner referred from `first` on."""
        days = (_reported(events) for verwijzer, events in self.cases if verwijzer == partner)
        return sum(day is not None and day >= first for day in days)


def practice(register: Register, today: date) -> Practice:
    """Return what was done in an organisation up to `today`; a case that was reported twice counts once."""
    journals = ((casus.verwijzer, in_order(casus.verloop, today)) for casus in register.casus.values())
    held: dict[str, list[Event]] = {}
    for activiteit in register.activiteit.values():
        found = [e for e in in_order(activiteit.verloop, today) if e.wat == "gehouden"]
        held.setdefault(activiteit.soort, []).extend(found)
    return Practice(
        cases=tuple((verwijzer, events) for verwijzer, events in journals if not is_double(events)),
        held={soort: tuple(events) for soort, events in held.items()},
    )


def _reported(events: Sequence[Event]) -> date | None:
    return next((event.op for event in events if event.wat == "melding"), None)


def volunteer_progress(
    register: Register, vrijwilliger: Vrijwilliger, done: Practice, today: date
) -> Iterator[Progress]:
    """Yield how far an active volunteer is with each norm for volunteers (zaken, intervisie, training)."""
    if vrijwilliger_status(vrijwilliger, today) not in IN_POOL or vrijwilliger.van:
        return
    organisatie = register.organisatie
    counted = {wat: Norm(minstens=least, per=per) for wat, least, per in _terms(organisatie, "vrijwilliger", today)}
    for name, norm in {**counted, **organisatie.normen}.items():
        first, last = period(today, norm.per)
        if name == "zaken":
            count, target = done.linked(vrijwilliger.id, first, today), norm.minstens.number
        else:
            count, possible = attendance(vrijwilliger, name, done.held.get(name, ()), first, today)
            if name == NABESPREKING:
                count += done.debriefed(vrijwilliger.id, first)
            target = possible if norm.minstens.percent else norm.minstens.number
        yield Progress(
            kind="vrijwilliger",
            id=vrijwilliger.id,
            norm=name,
            asked=norm.minstens,
            count=count,
            target=target,
            days_left=(last - today).days,
        )


def _terms(organisatie: Organisatie, kind: str, today: date) -> Iterator[tuple[str, Amount, str]]:
    """Yield the terms that ask a number or share over a period: the name, how many, and per what."""
    for name in organisatie.terms:
        norm = norm_of(organisatie, name, kind)
        term = in_force(norm.versions, today) if norm else None
        if term and term.minstens:
            yield name, term.minstens, counted_per(term)


def partner_progress(register: Register, done: Practice, today: date) -> Iterator[Progress]:
    """Yield how far each promise is that counts over a period: referrals by a partner."""
    for partner in register.partner.values():
        if ended(partner, today):
            continue
        for promise in promises(partner, today):
            if promise.minstens is None or promise.minstens.percent:
                continue
            first, last = period(today, counted_per(promise))
            first = max(first, promise.vanaf or first)
            if promise.wat == "verwijzing":
                count = done.referred(partner.id, first)
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
