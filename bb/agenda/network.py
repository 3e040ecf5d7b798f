"""What is due towards partners: contact, reports that were promised, agreements that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item, item_of
from bb.domain.due import Basis
from bb.domain.dues import record_dues
from bb.domain.events import Event, in_order
from bb.domain.partners import agreement, ended, in_contact, promises
from bb.domain.records import Partner
from bb.domain.register import Register
from bb.domain.workdays import Calendar


def partner_items(register: Register, partner: Partner, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield what is due towards one partner; once the agreement is over only a new one, and terms that run then."""
    agreed = agreement(partner, today)
    tot: date | None = agreed.get("tot") if agreed else None
    if agreed and tot and agreed.get("opzegtermijn"):
        notice = agreed.get("opzegtermijn")
        day = calendar.before(tot, notice)
        yield _item(partner, "overeenkomst", day, "overeenkomst", agreed, Basis(by=partner.id, day=day, binnen=notice))
    over = ended(partner, today)
    dues = record_dues(
        partner, "partner", organisatie=register.organisatie, calendar=calendar, until=today, is_open=not over
    )
    for due in dues:
        yield item_of("partner", partner, due)
    if over:
        return
    if partner.contactritme:
        last = in_contact(register, partner, today) or agreed
        # with a partner never spoken to, it is time now; otherwise it would always be weeks ahead
        day = calendar.workday(calendar.after(last.op, partner.contactritme) if last else today)
        basis = Basis(by=partner.id, day=day, binnen=partner.contactritme)
        yield _item(partner, "contact", day, "ritme", last, basis)
    for promise in promises(partner, today):
        if promise.elke is None or promise.wie == "zij":
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
