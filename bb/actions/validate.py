"""Checking everything: what reading found, and what the rules find."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bb.actions.check_folder import Told, check_folder
from bb.actions.explain import all_codes
from bb.actions.reading import Opened, open_organisation, open_pairs, refusing_newer
from bb.actions.stop import Status, Stop
from bb.actions.where import root_of
from bb.domain.detectors import mask, quoted
from bb.domain.finding import Finding, Position, Severity
from bb.domain.kinds import FOLDERS
from bb.domain.source import Source
from bb.domain.types import Value
from bb.files import disk
from bb.files.root import find_root
from bb.files.store import BLANK, is_data, likely_of
from bb.rules.checking import check, check_texts, context_of

if TYPE_CHECKING:  # who checks the folder needs nothing of git, nor of dossiers
    from bb.actions.staged_names import Words

NO_GIT = "Deze map staat niet onder git, dus er is niets klaargezet om te bewaren. Controleer alles met: bb validate"

_AROUND = 1000

Read = Callable[[str], bytes | disk.Unreadable | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to check and what of it to show.

    With `paths` only the findings about those; `select` and `ignore` hold codes, or beginnings of
    them (`BB3`). `staged` checks the files as git would keep them now instead of those in the folder.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    staged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with the user's own line, personal data in it masked; None when the line is not there."""

    finding: Finding
    line: str | None

    @property
    def path(self) -> str:
        """The file, personal data in its name masked."""
        return mask(self.finding.path)

    @property
    def row(self) -> dict[str, Value]:
        """The finding for a program."""
        found = self.finding
        return {
            "bestand": self.path,
            "regel": found.position.line,
            "kolom": found.position.column,
            "code": found.code,
            "ernst": str(found.severity),
            "melding": found.message,
            "herstel": found.remedy,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result of a check: how much was read, all that is shown of it by file and line, and how much is not."""

    files: int
    shown: tuple[Shown, ...]
    left_out: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many of the findings shown are this serious."""
        return sum(s.finding.severity is severity for s in self.shown)

    @property
    def mendable(self) -> int:
        """How many of the findings shown have one right answer that `bb` can write by itself."""
        return sum(s.finding.fix is not None and s.finding.fix.safe for s in self.shown)

    def status(self, *, strict: bool = False) -> Status:
        """Return how the command ends: 1 with an error, or with anything at all when `strict`."""
        return Status.FINDINGS if self.count(Severity.ERROR) or (strict and self.shown) else Status.FINE


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which findings were asked for: those about some files, of some codes."""

    paths: tuple[str, ...]
    codes: frozenset[str]

    def holds(self, finding: Finding) -> bool:
        """Tell whether a finding is one of them."""
        return finding.code in self.codes and self.about(finding.path)

    def about(self, path: str) -> bool:
        """Tell whether a file is one of those asked for."""
        return not self.paths or any(_under(path, one) for one in self.paths)


def validate(start: Path, today: date, asked: Asked = Asked(), told: Told = lambda *_: None) -> Checked:
    """Check the organisation that `start` lies in; `told` hears now and then how many files were begun.

    Raises:
        Stop: there is no organisation, nothing in it lies at one of the paths, or a code does not exist.
    """
    content = _staged(root_of(start)) if asked.staged else _folder(root_of(start), told)
    files = content.files
    chosen = choose(content.root, start, asked, files)
    findings = content.findings(today)
    kept = [f for f in findings if chosen.holds(f)]
    lines = _Lines(content.read)
    return Checked(
        files=sum(chosen.about(path) for path in files),
        shown=tuple(Shown(finding=f, line=lines.at(f.path, f.position)) for f in kept),
        left_out=sum(chosen.about(f.path) for f in findings) - len(kept),
    )


def validate_message(path: Path, start: Path) -> Checked:
    """Look for personal data in the description of a change; lines with # in front are not kept.

    With the dossiers open also for the names in those of the files that would change.

    Raises:
        Stop: it cannot be read.
    """
    from bb.actions.staged_names import text_findings, without_names  # noqa: PLC0415 - see above

    try:
        text = path.read_text("utf-8", "replace")
    except OSError as error:
        raise Stop(f"{quoted(str(path))} kan niet worden gelezen.", Status.USAGE) from error
    kept = "\n".join("" if line.startswith("#") else line for line in text.split("\n"))
    source = Source(path="omschrijving", text=kept)
    root = find_root(start)
    words = frozenset[str]().union(*_staged_files(root)[1].values()) if root else frozenset()
    lines = _Lines(lambda _: without_names(kept, words).encode())
    findings = [*check_texts([source], context_of(BLANK, date.min)), *text_findings(source.path, kept, words)]
    return Checked(files=1, shown=tuple(Shown(finding=f, line=lines.at(f.path, f.position)) for f in findings))


def everything(opened: Opened, today: date) -> list[Finding]:
    """Return all findings about an organisation, by file and place.

    When nothing in `bb.yaml` can be read, the rules know no words, wijken or people: then only personal data are
    looked for.
    """
    register = opened.register
    settings = next((one for one in opened.unread if one.path == disk.SETTINGS), register.organisatie.source)
    if likely := likely_of(settings, register.organisatie if opened.readable else None):
        unread = [source for source in opened.unread if source is not settings]
        return sorted((*opened.findings, *check(replace(register, organisatie=likely), today, unread)))
    sources = (record.source for kind in FOLDERS for record in register.of_kind(kind).values())
    texts = check_texts((*opened.unread, *sources), context_of(register.organisatie, today))
    return sorted((*opened.findings, *texts))


def choose(root: Path, start: Path, asked: Asked, files: Sequence[str]) -> Chosen:
    """Return what was asked for, as paths in the organisation and whole codes.

    Raises:
        Stop: nothing lies at one of the paths, or a code does not exist.
    """
    known = tuple(all_codes())
    selected = _codes(asked.select, known) if asked.select else frozenset(known)
    return Chosen(
        tuple(_inside(root, start, path, files) for path in asked.paths), selected - _codes(asked.ignore, known)
    )


def _codes(typed: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    """Return the codes that begin with one of these."""
    found: set[str] = set()
    for word in (word.strip() for one in typed for word in one.split(",")):
        start = f"BB{word}" if word.isdigit() else word.upper()
        matching = {code for code in known if start and code.startswith(start)}
        if not matching:
            raise Stop(f"De code '{quoted(word)}' bestaat niet. Alle codes: bb explain", Status.USAGE)
        found |= matching
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What is checked: the files, how to find what is wrong with them on a day, and how to read one of them again."""

    root: Path
    files: tuple[str, ...]
    findings: Callable[[date], list[Finding]] = field(repr=False)
    read: Read = field(repr=False)


def _folder(root: Path, told: Told) -> _Content:
    walked = tuple(disk.walk(root))

    def findings(today: date) -> list[Finding]:
        found = refusing_newer(lambda: check_folder(root, walked, today, told))
        return everything(open_organisation(root), today) if found is None else found

    return _Content(
        root=root, files=tuple(path for path, _ in walked), findings=findings, read=lambda path: disk.read(root, path)
    )


def _staged(root: Path) -> _Content:
    """Return the organisation as git would keep it now."""
    from bb.actions.staged_names import name_findings, without_names  # noqa: PLC0415 - see above

    data, words = _staged_files(root)
    if data is None:
        raise Stop(NO_GIT, Status.USAGE)

    def read(path: str) -> bytes | None:
        found = data.get(path)
        if found is None or not words.get(path):
            return found
        return without_names(found.decode("utf-8", "replace"), words[path]).encode()

    def findings(today: date) -> list[Finding]:
        return sorted([*everything(open_pairs(root, data.items()), today), *name_findings(words, data)])

    return _Content(
        root=root,
        files=tuple(data),
        findings=findings,
        read=read,
    )


def _staged_files(root: Path) -> tuple[dict[str, bytes] | None, Words]:
    """Return the data files as git would keep them now (None: no git here), and the names to look for in them.

    A hook gets another index than git's own when only some files are kept (`GIT_INDEX_FILE`).
    """
    from bb.actions.staged_names import staged_words  # noqa: PLC0415 - see above
    from bb.git.errors import GitError  # noqa: PLC0415 - see above
    from bb.git.repository import find  # noqa: PLC0415 - see above

    index = os.environ.get("GIT_INDEX_FILE")
    try:
        repository = find(root)
        if repository is None:
            return None, {}
        files = dict(repository.staged(index=Path(index).absolute() if index else None))
        data = {path: content for path, content in files.items() if path == disk.SETTINGS or is_data(path)}
        return data, staged_words(root, repository, data)
    except GitError as error:
        raise Stop(str(error)) from error


def _under(path: str, wanted: str) -> bool:
    return path == wanted or path.startswith(f"{wanted}/") or wanted == "."


def _inside(root: Path, start: Path, path: str, files: Sequence[str]) -> str:
    """Return a typed path relative to the organisation's folder."""
    for base in (Path.cwd(), start, root):
        full = (base / path).resolve()
        if full.is_relative_to(root.resolve()):
            inside = full.relative_to(root.resolve()).as_posix()
            if any(_under(file, inside) for file in files):
                return inside
    raise Stop(f"In deze organisatie is niets te controleren met de naam {quoted(path)}.", Status.USAGE)


class _Lines:
    """The lines of files with a finding, each file read once."""

    def __init__(self, read: Read) -> None:
        self.again = read
        self.read: dict[str, list[str]] = {}

    def at(self, path: str, position: Position) -> str | None:
        """Return one line, personal data masked, or None when there is no such line to show.

        Masked in the whole file and once more alone: what is personal can show from the line above it.
        Of a very long line only what stands around the place; blanks come before it, so that the column holds.
        """
        if path not in self.read:
            data = self.again(path)
            text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
            self.read[path] = mask(text.removeprefix("\ufeff")).split("\n")
        lines = self.read[path]
        if not 0 < position.line <= len(lines):
            return None
        line = lines[position.line - 1].rstrip("\r")
        first = max(0, position.column - _AROUND) if len(line) > 2 * _AROUND else 0
        return " " * first + mask(line[first : first + 2 * _AROUND])
