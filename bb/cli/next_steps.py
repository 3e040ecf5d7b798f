"""What comes next for one record, said after something was recorded and on its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bb.actions.due import tasks_of
from bb.cli.app import App
from bb.cli.due import next_of
from bb.domain.finding import Finding
from bb.domain.journal import state_of
from bb.domain.records import Casus, Record
from bb.domain.register import Register


def warning_lines(warnings: Iterable[Finding]) -> list[str]:
    """Return what deserves a second look about something that was recorded all the same."""
    return list(dict.fromkeys(f"Let op: {found.message} {found.remedy}".rstrip() for found in warnings))


def next_lines(app: App, register: Register, record: Record) -> list[str]:
    """Return the state of a case and what is due on a record, one line each."""
    return next_of(record.id, standing_of(record, app.today), tasks_of(register, record, app.today), app.today)


def standing_of(record: Record, today: date) -> tuple[str, str] | None:
    """Return the status and phase of a case; None for any other record."""
    state = state_of(record, today) if isinstance(record, Casus) else None
    return (state.status, state.fase) if state else None
