"""Before anything is written: would the change make an error that was not there?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.domain.finding import Finding, Severity
from bb.domain.records import Record
from bb.files.places import kind_and_id
from bb.files.store import read_record
from bb.rules.around import around
from bb.rules.checking import check


@dataclass(frozen=True, slots=True)
class Allowed:
    """A record as it will be, and the warnings it brings that were not there before."""

    record: Record
    warnings: tuple[Finding, ...] = ()


def refuse_new_errors(opened: Opened, path: str, new: bytes, today: date, line: str) -> Allowed:
    """Return the record that `new` holds; refuse when it brings an error the register did not have.

    Args:
        opened: the organisation as it is.
        path: the file that changes, or is new.
        new: its content to be.
        today: the day the rules look from.
        line: what was typed, to give back when it is refused.

    Raises:
        Stop: with each new error and `line`, so that nothing typed is lost.
    """
    record, reading = read_record(path, new)
    if record is None:
        raise Stop(_refusal(reading, line))
    register = opened.register
    place = kind_and_id(path)
    before = register.of_kind(place[0]).get(place[1]) if place else None
    versions = (record,) if before is None else (before, record)
    old = {_mark(f) for f in (*opened.findings, *check(around(register, *versions), today))}
    after = around(register.with_record(record), *versions)
    fresh = [f for f in (*reading, *check(after, today)) if _mark(f) not in old]
    errors = [f for f in fresh if f.severity is Severity.ERROR]
    if errors:
        raise Stop(_refusal(errors, line))
    return Allowed(record, tuple(f for f in fresh if f.severity is Severity.WARNING))


@contextmanager
def nothing_lost(line: str) -> Iterator[None]:
    """Let a Stop from within also hold what was typed: whoever answered ten questions can still copy it."""
    try:
        yield
    except Stop as stop:
        raise type(stop)(f"{stop.message}\n{_typed(line)}", stop.status) from stop


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.message


def _refusal(findings: tuple[Finding, ...] | list[Finding], line: str) -> str:
    told = "\n".join(f"- {f.message} {f.remedy}".rstrip() for f in findings)
    return f"Dit is niet vastgelegd, want het klopt niet met de rest:\n{told}\n{_typed(line)}"


def _typed(line: str) -> str:
    return "U typte:\n" + "\n".join(f"  {one}" for one in line.rstrip().split("\n"))
