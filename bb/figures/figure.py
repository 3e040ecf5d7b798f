"""A figure: something counted, what it means, and the records it was counted from.

Every figure is a count that can be opened: `cases` names one record per thing counted, so its
length is the value. What is measured over those (a median, hours) stands beside it in `measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bb.domain.types import Amount

T = TypeVar("T")

UNKNOWN = "onbekend"
"""What a case counts under that lacks the fact a figure is about: no case ever falls outside a total."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a share is a share of: the name of another figure, and its value."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured over the things a figure counts: `mediaan` 12.5 `dagen`."""

    name: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a period.

    `name` is stable; what follows its first dot is written as in the files (`klacht.geluid-personen`).
    `value` is a count and `cases` holds one id of a record per thing counted, in the order of the
    register. `definition` says in Dutch what was counted. `norm` is what was agreed or promised:
    at least so many, or at least this share of the denominator; `agreed` says it in the words of the agreement
    (`binnen 10 werkdagen, 90%`).
    """

    name: str
    value: int
    definition: str
    denominator: Denominator | None = None
    cases: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    norm: Amount | None = None
    agreed: str = ""

    @property
    def family(self) -> str:
        """The part of the name before the first dot: figures of one family make one table."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """The part of the name after the first dot, as written in the files; empty when there is none."""
        return self.name.partition(".")[2]

    @property
    def family_definition(self) -> str:
        """The definition of the whole family: that of this figure without its own key."""
        return self.definition.replace(f": {self.key}.", ".", 1)

    @property
    def share(self) -> float | None:
        """The value as a part of its denominator (0 to 1); None without one, or when that is zero."""
        if self.denominator is None or self.denominator.value == 0:
            return None
        return self.value / self.denominator.value

    @property
    def achieved(self) -> bool | None:
        """Whether the norm was met; None without a norm, or when there was nothing to take a share of."""
        if self.norm is None:
            return None
        if not self.norm.percent:
            return self.value >= self.norm.number
        if self.denominator is None or self.denominator.value == 0:
            return None
        return self.value * 100 >= self.norm.number * self.denominator.value

    def measure(self, name: str) -> float | None:
        """Return the value of a measure, or None when it could not be taken."""
        return next((m.value for m in self.measures if m.name == name), None)


def count(
    name: str,
    cases: Iterable[str],
    definition: str,
    *,
    of: Figure | None = None,
    measures: Iterable[Measure] = (),
    norm: Amount | None = None,
) -> Figure:
    """Return the figure that counts these ids, as a share of the figure `of`.

    >>> count("geschikt", ["2026-0001"], "…").value
    1
    """
    ids = tuple(cases)
    return Figure(
        name=name,
        value=len(ids),
        definition=definition,
        denominator=Denominator(of.name, of.value) if of else None,
        cases=ids,
        measures=tuple(measures),
        norm=norm,
    )


def split(
    family: str,
    things: Iterable[T],
    by: Callable[[T], str | None],
    counted: str,
    *,
    of: Figure,
    id_of: Callable[[T], str],
    known: Iterable[str] = (),
    note: str = "",
) -> Iterator[Figure]:
    """Yield one figure per answer `by` gives: the `known` ones in their order, then the rest by name.

    Things without an answer count as `onbekend`, so the values always add up to all things. `counted` says what is
    counted, and by what (`Aanmeldingen naar wijk`); `note` is a sentence more for the definition.
    """
    found: dict[str, list[str]] = {answer: [] for answer in known}
    rest: dict[str, list[str]] = {}
    for thing in things:
        answer = by(thing) or UNKNOWN
        (found if answer in found else rest).setdefault(answer, []).append(id_of(thing))
    for answer, ids in (*found.items(), *sorted(rest.items())):
        yield count(f"{family}.{answer}", ids, f"{counted}: {answer}. {note}".strip(), of=of)
