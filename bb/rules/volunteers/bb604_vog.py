"""Wat: een vrijwilliger heeft geen geldige VOG, terwijl de organisatie daarom vraagt.

Waarom: in bb.yaml staat onder vrijwilligers dat elke vrijwilliger een VOG heeft.

Voorbeeld, in vrijwilligers/v-008.md:

      - {op: 2024-02-01, wat: vog, tot: 2026-02-01}

Beter:

      - {op: 2024-02-01, wat: vog}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import in_order
from bb.domain.finding import Finding, Severity
from bb.domain.journal import IN_POOL, vrijwilliger_status
from bb.domain.records import Vrijwilliger
from bb.rules.rule import Context, finding, line

CODE = "BB604"
TITLE = "Geen geldige VOG"
SEVERITY = Severity.WARNING
SETTINGS = frozenset({"vrijwilligers"})


def check(vrijwilliger: Vrijwilliger, context: Context) -> Iterator[Finding]:
    """Yield a finding when one who is active has no VOG that is valid today; a guest shows theirs at home."""
    guest = vrijwilliger.van or vrijwilliger.id.startswith("g-")
    if guest or not context.organisatie.vrijwilligers.vog:
        return
    events = in_order(vrijwilliger.verloop, context.today)
    shown = [event.get("tot") for event in events if event.wat == "vog"]
    started = next((event for event in events if event.wat == "start"), None)
    active = vrijwilliger_status(vrijwilliger, context.today) in IN_POOL
    if started and active and not any(until is None or until >= context.today for until in shown):
        yield finding(
            CODE,
            SEVERITY,
            vrijwilliger.source,
            line(started, "wat"),
            "De VOG is verlopen." if shown else "Er is geen VOG opgeschreven.",
            f"Is die er? Schrijf het op: bb log {vrijwilliger.id} vog",
        )
