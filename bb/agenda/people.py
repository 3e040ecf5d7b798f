"""What is due on volunteers: terms over their journals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item, item_of
from bb.domain.dues import record_dues
from bb.domain.journal import vrijwilliger_status
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.workdays import Calendar


def volunteer_items(register: Register, vrijwilliger: Vrijwilliger, calendar: Calendar, today: date) -> Iterator[Item]:
    """Yield what is due on one volunteer; once they left only what runs `altijd`, once forgotten nothing."""
    if any(event.wat == "vergeten" and event.op <= today for event in vrijwilliger.verloop):
        return
    dues = record_dues(
        vrijwilliger,
        "vrijwilliger",
        organisatie=register.organisatie,
        calendar=calendar,
        until=today,
        is_open=vrijwilliger_status(vrijwilliger, today) != "gestopt",
    )
    for due in dues:
        yield item_of("vrijwilliger", vrijwilliger, due)
