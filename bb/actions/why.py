"""Why a record is as it is: decisions, exceptions and corrections, read back from history.

Every version of the file is compared with the one before it, as events and header keys, never as lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.actions.undo import short, taken_back
from bb.domain.detectors import mask
from bb.domain.events import Event, in_order
from bb.domain.phrases import brief, phrase, written
from bb.domain.records import Record, Uitzondering
from bb.domain.rows import header
from bb.domain.types import Value
from bb.files import disk
from bb.files.store import read_record
from bb.git.errors import GitError
from bb.git.repository import Repository, Version, find
from bb.git.state import shallow
from bb.text.dates import short_day_nl

Sort = Literal["besluit", "uitzondering", "verbetering"]

DECISIONS: Mapping[str, tuple[str, ...]] = {
    "casus": (
        *("intake", "voorstel", "kan-niet", "koppeling", "wacht", "hervat", "doorverwijzing", "afsluiting"),
        *("heropening", "overname", "verzoek", "vergeten"),
    ),
    "vrijwilliger": ("selectiegesprek", "overeenkomst", "start", "afwezig", "verzoek", "stop", "vergeten"),
    "partner": ("overeenkomst",),
    "activiteit": ("stand", "vervallen"),
}
"""The events that are somebody's decision, by kind of record."""

FORGOTTEN = ("niet", "kan", "vervolg_op", "toestemming")
"""Keys that forgetting takes away: of a forgotten record nothing of them is read back (FORMAT: Forgetting)."""

_REASON = re.compile(r"\(([a-z][a-z-]*)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One decision, exception or correction.

    `op` is the day it is about, `day` the day it was kept and `who` by whom (None: not kept yet), `reason` a code or
    empty, `action` the id for `bb undo`.
    """

    sort: Sort
    op: date | None
    text: str
    reason: str
    day: date | None
    who: str | None
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What history tells of a record, oldest first; `since` is the day it begins when what was before is not here."""

    told: tuple[Told, ...]
    since: date | None = None


def why(opened: Opened, kind: str, record: Record) -> Why:
    """Read back from history how a record came to be as it is.

    Raises:
        Stop: the folder has no history, or it cannot be read.
    """
    try:
        repository = find(opened.root)
        if repository is None:
            raise Stop("Deze map heeft geen geschiedenis, dus bb weet alleen wat er nu staat: bb show laat het zien.")
        return _why(opened, repository, kind, record)
    except GitError as error:
        raise Stop(str(error)) from error


def _why(opened: Opened, repository: Repository, kind: str, record: Record) -> Why:
    path = record.source.path
    versions = [v for v in reversed(repository.log(path)) if len(v.parents) < 2]
    names = [f"{v.commit}{up}:{path}".encode("utf-8", "surrogateescape") for v in versions for up in ("^", "")]
    found = [answer[1].body if answer else None for answer in repository.read_objects(names)]
    forgotten = any(event.wat == "vergeten" for event in record.verloop)
    told: list[Told] = []
    for version, before, after in zip(versions, found[0::2], found[1::2], strict=True):
        told += _compared(kind, _record(path, before), _record(path, after), version, forgotten=forgotten)
    now = disk.read(opened.root, path)
    last = found[-1] if found else None
    if isinstance(now, bytes) and now != last:
        told += _compared(kind, _record(path, last), record, None, forgotten=forgotten)
    incomplete = versions and not versions[0].parents and shallow(repository)
    return Why(told=tuple(told), since=versions[0].day if incomplete else None)


def _record(path: str, data: bytes | None) -> Record | None:
    return read_record(path, data)[0] if data is not None else None


def _compared(
    kind: str, before: Record | None, after: Record | None, version: Version | None, *, forgotten: bool
) -> list[Told]:
    """Return what one version decided, excepted or corrected, in the order of the journal, corrections last."""
    if after is None:
        return []
    gone, come = _different(before.verloop if before else (), after.verloop)
    pairs = list(_pairs(gone, come))
    old = {id(one) for pair in pairs for one in pair}
    rows: list[tuple[Sort, date | None, str, str]] = []
    for event in in_order(come):
        if id(event) in old:
            continue
        if "toch" in event.keys:
            rows.append(("uitzondering", event.op, f"toch: {_phrase(event, forgotten=forgotten)}", _code(event)))
        elif event.wat in DECISIONS[kind]:
            rows.append(("besluit", event.op, _phrase(event, forgotten=forgotten), _code(event)))
    rows += _exceptions(before, after)
    for was, now in pairs:
        what = f"{now.wat} van {short_day_nl(was.op)}: {_difference(was, now, forgotten=forgotten)}"
        rows.append(("verbetering", was.op, what, ""))
    rows += [
        ("verbetering", event.op, f"weggehaald: {brief(event)} van {short_day_nl(event.op)}", "")
        for event in in_order(gone)
        if id(event) not in old
    ]
    if before is not None and not forgotten:
        rows += [("verbetering", None, text, "") for text in _header_changes(before, after)]
    return [_told(row, version) for row in rows]


def _told(row: tuple[Sort, date | None, str, str], version: Version | None) -> Told:
    sort, op, text, reason = row
    reason = reason or (_message_reason(version) if version and sort == "verbetering" else "")
    return Told(
        sort=sort,
        op=op,
        text=mask(text),
        reason=reason,
        day=version.day if version else None,
        who=version.author if version else None,
        action=short(version.commit) if version else "",
    )


def _message_reason(version: Version) -> str:
    """Return the reason that a message of `bb` ends in."""
    if taken_back(version):
        return "teruggedraaid"
    found = _REASON.search(version.message.partition("\n")[0])
    return found[1] if found else ""


def _different(old: Sequence[Event], new: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """Return the events that only the old journal has, and those that only the new one has; twice the same counts."""
    left = list(old)
    come = []
    for event in new:
        same = next((one for one in left if (one.op, one.wat, one.keys) == (event.op, event.wat, event.keys)), None)
        if same is None:
            come.append(event)
        else:
            left.remove(same)
    return left, come


def _pairs(gone: Sequence[Event], come: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pair each event that went with the one that most likely took its place: the same sort, most alike."""
    free = list(come)
    for event in gone:
        likely = [one for one in free if one.wat == event.wat and _distance(event, one) < 1 + len(event.keys)]
        if likely:
            best = min(likely, key=lambda one: _distance(event, one))
            free.remove(best)
            yield event, best


def _distance(one: Event, other: Event) -> int:
    names = {*one.keys, *other.keys}
    return len([name for name in names if one.get(name) != other.get(name)]) + (one.op != other.op)


def _difference(was: Event, now: Event, *, forgotten: bool) -> str:
    """Return what changed in an event: `minuten was 57, is nu 75`."""
    names = [name for name in dict.fromkeys((*was.keys, *now.keys)) if was.get(name) != now.get(name)]
    told = ["de dag is nu " + short_day_nl(now.op)] if was.op != now.op else []
    told += [_was_now(name, was.get(name), now.get(name)) for name in names if not (forgotten and name in FORGOTTEN)]
    return ", ".join(told) or "gegevens vergeten"


def _was_now(name: str, was: Value, now: Value) -> str:
    name = name.replace("_", " ")
    if was in (None, (), {}):
        return f"{name} is nu {_shown(now)}"
    if now in (None, (), {}):
        return f"{name} is weggehaald (was {_shown(was)})"
    return f"{name} was {_shown(was)}, is nu {_shown(now)}"


def _shown(value: Value) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
    return written(value)


def _exceptions(before: Record | None, after: Record) -> list[tuple[Sort, date | None, str, str]]:
    known = before.uitzonderingen if before else ()
    return [("uitzondering", one.op, _exception(one), one.reden) for one in after.uitzonderingen if one not in known]


def _exception(one: Uitzondering) -> str:
    if one.regel:
        where = f" bij {one.wat}" if one.wat else ""
        return f"regel {one.regel} geldt hier niet{where}"
    return f"eigen dag voor {one.term}" + (f": {short_day_nl(one.op)}" if one.op else "")


def _header_changes(before: Record, after: Record) -> list[str]:
    old, new = header(before), header(after)
    names = [name for name in dict.fromkeys((*old, *new)) if name not in ("uitzonderingen", "partijen")]
    told = [_was_now(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]
    parties = (old.get("partijen") or {}, new.get("partijen") or {})
    letters = dict.fromkeys((*parties[0], *parties[1]))
    changed = [letter for letter in letters if parties[0].get(letter) != parties[1].get(letter)]
    return told + [f"gegevens van partij {letter} gewijzigd" for letter in changed]


def _phrase(event: Event, *, forgotten: bool) -> str:
    if not forgotten:
        return phrase(event)
    keys = {name: value for name, value in event.keys.items() if name not in FORGOTTEN}
    return phrase(Event(op=event.op, wat=event.wat, keys=keys))


def _code(event: Event) -> str:
    return str(event.get("reden") or "")
