"""What is due in plain values and words, ready to be shown: on the screen, as a row for a program, kept in an index.

`bb.agenda` works out what is due and why (an `Item`, with the events and norms behind it) and makes it a `Task`. From
there on nothing of the records is needed, so what shows tasks loads none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from bb.text.plurals import join_nl

_TERM: Mapping[str, str] = MappingProxyType(
    {
        "intake": "intake doen",
        "koppeling": "team zoeken",
        "gesprek": "gesprek voeren",
        "voortgang": "vragen hoe het gaat",
        "nazorg": "nazorg",
        "afsluiting": "afsluiten",
        "terugkoppeling": "terugkoppelen",
        "verzoek": "verzoek afhandelen",
        "vraag": "vraag beantwoorden",
        "vergeten": "gegevens laten vergeten",
        "vernietigd": "blad laten vernietigen",
        "sleutel": "sleutel vervangen",
        "hervat": "weer oppakken",
        "contact": "contact opnemen",
        "rapportage": "rapportage sturen",
        "overeenkomst": "overeenkomst verlengen",
        "gehouden": "activiteit",
        "zaal": "zaal regelen",
        "jaarplan": "nog te doen dit jaar",
        "nabespreking": "nabespreken met het team",
        "selectiegesprek": "kennismaken",
        "begeleiding": "gesprek onder vier ogen",
        "waardering": "waardering geven",
    }
)
_OWN = "eigen termijn"
_URGENT: Mapping[str, str] = MappingProxyType({"spoed": " (spoed)", "voorrang": " (voorrang)"})
_RANK: Mapping[str, int] = MappingProxyType({"spoed": 0, "voorrang": 1, "gewoon": 2})


class Task(NamedTuple):
    """Something to do. The fields are those of an `Item` in plain values, for JSON as they stand, but for the day.

    `since` tells the event it follows from and where that stands (`op`, `wat`, `bestand`, `regel`), `bases` each norm
    (`van`, `datum`, `binnen`), `why` both in a sentence. `one` is the same text for what is one thing to do.
    """

    day: date
    kind: str
    id: str
    path: str
    term: str
    party: str | None
    reason: str
    wie: str
    voor: str | None
    team: list[str]
    urgentie: str
    tijd: str | None
    since: dict[str, Any] | None
    bases: list[dict[str, Any]]
    why: str
    one: str

    @property
    def where(self) -> str:
        """The file and line it follows from: `casus/2026/2026-0123.md:17`; the file alone when from no line."""
        if self.since is None:
            return self.path
        return f"{self.since['bestand']}:{self.since['regel']}" if self.since["regel"] else str(self.since["bestand"])


class Behind(NamedTuple):
    """A norm that was not reached yet: `reached` of `target`; `asked` is the share (`80%`) when it is one."""

    kind: str
    id: str
    norm: str
    asked: str | None
    reached: int
    target: int
    days_left: int


class Todo(NamedTuple):
    """What is due on a day: `items` most urgent first, `behind` the norms not reached with the year nearly over.

    Of what lies further off than the items go, `further` has how many things there are by day. `unread` are the cases
    that could not be read wholly, so that something may be missing.
    """

    today: date
    items: tuple[Task, ...]
    behind: tuple[Behind, ...] = ()
    further: Mapping[date, int] = MappingProxyType({})
    unread: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[Task, ...]:
        """What should have been done before today."""
        return tuple(task for task in self.items if task.day < self.today)

    @property
    def due(self) -> tuple[Task, ...]:
        """What is to be done today."""
        return tuple(task for task in self.items if task.day == self.today)

    def coming(self, until: date) -> tuple[Task, ...]:
        """What comes after today, up to and including `until`, soonest first."""
        ahead = (task for task in self.items if self.today < task.day <= until)
        return tuple(sorted(ahead, key=lambda task: (task.day, task.id, task.term)))


class _Due(Protocol):
    """What an item and a task have in common."""

    @property
    def term(self) -> str: ...
    @property
    def party(self) -> str | None: ...
    @property
    def urgentie(self) -> str: ...
    @property
    def one(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def id(self) -> str: ...


_Of = TypeVar("_Of", bound=_Due)


def urgency(due: _Due) -> tuple[int, date, str, str, str]:
    """Return what sorts the most urgent first: by urgency of the case, then by day."""
    return _RANK.get(due.urgentie, len(_RANK)), due.day, due.id, due.term, due.party or ""


def together(items: Iterable[_Of]) -> list[tuple[_Of, ...]]:
    """Return the items with those of several parties that are one thing to do put together, in order."""
    groups: dict[str, list[_Of]] = {}
    for item in items:
        groups.setdefault(item.one, []).append(item)
    return [tuple(group) for group in groups.values()]


def what_nl(group: Sequence[_Due]) -> str:
    """Return what is to be done, with all its parties, and how urgent it is: `nazorg met A en B (spoed)`."""
    return _parties_nl(group) + urgent_nl(group)


def urgent_nl(group: Sequence[_Due]) -> str:
    """Return how urgent it is, to put behind it: ` (spoed)`; empty when it is not."""
    return _URGENT.get(group[0].urgentie, "")


def discreet_nl(group: Sequence[_Due]) -> str:
    """Return what is to be done for a mail or a calendar: a term of the organisation's own is not named there.

    Its name, and that of what it counts by, is as someone typed it, and may tell who it is about.
    """
    if group[0].term in _TERM:
        return _parties_nl(group)
    letters = [item.party for item in group if item.party and len(item.party) == 1]
    return f"{_OWN} met {join_nl(letters)}" if letters else _OWN


def _parties_nl(group: Sequence[_Due]) -> str:
    first = group[0]
    if len(group) == 1:
        return term_nl(first.term, first.party)
    return f"{term_nl(first.term)} met {join_nl([item.party or '' for item in group])}"


def term_named(word: str) -> str:
    """Return the name of the term that a word means: its own name, or what the screen says for it.

    >>> term_named("vragen hoe het gaat")
    'voortgang'
    """
    said = word.strip().casefold()
    return next((term for term, what in _TERM.items() if what == said), word)


def term_nl(term: str, party: str | None = None) -> str:
    """Return what is to be done: `nazorg met A`, `verzoek afhandelen (klacht)`.

    >>> term_nl("nazorg", "B")
    'nazorg met B'
    """
    what = _TERM.get(term) or _own_nl(term)
    if party is None:
        return what
    return f"{what} met {party}" if len(party) == 1 else f"{what} ({party})"


@cache
def _own_nl(term: str) -> str:
    """Return the name of a term of the organisation's own for the screen: without a number or name in it."""
    from bb.domain.detectors import mask  # noqa: PLC0415 - only for what someone named themselves

    return mask(term)
