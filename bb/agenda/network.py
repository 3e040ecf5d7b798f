"""What is due towards partners: contact, reports that were promised, agreements that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item
from bb.domain.dues import Basis
from bb.domain.events import Event, in_order
from bb.domain.records import Partner
from bb.domain.register import Register
from bb.domain.workdays import Calendar


def agreement(partner: Partner, today: date) -> Event | None:
    """Return the last agreement with a partner, or None."""
    return next((e for e in reversed(in_order(partner.verloop, today)) if e.wat == "overeenkomst"), None)


def in_contact(register: Register, partner: Partner, today: date) -> Event | None:
    """Return the last contact with a partner: one of its own lines, or an activity it was at."""
    own = [e for e in partner.verloop if e.wat == "contact" and e.op <= today]
    shared = [
        e
        for activiteit in register.activiteit.values()
        for e in activiteit.verloop
        if e.wat == "gehouden" and e.op <= today and partner.id in (e.get("partners") or ())
    ]
    return max((*own, *shared), key=lambda e: e.op, default=None)


def partner_items(register: Register, partner: Partner, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield what is due towards one partner; nothing but a new agreement once the last one is over."""
    agreed = agreement(partner, today)
    tot: date | None = agreed.get("tot") if agreed else None
    if agreed and tot and agreed.get("opzegtermijn"):
        notice = agreed.get("opzegtermijn")
        day = calendar.before(tot, notice)
        yield _item(partner, "overeenkomst", day, "overeenkomst", agreed, Basis(by=partner.id, day=day, binnen=notice))
    if tot and tot < today:
        return
    if partner.contactritme:
        last = in_contact(register, partner, today) or agreed
        start = last.op if last else today
        day = calendar.workday(calendar.after(start, partner.contactritme))
        basis = Basis(by=partner.id, day=day, binnen=partner.contactritme)
        yield _item(partner, "contact", day, "ritme", last, basis)
    for promise in partner.toezeggingen:
        if promise.elke is None or promise.wie == "zij":
            continue
        if promise.vanaf and promise.vanaf > today:
            continue
        done = [e for e in in_order(partner.verloop, today) if e.wat == promise.wat]
        last = done[-1] if done else agreed
        if last is None:
            continue
        start = last.op if done else max(last.op, promise.vanaf or last.op)
        day = calendar.workday(calendar.after(start, promise.elke))
        yield _item(partner, promise.wat, day, "toezegging", last, Basis(by=partner.id, day=day, binnen=promise.elke))


def _item(partner: Partner, term: str, day: date, reason: str, since: Event | None, basis: Basis) -> Item:
    return Item(
        kind="partner",
        id=partner.id,
        path=partner.source.path,
        term=term,
        day=day,
        reason=reason,
        since=since,
        bases=(basis,),
    )
