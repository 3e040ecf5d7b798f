"""The text of a dossier: reading it, changing one thing in it, and joining two versions of it.

It is YAML as in `bb.yaml`, laid out for people to edit: every map on lines of its own, long texts below a `|-`. A
change leaves all other lines as they are, comments and unknown keys too, and is read back before anyone gets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bb.domain.dossier import Dossier
from bb.domain.finding import Finding
from bb.domain.source import Keys, Node, Source, Text
from bb.files import convert, tree
from bb.files.format import format_text, format_value
from bb.files.frontmatter import Split, has_odd, whole
from bb.files.verify import Data, data_at, data_in

Place = tuple[str, ...]
"""Where something stands in a dossier: `("partijen", "A", "naam")`."""

_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_NO_BLOCK = re.compile(r"\A[ \t]|[ \t]$|\A\n|\n\Z", re.MULTILINE)  # what a text below `|-` would not keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A dossier as its text says it. `value` is None when the text is no YAML; `findings` say what is wrong."""

    source: Source
    value: Dossier | None
    findings: tuple[Finding, ...] = ()


def read_dossier(kind: str, path: str, text: str) -> Written:
    """Read the text of a dossier.

    Args:
        kind: the kind of record: `casus`, `vrijwilliger` or `partner`.
        path: what findings call it: the path of the encrypted file.
        text: the text, as it was in the dossier.
    """
    keys, findings = _tree(text, path)
    source = Source(path=path, text=text, tree=keys)
    value, more = convert.dossier(kind, source)
    return Written(source=source, value=value, findings=(*findings, *more))


def with_value(text: str, place: Place, value: Data | None) -> str | None:
    r"""Return the text with the value at a place set, or taken away when it is None; maps on the way are made.

    None when the text cannot be changed surely: it is no YAML, something else than a map is on the way, or the value
    holds a character that no file may.

    >>> print(with_value("verhaal: kort\n", ("partijen", "A", "naam"), "Sam Voorbeeld"), end="")
    verhaal: kort
    partijen:
      A:
        naam: Sam Voorbeeld
    """
    keys, findings = _tree(text, "")
    if keys is None or findings:
        return None
    try:
        wanted = _put(data_in(keys), place, value)
        new = _changed(text, keys, place, wanted)
    except ValueError:
        return None
    after, findings = _tree(new, "")
    return new if after is not None and not findings and data_in(after) == wanted else None


def value_at(text: str, place: Place) -> Data | None:
    """Return what stands at a place, as text, tuples and maps; None when nothing does."""
    keys, _ = _tree(text, "")
    return None if keys is None else data_at(data_in(keys), place)


# Joining two versions.


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A place that two people changed differently: what stood there, and what either has; None where it is gone."""

    place: Place
    base: Data | None
    ours: Data | None
    theirs: Data | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two versions of a dossier as one text, and where a person has to look."""

    text: str
    clashes: tuple[Clash, ...] = ()


def join(base: str, ours: str, theirs: str) -> Joined | None:
    """Return two versions of a dossier joined by field; None when one of the texts is no YAML.

    What one of them changed is changed; of lists, what either added or took away. Where both changed one value to
    another, ours stays and is reported as a clash, and a value is never taken away against one that was changed.

    Args:
        base: the version both come from; empty when there is none.
        ours: the text that is kept as it is, comments and all, but for what they changed.
        theirs: the other.
    """
    trees = [_tree(text, "") for text in (base, ours, theirs)]
    if any(keys is None or findings for keys, findings in trees):
        return None
    first, mine, other = (data_in(keys) for keys, _ in trees if keys is not None)
    text: str | None = ours
    clashes = []
    for place, value, clash in _differences(first, mine, other, ()):
        if clash:
            clashes.append(clash)
        if value != data_at(mine, place) and text is not None:
            text = with_value(text, place, value)
    return None if text is None else Joined(text=text, clashes=tuple(clashes))


def _differences(
    base: Data | None, ours: Data | None, theirs: Data | None, place: Place
) -> Iterator[tuple[Place, Data | None, Clash | None]]:
    """Yield each place they changed, with the value it gets, and the clash when ours was changed as well."""
    if theirs in (base, ours):
        return
    match base, ours, theirs:
        case _, dict(), dict():
            before = base if isinstance(base, dict) else {}
            for name in dict.fromkeys((*before, *theirs)):
                yield from _differences(before.get(name), ours.get(name), theirs.get(name), (*place, name))
        case _ if ours == base:
            yield place, theirs, None
        case _, tuple(), tuple():
            yield place, _both(base if isinstance(base, tuple) else (), ours, theirs), None
        case _:
            clash = Clash(place=place, base=base, ours=ours, theirs=theirs)
            yield place, theirs if ours is None else ours, clash


def _both(base: tuple[Data, ...], ours: tuple[Data, ...], theirs: tuple[Data, ...]) -> tuple[Data, ...]:
    """Return our list with what they added, without what they took away."""
    before, after = Counter(map(repr, base)), Counter(map(repr, theirs))
    gone = before - after
    kept = []
    for one in ours:
        if gone[repr(one)]:
            gone[repr(one)] -= 1
        else:
            kept.append(one)
    new = after - before - Counter(map(repr, kept))
    for one in theirs:
        if new[repr(one)]:
            new[repr(one)] -= 1
            kept.append(one)
    return tuple(kept)


# Changing the text.


def _tree(text: str, path: str) -> tuple[Keys | None, tuple[Finding, ...]]:
    cut = whole(text.encode("utf-8", "surrogateescape"), path)
    if not isinstance(cut, Split):
        return None, cut
    return tree.read(cut.header, path)


def _put(data: Data, place: Place, value: Data | None) -> Data:
    """Return the data with a value set; maps that this leaves empty go as well.

    Raises:
        ValueError: there is something else than a map on the way.
    """
    if not place:
        return {} if value is None else value
    if not isinstance(data, dict):
        raise ValueError(place)  # noqa: TRY004 - what stands there, not what we were given, is of another kind
    name, *below = place
    inner = _put(data.get(name, {}), tuple(below), value) if below else value
    kept = {key: one for key, one in data.items() if key != name or inner not in (None, {})}
    return kept if inner in (None, {}) else {**kept, name: inner}


def _changed(text: str, keys: Keys, place: Place, wanted: Data) -> str:
    """Return the text in which the smallest entry around a place says what `wanted` does."""
    holders = _maps_on_the_way(keys, place)
    while len(holders) > 1 and data_at(wanted, place[: len(holders) - 1]) is None:
        holders.pop()  # this map is left empty, so it goes as a whole
    depth, holder = len(holders) - 1, holders[-1]
    if holder.flow:  # only the outermost: all of it is between { and }
        if "#" in text:
            raise ValueError(place)
        return "".join(f"{line}\n" for name, one in wanted.items() for line in _lines(name, one, 0))  # type: ignore[union-attr]  # the outermost is a map
    name = place[depth]
    new = data_at(wanted, place[: depth + 1])
    entry = next((one for one in holder.entries if one.key.text == name), None)
    if entry and isinstance(entry.value, Text) and isinstance(new, str):
        old = text[entry.value.start : entry.value.end]
        if "\n" not in old + new:  # so a comment behind it stays
            return text[: entry.value.start] + format_text(new) + text[entry.value.end :]
    indent = holder.entries[0].key.position.column - 1 if holder.entries else 0
    lines = "".join(f"{line}\n" for line in _lines(name, new, indent)) if new is not None else ""
    if entry:
        start, end = text.rfind("\n", 0, entry.key.start) + 1, _end(text, entry.value)
    else:
        start = end = _end(text, holder.entries[-1].value) if holder.entries else len(text)
    before = text[:start]
    return before + ("\n" if before and not before.endswith("\n") else "") + lines + text[end:]


def _maps_on_the_way(keys: Keys, place: Place) -> list[Keys]:
    """Return the maps that lead to a place, from the outermost on, as long as they stand on lines of their own."""
    found = [keys]
    for name in place[:-1]:
        below = found[-1].get(name)
        if not isinstance(below, Keys) or below.flow or not below.entries:
            break
        found.append(below)
    return found


def _end(text: str, value: Node) -> int:
    """Return where the line after a value begins.

    Raises:
        ValueError: something else stands on the same line.
    """
    if isinstance(value, Keys) and not value.flow and value.entries:
        return _end(text, value.entries[-1].value)
    if value.end and text[value.end - 1] == "\n":  # a text below `|` ends there by itself
        return value.end
    rest = _REST_OF_LINE.match(text, value.end)
    if rest is None:
        raise ValueError(value.end)
    return rest.end()


def _lines(name: str, value: Data, indent: int) -> list[str]:
    """Return the lines of one entry.

    Raises:
        ValueError: there is a control character in it.
    """
    pad = " " * indent
    head = f"{pad}{format_text(name)}:"
    if isinstance(value, dict) and value:
        return [head, *(line for key, one in value.items() for line in _lines(key, one, indent + 2))]
    if isinstance(value, str) and "\n" in value and not has_odd(value) and not _NO_BLOCK.search(value):
        return [f"{head} |-", *(f"{pad}  {line}" if line else "" for line in value.split("\n"))]
    return [f"{head} {format_value(value)}"]
