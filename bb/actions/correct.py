"""Correcting a line of a journal in place: what stood there stays in history (FORMAT: Mistakes are corrected)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bb.actions.guard import Allowed, nothing_lost, refuse_new_errors
from bb.actions.log_event import ONLY_BY_BB, Draft, coordinator_of
from bb.actions.reading import Opened
from bb.actions.save import freshly, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.typed import known, value_of
from bb.domain.detectors import quoted
from bb.domain.events import EVENTS, Event
from bb.domain.phrases import written
from bb.domain.records import Record
from bb.domain.types import Value
from bb.domain.words import words
from bb.files import disk
from bb.files.format import format_value
from bb.files.splice import Refused, correct, remove_key
from bb.git.commit import Change
from bb.text.suggest import closest

REASONS = "reden.correctie"
"""The vocabulary of reasons (`woorden` in bb.yaml)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A line of a journal as it is, what it should say, and why. A value of None takes the key away."""

    kind: str
    record: Record
    event: Event
    values: Mapping[str, Value]
    reason: str


def event_at(record: Record, line: int) -> Event:
    """Return the event that stands on a line of the file.

    Raises:
        Stop: no event stands there, or it is one that only `bb` writes.
    """
    found = max((e for e in record.verloop if e.line <= line), key=lambda e: e.line, default=None)
    if found is None or not (found.line == line or _spans(record, found, line)):
        told = "\n".join(f"  {e.line:>3}  {written(e.op)}  {e.wat}" for e in record.verloop)
        raise Stop(f"Op regel {line} van {record.source.path} staat geen gebeurtenis. Er is:\n{told}", Status.USAGE)
    if found.wat in ONLY_BY_BB:
        raise Stop(f"'{found.wat}' wordt alleen door bb zelf geschreven.", Status.USAGE)
    return found


def _spans(record: Record, event: Event, line: int) -> bool:
    """Tell whether an event written over several lines goes on until `line`."""
    lines = record.source.text.split("\n")[event.line : line]
    return bool(lines) and all(one.startswith(" ") and not one.lstrip().startswith("- ") for one in lines)


def reason_of(opened: Opened, typed: str, today: date) -> str:
    """Return the reason code that was typed.

    Raises:
        Stop: there is no such reason.
    """
    names = reasons(opened, today)
    if typed not in names:
        meant = closest(typed, names)
        hint = f" Bedoelde u '{meant}'?" if meant else ""
        raise Stop(f"'{quoted(typed)}' is geen reden.{hint} Kies uit: {', '.join(names)}.", Status.USAGE)
    return typed


def reasons(opened: Opened, today: date) -> tuple[str, ...]:
    """Return the reasons to choose from."""
    known_words = words(opened.register.organisatie, REASONS)
    return tuple(word for word, lapsed in known_words.items() if lapsed is None or lapsed > today)


def correction(kind: str, record: Record, line: int, typed: Mapping[str, str], reason: str, today: date) -> Correction:
    """Return the correction that was typed: `minuten=75`, or `minuten=` to take the key away.

    Raises:
        Stop: nothing is corrected, or a key or value is not one of this event.
    """
    event = event_at(record, line)
    keys = Draft(kind=kind, record=record, row=EVENTS[kind][event.wat]).keys
    if not typed:
        raise Stop(f"Wat moet er anders? Schrijf het als veld=waarde. Er is: {', '.join(keys)}.", Status.USAGE)
    known(typed, keys, f"'{event.wat}'")
    values = {name: value_of(keys[name], text, today) if text.strip() else None for name, text in typed.items()}
    for name, value in values.items():
        if value is None and keys[name].required:
            raise Stop(f"'{name}' kan niet weg: bij '{event.wat}' hoort het te staan.", Status.USAGE)
        if value is None and name not in event.keys:
            raise Stop(f"'{name}' staat niet op die regel.", Status.USAGE)
    return Correction(kind=kind, record=record, event=event, values=values, reason=reason)


def correct_event(opened: Opened, made: Correction, today: date, *, commit: bool | None = None) -> Allowed:
    """Change the line in place, keep it as one commit, and return the record as it is now.

    Raises:
        Stop: the line changed since, it would break a rule, or it cannot be written.
    """
    refuse_example(opened.register.organisatie)
    day = made.values.get("op")
    if day is not None and day > today:
        raise Stop(f"{written(day)} ligt in de toekomst; vastleggen kan pas als het gebeurd is.", Status.USAGE)
    return freshly(opened, "bb log", lambda now, held: _correct(now, made, today, commit, held=held))


def _correct(opened: Opened, made: Correction, today: date, commit: bool | None, *, held: bool) -> Allowed:
    path = made.record.source.path
    record = opened.register.of_kind(made.kind).get(made.record.id)
    event = made.event
    if record is None or (event.line, event.op, event.wat, event.keys) not in (
        (e.line, e.op, e.wat, e.keys) for e in record.verloop
    ):
        raise Stop(f"{path} is intussen gewijzigd. Kijk welke regel het nu is, en probeer het opnieuw.", Status.LATER)
    old = disk.read(opened.root, path)
    if not isinstance(old, bytes):
        raise Stop(f"{path} kan niet worden gelezen.")
    typed = " ".join(f"{name}={_shown(made, name)}" for name in made.values)
    new = _changed(old.decode("utf-8"), made, path)
    allowed = refuse_new_errors(opened, path, new.encode("utf-8"), today, typed)
    with nothing_lost(typed):
        save(
            opened.root,
            [Change(path=path, old=old, new=new.encode("utf-8"))],
            message=f"{made.record.id}: verbeterd, {event.wat} {event.op}, {', '.join(made.values)} ({made.reason})",
            coordinator=signer(opened.register.organisatie, coordinator_of(allowed.record, today)),
            command="bb log",
            commit=wants_commit(opened.register.organisatie, commit),
            held=held,
        )
    return allowed


def _changed(text: str, made: Correction, path: str) -> str:
    for name, value in made.values.items():
        new = (
            remove_key(text, ("verloop", made.event.order, name))
            if value is None
            else correct(text, made.event.line, name, _shown(made, name))
        )
        if isinstance(new, Refused):
            raise Stop(f"{new.reason}\nVerbeter regel {made.event.line} van {path} zelf.\n{new.line}".rstrip())
        text = new
    return text


def _shown(made: Correction, name: str) -> str:
    value = made.values[name]
    key = Draft(kind=made.kind, record=made.record, row=EVENTS[made.kind][made.event.wat]).keys[name]
    return "" if value is None else format_value(value, key.type)
