"""Taking back an action: its change, out of the files as they are today, as a new action.

What others may have seen or what must stay gone is never taken back: see `NEVER`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from bb.actions.overlay import new_errors
from bb.actions.reading import Opened
from bb.actions.reverse import changed_lines, reverse
from bb.actions.save import save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.domain.detectors import mask, quoted
from bb.domain.finding import Finding
from bb.domain.records import Record
from bb.files import disk
from bb.files.convert import NewerFormat
from bb.files.places import dossier_of, kind_and_id, path_of
from bb.files.store import read_record
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.repository import Repository, Version, find
from bb.text.plain import safe

TRAILER = "Terug: "
"""Stands in the message of an undo, before the whole id of what it takes back."""

NEVER: Mapping[str, str] = {
    "vergeten": "Vergeten gegevens komen niet terug.",
    "overdracht": "Een overdrachtsblad dat gegeven is, is niet meer hier.",
    "vernietigd": "Een overdrachtsblad dat vernietigd is, komt niet terug.",
}
"""Events that are never taken back, and why."""

_PLAIN = re.compile(r"bb\.yaml|\.gitattributes|\.gitignore|(templates|rapporten)/[^/]+")
_ID = re.compile(r"[0-9a-f]{4,64}")
_NO_HISTORY = "Deze map heeft geen geschiedenis, dus er is niets om terug te draaien."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What taking back does to one file: the lines that go, and those that come back. Personal data is masked.

    `whole` tells that the file itself goes or comes back.
    """

    path: str
    whole: bool
    go: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """An action to take back: its id, when and by whom it was done, what it was, and what would change."""

    commit: str
    day: date
    author: str
    what: str
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]

    @property
    def action(self) -> str:
        """The short id that people type."""
        return short(self.commit)


def short(commit: str) -> str:
    """Return the id of an action as it is shown and typed."""
    return commit[:8]


def plan_undo(opened: Opened, typed: str | None) -> Undo:
    """Work out what taking back an action would change; without `typed` the last one that still stands.

    Raises:
        Stop: there is no such action, it is one that is never taken back, or a line changed since.
    """
    repository = _repository(opened.root)
    try:
        version = _find(repository, typed)
        changes = _changes(repository, opened, version)
    except GitError as error:
        raise Stop(str(error)) from error
    return Undo(
        commit=version.commit,
        day=version.day,
        author=version.author,
        what=mask(safe(version.message.partition("\n")[0])),
        steps=tuple(_step(change) for change in changes),
        changes=changes,
    )


def undo(opened: Opened, planned: Undo, today: date, *, commit: bool | None = None) -> None:
    """Apply the plan, and keep it as an action of its own.

    Raises:
        Stop: it would make a new error, a file changed since, or it cannot be written.
    """
    contents = {change.path: change.new for change in planned.changes}
    try:
        errors = new_errors(opened.root, {}, contents, today)
    except NewerFormat as newer:
        raise Stop("Dan staat er een formaat in bb.yaml dat deze versie van bb niet kent.") from newer
    if errors:
        raise Stop(_refusal(errors))
    ids = dict.fromkeys(PurePosixPath(change.path).stem for change in planned.changes)
    save(
        opened.root,
        planned.changes,
        message=f"{', '.join(ids)}: handeling {planned.action} teruggedraaid\n\n{TRAILER}{planned.commit}",
        coordinator=signer(opened.register.organisatie, None),
        command="bb undo",
        commit=wants_commit(opened.register.organisatie, commit),
    )


def taken_back(version: Version) -> str | None:
    """Return the id of the action that this one took back, None when it is no undo."""
    lines = version.message.split("\n")
    return next((line.removeprefix(TRAILER).strip() for line in lines if line.startswith(TRAILER)), None)


def _repository(root: Path) -> Repository:
    try:
        found = find(root)
    except GitError as error:
        raise Stop(str(error)) from error
    if found is None:
        raise Stop(_NO_HISTORY)
    return found


def _find(repository: Repository, typed: str | None) -> Version:
    versions = repository.log()
    gone = _gone(versions)
    if typed is None:
        found = next((v for v in versions if v.commit not in gone and taken_back(v) is None), None)
        if found is None:
            raise Stop(_NO_HISTORY)
        return found
    matching = [v for v in versions if v.commit.startswith(typed)] if _ID.fullmatch(typed) else []
    if len(matching) != 1:
        raise Stop(
            f"De handeling '{quoted(typed)}' is hier niet bekend. Wat er gedaan is en hoe het heet: bb why WAT",
            Status.USAGE,
        )
    if matching[0].commit in gone:
        raise Stop("Deze handeling is al teruggedraaid.")
    return matching[0]


def _gone(versions: Sequence[Version]) -> set[str]:
    """Return what was taken back by an undo that was not taken back itself; `versions` are newest first."""
    gone: set[str] = set()
    for version in versions:
        target = taken_back(version)
        if target and version.commit not in gone:
            gone.add(target)
    return gone


def _changes(repository: Repository, opened: Opened, version: Version) -> tuple[Change, ...]:
    if len(version.parents) != 1:
        why = "het samenvoegen van twee versies" if version.parents else "het begin van de geschiedenis"
        raise Stop(f"Dit was {why}; dat kan niet worden teruggedraaid.")
    changes = []
    changed = repository.changed(version.commit)
    for path in changed:
        if _stays(repository, version, path, changed):
            continue
        before = repository.read_blob(version.parents[0], path)
        after = repository.read_blob(version.commit, path)
        _refuse_never(opened, path, before, after)
        now = disk.read(opened.root, path)
        change = _reversed(path, before, after, now if isinstance(now, bytes) else None)
        if change.old != change.new:
            changes.append(change)
    if not changes:
        raise Stop("Hiervan staat niets meer in de bestanden; er is niets om terug te draaien.")
    return tuple(changes)


def _stays(repository: Repository, version: Version, path: str, changed: Sequence[str]) -> bool:
    """Tell whether a changed file is a dossier that stays while the lines of its record are taken back.

    Raises:
        Stop: the action made the case itself: without it nobody could make its dossier be forgotten.
    """
    place = dossier_of(path)
    if place is None or path_of(*place) not in changed:
        return False
    if repository.read_blob(version.parents[0], path_of(*place)) is None:
        raise Stop(
            f"{place[1]} kreeg een dossier, en dat wordt nooit teruggedraaid. Verbeteren kan met: bb edit {place[1]}\n"
            f"Was de hele zaak een vergissing? Sluit haar af (bb log {place[1]} afsluiting) en laat haar vergeten: "
            f"bb forget {place[1]}"
        )
    return True


def _reversed(path: str, before: bytes | None, after: bytes | None, now: bytes | None) -> Change:
    """Return the change that takes one file back.

    Raises:
        Stop: the file, or a line of it, changed since.
    """
    if now in (after, before):
        return Change(path=path, old=now, new=before)
    new = None if before is None or after is None or now is None else reverse(before, after, now)
    if new is None:
        raise Stop(
            f"{path} is sindsdien op dezelfde plek gewijzigd, dus terugdraaien kan niet vanzelf.\n"
            f"Draai eerst terug wat er later bij kwam, of verbeter het zelf met: bb edit {PurePosixPath(path).stem}"
        )
    return Change(path=path, old=now, new=new)


def _refuse_never(opened: Opened, path: str, before: bytes | None, after: bytes | None) -> None:
    """Raise Stop when a change is one that is never taken back."""
    place = kind_and_id(path)
    if place is None and not _PLAIN.fullmatch(path):
        raise Stop(f"Deze handeling veranderde {safe(path)}. Dossiers en sleutels worden nooit teruggedraaid.")
    if place is None:
        return
    record = opened.register.of_kind(place[0]).get(place[1])
    if record is not None and any(event.wat == "vergeten" for event in record.verloop):
        raise Stop(f"De gegevens van {record.id} zijn vergeten. {NEVER['vergeten']}")
    old, new = _events(path, before), _events(path, after)
    for wat, why in NEVER.items():
        if old.count(wat) != new.count(wat):
            raise Stop(f"Dit wordt niet teruggedraaid: {wat}. {why}")


def _events(path: str, data: bytes | None) -> list[str]:
    record: Record | None = read_record(path, data)[0] if data is not None else None
    return [event.wat for event in record.verloop] if record else []


def _step(change: Change) -> Step:
    go, come = changed_lines(change.old or b"", change.new or b"")
    return Step(
        path=change.path, whole=None in {change.old, change.new}, go=tuple(map(mask, go)), come=tuple(map(mask, come))
    )


def _refusal(errors: Sequence[Finding]) -> str:
    told = "\n".join(f"- {f.path}:{f.position.line}: {f.message} {f.remedy}".rstrip() for f in errors)
    return f"Dit is niet teruggedraaid, want dan klopt het niet meer met de rest:\n{told}"
