"""What is due as a calendar file, to read into any calendar program as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bb.actions.due import selected
from bb.actions.reading import Opened, open_readable
from bb.actions.stop import Stop
from bb.agenda import Item, record_items
from bb.domain.records import KINDS, Organisatie
from bb.domain.task import term_nl
from bb.files import disk
from bb.git.changes import changes_per_file
from bb.git.errors import GitError
from bb.git.repository import find
from bb.mail.calendar import Entry, calendar

REMEMBERED = timedelta(days=30)
"""How long something that is done stays in the file, as cancelled."""
_LABELS = {"partner": "partner", "activiteit": "gepland"}
"""What stands for records whose id is a name of its own, and may tell a wijk."""


def write_calendar(start: Path, out: Path, today: date, now: datetime, *, term: str | None, person: str | None) -> int:
    """Write what is due, near and far, to the file `out` and return how many things are to be done.

    Of what was finished in the last 30 days the file says that it is cancelled.

    Raises:
        Stop: no organisation, no such term or coördinator, or the file cannot be written.
    """
    opened = open_readable(start)
    agenda = selected(opened.register, today, term=term, person=person)
    changes = sequences(opened.root)
    organisatie = opened.register.organisatie
    entries = {uid_of(organisatie, item): entry_of(organisatie, item, changes) for item in agenda.items}
    count = len(entries)
    for item in finished(opened, today):
        if term in {None, item.term} and person in {None, item.voor}:
            entries.setdefault(uid_of(organisatie, item), entry_of(organisatie, item, changes, over=True))
    ordered = sorted(entries.values(), key=lambda entry: (entry.day, entry.summary))
    _write(out, calendar(ordered, now))
    return count


def finished(opened: Opened, today: date) -> Iterator[Item]:
    """Yield what was due on some day of the last 30 and is not any more, as it was the day before it ended.

    The journals tell: only a record something happened to can have changed.
    """
    register = opened.register
    since = today - REMEMBERED
    for kind in KINDS:
        for record in register.of_kind(kind).values():
            days = sorted({event.op for event in record.verloop if since < event.op <= today}, reverse=True)
            if not days:
                continue
            gone = {_which(item) for item in record_items(register, record, today)}
            for op in days:
                for item in record_items(register, record, op - timedelta(days=1)):
                    if _which(item) not in gone:
                        gone.add(_which(item))
                        yield item


def _which(item: Item) -> tuple[str, str | None]:
    return item.term, item.party


def entry_of(organisatie: Organisatie, item: Item, changes: Callable[[str], int], *, over: bool = False) -> Entry:
    """Return a thing to do as it stands in a calendar; `over` tells that it need not be done any more."""
    return Entry(
        uid=uid_of(organisatie, item),
        summary=f"{label_of(item)}: {term_nl(item.term, item.party)}",
        day=item.day,
        tijd=item.tijd,
        sequence=changes(item.path),
        over=over,
    )


def sequences(root: Path) -> Callable[[str], int]:
    """Return a function that tells of a file how often it changed.

    That is once for each commit, and once more while it is not as it was kept last; without history
    it is 0. So a calendar that reads the file again knows which is newer; where only `bb.yaml` or
    another record moved a date, its stamp is what is newer.
    """
    try:
        repository = find(root)
        if repository is None:
            return lambda _: 0
        counts = changes_per_file(repository)
        head = repository.head()
        kept = dict(repository.list_tree(head)) if head else {}
    except GitError:  # a calendar is useful without its history as well
        return lambda _: 0

    def count(path: str) -> int:
        now = disk.read(root, path)
        changed = isinstance(now, bytes) and repository.blob_id(now) != kept.get(path)
        return counts.get(path, 0) + changed

    return count


def label_of(item: Item) -> str:
    """Return how a mail or calendar calls a record: by a number that is a pseudonym, or by its kind."""
    return _LABELS.get(item.kind, item.id)


def uid_of(organisatie: Organisatie, item: Item) -> str:
    """Return the id of a thing to do in every calendar, for ever; it tells nothing about it."""
    said = f"{organisatie.organisatie} {item.kind} {item.id} {item.term} {item.party or ''}"
    return f"{sha256(said.encode()).hexdigest()[:32]}@bb.invalid"


def _write(out: Path, data: bytes) -> None:
    """Put the file in its place in one step: a program that reads it never sees half of it."""
    try:
        disk.replace(out.parent, disk.write_temp(out.parent, out.name, data), out.name)
    except (OSError, ValueError) as error:  # ValueError: no name of a file
        raise Stop(f"De agenda kan niet worden geschreven in {out}.") from error
