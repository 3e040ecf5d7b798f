"""When a record may be forgotten, and what stands in the way.

When it *must* be is a term like any other (`vergeten`: `bb.domain.dues` for cases, `bb.agenda.private` for volunteers).
Erasure on request (AVG, article 17) does not wait for the complaint term; it does wait for what is still at work.
"""

from __future__ import annotations

from datetime import date

from bb.domain.events import Event, in_order
from bb.domain.journal import IN_POOL, state_of, vrijwilliger_status
from bb.domain.phrases import written
from bb.domain.records import Casus, Organisatie, Partner, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.types import Duration
from bb.domain.workdays import Calendar

VERGETEN = "vergeten"
VERZOEK = "verzoek"
"""The ground that is a request of the person itself."""


def is_forgotten(record: Record) -> bool:
    """Tell whether a record's personal data were destroyed."""
    return any(event.wat == VERGETEN for event in record.verloop)


def open_requests(record: Record, today: date) -> tuple[str, ...]:
    """Return the kind of each request that is open; of a case one for each party that asked."""
    if isinstance(record, Casus):
        return tuple(soort for soort, _ in state_of(record, today).requests)
    events = (event for event in in_order(record.verloop, today) if event.wat == VERZOEK)
    steps = {str(event.get("soort")): event.get("stap") for event in events}
    return tuple(soort for soort, stap in steps.items() if stap != "afgehandeld")


def keeping_requests(record: Record, today: date) -> tuple[str, ...]:
    """Return the kinds of request that are open and keep a record from being forgotten: all but wissen."""
    return tuple(dict.fromkeys(soort for soort in open_requests(record, today) if soort != "wissen"))


def kept_from(
    organisatie: Organisatie, vrijwilliger: Vrijwilliger, today: date
) -> tuple[Event, Duration | None] | None:
    """Return from which line on a volunteer who left, or a candidate who was turned down, is kept, and how long.

    None while neither is so. Neither length has a default (`bewaren` in bb.yaml): None is no length.
    """
    events = in_order(vrijwilliger.verloop, today)
    stopped = next((event for event in reversed(events) if event.wat in {"stop", "start"}), None)
    turned_down = next((event for event in reversed(events) if event.wat == "selectiegesprek"), None)
    if stopped and stopped.wat == "stop":
        return stopped, organisatie.bewaren.vrijwilliger
    if stopped is None and turned_down and turned_down.get("besluit") is False:
        return turned_down, organisatie.bewaren.afgewezen
    return None


def complaint_ends(organisatie: Organisatie, calendar: Calendar, closed: date) -> date:
    """Return the day after which nobody can complain any more about a case that was closed on `closed`."""
    return calendar.workday(calendar.after(closed, organisatie.bewaren.klachttermijn))


def obstacle(register: Register, record: Record, calendar: Calendar, today: date, grond: str) -> str | None:
    """Return why a record may not be forgotten now, in Dutch; None when it may."""
    asked = keeping_requests(record, today)
    if asked:
        return f"er is nog een verzoek open ({', '.join(asked)}); handel dat eerst af"
    match record:
        case Casus():
            return _case(register, record, calendar, today, grond)
        case Vrijwilliger():
            return _volunteer(register, record, today)
        case Partner():
            return _partner(record, today, grond)
        case _:
            return "hierbij hoort geen dossier"


def _case(register: Register, casus: Casus, calendar: Calendar, today: date, grond: str) -> str | None:
    state = state_of(casus, today)
    if state.status != "gesloten" or state.afsluiting is None:
        return "de zaak is nog niet gesloten; sluit haar eerst af"
    end = complaint_ends(register.organisatie, calendar, state.afsluiting)
    if grond != VERZOEK and today <= end:
        return (
            f"tot en met {written(end)} kan nog iemand een klacht indienen (vraagt iemand er zelf om: grond {VERZOEK})"
        )
    return None


def _volunteer(register: Register, vrijwilliger: Vrijwilliger, today: date) -> str | None:
    working = sorted(
        casus.id
        for casus in register.casus.values()
        if vrijwilliger.id in (state := state_of(casus, today)).team and state.status != "gesloten"
    )
    if working:
        return f"er loopt nog een zaak: {', '.join(working[:3])}"
    if vrijwilliger_status(vrijwilliger, today) in IN_POOL:
        return "de vrijwilliger is nog niet gestopt; leg eerst vast: bb log ID stop"
    return None


def _partner(partner: Partner, today: date, grond: str) -> str | None:
    agreements = [event.get("tot") for event in partner.verloop if event.wat == "overeenkomst"]
    running = max((end for end in agreements if isinstance(end, date)), default=None)
    if grond != VERZOEK and running is not None and today <= running:
        return f"de overeenkomst loopt nog tot en met {written(running)}"
    return None
