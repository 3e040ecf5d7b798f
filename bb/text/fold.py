"""Text as it is compared: without capitals and accents."""

from __future__ import annotations

import re
import unicodedata

_BEYOND = re.compile(r"[^\x00-\x7f]+")


def folded(text: str) -> str:
    """Return text as it is compared: without capitals and accents.

    >>> folded("Éva Özdemir")
    'eva ozdemir'
    """
    if not text.isascii():
        text = _BEYOND.sub(_unmarked, unicodedata.normalize("NFKD", text))
    return text.casefold()


def _unmarked(found: re.Match[str]) -> str:
    return "".join(character for character in found[0] if not unicodedata.combining(character))
