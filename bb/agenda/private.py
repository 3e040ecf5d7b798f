"""What the private layer asks: sheets to have destroyed, people to forget, and keys to replace.

All of it follows from the plain files; nothing here needs a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.agenda.items import Item
from bb.domain.due import Basis
from bb.domain.events import Event, in_order
from bb.domain.journal import State
from bb.domain.norms import ORGANISATIE
from bb.domain.records import Casus, Organisatie, Vrijwilliger
from bb.domain.retention import is_forgotten, keeping_requests, kept_from
from bb.domain.types import Duration
from bb.domain.workdays import Calendar

SHEET = "vernietigd"
SLEUTEL = "sleutel"
_TO_DESTROY = Duration(1, "weken")
"""How long after a case is closed, or has another team, a sheet may still be there."""


def sheet_items(casus: Casus, calendar: Calendar, state: State, today: date) -> Iterator[Item]:
    """Yield which volunteers still hold a hand-over sheet of a case that is closed, or that they left.

    One thing to do for all of them, due by the first of those events.
    A heropening gives the last team its sheets back: then nothing is due until they leave again. On
    hold nothing but the end of that is due, and of a forgotten case nothing at all.
    """
    events = in_order(casus.verloop, today)
    if state.forgotten or state.status == "wacht":
        return
    holders: dict[str, Event | None] = {}  # who has a sheet, and what ended their work since
    for event in events:
        match event.wat:
            case "overdracht":
                holders |= dict.fromkeys(event.get("aan") or ())
            case "vernietigd":
                holders = {who: ended for who, ended in holders.items() if who not in (event.get("wie") or ())}
            case "koppeling":
                team = event.get("team") or ()
                holders = {who: None if who in team else ended or event for who, ended in holders.items()}
            case "afsluiting":
                holders = {who: ended or event for who, ended in holders.items()}
            case "heropening":
                holders = {
                    who: None if ended and ended.wat == "afsluiting" else ended for who, ended in holders.items()
                }
    ends = sorted(filter(None, holders.values()), key=lambda event: (event.op, event.order))
    if not ends:
        return
    day = calendar.workday(calendar.after(ends[0].op, _TO_DESTROY))
    exception = next((u.op for u in casus.uitzonderingen if u.term == SHEET and u.op), None)
    yield Item(
        kind="casus",
        id=casus.id,
        path=casus.source.path,
        term=SHEET,
        day=exception or day,
        reason="uitzondering" if exception else "termijn",
        since=ends[0],
        voor=state.coordinator,
        team=tuple(who for who, ended in holders.items() if ended),
        bases=(Basis(by=ORGANISATIE, day=day, binnen=_TO_DESTROY),),
    )


def retention_items(
    organisatie: Organisatie, vrijwilliger: Vrijwilliger, calendar: Calendar, today: date
) -> Iterator[Item]:
    """Yield when a volunteer who left, or a candidate who was turned down, must be forgotten.

    Both have no default (`bewaren` in bb.yaml): without a length nothing is due. An open verzoek
    other than wissen comes first.
    """
    if is_forgotten(vrijwilliger) or keeping_requests(vrijwilliger, today):
        return
    since, length = kept_from(organisatie, vrijwilliger, today) or (None, None)
    if since is None or length is None:
        return
    day = calendar.workday(calendar.after(since.op, length))
    yield Item(
        kind="vrijwilliger",
        id=vrijwilliger.id,
        path=vrijwilliger.source.path,
        term="vergeten",
        day=day,
        reason="termijn",
        since=since,
        bases=(Basis(by=ORGANISATIE, day=day, binnen=length),),
    )


def key_items(organisatie: Organisatie, calendar: Calendar) -> Iterator[Item]:
    """Yield when each coördinator must take a new key to the dossiers; without `bewaren.sleutel` nothing is due."""
    length = organisatie.bewaren.sleutel
    if length is None:
        return
    for number, coordinator in enumerate(organisatie.coordinatoren):
        if not (coordinator.sleutel and coordinator.sleutel_sinds):
            continue
        place = organisatie.source.at("coordinatoren", number, "sleutel_sinds")
        day = calendar.workday(calendar.after(coordinator.sleutel_sinds, length))
        yield Item(
            kind=SLEUTEL,
            id=coordinator.id,
            path=organisatie.source.path,
            term=SLEUTEL,
            day=day,
            reason="termijn",
            since=Event(op=coordinator.sleutel_sinds, wat=SLEUTEL, line=place.line),
            voor=coordinator.id,
            bases=(Basis(by=ORGANISATIE, day=day, binnen=length),),
        )
