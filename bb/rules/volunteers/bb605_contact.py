"""Wat: met een actieve vrijwilliger is langer geen contact geweest dan is afgesproken.

Waarom: wie niets hoort, haakt af. Hoe vaak er contact is, staat in bb.yaml onder vrijwilligers, bij contactritme.

Voorbeeld, in vrijwilligers/v-005.md:

      - {op: 2024-03-20, wat: start}

Beter:

      - {op: 2024-03-20, wat: start}
      - {op: 2026-04-14, wat: begeleiding, minuten: 45}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import in_order
from bb.domain.finding import Finding, Severity
from bb.domain.journal import vrijwilliger_status
from bb.rules.contacts import Contacts
from bb.rules.rule import Context, finding, line
from bb.text.dates import short_day_nl

CODE = "BB605"
TITLE = "Te lang geen contact met een vrijwilliger"
SEVERITY = Severity.WARNING
SETTINGS = frozenset({"gesloten", "vrijwilligers"})

_OWN = frozenset(
    {"aanmelding", "selectiegesprek", "overeenkomst", "start", "begeleiding", "nabespreking", "antwoord", "waardering"}
)
"""Events of a volunteer in which the office speaks with them."""


def check(contacts: Contacts, context: Context) -> Iterator[Finding]:
    """Yield a finding for each active volunteer not spoken with for longer than the rhythm of `bb.yaml`."""
    ritme = context.organisatie.vrijwilligers.contactritme
    if ritme is None:
        return
    last = contacts.last
    for id_, vrijwilliger in contacts.vrijwilliger.items():
        events = in_order(vrijwilliger.verloop, context.today)
        days = [event.op for event in events if event.wat in _OWN]
        latest = max((*days, *([last[id_]] if id_ in last else [])), default=None)
        started = next((event for event in events if event.wat == "start"), None)
        if not started or not latest or vrijwilliger_status(vrijwilliger, context.today) != "actief":
            continue
        if context.calendar.after(latest, ritme) < context.today:
            yield finding(
                CODE,
                SEVERITY,
                vrijwilliger.source,
                line(started, "op"),
                f"Het laatste contact met {id_} was op {short_day_nl(latest)}; afgesproken is: elke {ritme}.",
                f"Was er later contact? Schrijf het op: bb log {id_} begeleiding",
            )
