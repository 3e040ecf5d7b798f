"""The closing that counts now."""

from __future__ import annotations

from bb.rules.case import Case, Moment


def last_closing(case: Case) -> Moment | None:
    """Return the last afsluiting of a case that is closed now, else None: a revised result is judged alone."""
    if case.state.status != "gesloten":
        return None
    return next((moment for moment in reversed(case.moments) if moment.event.wat == "afsluiting"), None)
