"""Taking one change out of a text that may have changed further since: line by line."""

from __future__ import annotations

from difflib import SequenceMatcher

_EMPTY_JOURNAL = b"verloop: []"


def reverse(before: bytes, after: bytes, now: bytes) -> bytes | None:
    r"""Return today's text without the change from `before` to `after`; None when one of its lines changed since.

    >>> reverse(b"a\n", b"a\nb\n", b"a\nb\nc\n")
    b'a\nc\n'
    >>> reverse(b"a\n", b"a\nb\n", b"a\nB\n") is None
    True
    """
    if now == after:
        return before
    old, made, today = (_lines(text) for text in (before, after, now))
    place = {
        block.a + i: block.b + i
        for block in SequenceMatcher(None, made, today, autojunk=False).get_matching_blocks()
        for i in range(block.size)
    }
    edits: list[tuple[int, int, list[bytes]]] = []
    for tag, first, last, from_, to in SequenceMatcher(None, made, old, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found = _stretch(place, first, last, len(today))
        if found is None:
            return None
        start, end = found
        back = old[from_:to]
        if _journal_goes_on(back, made[first:last], today[end : end + 1]):
            start, back = start + 1, []
        edits.append((start, end, back))
    for start, end, back in reversed(edits):
        today[start:end] = back
    return b"".join(today)


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that only the first text has, and those that only the second has."""
    old, new = _lines(before), _lines(after)
    gone: list[bytes] = []
    come: list[bytes] = []
    for tag, first, last, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[first:last]
            come += new[from_:to]
    return [_text(line) for line in gone], [_text(line) for line in come]


def _stretch(place: dict[int, int], first: int, last: int, length: int) -> tuple[int, int] | None:
    """Return where lines `first` to `last` stand today, None when they are not there, whole and together.

    Without any line: where a line between `first - 1` and `first` belongs.
    """
    if first == last:
        if first - 1 in place:
            return place[first - 1] + 1, place[first - 1] + 1
        if first in place:
            return place[first], place[first]
        return (0, 0) if not length else None
    at = place.get(first)
    if at is None or any(place.get(first + i) != at + i for i in range(last - first)):
        return None
    return at, at + last - first


def _journal_goes_on(back: list[bytes], gone: list[bytes], following: list[bytes]) -> bool:
    """Tell whether the first event of a journal goes while later ones stay: then the word above them stays too."""
    later = following[0].lstrip() if following and following[0][:1] == b" " else b""
    return [line.strip() for line in back] == [_EMPTY_JOURNAL] and len(gone) > 1 and later.startswith(b"- ")


def _lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True)


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")
