"""Counting and listing in Dutch."""

from __future__ import annotations

from collections.abc import Sequence


def count_nl(count: int, one: str, more: str, *, none: str = "geen") -> str:
    """A number with its noun.

    Args:
        count: how many.
        one: the noun for one.
        more: the noun for any other number.
        none: what stands for zero; pass `"0"` where figures stand in a column.

    >>> [count_nl(n, "zaak", "zaken") for n in (0, 1, 2, 1200)]
    ['geen zaken', '1 zaak', '2 zaken', '1.200 zaken']
    """
    if count == 0:
        return f"{none} {more}"
    number = f"{count:,}".replace(",", ".")
    return f"{number} {one if count == 1 else more}"


def join_nl(words: Sequence[str], word: str = "en") -> str:
    """A list in a sentence.

    >>> join_nl(["a", "b", "c"])
    'a, b en c'
    >>> join_nl(["bellen", "schrijven"], "of")
    'bellen of schrijven'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word} {words[-1]}"
