"""Wat: met een actieve vrijwilliger is langer geen contact geweest dan is afgesproken.

Waarom: wie niets hoort, haakt af. Hoe vaak er contact is, staat in bb.yaml onder vrijwilligers, bij contactritme.

Voorbeeld, in vrijwilligers/v-005.md:

      - {op: 2024-03-20, wat: start}

Beter:

      - {op: 2024-03-20, wat: start}
      - {op: 2026-04-14, wat: begeleiding, minuten: 45}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bb.domain.events import Event, in_order
from bb.domain.finding import Finding, Severity
from bb.domain.journal import vrijwilliger_status
from bb.domain.register import Register
from bb.rules.rule import Context, finding, line
from bb.text.dates import short_day_nl

CODE = "BB605"
TITLE = "Te lang geen contact met een vrijwilliger"
SEVERITY = Severity.WARNING

_OWN = frozenset(
    {"aanmelding", "selectiegesprek", "overeenkomst", "start", "begeleiding", "nabespreking", "antwoord", "waardering"}
)
"""Events of a volunteer in which the office speaks with them."""

_NAMING = ("team", "wie", "aan", "van", "aanwezig", "door")
"""Keys of events of cases and activities that name who was spoken with."""


def check(register: Register, context: Context) -> Iterator[Finding]:
    """Yield a finding for each active volunteer not spoken with for longer than the rhythm of `bb.yaml`."""
    ritme = context.organisatie.vrijwilligers.contactritme
    if ritme is None:
        return
    last = _last_named(register, context.today)
    for id_, vrijwilliger in register.vrijwilliger.items():
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


def _last_named(register: Register, today: date) -> dict[str, date]:
    """Return the last day on which each volunteer was named in a case or an activity."""
    last: dict[str, date] = {}
    for record in (*register.casus.values(), *register.activiteit.values()):
        for event in record.verloop:
            for id_ in _named(event) if event.op <= today else ():
                last[id_] = max(event.op, last.get(id_, event.op))
    return last


def _named(event: Event) -> Iterable[str]:
    for name in _NAMING:
        value = event.keys.get(name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, str):
            yield value
