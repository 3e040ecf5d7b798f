"""What comes next for one record, said after something was recorded and on its page."""

from __future__ import annotations

from collections.abc import Iterable

from bb.actions.due import tasks_of
from bb.cli.app import App
from bb.domain.finding import Finding
from bb.domain.journal import state_of
from bb.domain.records import Casus, Record
from bb.domain.register import Register
from bb.domain.task import term_nl
from bb.text.dates import ago_nl, short_day_nl


def warning_lines(warnings: Iterable[Finding]) -> list[str]:
    """Return what deserves a second look about something that was recorded all the same."""
    return list(dict.fromkeys(f"Let op: {found.message} {found.remedy}".rstrip() for found in warnings))


def next_lines(app: App, register: Register, record: Record) -> list[str]:
    """Return the state of a case and what is due on a record, one line each."""
    lines = []
    if isinstance(record, Casus):
        state = state_of(record, app.today)
        phase = "" if state.status == "gesloten" else f", fase {state.fase}"
        lines.append(f"{record.id} is nu {state.status}{phase}.")
    for item in tasks_of(register, record, app.today):
        when = f"{short_day_nl(item.day)} ({ago_nl((item.day - app.today).days)})"
        lines.append(f"Te doen: {term_nl(item.term, item.party)}, {when}; {item.why}")
    return lines
