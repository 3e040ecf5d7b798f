"""What follows for a partner on a day: the agreement, the promises in force, the last contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.domain.events import Event, in_order
from bb.domain.records import Partner, Toezegging
from bb.domain.register import Register
from bb.domain.terms import in_force


def agreement(partner: Partner, day: date) -> Event | None:
    """Return the last agreement with a partner by `day`, or None."""
    return next((e for e in reversed(in_order(partner.verloop, day)) if e.wat == "overeenkomst"), None)


def ended(partner: Partner, day: date) -> bool:
    """Tell whether the last agreement with a partner is over; without any agreement nothing ended."""
    agreed = agreement(partner, day)
    tot = agreed.get("tot") if agreed else None
    return tot is not None and tot < day


def promises(partner: Partner, day: date) -> Iterator[Toezegging]:
    """Yield the promises in force on `day`: of those with one name, the latest (`vanaf`)."""
    for wat in dict.fromkeys(promise.wat for promise in partner.toezeggingen):
        promise = in_force(tuple(p for p in partner.toezeggingen if p.wat == wat), day)
        if promise:
            yield promise


def contacts(register: Register, partner: Partner) -> Iterator[Event]:
    """Yield each contact with a partner, of any day: its own lines, and the activities it was at."""
    yield from (e for e in partner.verloop if e.wat == "contact")
    for activiteit in register.activiteit.values():
        yield from (e for e in activiteit.verloop if e.wat == "gehouden" and partner.id in (e.get("partners") or ()))


def in_contact(register: Register, partner: Partner, day: date) -> Event | None:
    """Return the last contact with a partner by `day`, or None."""
    return max((e for e in contacts(register, partner) if e.op <= day), key=lambda e: e.op, default=None)
