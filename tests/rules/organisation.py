"""The clean organisation of `clean/`, and what the rules find in an edit of it."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.files.places import kind_and_id
from bb.files.store import BLANK, likely_organisation, read_file
from bb.rules.checking import Part, check_organisatie, check_part, context_of, join
from bb.rules.rule import Context

CLEAN = Path(__file__).parent / "clean"
TODAY = date(2026, 9, 1)


@cache
def clean() -> dict[str, str]:
    files = sorted(path for path in CLEAN.rglob("*") if path.is_file())
    return {path.relative_to(CLEAN).as_posix(): path.read_text("utf-8") for path in files}


def findings(files: dict[str, str], today: date = TODAY) -> tuple[Finding, ...]:
    """All that is found in these files; a file that was looked at before is not read and asked again."""
    settings, paths = files["bb.yaml"], tuple(sorted(files))
    context = _context(settings, paths, today)
    looked = [_looked_at(settings, paths, today, path, files[path]) for path in paths if path != "bb.yaml"]
    organisatie, reading = likely_organisation(settings.encode())
    found = [*reading, *(one for read, _ in looked for one in read)]
    asked = () if organisatie is None else check_organisatie(organisatie, context)
    return (*sorted(found), *sorted((*asked, *join([part for _, part in looked], context))))


@cache
def _context(settings: str, paths: tuple[str, ...], today: date) -> Context:
    organisatie, _ = likely_organisation(settings.encode())
    known: dict[str, set[str]] = {kind: set() for kind in FOLDERS}
    for kind, id_ in filter(None, map(kind_and_id, paths)):
        known[kind].add(id_)
    return context_of(organisatie or BLANK, today, {kind: frozenset(ids) for kind, ids in known.items()})


@lru_cache(maxsize=200)
def _looked_at(
    settings: str, paths: tuple[str, ...], today: date, path: str, text: str
) -> tuple[tuple[Finding, ...], Part]:
    record, source, found = read_file(path, text.encode())
    unread = [source] if record is None and source is not None else []
    return found, check_part([record] if record else [], _context(settings, paths, today), unread)


def edited(path: str, old: str, new: str) -> dict[str, str]:
    files = dict(clean())
    assert files[path].count(f"{old}\n") == 1, f"{path} must hold these lines once"
    files[path] = files[path].replace(f"{old}\n", f"{new}\n")
    return files


def codes(files: dict[str, str], today: date = TODAY) -> list[str]:
    return [finding.code for finding in findings(files, today)]
