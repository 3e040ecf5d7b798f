"""What a rule is, and the little that all rules share.

A rule is one module: a docstring in four parts (in Dutch, `bb explain` prints it), the constants
`CODE`, `TITLE` and `SEVERITY`, `MENDS` when its findings may carry a fix, `SETTINGS` when it goes by keys of `bb.yaml`
(when these cannot be read, it is not asked of other files), and one function `check(subject, context)`.
What it is about, its subject, is one file or the whole register; `bb.rules` lists every rule with others of its
subject. A rule need not mind what could not be read: `bb.rules.doubt` does.

A rule about a journal may name the events it is about (`ABOUT`): where none of them happened it is
not asked, and would find nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from bb.domain.detectors import masked
from bb.domain.events import Event
from bb.domain.finding import Finding, Fix, Position, Severity
from bb.domain.records import Organisatie
from bb.domain.source import Items, Keys, Node, Source
from bb.domain.types import Value
from bb.domain.workdays import Calendar

Place = tuple[str | int, ...]
"""Where a value stands in the front matter: keys and indexes, as `Source.at` takes them."""

Subject = TypeVar("Subject", contravariant=True)  # noqa: PLC0105 - one subject per rule; its variance says itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may know besides its subject: the settings, the day, the office's calendar.

    `words` holds the vocabularies in force by name: each word with the day from which it is no
    longer used, or None; `codes` are those of all rules; `known` the ids of the records that have a
    file, by kind: of a kind that is not in it, nobody looked. `seen` is what
    `bb.rules.values.all_known` found to be so before, `plain` what each type may name without a closer look.
    """

    organisatie: Organisatie
    today: date
    calendar: Calendar
    words: Mapping[str, Mapping[str, date | None]]
    codes: frozenset[str] = frozenset()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seen: dict[tuple[str, str, int], Value] = field(default_factory=dict, compare=False, repr=False)
    plain: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def exists(self, kind: str, id_: str) -> bool:
        """Tell whether there is a file of this record, as far as somebody looked."""
        return kind not in self.known or id_ in self.known[kind]


class Rule(Protocol[Subject]):
    """A module that holds one rule about a subject of type `Subject`."""

    __doc__: str | None

    @property
    def CODE(self) -> str:  # noqa: N802 - a constant of the module
        """`BB` and three digits; never given to another rule."""

    @property
    def TITLE(self) -> str:  # noqa: N802 - a constant of the module
        """What is wrong, in a few Dutch words without a full stop."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802 - a constant of the module
        """How much every finding of this rule matters."""

    def check(self, subject: Subject, context: Context, /) -> Iterator[Finding]:
        """Yield a finding for every place that breaks the rule."""


def askable(rules: Iterable[Rule[Subject]], context: Context) -> Iterable[Rule[Subject]]:
    """Return the rules that can be asked: not those that go by keys of `bb.yaml` which could not be read."""
    unread = context.organisatie.unread
    return [rule for rule in rules if unread.isdisjoint(getattr(rule, "SETTINGS", ()))] if unread else rules


def finding(
    code: str,
    severity: Severity,
    source: Source,
    place: Place | Position,
    message: str,
    remedy: str,
    *,
    fix: Fix | None = None,
) -> Finding:
    """Return a finding about the value at `place`, or about the nearest thing above it that exists.

    Names and words of the files may stand in the message; what seems personal in it is masked.
    """
    return Finding(
        path=source.path,
        position=place if isinstance(place, Position) else source.at(*place),
        code=code,
        message=masked(message),
        remedy=masked(remedy),
        severity=severity,
        fix=fix,
    )


def line(event: Event, *keys: str | int) -> Place:
    """Return the place of an event's line, or of a key in it."""
    return ("verloop", event.order, *keys)


def name_position(source: Source, place: Place) -> Position:
    """Return the position of the name (not the value) that `place` ends in."""
    node: Node | None = source.tree
    for key in place[:-1]:
        if isinstance(node, Keys) and isinstance(key, str):
            node = node.get(key)
        elif isinstance(node, Items) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    if isinstance(node, Keys):
        found = next((entry.key for entry in node.entries if entry.key.text == place[-1]), None)
        if found is not None:
            return found.position
    return source.at(*place)
