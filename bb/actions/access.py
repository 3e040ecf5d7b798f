"""Answering a request to see what is held on someone: the page, where it is put, and the request itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bb.actions.find_person import Search
from bb.actions.log_event import Draft, event_kind, log_event
from bb.actions.reading import Opened, open_readable
from bb.actions.stop import Status, Stop
from bb.domain.journal import state_of
from bb.domain.records import Casus, Record, Vrijwilliger
from bb.domain.retention import open_requests
from bb.files import disk
from bb.files.memory import memory_folder
from bb.report.access import coordinator_page, page
from bb.report.document import Document, as_html, as_markdown

__all__ = ["coordinator_page", "person_page", "record_request", "write_page"]

INZAGE = "inzage"
NO_PLACE = (
    "Deze computer heeft geen plek in het geheugen voor een leesbaar bestand. Kies zelf waar het komt: --output BESTAND"
)


def person_page(opened: Opened, found: Search, today: date) -> Document:
    """Return the page of the person that was found."""
    return page(opened.register, found.held, found.mentions, today)


def write_page(page: Document, name: str, output: Path | None) -> Path:
    """Write a page about a person for this user alone, and return where: in memory, or where was asked.

    A name that ends in `.html` gives HTML, any other Markdown.

    Raises:
        Stop: the file is there already, or cannot be written.
    """
    folder = memory_folder() if output is None else None
    if output is None and folder is None:
        raise Stop(NO_PLACE)
    path = (output or (folder or Path()) / f"{name}.md").absolute()
    if output is not None and path.exists():
        raise Stop(f"{output} bestaat al. Haal dat bestand weg, of kies een ander met --output.", Status.USAGE)
    text = as_html(page) if path.suffix == ".html" else as_markdown(page)
    try:
        temp = disk.write_temp(path.parent, path.name, text.encode("utf-8"))
        disk.replace(path.parent, temp, path.name)
    except OSError as error:
        raise Stop(f"In de map {path.parent} kan niet worden geschreven.") from error
    return path


def record_request(opened: Opened, found: Search, stap: str, today: date) -> tuple[str, ...]:
    """Record how far the request is, with each record that was found; return the sentences about it (Dutch).

    What stands there already is not recorded again, so that its term does not begin anew.

    Raises:
        Stop: a rule refuses it, or it cannot be written.
    """
    told = []
    for one in found.held:
        record = opened.register.of_kind(one.kind)[one.id]
        if not isinstance(record, Casus | Vrijwilliger):
            told.append(f"Bij {one.id} kan geen verzoek staan: alleen bij een zaak en een vrijwilliger.")
            continue
        if (stap == "ontvangen") == _is_open(record, one.who, today):
            already = "stond al een verzoek open" if stap == "ontvangen" else "stond geen open verzoek om inzage"
            told.append(f"Bij {one.id} {already}.")
            continue
        van = {"van": one.who} if one.kind == "casus" else {}
        row = event_kind(one.kind, "verzoek")
        values = {"op": today, "soort": INZAGE, "stap": stap, **van}
        log_event(opened, Draft(kind=one.kind, record=record, row=row, values=values), today)
        opened = open_readable(opened.root)
        told.append(f"Vastgelegd bij {one.id}: verzoek om inzage, {stap}.")
    return tuple(told)


def _is_open(record: Record, letter: str, today: date) -> bool:
    if isinstance(record, Casus):
        requests = state_of(record, today).requests
        return any(soort == INZAGE and van in (letter, None) for soort, van in requests)
    return INZAGE in open_requests(record, today)
