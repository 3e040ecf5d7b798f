"""Checking everything: what reading found, and what the rules find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.reading import open_organisation
from bb.actions.stop import Status, Stop
from bb.domain.detectors import mask
from bb.domain.finding import Finding, Severity
from bb.domain.types import Value
from bb.files import disk
from bb.rules import check


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with the user's own line, personal data in it masked; None when the line is not there."""

    finding: Finding
    line: str | None

    @property
    def row(self) -> dict[str, Value]:
        """The finding for a program."""
        found = self.finding
        return {
            "bestand": found.path,
            "regel": found.position.line,
            "kolom": found.position.column,
            "code": found.code,
            "ernst": str(found.severity),
            "melding": found.message,
            "herstel": found.remedy,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result of a check: how much was read, and all that was found, by file and line."""

    files: int
    shown: tuple[Shown, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are this serious."""
        return sum(s.finding.severity is severity for s in self.shown)

    @property
    def status(self) -> Status:
        """How the command ends: 1 with anything of level error."""
        return Status.FINDINGS if self.count(Severity.ERROR) else Status.FINE


def validate(start: Path, today: date, paths: Sequence[str] = ()) -> Checked:
    """Check the organisation that `start` lies in; with `paths` keep only the findings about those.

    Raises:
        Stop: there is no organisation, or nothing in it lies at one of `paths`.
    """
    opened = open_organisation(start)
    findings = (*opened.findings, *(check(opened.register, today) if opened.readable else ()))
    files = [path for path, _ in disk.walk(opened.root)]
    wanted = [_inside(opened.root, start, path, files) for path in paths]
    kept = [f for f in findings if not wanted or any(_under(f.path, path) for path in wanted)]
    kept.sort(key=lambda f: (f.path, f.position, f.code))
    lines = _Lines(opened.root)
    counted = [path for path in files if not wanted or any(_under(path, one) for one in wanted)]
    return Checked(
        files=len(counted), shown=tuple(Shown(finding=f, line=lines.at(f.path, f.position.line)) for f in kept)
    )


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
    raise Stop(f"In deze organisatie is niets te controleren met de naam {path}.", Status.USAGE)


class _Lines:
    """The lines of files with a finding, each file read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[str, list[str]] = {}

    def at(self, path: str, number: int) -> str | None:
        """Return one line, personal data masked, or None when there is no such line to show."""
        if path not in self.read:
            data = disk.read(self.root, path)
            text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
            self.read[path] = text.split("\n")
        lines = self.read[path]
        return mask(lines[number - 1].rstrip("\r")) if 0 < number <= len(lines) else None
