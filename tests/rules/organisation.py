"""The clean organisation of `clean/`, and what the rules find in an edit of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bb.domain.finding import Finding
from bb.files.store import load
from bb.rules.checking import check

CLEAN = Path(__file__).parent / "clean"
TODAY = date(2026, 9, 1)


@cache
def clean() -> dict[str, str]:
    files = sorted(path for path in CLEAN.rglob("*") if path.is_file())
    return {path.relative_to(CLEAN).as_posix(): path.read_text("utf-8") for path in files}


def findings(files: dict[str, str], today: date = TODAY) -> tuple[Finding, ...]:
    loaded = load((path, text.encode()) for path, text in files.items())
    return (*loaded.findings, *check(loaded.register, today, loaded.unread))


def edited(path: str, old: str, new: str) -> dict[str, str]:
    files = dict(clean())
    assert files[path].count(f"{old}\n") == 1, f"{path} must hold these lines once"
    files[path] = files[path].replace(f"{old}\n", f"{new}\n")
    return files


def codes(files: dict[str, str], today: date = TODAY) -> list[str]:
    return [finding.code for finding in findings(files, today)]
