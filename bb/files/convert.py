"""A tree of text to a record: every key gets the type its class or the events table declares.

What does not fit becomes a finding that names the key and what belongs there, never the value:
that could be anyone's name. A wrong part is left out and the rest is kept, so that one mistake does
not hide a whole case; without a required key there is no record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from bb.domain.codes import Meant, found, meant
from bb.domain.dossier import DOSSIERS, Dossier
from bb.domain.events import EVENTS, Event
from bb.domain.finding import Finding, Fix, Position
from bb.domain.records import KINDS, Casus, Organisatie, Record, Vrijwilliger
from bb.domain.source import Entry, Items, Keys, Node, Source, Text
from bb.domain.types import (
    DATUM,
    GEHEEL,
    Anything,
    Either,
    Key,
    Many,
    Scalar,
    Shape,
    Table,
    Type,
    Value,
    keys_of,
    one_of,
)
from bb.files.tidy import tidied

FORMAT = 1
"""The `formaat` this program reads and writes."""

VERLOOP = "verloop"

_LIKE_A_DAY = re.compile("[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}")
_NO_DAY = "Deze dag bestaat niet. "


class NewerFormat(Exception):  # noqa: N818 - nothing went wrong: the name says what is the case
    """The files are of a `formaat` this program does not know: read nothing of them."""

    def __init__(self, formaat: int) -> None:
        super().__init__(formaat)
        self.formaat = formaat


def refuse_newer(formaat: str) -> None:
    """Raise NewerFormat when this text is a `formaat` higher than ours; other texts are fine here."""
    number = GEHEEL.parse(formaat)
    if number is not None and number > FORMAT:
        raise NewerFormat(number)


def record(kind: str, id_: str, source: Source) -> tuple[Record | None, tuple[Finding, ...]]:
    """Return the record in a file, and what is wrong with it.

    Args:
        kind: `casus`, `vrijwilliger`, `partner` or `activiteit`.
        id_: the id, from the file's name.
        source: the file; without a tree there is no record and nothing more to say.

    Returns:
        The record, None when a required key is missing or wrong, and the findings.
    """
    tree = source.tree
    if tree is None:
        return None, ()
    reading = Reading(source.path)
    values = reading.keys(tree, KINDS[kind], known=(VERLOOP,))
    verloop = reading.verloop(tree, kind)
    if values is None:
        return None, tuple(reading.findings)
    made = KINDS[kind](id=id_, source=source, verloop=verloop, unread=frozenset(reading.unread), **values)
    reading.also_required(made)
    return made, tuple(reading.findings)


def organisation(source: Source) -> tuple[Organisatie | None, tuple[Finding, ...]]:
    """Return the organisation in `bb.yaml`, None when a required key is missing or wrong.

    Raises:
        NewerFormat: `formaat` is higher than this program knows.
    """
    tree = source.tree
    if tree is None:
        return None, ()
    if isinstance(formaat := tree.get("formaat"), Text):
        refuse_newer(formaat.text)
    reading = Reading(source.path)
    values = reading.keys(tree, Organisatie)
    if values is not None and values["formaat"] != FORMAT:
        reading.report("BB142", source.at("formaat"), f'Bij "formaat" hoort {FORMAT}.')
    made = None if values is None else Organisatie(source=source, **values)
    return made, tuple(reading.findings)


def dossier(kind: str, source: Source) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Return what the text of a dossier says, None when it has no tree, and what is wrong with it."""
    if source.tree is None:
        return None, ()
    reading = Reading(source.path)
    values = reading.keys(source.tree, DOSSIERS[kind])
    return None if values is None else DOSSIERS[kind](**values), tuple(reading.findings)


def value(node: Node, type_: Type, name: str) -> Value | None:
    """Return the value of a node, None when anything is wrong with it; `name` is the key it belongs to."""
    reading = Reading("")
    made = reading.value(node, type_, name)
    return None if reading.findings else made


def event(node: Node, kind: str) -> Event | None:
    """Return a line of the journal of a kind of record, None when anything is wrong with it."""
    reading = Reading("")
    made = reading.event(node, kind, 0)
    return None if reading.findings else made


@cache
def _declared(kind: str, wat: str) -> Mapping[str, Key] | None:
    """Return all keys an event may have, by name, or None when the table has no such event."""
    row = EVENTS[kind].get(wat)
    return None if row is None else {key.name: key for key in row.every_key}


class Reading:
    """One file being converted: its path, and what was found so far.

    Every method that gives a value gives None for one that is wrong; that is reported then, or
    was reported by the tree (a missing value). `bb.files.mended` gives a stand-in there instead.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.suggested = 0
        self.unread: set[str] = set()
        self.guesses: set[str] = set()

    def report(self, code: str, position: Position, message: str, fix: Fix | None = None) -> None:
        """Keep a finding; a fix with a figure in it is shown as well, as it cannot be a name."""
        remedy = f"Schrijf: {fix.text}" if fix and fix.safe and fix.text and any(map(str.isdigit, fix.text)) else None
        self.findings.append(found(code, self.path, position, message, remedy=remedy, fix=fix))

    def meant(self, word: str, options: Iterable[str]) -> Meant:
        """Return which of the known words was meant: surely when only capitals differ, perhaps when it is near."""
        known = tuple(options)
        self.suggested += 1
        guess = meant(word, known, self.suggested)
        sure = tidied(word, one_of(*known))
        return guess if sure is None else Meant(guess.question, Fix(text=sure))

    # Values, by type.

    def value(self, node: Node, type_: Type, name: str) -> Value | None:
        """Return the value of a node; `name` is the declared key it belongs to."""
        if isinstance(type_, Scalar):
            return self.scalar(node, type_, name)
        if _missing(node):
            return None
        match type_:
            case Either():
                return self.either(node, type_, name)
            case Many():
                return self.many(node, type_, name)
            case Table() | Shape():
                return self.group(node, type_, name)
            case Anything():
                return _as_written(node)

    def scalar(self, node: Node, type_: Scalar, name: str) -> Value | None:
        """Return a single value, by its type."""
        if not isinstance(node, Text):
            self.report("BB146", node.position, f'Bij "{name}" hoort {type_.says}; geen lijst of groep.')
            return None
        value = type_.parse(node.text)
        if value is not None or _missing(node):
            return value
        if type_.choices:
            guess = self.meant(node.text, type_.choices)
            self.report("BB145", node.position, f'Bij "{name}" hoort {type_.says}.{guess.question}', guess.fix)
        else:
            sure = tidied(node.text, type_)
            says = _NO_DAY if type_ is DATUM and not sure and _LIKE_A_DAY.fullmatch(node.text) else ""
            message = f'{says}Bij "{name}" hoort {type_.says}.'
            self.report("BB142", node.position, message, Fix(text=sure) if sure else None)
        return None

    def either(self, node: Node, type_: Either, name: str) -> Value | None:
        """Return a value of the type that goes with its form."""
        fits = type_.scalar if isinstance(node, Text) else type_.items if isinstance(node, Items) else type_.keys
        if fits is not None:
            return self.value(node, fits, name)
        forms = [_form(form) for form in (type_.scalar, type_.items, type_.keys) if form is not None]
        self.report("BB146", node.position, f'Bij "{name}" hoort {" of ".join(forms)}.')
        return None

    def many(self, node: Node, type_: Many, name: str) -> tuple[Value, ...] | None:
        """Return the values of a list that could be read."""
        if isinstance(node, Items):
            values = [self.value(item, type_.of, name) for item in node.items]
            return tuple(value for value in values if value is not None)
        if type_.lone:
            value = self.value(node, type_.of, name)
            return None if value is None else (value,)
        self.report("BB146", node.position, f'Bij "{name}" hoort {_form(type_)}.')
        return None

    def group(self, node: Node, type_: Table | Shape, name: str) -> Value | None:
        """Return a map of free names, or of the keys of a class."""
        if not isinstance(node, Keys):
            self.report("BB146", node.position, f'Bij "{name}" hoort {_form(type_)}.')
            return None
        if isinstance(type_, Table):
            return self.table(node, type_, name)
        values = self.keys(node, type_.of)
        return None if values is None else type_.of(**values)

    def table(self, node: Keys, type_: Table, name: str) -> dict[Value, Value]:
        """Return the pairs of a map of free names that could be read."""
        values = {}
        for entry in node.entries:
            key = type_.key.parse(entry.key.text)
            if key is None:
                self.report("BB142", entry.key.position, f'Als naam binnen "{name}" hoort {type_.key.says}.')
            value = self.value(entry.value, type_.of, name)
            if key is None or value is None:
                self.unread.add(name)
            else:
                values[key] = value
        return values

    # Keys of records.

    def keys(self, tree: Keys, cls: type, known: tuple[str, ...] = ()) -> dict[str, Value] | None:
        """Return the values of the keys of a record class by attribute, None when a required one lacks.

        `known` are keys that are read elsewhere.
        """
        declared = keys_of(cls)
        values: dict[str, Value] = {}
        guesses: set[str] = set()
        for entry in self.entries(tree, (*declared, *known)):
            name = entry.key.text
            if key := declared.get(name):
                value = self.entry(entry, key)
                if value is not None:
                    values[key.attribute] = value
            elif name not in known:
                guesses |= self.unknown(entry, tree, (*declared, *known), "Dit veld bestaat hier niet.")
        whole = True
        for key in declared.values():
            if key.required and key.attribute not in values:
                value = self.lacks(tree, key, told=guesses)
                if value is None:
                    whole = False
                else:
                    values[key.attribute] = value
        self.guesses = guesses
        return values if whole else None

    def entries(self, node: Keys, _: Sequence[str]) -> Iterable[Entry]:
        """Return what stands in a map of which the names are known that may stand there."""
        return node.entries

    def entry(self, entry: Entry, key: Key) -> Value | None:
        """Return the value of one `key: value`; a required list or map must hold something."""
        before = len(self.findings), len(self.unread)
        value = self.value(entry.value, key.type, key.name)
        if value is None or (len(self.findings), len(self.unread)) > before or _lost(entry.value, value):
            self.unread.add(key.name)
        if key.required and isinstance(value, tuple | dict) and not value:
            node = entry.value
            if not (node.items if isinstance(node, Items) else node.entries if isinstance(node, Keys) else True):
                self.report("BB143", node.position, f'Bij "{key.name}" hoort minstens een waarde.')
            return None
        return value

    def unknown(self, entry: Entry, tree: Keys, options: tuple[str, ...], message: str) -> set[str]:
        """Report a key that is not known; return the known one that was probably meant, if any.

        It may stand for any that is not there.
        """
        guess = self.meant(entry.key.text, options)
        self.report("BB140", entry.key.position, f"{message}{guess.question}", guess.fix)
        self.unread |= {*options} - {one.key.text for one in tree.entries}
        return {guess.fix.text} if guess.fix and guess.fix.text else set()

    def lacks(self, tree: Keys, key: Key, where: str = "Hier", told: Collection[str] = ()) -> Value | None:
        """Report a required key that does not stand there; a wrong value has been reported, as has a wrong name."""
        self.unread.add(key.name)
        if tree.get(key.name) is None and key.name not in told:
            self.report("BB141", tree.position, f'{where} ontbreekt "{key.name}".')
        return None

    def also_required(self, made: Record) -> None:
        """Report what a record needs though its type allows it to be absent (FORMAT: The other records)."""
        tree, source, missing = made.source.tree, made.source, "wijk"
        place: tuple[str, ...]
        if isinstance(made, Casus) and _lacks(tree, "partijen", "A"):
            missing, place, message = "partijen", ("partijen",), 'Bij "partijen" ontbreekt partij A.'
        elif isinstance(made, Casus) and "A" in made.partijen and _lacks(tree, "partijen", "A", "wijk"):
            place, message = ("partijen", "A"), 'Bij partij A ontbreekt "wijk".'
        elif isinstance(made, Vrijwilliger) and not made.id.startswith("g-") and _lacks(tree, "wijk"):
            place, message = (), 'Hier ontbreekt "wijk".'
        else:
            return
        if missing not in self.unread:
            self.report("BB141", source.at(*place), message)

    # The journal.

    def verloop(self, tree: Keys, kind: str) -> tuple[Event, ...]:
        """Return the events of a record, without the lines that are no event."""
        node = tree.get(VERLOOP)
        if node is None:
            if VERLOOP not in self.guesses:
                self.report("BB141", tree.position, f'Hier ontbreekt "{VERLOOP}".')
            self.unread.add(VERLOOP)
        elif isinstance(node, Items):
            events = [self.event(item, kind, order) for order, item in enumerate(node.items)]
            if None in events:
                self.unread.add(VERLOOP)
            return tuple(event for event in events if event is not None)
        else:
            self.unread.add(VERLOOP)
            if not _missing(node):
                self.report("BB146", node.position, f'Bij "{VERLOOP}" hoort een lijst van gebeurtenissen.')
        return ()

    def event(self, node: Node, kind: str, order: int) -> Event | None:
        """Return one line of the journal, or None when it has no day or is not in the table."""
        row = self.row(node, kind)
        if row is None or not isinstance(node, Keys):
            return None
        wat, declared = row
        values: dict[str, Value] = {}
        guesses: set[str] = set()
        for entry in self.entries(node, tuple(declared)):
            name = entry.key.text
            if key := declared.get(name):
                value = self.entry(entry, key)
                if value is not None:
                    values[name] = value
            else:
                guesses |= self.unknown(entry, node, tuple(declared), f'Dit veld bestaat niet bij "{wat}".')
        for key in declared.values():
            if key.required and key.name not in values:
                value = self.lacks(node, key, f'Bij "{wat}"', guesses)
                if value is not None:
                    values[key.name] = value
        day = values.pop("op", None)
        if day is None:
            return None
        del values["wat"]
        return Event(op=day, wat=wat, keys=values, line=node.position.line, order=order)

    def without_wat(self, node: Keys) -> None:
        """Report a line that does not say what happened; the key may have been typed otherwise."""
        for entry in node.entries:
            guess = self.meant(entry.key.text, ("op", "wat"))
            if guess.fix and guess.fix.text == "wat":
                self.report("BB140", entry.key.position, f"Dit veld bestaat hier niet.{guess.question}", guess.fix)
                return
        self.report("BB141", node.position, 'In deze regel ontbreekt "wat".')

    def row(self, node: Node, kind: str) -> tuple[str, Mapping[str, Key]] | None:
        """Return which event a line is, with the keys it may have; None when that is not to be told."""
        if not isinstance(node, Keys):
            if not _missing(node):
                example = "{op: 2026-06-01, wat: contact}"
                self.report("BB146", node.position, f"Hier hoort een gebeurtenis, zoals {example}.")
            return None
        wat = node.get("wat")
        if wat is None:
            self.without_wat(node)
            return None
        declared = _declared(kind, wat.text) if isinstance(wat, Text) else None
        if isinstance(wat, Text) and declared:
            return wat.text, declared
        if not _missing(wat):
            guess = self.meant(wat.text, EVENTS[kind]) if isinstance(wat, Text) else Meant()
            self.report("BB144", wat.position, f"Deze gebeurtenis bestaat hier niet.{guess.question}", guess.fix)
        return None


def _missing(node: Node) -> bool:
    """Tell whether this is a missing value, which the tree has reported already."""
    return isinstance(node, Text) and not node.text and not node.quoted


def _lost(node: Node, value: Value) -> bool:
    """Tell whether some of a list could not be read."""
    return isinstance(node, Items) and isinstance(value, tuple) and len(value) < len(node.items)


def _lacks(tree: Keys | None, *names: str) -> bool:
    """Tell whether a key does not stand there at all."""
    node: Node | None = tree
    for name in names:
        node = node.get(name) if isinstance(node, Keys) else None
    return node is None


def _form(type_: Type) -> str:
    """Name a type in Dutch, to be read after "hier hoort"."""
    if isinstance(type_, Scalar):
        return type_.says
    return "een lijst, zoals [a, b]" if isinstance(type_, Many) else "een groep velden, zoals {a: b}"


def _as_written(node: Node) -> Value:
    """Return a node of the organisation's own as text, tuples and dicts."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return tuple(_as_written(item) for item in node.items)
    return {entry.key.text: _as_written(entry.value) for entry in node.entries}
