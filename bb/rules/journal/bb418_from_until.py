"""Wat: een tijd eindigt voordat hij begint.

Waarom: zo'n tijd duurt nooit, en telt dus niet: iemand lijkt er gewoon te zijn.

Voorbeeld, in vrijwilligers/v-007.md:

      - {op: 2026-07-01, wat: afwezig, van: 2026-08-10, tot: 2026-08-01}

Beter:

      - {op: 2026-07-01, wat: afwezig, van: 2026-07-10, tot: 2026-08-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.rules.rule import Context, finding, line

CODE = "BB418"
TITLE = "Einde voor het begin"
SEVERITY = Severity.ERROR


def check(record: Record, _: Context) -> Iterator[Finding]:
    """Yield a finding for each event whose `tot` lies before its `van`."""
    for event in record.verloop:
        van, tot = event.get("van"), event.get("tot")
        if isinstance(van, date) and isinstance(tot, date) and tot < van:
            yield finding(
                CODE,
                SEVERITY,
                record.source,
                line(event, "tot"),
                "Deze tijd eindigt voordat hij begint.",
                "Verbeter de dag achter van of die achter tot.",
            )
