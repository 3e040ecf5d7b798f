"""Text in a Markdown page."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")


def escaped(text: str) -> str:
    r"""Return text without signs that Markdown would read, on one line.

    >>> escaped("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
