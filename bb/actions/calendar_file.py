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
from bb.domain.task import discreet_nl, together
from bb.files import disk
from bb.git.changes import changes_per_file
from bb.git.errors import GitError
from bb.git.repository import find
from bb.mail.calendar import Entry, calendar

REMEMBERED = timedelta(days=30)
"""How long something that is done stays in the file, as cancelled."""
_LABELS = {"partner": "partner", "activiteit": "gepland"}
"""What stands for records whose id is a name of its own, and may tell a wijk."""


Group = tuple[Item, ...]
"""One thing to do: an item, or those of several parties that are done together (`bb.domain.task.together`)."""


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
    entries = {uid_of(organisatie, group): entry_of(organisatie, group, changes) for group in together(agenda.items)}
    count = len(entries)
    for group in finished(opened, today):
        if term in {None, group[0].term} and person in {None, group[0].voor}:
            entries.setdefault(uid_of(organisatie, group), entry_of(organisatie, group, changes, over=True))
    ordered = sorted(entries.values(), key=lambda entry: (entry.day, entry.summary))
    _write(out, calendar(ordered, now))
    return count


def finished(opened: Opened, today: date) -> Iterator[Group]:
    """Yield what was due on some day of the last 30 and is not any more, as it was the day before it ended.

    What A and B had to do together is over when one of them did it: for the other it goes on as a thing of its own.

    The journals tell: only a record something happened to can have changed.
    """
    register = opened.register
    since = today - REMEMBERED
    for kind in KINDS:
        for record in register.of_kind(kind).values():
            days = sorted({event.op for event in record.verloop if since < event.op <= today}, reverse=True)
            if not days:
                continue
            gone = {_which(group) for group in together(record_items(register, record, today))}
            for op in days:
                for group in together(record_items(register, record, op - timedelta(days=1))):
                    if _which(group) not in gone:
                        gone.add(_which(group))
                        yield group


def _which(group: Group) -> tuple[str, str]:
    return group[0].term, "".join(sorted(item.party or "" for item in group))


def entry_of(organisatie: Organisatie, group: Group, changes: Callable[[str], int], *, over: bool = False) -> Entry:
    """Return a thing to do as it stands in a calendar; `over` tells that it need not be done any more."""
    item = group[0]
    return Entry(
        uid=uid_of(organisatie, group),
        summary=f"{label_of(item)}: {discreet_nl(group)}",
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


def uid_of(organisatie: Organisatie, group: Group) -> str:
    """Return the id of a thing to do in every calendar, for ever; it tells nothing about it."""
    term, letters = _which(group)
    said = f"{organisatie.organisatie} {group[0].kind} {group[0].id} {term} {letters}"
    return f"{sha256(said.encode()).hexdigest()[:32]}@bb.invalid"


def _write(out: Path, data: bytes) -> None:
    """Put the file in its place in one step: a program that reads it never sees half of it."""
    try:
        disk.replace(out.parent, disk.write_temp(out.parent, out.name, data), out.name)
    except (OSError, ValueError) as error:  # ValueError: no name of a file
        raise Stop(f"De agenda kan niet worden geschreven in {out}.") from error
