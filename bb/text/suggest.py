"""The word that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option most like the word, whatever its capitals, or `None` when nothing comes near.

    >>> closest("koppling", ["koppeling", "afsluiting"])
    'koppeling'
    """
    by_lower = {option.lower(): option for option in options}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[found[0]] if found else None
