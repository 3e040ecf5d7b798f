"""What goes from the plain file of a record that is forgotten, and what stays.

The text below the front matter goes, every comment in it, and what tells about persons without any figure counting it:
who stays out (`niet`, `niet_met`), when someone can (`kan`), which earlier cases were theirs (`vervolg_op`), and what
someone consented to (`toestemming`). The journal with its days stays, so what was counted before is counted after.
Doing it twice changes nothing, so whoever joins two versions of a forgotten record may always do it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bb.domain.source import Items, Keys, Node, Text, walk
from bb.files.frontmatter import BOM, Split
from bb.files.splice import Refused, remove_key
from bb.files.verify import Data, Path, data_in, opened

GONE = frozenset({"niet", "niet_met", "kan", "vervolg_op", "toestemming"})
"""The keys that go, wherever they stand."""

_COMMENT = re.compile(r"(?<=\s)#[^\r\n]*")
_BLOCK_TEXT = re.compile(r"[|>][^\r\n#]*[ \t](#[^\r\n]*)")  # the first line of a text over several lines


def forgotten(text: str) -> str | Refused:
    r"""Return the text of a record's file without what is forgotten with the record.

    Args:
        text: the whole file; a BOM may stand in front.

    >>> print(forgotten("---\nniet: [v-009]  # zus van B\nwijk: noord\n---\nEen notitie.\n"), end="")
    ---
    wijk: noord
    ---
    """
    read = opened(text)
    if read is None:
        return Refused(reason="Dit bestand is niet helemaal te lezen. Verbeter eerst wat er mis is.")
    cut, keys = read
    new = (BOM if cut.bom else "") + _without_comments(cut, keys)
    while (after := opened(new)) and (path := next(_paths(after[1]), None)):
        removed = remove_key(new, path)
        if isinstance(removed, Refused):
            return removed
        new = removed
    if after is None or after[0].body or data_in(after[1]) != _without(data_in(keys)):
        return Refused(reason="Dit bestand is zo geschreven dat het hier niet vanzelf kan.")
    return new


def free_text(text: str) -> Iterator[tuple[int, int]]:
    """Yield where somebody may have written what they liked: the comments and the text below the front matter.

    Places are offsets in the text without a BOM. Of a file that cannot be read it is all of it.
    """
    read = opened(text)
    if read is None:
        yield 0, len(text.removeprefix(BOM))
        return
    yield from _comments(*read)
    yield read[0].below, len(read[0].text)


def _paths(node: Node) -> Iterator[Path]:
    """Yield where the keys stand that go."""
    if isinstance(node, Keys):
        for entry in node.entries:
            name = entry.key.text
            yield from ((name,),) if name in GONE else ((name, *below) for below in _paths(entry.value))
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from ((number, *below) for below in _paths(item))


def _without(data: Data) -> Data:
    if isinstance(data, dict):
        return {name: _without(value) for name, value in data.items() if name not in GONE}
    return tuple(_without(one) for one in data) if isinstance(data, tuple) else data


def _without_comments(cut: Split, keys: Keys) -> str:
    """Return the front matter, its lines of dashes included, without comments; a line that was only that goes."""
    text = cut.text[: cut.below]
    for start, end in reversed(list(_comments(cut, keys))):
        before = text[:start].rstrip(" \t")
        if before.endswith("\n"):
            text = before + text[end:].removeprefix("\r").removeprefix("\n")
        else:
            text = before + text[end:]
    return text


def _comments(cut: Split, keys: Keys) -> Iterator[tuple[int, int]]:
    """Yield where each comment of the front matter begins and ends: a `#` after a blank, outside every value."""
    values = sorted((node.start, node.end) for node in walk(keys) if isinstance(node, Text))
    at = cut.start
    for start, end in (*values, (cut.end, cut.end)):
        yield from (match.span() for match in _COMMENT.finditer(cut.text, at, start))
        if first := _BLOCK_TEXT.match(cut.text, start, end):
            yield first.span(1)
        at = max(at, end)
