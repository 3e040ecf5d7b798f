"""The value the generator yields: records with the moment at which each line was written.

From those moments follow both the final files and the history: the state of a file at a moment is
its lines written by then, in their order of `op`, wrong dates standing as long as nobody saw them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby


class DemoError(ValueError):
    """The example cannot be made; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    """Who keeps the files: id, invented name, mail in a domain that cannot exist."""

    id: str
    naam: str
    mail: str
    gemeente: str


COORDINATORS = (
    Coordinator(id="c-1", naam="Noor Example", mail="noor@waterstad.example", gemeente="Waterstad"),
    Coordinator(id="c-2", naam="Sam Voorbeeld", mail="sam@waterstad.example", gemeente="Polderdam"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One action in the history: what changed, by whom, when (Dutch wall-clock time).

    `changes` holds (path, bytes); None instead of bytes means the file was removed.
    """

    at: datetime
    author: str
    message: str
    changes: tuple[tuple[str, bytes | None], ...]

    @property
    def day(self) -> date:
        """The day on which it was written down."""
        return self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event in a file, as text with its line end, and the moment it was written.

    `wrong` is how it stood there until `corrected`; `kept` is what is left of it after forgetting.
    """

    text: str
    written: datetime
    author: str
    wat: str
    wrong: str | None = None
    corrected: datetime | None = None
    kept: str | None = None

    def at(self, moment: datetime, *, forgotten: bool) -> str:
        """The line as it stands in the file at `moment`."""
        if forgotten and self.kept is not None:
            return self.kept
        if self.wrong is not None and self.corrected is not None and moment < self.corrected:
            return self.wrong
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A paragraph below the front matter, and the moment it was written."""

    text: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file with its whole life. `head` is everything from `---` up to and with `verloop:`.

    After `forgotten` the head is `kept_head`, lines lose their consent and the notes are gone.
    """

    path: str
    head: str
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    kept_head: str = ""
    forgotten: datetime | None = None

    def state(self, moment: datetime) -> bytes:
        """The bytes of the file at `moment`."""
        gone = self.forgotten is not None and moment >= self.forgotten
        lines = [line.at(moment, forgotten=gone) for line in self.lines if line.written <= moment]
        notes = [] if gone else [note.text for note in self.notes if note.written <= moment]
        body = "\n" + "\n\n".join(notes) + "\n" if notes else ""
        return "".join((self.kept_head if gone else self.head, *lines, "---\n", body)).encode()

    def actions(self) -> Iterator[Action]:
        """What was done in this file, in order of time."""
        name = self.path.rsplit("/", 1)[-1].removesuffix(".md")
        moments: dict[datetime, Action] = {}
        for line in self.lines:
            known = moments.get(line.written)
            what = f"{known.message}, {line.wat}" if known else f"{name}: {line.wat}"
            moments[line.written] = Action(at=line.written, author=line.author, message=what, record=self)
            if line.corrected is not None:
                message = f"{name}: datum van {line.wat} verbeterd"
                moments[line.corrected] = Action(at=line.corrected, author=line.author, message=message, record=self)
        yield from sorted(moments.values(), key=lambda action: action.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a coördinator did in one file."""

    at: datetime
    author: str
    message: str
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An invented organisation: its records, the plain files beside them, and when it began.

    `by_day` says that the history holds one commit per working day instead of one per
    action: with thousands of cases git would otherwise spend its time on folder listings.
    """

    records: tuple[Record, ...]
    settings: tuple[tuple[str, bytes], ...]
    begin: datetime
    by_day: bool = False

    def files(self) -> dict[str, bytes]:
        """The final tree: path to bytes."""
        end = datetime.max  # noqa: DTZ901 - compared with wall-clock moments only
        return dict(self.settings) | {record.path: record.state(end) for record in self.records}

    def commits(self) -> Iterator[Commit]:
        """The history, oldest first, made while it is read: it never stands in memory as a whole."""
        first = [record for record in self.records if record.lines[0].written == self.begin]
        yield Commit(
            at=self.begin,
            author=COORDINATORS[0].id,
            message="Begin van de administratie in bestanden",
            changes=(*self.settings, *((record.path, record.state(self.begin)) for record in first)),
        )
        actions = [action for record in self.records for action in record.actions() if action.at > self.begin]
        actions.sort(key=lambda action: (action.at, action.record.path))
        for _, together in groupby(actions, key=self._same_commit):
            yield _commit(tuple(together))

    def _same_commit(self, action: Action) -> tuple[object, ...]:
        if self.by_day:
            return (action.at.date(),)
        return (action.at, action.record.path)


def _commit(actions: tuple[Action, ...]) -> Commit:
    last = actions[-1]
    states = {action.record.path: action for action in actions}
    one = len(actions) == 1
    return Commit(
        at=last.at,
        author=last.author,
        message=last.message if one else f"Bijgewerkt: {len(states)} bestanden",
        changes=tuple((path, action.record.state(last.at)) for path, action in states.items()),
    )
