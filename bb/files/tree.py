"""Front matter to a tree of text with positions: one loop over the events of the C parser.

The loop guards and builds at once and keeps its own stack, so that no text, however deep or long,
costs more than reading it. Mistakes become findings; only what leaves no doubt about the rest is
read on. Nothing gets a meaning here: `19:30` and `nee` stay text (`bb.files.convert`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from sys import intern
from typing import Any, Final, Protocol

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from bb.domain.codes import found
from bb.domain.finding import Finding, Position
from bb.domain.source import Entry, Keys, Node, Text
from bb.files.frontmatter import has_odd
from bb.files.nodes import make_entry, make_items, make_keys, make_text

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML built without its C part: the same events, about ten times slower
    from yaml import SafeLoader as Parser  # type: ignore[assignment]  # get_event is all we use

MAX_DEPTH: Final = 20
MAX_EVENTS: Final = 20_000

_QUOTES: Final = frozenset("'\"")

# What libyaml says, and what that means to someone who typed a line. `at` says which of its two
# marks is the better place: where the trouble began, or where the parser noticed.
_SYNTAX: Final = (
    ("unknown escape", "noticed", "Achter een \\ tussen dubbele aanhalingstekens staat iets wat daar niet kan."),
    ("escape code", "noticed", "Achter een \\ tussen dubbele aanhalingstekens staat iets wat daar niet kan."),
    ("hexdecimal", "noticed", "Achter een \\ tussen dubbele aanhalingstekens staat iets wat daar niet kan."),
    ("quoted scalar", "began", "Een aanhalingsteken wordt niet gesloten."),
    ("mapping values are not allowed", "noticed", "Hier staat een dubbele punt te veel, of er ontbreekt een regel."),
    ("cannot start any token", "noticed", "Met dit teken kan een waarde niet beginnen; inspringen gaat met spaties."),
    ("while parsing a flow", "began", "Een [ of { wordt niet gesloten, of er ontbreekt een komma of een waarde."),
    ("could not find expected ':'", "began", "Op deze regel ontbreekt een dubbele punt."),
    ("while parsing a block", "noticed", "Deze regel springt anders in dan de regels erboven."),
    ("expected <document start>", "noticed", "Hier staat iets na het einde van de gegevens."),
)


_place = lru_cache(maxsize=8192)(Position)  # files look alike: most places are in many of them


class _Mark(Protocol):
    """A place as the parser gives it; all three count from 0."""

    index: int
    line: int
    column: int


class _Event(Protocol):
    """The parts of the parser's events that are used; which are there depends on the event."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    explicit: bool | None
    version: object
    tags: object
    flow_style: bool | None


class _Open:
    """A map or list that is still being read."""

    __slots__ = ("entries", "flow", "items", "key", "mapping", "start")

    def __init__(self, start: _Mark, mapping: bool, flow: bool) -> None:
        self.start = start
        self.mapping = mapping
        self.flow = flow
        self.key: Text | None = None
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []


def read(text: str, path: str, *, line: int = 1, offset: int = 0) -> tuple[Keys | None, tuple[Finding, ...]]:
    """Return the tree of a front matter, and what is wrong with it.

    Args:
        text: the front matter, or all of `bb.yaml`; without control characters.
        path: the file, for the findings.
        line: the line of the file the text starts on.
        offset: the character of the file the text starts at.

    Returns:
        The tree, None when it cannot be trusted, and the findings in file order. A value that is
        missing or refused is an empty unquoted `Text`, a key that stands twice counts once.

    >>> tree, findings = read("wijk: noord", "vrijwilligers/v-012.md")
    >>> tree.get("wijk").text, findings
    ('noord', ())
    """
    return _Reading(path, line, offset).read(text)


class _Reading:
    """One reading of one text: where we are, and what was found on the way."""

    __slots__ = ("documents", "findings", "line", "offset", "path", "root", "stack")

    def __init__(self, path: str, line: int, offset: int) -> None:
        self.path = path
        self.line = line
        self.offset = offset
        self.documents = 0
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def read(self, text: str) -> tuple[Keys | None, tuple[Finding, ...]]:
        """Read to the end, or to the first mistake that makes the rest unsure."""
        try:
            whole = self._events(Parser(text).get_event)
        except MarkedYAMLError as error:
            self.findings.append(self._syntax(error))
            whole = False
        except (YAMLError, UnicodeEncodeError):  # a character libyaml refuses
            self.findings.append(found("BB105", self.path, Position(self.line, 1)))
            whole = False
        root = self.root
        if whole and root is None:
            return Keys(entries=(), position=Position(self.line, 1), start=self.offset, end=self.offset), ()
        if whole and not isinstance(root, Keys):
            self.findings.append(found("BB129", self.path, Position(self.line, 1)))
        return root if whole and isinstance(root, Keys) else None, tuple(self.findings)

    def _events(self, next_event: Callable[[], Any]) -> bool:
        """Take the events one by one; False when one of them ends the reading."""
        takes: dict[type, Callable[[_Event], bool]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._map_opens,
            SequenceStartEvent: self._list_opens,
            MappingEndEvent: self._closes,
            SequenceEndEvent: self._closes,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
            DocumentEndEvent: self._ends,
        }
        event = next_event()
        for _ in range(MAX_EVENTS):
            kind = type(event)
            if kind is StreamEndEvent:
                return True
            take = takes.get(kind)
            if take is not None and not take(event):
                return False
            event = next_event()
        self._report("BB126", event.start_mark)
        return False

    def _at(self, mark: _Mark) -> Position:
        return _place(self.line + mark.line, mark.column + 1)

    def _report(self, code: str, mark: _Mark, message: str | None = None) -> None:
        self.findings.append(found(code, self.path, self._at(mark), message))

    def _document(self, event: _Event) -> bool:
        """Take the beginning; `bb.yaml` may start with ---, the front matter of others comes after that line."""
        self.documents += 1
        if self.documents > 1 or (event.explicit and self.line > 1) or event.version or event.tags:
            self._report("BB128", event.start_mark)
        return self.documents == 1

    def _ends(self, event: _Event) -> bool:
        if event.explicit:
            self._report("BB128", event.start_mark)
        return True

    def _alias(self, event: _Event) -> bool:
        self._report("BB123", event.start_mark)
        self._put(Text(text="", position=self._at(event.start_mark)))
        return True

    def _scalar(self, event: _Event) -> bool:
        start = event.start_mark
        value = intern(event.value)
        quoted = event.style in _QUOTES
        if event.anchor or event.tag:
            self._report("BB123" if event.anchor else "BB124", start)
        elif quoted and has_odd(value):  # written as an escape, "\x1b"
            self._report("BB105", start)
            value, quoted = "", False
        text = make_text(
            value,
            _place(self.line + start.line, start.column + 1),
            self.offset + start.index,
            self.offset + event.end_mark.index,
            quoted,
        )
        if not value and not quoted and not self._told(text.position):
            self._empty(text)
        above = self.stack[-1] if self.stack else None
        if above is not None and above.mapping and above.key is None:
            above.key = text
        else:
            self._put(text)
        return True

    def _told(self, position: Position) -> bool:
        """Tell whether the last finding is already about this place."""
        return bool(self.findings) and self.findings[-1].position == position

    def _empty(self, text: Text) -> None:
        """Report a missing value, at the name it belongs to."""
        above = self.stack[-1] if self.stack else None
        key = above.key if above else None
        self.findings.append(found("BB122", self.path, key.position if key else text.position))

    def _map_opens(self, event: _Event) -> bool:
        return self._opens(event, mapping=True)

    def _list_opens(self, event: _Event) -> bool:
        return self._opens(event, mapping=False)

    def _opens(self, event: _Event, *, mapping: bool) -> bool:
        start = event.start_mark
        if event.anchor or event.tag:
            self._report("BB123" if event.anchor else "BB124", start)
        if len(self.stack) == MAX_DEPTH:
            self._report("BB125", start)
            return False
        if self.stack and self.stack[-1].mapping and self.stack[-1].key is None:
            self._report("BB127", start)
            return False
        self.stack.append(_Open(start, mapping, event.flow_style is True))
        return True

    def _closes(self, event: _Event) -> bool:
        done = self.stack.pop()
        place = self._at(done.start)
        start = self.offset + done.start.index
        if done.flow or not (done.entries or done.items):
            end = self.offset + event.end_mark.index if done.flow else start
        else:  # libyaml runs on over blank lines and comments
            end = (next(reversed(done.entries.values())).value if done.mapping else done.items[-1]).end
        if done.mapping:
            self._put(make_keys(tuple(done.entries.values()), place, start, end, done.flow))
        else:
            self._put(make_items(tuple(done.items), place, start, end, done.flow))
        return True

    def _put(self, node: Node) -> None:
        """Give a finished node its place: as a value, an item, or the root; `_scalar` sees to the keys."""
        if not self.stack:
            self.root = node
            return
        above = self.stack[-1]
        if not above.mapping:
            above.items.append(node)
        elif above.key is not None:
            key, above.key = above.key, None
            if key.text in above.entries:
                self.findings.append(found("BB121", self.path, key.position))
            else:
                above.entries[key.text] = make_entry(key, node)

    def _syntax(self, error: MarkedYAMLError) -> Finding:
        said = f"{error.context or ''} {error.problem or ''}"
        place, message = next(((place, text) for words, place, text in _SYNTAX if words in said), ("noticed", None))
        marks = (error.context_mark if place == "began" else None, error.problem_mark, error.context_mark)
        mark = next((mark for mark in marks if mark), None)
        return found("BB120", self.path, self._at(mark) if mark else Position(self.line, 1), message)
