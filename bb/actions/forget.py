"""Forgetting: the keys of a record's dossier destroyed, its plain file made poor, everything else about it removed.

The order of the steps, and why whatever stops them leaves nothing half done, is in `bb.actions.forgetting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bb.actions import dossiers
from bb.actions.forgetting import Note, clear_note, read_note, write_note
from bb.actions.keeping import recover
from bb.actions.key_reading import sentences
from bb.actions.keys_ring import kept_ring
from bb.actions.purge import purge
from bb.actions.reading import Opened, open_readable
from bb.actions.save import hold, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.unlock import unlocked
from bb.actions.vault import Vault, change_ring, open_vault
from bb.agenda import Item, record_items
from bb.domain.dossier import DOSSIERS
from bb.domain.ids import kind_of_id
from bb.domain.known_names import telling
from bb.domain.records import Record
from bb.domain.register import Register
from bb.domain.retention import VERGETEN, is_forgotten, obstacle
from bb.domain.types import Value
from bb.domain.workdays import calendar_of
from bb.files import disk
from bb.files.forgotten import forgotten
from bb.files.format import format_event
from bb.files.places import dossier_path, path_of
from bb.files.splice import Refused, append_event
from bb.files.store import read_record
from bb.git.commit import Change
from bb.git.errors import BusyError, GitError
from bb.git.lock import lock
from bb.git.repository import Repository, find
from bb.vault.errors import DossierError
from bb.vault.ring import Ring

COMMAND = "bb forget"
BY_TERM = "bewaartermijn"
"""The ground of what is forgotten because its term is over."""

NOT_BEGUN = "Een onderbroken vergeten ({ids}) is niet doorgegaan: er is niets vernietigd."
FINISHED = "Een onderbroken vergeten is afgemaakt: {ids}. Het bewijs maakt u met: bb forget {first}"
WAITS = (
    "Een vergeten werd onderbroken ({ids}). Of de sleutels al vernietigd zijn, is nu niet te zien.\n"
    "Open de dossiers met: bb keys unlock. Daarna maakt elke opdracht het af."
)
_SHORT = 0.2  # seconds that a command which only reads waits for one that writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be forgotten: the records, those that may not be with the reason (Dutch), and the ground."""

    records: tuple[Record, ...]
    refused: tuple[tuple[Record, str], ...]
    grond: str
    seen: Mapping[str, bytes | disk.Unreadable] = field(default_factory=dict, repr=False)
    """The files of the records as they were when this was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was forgotten: the ids; what is known of the keys and people for the proof; what could not be reached."""

    ids: tuple[str, ...]
    key_ids: frozenset[bytes] = frozenset()
    secrets: frozenset[bytes] = field(default=frozenset(), repr=False)
    telling: tuple[str, ...] = field(default=(), repr=False)
    unreached: tuple[str, ...] = ()


def due_to_forget(register: Register, today: date) -> tuple[Item, ...]:
    """Return what the agenda says must be forgotten by now, longest overdue first."""
    found = (
        item
        for kind in DOSSIERS
        for record in register.of_kind(kind).values()
        for item in record_items(register, record, today)
        if item.term == VERGETEN and item.day <= today
    )
    return tuple(sorted(found, key=lambda item: (item.day, item.id)))


def plan_forget(opened: Opened, records: Sequence[Record], grond: str, today: date) -> Plan:
    """Tell which of these records may be forgotten, and why the others may not; those forgotten before count for none.

    Raises:
        Stop: this is an example organisation.
    """
    refuse_example(opened.register.organisatie)
    calendar = calendar_of(opened.register.organisatie.gesloten)
    may: list[Record] = []
    refused: list[tuple[Record, str]] = []
    for record in records:
        why = None if is_forgotten(record) else obstacle(opened.register, record, calendar, today, grond)
        if why is None and not is_forgotten(record):
            new = _new_text(opened.root, record.source.path, grond, today)
            why = new.reason if isinstance(new, Refused) else None
        if why:
            refused.append((record, why))
        elif not is_forgotten(record):
            may.append(record)
    seen = {record.source.path: disk.read(opened.root, record.source.path) for record in may}
    return Plan(records=tuple(may), refused=tuple(refused), grond=grond, seen=seen)


def forget(opened: Opened, plan: Plan, today: date, *, commit: bool | None = None) -> Forgotten:
    """Forget the records of a plan, as one action.

    Raises:
        Stop: the dossiers are locked, a file changed since and may not be forgotten now, or the disk refuses. Then
            nothing has changed, or the next command finishes it; the message says which.
    """
    ids = tuple(record.id for record in plan.records)
    with hold(opened.root, COMMAND):
        if any(disk.read(opened.root, path) != data for path, data in plan.seen.items()):
            raise Stop("Er is intussen iets gewijzigd. Er is niets vergeten; probeer het opnieuw.", Status.LATER)
        note = Note(ids=ids, grond=plan.grond, op=today, ring=None)
        repository = find(opened.root)
        if repository is None:
            return Forgotten(ids=ids, unreached=tuple(_finish(opened, None, note, commit)))
        recover(repository)
        vault = _vault(opened, ids)
        known = _known(vault, ids) if vault else Forgotten(ids=ids)
        note = replace(note, ring=vault.kept.commit if vault else None)
        write_note(repository, note)
        if vault:
            change_ring(vault, lambda ring: _without(ring, ids))
        with _destroyed_already():
            note = replace(note, destroyed=True)
            write_note(repository, note)
            unreached = _finish(opened, repository, note, commit)
            clear_note(repository)
    return Forgotten(
        ids=ids, key_ids=known.key_ids, secrets=known.secrets, telling=known.telling, unreached=tuple(unreached)
    )


def finish_forgetting(root: Path) -> str | None:
    """Finish a forgetting that was stopped, and return what to say of it; None when another command is at work."""
    try:
        repository = find(root)
        if repository is None:
            return None
        with lock(repository, "bb", patience=_SHORT), sentences():
            note = read_note(repository)
            if note is None:
                clear_note(repository)
                return None
            return _finished(root, repository, note)
    except BusyError:
        return None
    except (GitError, OSError, Stop):
        return "Een onderbroken vergeten kan hier nu niet worden afgemaakt. Kijk wat er is met: bb doctor"


def _finished(root: Path, repository: Repository, note: Note) -> str:
    named = ", ".join(note.ids)
    opened = open_readable(root)
    if not note.destroyed:
        kept = kept_ring(repository)
        if (kept.commit if kept else None) == note.ring:
            clear_note(repository)
            return NOT_BEGUN.format(ids=named)
        if unlocked(opened.register.organisatie) is None:
            return WAITS.format(ids=named)
        if not open_vault(opened).ring.forgotten.issuperset(note.ids):
            clear_note(repository)
            return NOT_BEGUN.format(ids=named)
    _finish(opened, repository, note, None)
    clear_note(repository)
    return FINISHED.format(ids=named, first=note.ids[0])


def _finish(opened: Opened, repository: Repository | None, note: Note, commit: bool | None) -> list[str]:
    """Do what is left when the keys are gone. Doing it twice is fine."""
    changes = [change for id_ in note.ids for change in _changes(opened.root, id_, note)]
    if changes:
        first, more = note.ids[0], len(note.ids) - 1
        named = f"{first} en {more} meer" if more else first
        save(
            opened.root,
            changes,
            message=f"{named}: vergeten {note.op} ({note.grond})",
            coordinator=signer(opened.register.organisatie, None),
            command=COMMAND,
            commit=wants_commit(opened.register.organisatie, commit),
            held=True,
            typed_too=False,
        )
    unreached = purge(opened, repository, note.ids)
    if repository is not None:
        repository.git("prune", "--expire=now")
    return unreached


def _changes(root: Path, id_: str, note: Note) -> list[Change]:
    """Return what still has to change of one record: its plain file, and its dossier.

    Raises:
        Stop: the plain file cannot be changed surely.
    """
    kind = kind_of_id(id_)
    path = path_of(kind, id_)
    old = disk.read(root, path)
    new = _new_text(root, path, note.grond, note.op)
    if isinstance(new, Refused) or not isinstance(old, bytes):
        why = new.reason if isinstance(new, Refused) else "Het is niet te lezen."
        raise Stop(f"De sleutels van {id_} zijn vernietigd, maar {path} kan niet worden bijgewerkt. {why}")
    sealed = disk.read(root, dossier_path(kind, id_))
    changes = [Change(path=path, old=old, new=new.encode())] if new.encode() != old else []
    if isinstance(sealed, bytes):
        changes.append(Change(path=dossier_path(kind, id_), old=sealed, new=None))
    return changes


def _new_text(root: Path, path: str, grond: str, today: date) -> str | Refused:
    """Return the plain file of a record as it is after forgetting."""
    data = disk.read(root, path)
    if not isinstance(data, bytes):
        return Refused(reason=f"{path} kan niet worden gelezen.")
    record, _ = read_record(path, data)
    new = forgotten(data.decode("utf-8", "replace"))
    if record is None or isinstance(new, Refused) or is_forgotten(record):
        return new
    event: dict[str, Value] = {"op": today, "wat": VERGETEN, "grond": grond}
    return append_event(new, format_event(event, kind_of_id(record.id)))


def _without(ring: Ring, ids: Sequence[str]) -> Ring:
    for id_ in ids:
        ring = ring.forget(id_)
    return ring


@contextmanager
def _destroyed_already() -> Iterator[None]:
    """Say of whatever goes wrong that the keys are gone, and that the next command does the rest."""
    try:
        yield
    except (Stop, OSError, GitError) as error:
        why = "De schijf weigert." if isinstance(error, OSError) else str(error)
        raise Stop(f"{why}\nDe sleutels zijn al vernietigd; de volgende opdracht maakt het vergeten af.") from error


def _vault(opened: Opened, ids: Sequence[str]) -> Vault | None:
    """Open the private layer when there is anything of it; None when this organisation has no keys.

    Raises:
        Stop: there is, and it cannot be opened now.
    """
    organisatie = opened.register.organisatie
    sealed = any(isinstance(disk.read(opened.root, dossier_path(kind_of_id(id_), id_)), bytes) for id_ in ids)
    keyed = bool(organisatie.herstelsleutel) or any(one.sleutel for one in organisatie.coordinatoren)
    return open_vault(opened) if sealed or keyed else None


def _known(vault: Vault, ids: Sequence[str]) -> Forgotten:
    """Return what the proof looks for, as far as it is known before the keys are gone."""
    keys = [key for record, key in vault.ring.keys.values() if record in ids]
    found: list[str] = []
    for id_ in ids:
        data = disk.read(vault.opened.root, dossier_path(kind_of_id(id_), id_))
        if isinstance(data, bytes):
            try:
                text = dossiers.opened_text(vault, id_, data)
            except DossierError:
                continue
            value = dossiers.Held(kind=kind_of_id(id_), id=id_, text=text, sealed=data).written.value
            found += telling(value) if value else ()
    return Forgotten(
        ids=tuple(ids),
        key_ids=frozenset(key.id for key in keys),
        secrets=frozenset(key.secret for key in keys),
        telling=tuple(found),
    )
