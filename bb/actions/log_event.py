"""Adding an event to a journal: what was typed becomes one line in one file, and one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bb.actions.guard import Allowed, nothing_lost, refuse_new_errors
from bb.actions.reading import Opened
from bb.actions.save import freshly, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.typed import known, still_missing, value_of
from bb.domain.criteria import NABESPREKING
from bb.domain.detectors import quoted
from bb.domain.events import COMMON, EVENTS, Kind
from bb.domain.journal import state_of
from bb.domain.phrases import written
from bb.domain.records import Casus, Record
from bb.domain.types import Key, Value
from bb.files import disk
from bb.files.format import format_event
from bb.files.splice import Refused, append_event
from bb.git.commit import Change
from bb.text.suggest import closest

ONLY_BY_BB = ("vergeten",)
"""Events that no one types: `bb forget` writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event being typed: on which record, which row of the table, and the values so far."""

    kind: str
    record: Record
    row: Kind
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def keys(self) -> dict[str, Key]:
        """The keys this event may carry, in the order they are asked: its own first."""
        op, _, *others = COMMON
        return {key.name: key for key in (op, *self.row.keys, *self.row.also, *others)}

    @property
    def questions(self) -> list[Key]:
        """What is asked of someone who is led through: the day, the event's own keys, how long it took."""
        names = ("op", *(key.name for key in self.row.keys), "minuten")
        return [self.keys[name] for name in names]

    @property
    def missing(self) -> list[Key]:
        """The keys it cannot do without and that were not typed yet."""
        return [key for key in self.keys.values() if key.required and key.name not in self.values]


def event_kind(kind: str, wat: str) -> Kind:
    """Return the row of the events table for `wat`.

    Raises:
        Stop: there is no such event for this kind of record, or it is not for people to write.
    """
    row = EVENTS[kind].get(wat)
    if row is None:
        names = [name for name in EVENTS[kind] if name not in ONLY_BY_BB]
        meant = closest(wat, names)
        hint = f" Bedoelde u '{meant}'?" if meant else ""
        raise Stop(f"'{quoted(wat)}' is geen gebeurtenis.{hint} Er is: {', '.join(names)}.", Status.USAGE)
    if wat in ONLY_BY_BB:
        raise Stop(f"'{wat}' wordt alleen door bb zelf geschreven.", Status.USAGE)
    return row


def draft(kind: str, record: Record, row: Kind, typed: Mapping[str, str], today: date) -> Draft:
    """Return the event that was typed; without `op` it is of today.

    Raises:
        Stop: a key or a value is not one of this event.
    """
    empty = Draft(kind=kind, record=record, row=row)
    known(typed, empty.keys, f"'{row.wat}'")
    values = {name: value_of(empty.keys[name], text, today) for name, text in typed.items()}
    return Draft(kind=kind, record=record, row=row, values={"op": today, **values})


def with_whole_team(made: Draft) -> Draft:
    """Return an event with the whole team of its day in it, where that is meant by naming nobody: a nabespreking.

    A hand-written line may leave them out; what `bb` writes says with whom, also when the team is another by then.
    """
    if made.row.wat != NABESPREKING or not isinstance(made.record, Casus) or made.values.get("wie"):
        return made
    team = state_of(made.record, made.values["op"]).team
    return replace(made, values={**made.values, "wie": team}) if team else made


def log_event(opened: Opened, made: Draft, today: date, *, commit: bool | None = None) -> Allowed:
    """Write the event into the record's file, keep it as one commit, and return the record as it is now.

    Args:
        opened: the organisation, as the draft was made from it.
        made: the event.
        today: the day it is.
        commit: whether to make the commit; None leaves it to the setting of the organisation.

    Raises:
        Stop: something is missing, the new line would break a rule, or it cannot be written. The
            message holds the line itself, so that nothing typed is lost.
    """
    refuse_example(opened.register.organisatie)
    if made.missing:
        lines = still_missing((key.name, key) for key in made.missing)
        raise Stop(f"Bij '{made.row.wat}' ontbreekt nog:\n{lines}", Status.USAGE)
    if made.values["op"] > today:
        raise Stop(
            f"{written(made.values['op'])} ligt in de toekomst; vastleggen kan pas als het gebeurd is.\n"
            "Een afspraak legt u vast met de gebeurtenis 'gepland'. Was het een eerder jaar? Typ dan het jaar erbij.",
            Status.USAGE,
        )
    return freshly(opened, "bb log", lambda now, held: _append(now, made, today, commit, held=held))


def _append(opened: Opened, made: Draft, today: date, commit: bool | None, *, held: bool) -> Allowed:
    line = format_event({**made.values, "wat": made.row.wat}, made.kind)
    path = made.record.source.path
    old = disk.read(opened.root, path)
    if not isinstance(old, bytes):
        raise Stop(f"{path} kan niet worden gelezen. De regel is:\n  - {line}")
    new = append_event(old.decode("utf-8"), line)
    if isinstance(new, Refused):
        raise Stop(f"{new.reason}\nZet deze regel zelf in {path}, onder verloop:\n{new.line}")
    allowed = refuse_new_errors(opened, path, new.encode("utf-8"), today, line)
    with nothing_lost(line):
        save(
            opened.root,
            [Change(path=path, old=old, new=new.encode("utf-8"))],
            message=message(made),
            coordinator=signer(opened.register.organisatie, coordinator_of(allowed.record, today)),
            command="bb log",
            commit=wants_commit(opened.register.organisatie, commit),
            held=held,
        )
    return allowed


def coordinator_of(record: Record, today: date) -> str | None:
    """Return the coördinator a case is with; None for other records."""
    return state_of(record, today).coordinator if isinstance(record, Casus) else None


def message(made: Draft) -> str:
    """Return what history says of an event: id, what, when, and the code of a reason; no free text."""
    reason = made.values.get("reden") or made.values.get("resultaat")
    return f"{made.record.id}: {made.row.wat} {made.values['op']}" + (f" ({reason})" if reason else "")
