"""A file with mistakes as it may have been meant: what holds however they are mended is sure.

Where a value cannot be read, a name is not known or something is missing, `bb.files.convert` leaves it out, and a rule
that looks whether something is missing would be misled. So the file is read again with a stand-in at each such place:
first the likeliest one, then the others one by one. `bb.rules.doubt` keeps what is found in all of these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from bb.domain.events import COMMON, EVENTS, Event
from bb.domain.finding import Position
from bb.domain.records import KINDS, Casus, Organisatie, Partij, Record
from bb.domain.source import Entry, Items, Keys, Node, Source, Text
from bb.domain.types import (
    DATUM,
    Amount,
    Duration,
    Either,
    Key,
    Many,
    Range,
    Scalar,
    Shape,
    StandIn,
    Table,
    Type,
    Value,
    keys_of,
    one_of,
)
from bb.domain.vocabulary import WOORDEN
from bb.files.convert import VERLOOP, Reading
from bb.files.tidy import tidied
from bb.text.suggest import closest

_Made = TypeVar("_Made")
_OP, _WAT = COMMON[:2]
_LONGEST_WORD = 40
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
_NOWHERE: Final[Mapping[str, tuple[Value, ...]]] = {
    "datum": (_FIRST_DAY, _LAST_DAY),
    "tijd": (time(9, 0), time(21, 0)),
    "duur": (Duration(1, "dag"), Duration(99, "jaar")),
    "ritme": (Duration(1, "dag"), Duration(99, "jaar")),
    "bedrag": (Decimal(0), Decimal(999999)),
    "norm": (Amount(0), Amount(999999), Amount(0, percent=True), Amount(100, percent=True)),
    "partijen": (("A",), ("B",), ("A", "B"), ("C",)),
    "partij": tuple("ABCDEF"),
    "dagen": (Range(_FIRST_DAY, _FIRST_DAY), Range(_LAST_DAY, _LAST_DAY)),
    "nummers": (Range(9998, 9998), Range(9999, 9999)),
    "jaar": (1950, 2099),
    "getal": (0, 999999),
    "casus": ("0000-0000", "9999-9999"),
    "vrijwilliger": ("v-00000", "g-00000"),
    "vrijwilliger of coordinator": ("v-00000", "c-999"),
    "coordinator": ("c-998", "c-999"),
    "sleutelwoord": ("terugkoppeling", "x"),
}
"""Values far apart that hardly stand anywhere, by the name of their type; of any other type two words will do."""


MOST: Final = 150
"""Ways in which a file may have been meant; with more of them nobody can say."""

_LOST = 50  # more ways for a line that does not say at all what happened


def mended_settings(source: Source) -> Iterator[Organisatie]:
    """Yield the organisation of `bb.yaml`, with a tree, as it may have been meant, the likeliest first; or nothing."""
    return _ways(source, _Mending.organisation)


def mended(kind: str, id_: str, source: Source) -> Iterator[Record]:
    """Yield the record of a file as it may have been meant, the likeliest first; nothing when nobody can say.

    Args:
        kind: `casus`, `vrijwilliger`, `partner` or `activiteit`.
        id_: the id, from the file's name.
        source: the file, with a tree.
    """
    return _ways(source, lambda reading: reading.record(kind, id_))


def _ways(source: Source, read: Callable[[_Mending], _Made]) -> Iterator[_Made]:
    names = _Mending(source)
    read(names)  # for what the file names: each of that can stand in elsewhere
    likeliest = _Mending(source, names)
    made = read(likeliest)
    if likeliest.effort > MOST:
        return
    yield made
    for place, options in enumerate(likeliest.sizes):
        for turn in range(1, options):
            other = _Mending(source, likeliest, {place: turn})
            yield read(other)
            for below in other.below(place):
                for one in range(1, other.sizes[below]):
                    yield read(_Mending(source, likeliest, {place: turn, below: one}))


class _Line(NamedTuple):
    """A line of the journal as it was read: the places in it, and those before it."""

    event: Event | None
    places: range
    sizes: Sequence[int]


class _Mending(Reading):
    """One reading with a stand-in wherever something is wrong.

    At each place, in the order of reading, stands the first option, or the one that `turns` says. `sizes` tells how
    many options each place had, `named` what stands in the file, by the type of what it names. Lines of the journal
    are taken from the reading `before` when nothing in them is other than it was there.
    """

    def __init__(
        self, source: Source, before: _Mending | None = None, turns: Mapping[int, int] = MappingProxyType({})
    ) -> None:
        super().__init__(source.path)
        self.source = source
        self.known: Mapping[str, Collection[Value]] = before.named if before else {}
        self.lines_before: Mapping[int, _Line] = before.lines if before and before.known else {}
        self.turns = turns
        self.sizes: list[int] = []
        self.named: dict[str, dict[Value, None]] = {}
        self.days: Sequence[date | None] = ()
        self.near: Sequence[date] = ()
        self.lines: dict[int, _Line] = {}
        self.rows: set[int] = set()
        self.unsure: set[str] = set()
        self.lost = 0

    @property
    def effort(self) -> int:
        """About how many ways there are."""
        return sum(self.sizes) + _LOST * self.lost

    def below(self, place: int) -> range:
        """Return the places that are there because of what stands at a place: the keys of an event."""
        line = next((one.places for one in self.lines.values() if place in one.places), range(0))
        return range(place + 1, line.stop) if place in self.rows else range(0)

    def record(self, kind: str, id_: str) -> Record:
        cls, whole = KINDS[kind], self.source.tree or Keys(entries=(), position=Position())
        entries = tuple(self.entries(whole, (*keys_of(cls), VERLOOP)))
        tree = Keys(entries=entries, position=whole.position)
        values = self.keys(tree, cls, known=(VERLOOP,)) or {}
        if cls is Casus:
            values["partijen"] = {"A": Partij(), **values["partijen"]}
        verloop = self.verloop(tree, kind)
        return cls(id=id_, source=self.source, verloop=verloop, unread=frozenset(self.unread), **values)

    def organisation(self) -> Organisatie:
        tree = self.source.tree or Keys(entries=(), position=Position())
        values = self.keys(tree, Organisatie) or {}
        absent = [key for key in keys_of(Organisatie).values() if tree.get(key.name) is None]
        if sum(key.required for key in absent) > 1:  # a part of the file is gone: what else stood there, nobody knows
            self.unsure |= {key.name for key in absent}
        return Organisatie(source=self.source, unread=frozenset(self.unsure), **values)

    def choose(self, options: Sequence[Value]) -> Value:
        """Return what is to stand at the next place; where there is one option, nothing is to be chosen."""
        if len(options) == 1:
            return options[0]
        self.sizes.append(len(options))
        return options[min(self.turns.get(len(self.sizes) - 1, 0), len(options) - 1)]

    def perhaps(self, value: Value, places: int) -> Value | None:
        """Return a value; when there was a stand-in in it since so many `places`, it may be no value at all."""
        return self.choose((value, None)) if len(self.sizes) > places else value

    # Values.

    def value(self, node: Node, type_: Type, name: str) -> Value | None:
        made = super().value(node, type_, name)
        return made if made is not None else self.choose(self.options(type_, node))

    def scalar(self, node: Node, type_: Scalar, name: str) -> Value | None:
        made = super().scalar(node, type_, name)
        if made is not None and type_.refers:
            self.named.setdefault(type_.name, {})[StandIn(made)] = None
        return made

    def many(self, node: Node, type_: Many, name: str) -> tuple[Value, ...] | None:
        if not isinstance(node, Items):
            return super().many(node, type_, name)
        values = []
        for item in node.items:
            places = len(self.sizes)
            values.append(self.perhaps(self.value(item, type_.of, name), places))
        return tuple(value for value in values if value is not None)

    def table(self, node: Keys, type_: Table, name: str) -> dict[Value, Value]:
        values = super().table(node, type_, name)
        for entry in node.entries:
            if type_.key.parse(entry.key.text) is None:
                key = self.choose(tuple(key for key in self.options(type_.key, entry.key) if key not in values))
                values[key] = self.value(entry.value, type_.of, name)
        return values

    def options(self, type_: Type, node: Node | None = None) -> Sequence[Value]:
        """Return what may have been meant by a node that cannot be read, the likeliest first."""
        match type_:
            case Scalar():
                return self.words(type_, node.text if isinstance(node, Text) else "")
            case Many():
                each = self.options(type_.of)
                return ((), *((one,) for one in each), tuple(each[:2]), tuple(each))
            case Table():
                each = self.options(type_.of)[:1]
                return ({}, {key: one for one in each for key in self.options(type_.key)})
            case Shape():
                options = {key: self.options(key.type) for key in keys_of(type_.of).values()}
                must = [(key.attribute, ways) for key, ways in options.items() if key.required]
                return (
                    *(type_.of(**{name: ways[turn] for name, ways in must}) for turn in (0, -1)),
                    type_.of(**{key.attribute: ways[-1] for key, ways in options.items()}),
                )
            case Either():
                return [one for form in (type_.scalar, type_.items, type_.keys) if form for one in self.options(form)]
            case _:
                return tuple(map(StandIn, ("x", "1", "ja", "09:00", "2000-01-01")))  # one for each type of an own field

    def words(self, type_: Scalar, text: str) -> Sequence[Value]:
        """Return the values of a type that may have been meant by a text."""
        if (sure := tidied(text, type_)) is not None:
            return (type_.parse(sure),)
        near = closest(text, type_.choices) if type_.choices and len(text) <= _LONGEST_WORD else None
        known = [*(type_.choices or WOORDEN.get(type_.words or "", ())), *self.known.get(type_.name, ())]
        values = [type_.parse(one) for one in ((near, *known) if near else known)]
        low_and_high = type_.between or (() if known and not type_.refers else _NOWHERE.get(type_.name, ("x", "y")))
        return tuple(dict.fromkeys(StandIn(one) if isinstance(one, str) else one for one in (*values, *low_and_high)))

    # Keys.

    def entries(self, node: Keys, names: Sequence[str]) -> Iterable[Entry]:
        """Return what stands in a map; a name that is not known may be meant for any that is not there."""
        absent = [name for name in names if node.get(name) is None]
        for entry in node.entries:
            name: str | None = entry.key.text
            if name not in names:
                near = closest(name or "", absent) if len(name or "") <= _LONGEST_WORD else None
                self.unsure |= {near} if near else set(absent)
                name = self.choose(tuple(dict.fromkeys((near, *absent, None))))
                absent = [one for one in absent if one != name]
            if name == entry.key.text:
                yield entry
            elif name is not None:
                yield Entry(key=replace(entry.key, text=name), value=entry.value)

    def entry(self, entry: Entry, key: Key) -> Value | None:
        places = len(self.sizes)
        if key is _WAT:
            return ""
        if key is _OP:
            return self.day(entry.value.text if isinstance(entry.value, Text) else "")
        value = super().entry(entry, key)
        if len(self.sizes) > places:
            self.unsure.add(key.name)
        return value if key.required else self.perhaps(value, places)

    def lacks(self, tree: Keys, key: Key, where: str = "", told: Collection[str] = ()) -> Value | None:
        super().lacks(tree, key, where, told)
        if key is _WAT:
            return ""
        if key is _OP:
            return self.day("")
        self.unsure.add(key.name)
        return self.choose([one for one in self.options(key.type) if one not in ((), {})])

    # The journal.

    def verloop(self, tree: Keys, kind: str) -> tuple[Event, ...]:
        node = tree.get(VERLOOP)
        if isinstance(node, Items):
            self.days = [_day(item) for item in node.items]
            return super().verloop(tree, kind)
        self.unread.add(VERLOOP)
        begin = Event(op=_FIRST_DAY, wat=next(iter(EVENTS[kind])))
        journals: Sequence[tuple[Event, ...]] = ((), (begin,))
        return tuple(self.choose(journals))

    def event(self, node: Node, kind: str, order: int) -> Event | None:
        first = len(self.sizes)
        line = self.lines_before.get(order)
        if line and self.turns.keys().isdisjoint(line.places):
            self.sizes += line.sizes
        else:
            event = self.new_event(node, kind, order)
            line = _Line(event, range(first, len(self.sizes)), self.sizes[first:])
        self.lines[order] = line
        return line.event

    def new_event(self, node: Node, kind: str, order: int) -> Event | None:
        """Read a line of the journal; of one of which nothing could be read all keys are guessed."""
        before = [day for day in self.days[:order] if day][-1:]
        after = [day for day in self.days[order + 1 :] if day][:1]
        self.near = (*before, *after) or (_FIRST_DAY, _LAST_DAY)
        if isinstance(node, Keys):
            return super().event(node, kind, order)
        event = super().event(Keys(entries=(), position=node.position), kind, order)
        if event is None:
            return None
        row = EVENTS[kind][event.wat]
        guessed = {key.name: self.choose((None, *self.options(key.type))) for key in row.keys if not key.required}
        return replace(event, keys={**event.keys, **{name: one for name, one in guessed.items() if one is not None}})

    def day(self, text: str) -> date | None:
        """Return the day of a line: that of the line before it, or of the next."""
        day: date | None = DATUM.parse(tidied(text, DATUM) or text)
        if day is None:
            self.unread.add("op")
            day = self.choose(tuple(dict.fromkeys(self.near)))
        return day

    def row(self, node: Node, kind: str) -> tuple[str, Mapping[str, Key]] | None:
        """Return which event a line may be: one whose keys it has, when there is such; else any, or none."""
        rows, said = EVENTS[kind], _what(node)
        wat: str | None = said
        if said not in rows:
            self.unread.add(VERLOOP)
            near = closest(said, rows) if len(said) <= _LONGEST_WORD else None
            sure = tidied(said, one_of(*rows))
            fits = [sure] if sure else [name for name in rows if _fits(node, kind, name)]
            self.rows.add(len(self.sizes))
            self.lost += not fits
            wat = self.choose(fits or tuple(dict.fromkeys((near, *rows, None))))
        return None if wat is None else (wat, {key.name: key for key in rows[wat].every_key})


def _day(item: Node) -> date | None:
    op = item.get("op") if isinstance(item, Keys) else None
    return DATUM.parse(op.text) if isinstance(op, Text) else None


def _fits(node: Node, kind: str, wat: str) -> bool:
    """Tell whether a line has all keys this event must have, and none that other events have and this one has not."""
    there = {entry.key.text for entry in node.entries} if isinstance(node, Keys) else set()
    keys, must, elsewhere = _names(kind, wat)
    return must <= there and elsewhere.isdisjoint(there - keys)


@cache
def _names(kind: str, wat: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the keys of an event: all, those it must have besides `wat`, and those of any event of this kind."""
    keys = EVENTS[kind][wat].every_key
    return (
        frozenset(key.name for key in keys),
        frozenset(key.name for key in keys if key.required and key is not _WAT),
        frozenset(key.name for row in EVENTS[kind].values() for key in row.every_key),
    )


def _what(node: Node) -> str:
    """Return what a line says that happened, also under a name that is nearly `wat`."""
    entries = node.entries if isinstance(node, Keys) else ()
    texts = {entry.key.text: entry.value.text for entry in entries if isinstance(entry.value, Text)}
    name = "wat" if "wat" in texts else closest("wat", [name for name in texts if len(name) <= _LONGEST_WORD])
    return texts.get(name or "", "")
