"""Values in the narrow style that `bb` and most people write, as nodes of a tree without places.

    >>> node = node_of("[noord, 'de kade']  # twee wijken")
    >>> [item.text for item in node.items]
    ['noord', 'de kade']

What is accepted is a small part of YAML in which nothing can be read in two ways: words of letters and
digits, texts in quotes without escapes, lists in brackets, maps in braces, all on one line. No tabs,
nothing left out. For all else the answer is None, which does not say that anything is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from bb.domain.finding import Position
from bb.domain.source import Entry, Keys, Node
from bb.files.nodes import make_entry, make_items, make_keys, make_text

NAME: Final = r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,59}"
"""What a key may look like."""

_LETTER = "A-Za-z0-9À-ÖØ-öø-ÿ"
_WORD = rf"[{_LETTER}][{_LETTER}_.+%'/-]*"
_TOKEN = re.compile(
    rf"((?:({NAME}): +|([0-9]{{2}}:[0-9]{{2}}|{_WORD}(?: {_WORD})*)|('[^']*'|\"[^\"\\]*\")|([][{{}},])) *)"
)
_PAIR = re.compile(rf"({NAME}): +([^ #].*)")
_WRITTEN = r"\[[^][{}'\"#]*\]|'[^']*'|\"[^\"\\]*\"|[^][{},'\"# ][^][{},\"#]*"
_IN_MAP = re.compile(rf"(({NAME}): +({_WRITTEN})(?: *, *|( *\}}(?: *| +#.*)\Z)))")
_REMARK = re.compile(r" +#.*| +\Z")

_DEEPEST: Final = 4
_NOWHERE: Final = Position()
_QUOTED, _BARE = True, False
_FLOW: Final = True

_Token = tuple[str, str, str, str, str]
"""All of it; then a key, a bare text, a text in its quotes, or a sign: one of them, the others are empty."""


class _Otherwise(Exception):  # noqa: N818 - nothing is wrong: it is written in another style
    pass


def node_of(text: str) -> Node | None:
    """Return the value that a line, or the end of one, holds."""
    try:
        tokens = _tokens(_REMARK.sub("", text, count=1))
        node = _value(tokens, 0)
    except _Otherwise:
        return None
    return None if tokens else node


def pairs_of(text: str) -> list[tuple[str, str]] | None:
    """Return the keys of a map in braces, without its first brace, each with its value as written.

    Only of a map in which nothing stands deeper than a list. Whether a value can be read, `node_of` says.

    >>> pairs_of("wijk: noord, kan: [di-avond, za-ochtend]}  # en verder")
    [('wijk', 'noord'), ('kan', '[di-avond, za-ochtend]')]
    """
    found = _IN_MAP.findall(text)
    if not found or not found[-1][3] or sum(len(whole) for whole, *_ in found) < len(text):
        return None
    return [(key, value) for _, key, value, _ in found]


def pair_of(line: str) -> tuple[str, str] | None:
    """Return the key of a line, and its value as written."""
    match = _PAIR.fullmatch(line)
    return (match[1], match[2]) if match else None


def _tokens(text: str) -> list[_Token]:
    """Return the tokens of a text, the first one last."""
    found: list[_Token] = _TOKEN.findall(text)
    if sum(len(token[0]) for token in found) < len(text):  # something between them is no token
        raise _Otherwise
    found.reverse()
    return found


# Each of these takes what it reads off the end of the tokens.


def _take(tokens: list[_Token]) -> _Token:
    if not tokens:
        raise _Otherwise
    return tokens.pop()


def _value(tokens: list[_Token], depth: int) -> Node:
    _, _, text, quoted, sign = _take(tokens)
    if text:
        return make_text(text, _NOWHERE, 0, 0, _BARE)
    if quoted:
        return make_text(quoted[1:-1], _NOWHERE, 0, 0, _QUOTED)
    if depth < _DEEPEST and sign == "[":
        return make_items(_list(tokens, depth + 1), _NOWHERE, 0, 0, _FLOW)
    if depth < _DEEPEST and sign == "{":
        return _map(tokens, depth + 1)
    raise _Otherwise


def _list(tokens: list[_Token], depth: int) -> tuple[Node, ...]:
    if _ends(tokens, "]"):
        return ()
    items = [_value(tokens, depth)]
    while not _closes(tokens, "]"):
        items.append(_value(tokens, depth))
    return tuple(items)


def _map(tokens: list[_Token], depth: int) -> Keys:
    entries: dict[str, Entry] = {}
    closed = _ends(tokens, "}")
    while not closed:
        key = _take(tokens)[1]
        if not key or key in entries:
            raise _Otherwise
        entries[key] = _entry(key, _value(tokens, depth))
        closed = _closes(tokens, "}")
    return _keys(entries)


def _ends(tokens: list[_Token], sign: str) -> bool:
    """Take the end of an empty list or map off, and tell whether it stood there."""
    empty = bool(tokens) and tokens[-1][4] == sign
    if empty:
        tokens.pop()
    return empty


def _closes(tokens: list[_Token], end: str) -> bool:
    """Take the sign after a value off, and tell whether it is the end."""
    sign = _take(tokens)[4]
    if sign not in (",", end):
        raise _Otherwise
    return sign == end


def _entry(key: str, value: Node) -> Entry:
    return make_entry(make_text(key, _NOWHERE, 0, 0, _BARE), value)


def _keys(entries: dict[str, Entry]) -> Keys:
    return make_keys(tuple(entries.values()), _NOWHERE, 0, 0, _FLOW)
