"""Editing a file in one's own editor: then it is checked, then it is kept; and there is a way back."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from bb.actions.ids import find_record, full_id
from bb.actions.overlay import new_errors
from bb.actions.reading import Opened
from bb.actions.save import hold, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.domain.detectors import mask
from bb.domain.finding import Finding
from bb.domain.ids import is_id
from bb.domain.records import KINDS
from bb.files import disk
from bb.files.convert import NewerFormat
from bb.files.disk import SETTINGS
from bb.files.places import path_of
from bb.files.write import replace_if_unchanged
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.repository import find

EDITORS = ("nano", "vim", "vi")
"""What is tried when nothing was chosen."""

NEWER = "In bb.yaml staat nu een formaat dat deze versie van bb niet kent."


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """A file that is being edited, and how it was before."""

    path: str
    before: bytes | None

    @property
    def id(self) -> str:
        """The id of the record, or `bb`."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Something that was not wrong before, with the line it is about (personal data masked)."""

    finding: Finding
    line: str


def begin_edit(opened: Opened, typed: str, today: date) -> Editing:
    """Return the file to edit: of a record, also one that cannot be read now, or `bb.yaml`.

    Raises:
        Stop: there is no such record, or its file cannot be opened.
    """
    path = SETTINGS if typed == SETTINGS else _path(opened, typed, today)
    before = disk.read(opened.root, path)
    if not isinstance(before, bytes):
        raise Stop(f"{path} kan niet worden geopend. Zie wat er is met: bb validate")
    return Editing(path=path, before=before)


def open_editor(root: Path, path: str, environ: Mapping[str, str]) -> None:
    """Open a file in the user's own editor (`VISUAL`, `EDITOR`, else a usual one), and wait until it is closed.

    Raises:
        Stop: there is no editor, or it does not start.
    """
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or next(filter(shutil.which, EDITORS), None)
    if not chosen:
        raise Stop("Er is geen editor gekozen. Kies er een, bijvoorbeeld met: export EDITOR=nano", Status.USAGE)
    try:
        subprocess.run([*shlex.split(chosen), str(root / path)], check=False)
    except (OSError, ValueError) as error:
        raise Stop(f"De editor '{chosen}' start niet. Kies een andere met: export EDITOR=nano", Status.USAGE) from error


def changed(opened: Opened, editing: Editing) -> bool:
    """Tell whether there is anything to keep: the file is not as it was, or not as history has it."""
    now = disk.read(opened.root, editing.path)
    if now != editing.before:
        return True
    try:
        repository = find(opened.root)
        head = repository.head() if repository else None
        return bool(repository and head and repository.read_blob(head, editing.path) != now)
    except GitError as error:
        raise Stop(str(error)) from error


def judge(opened: Opened, editing: Editing, today: date) -> list[Wrong]:
    """Return what is wrong now and was not before."""
    try:
        errors = new_errors(opened.root, {editing.path: editing.before}, {}, today)
    except NewerFormat as newer:
        raise Stop(f"{NEWER} Het bestand is niet bewaard; verbeter het met uw editor.") from newer
    return [Wrong(finding=found, line=_line(opened.root, found)) for found in errors]


def keep_edit(opened: Opened, editing: Editing, *, reason: str | None = None, commit: bool | None = None) -> bool:
    """Keep the file as it stands now as an action; tell whether it was committed.

    Raises:
        Stop: it changed again, or it cannot be kept.
    """
    now = disk.read(opened.root, editing.path)
    new = now if isinstance(now, bytes) else None
    wanted = wants_commit(opened.register.organisatie, commit)
    if wanted and (new, editing.before) != (None, None):
        save(
            opened.root,
            [Change(path=editing.path, old=new, new=new)],
            message=f"{editing.id}: bewerkt" + (f" ({reason})" if reason else ""),
            coordinator=signer(opened.register.organisatie, None),
            command="bb edit",
        )
    return wanted


def put_back(opened: Opened, editing: Editing) -> Path | None:
    """Put the file back as it was before, and return where a copy of what was typed is.

    Raises:
        Stop: the file changed again, or the disk refuses; what was typed then still stands in the file.
    """
    now = disk.read(opened.root, editing.path)
    typed = now if isinstance(now, bytes) else None
    if editing.before is None or typed == editing.before:
        return None
    with hold(opened.root, "bb edit"):
        copy = _lay_aside(opened.root, editing, typed) if typed is not None else None
        try:
            done = replace_if_unchanged(opened.root, editing.path, typed, editing.before)
        except OSError as error:
            raise Stop("Terugzetten lukte niet: de schijf weigert. Wat u typte, staat nog in het bestand.") from error
    if not done:
        raise Stop(f"{editing.path} is intussen weer gewijzigd; het is gebleven zoals het is.", Status.LATER)
    return copy


def _lay_aside(root: Path, editing: Editing, typed: bytes) -> Path:
    """Keep what was typed beside git's own files, for the user alone; the next time replaces it."""
    repository = find(root)
    folder = repository.own_folder() if repository else root
    name = f"{'' if repository else '.'}teruggezet-{PurePosixPath(editing.path).name}"
    try:
        disk.replace(folder, disk.write_temp(folder, name, typed), name)
    except OSError as error:
        raise Stop("Terugzetten lukte niet: de schijf weigert. Wat u typte, staat nog in het bestand.") from error
    return folder / name


def _path(opened: Opened, typed: str, today: date) -> str:
    wanted = full_id(opened.register.casus, typed, today)
    for kind in KINDS:
        if is_id(kind, wanted) and opened.register.knows(kind, wanted):
            return path_of(kind, wanted)
    return find_record(opened.register, typed, today)[1].source.path


def _line(root: Path, found: Finding) -> str:
    data = disk.read(root, found.path)
    lines = data.decode("utf-8", "replace").split("\n") if isinstance(data, bytes) else []
    return mask(lines[found.position.line - 1].rstrip("\r")) if 0 < found.position.line <= len(lines) else ""
