"""A place in a text where something personal seems to stand, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass

TELEFOON = "telefoon"
MAIL = "mail"
GEZEGD = "gezegd"
"""A mail address in the words it is said with; the words could mean something else."""
IBAN = "iban"
BSN = "bsn"
NEGEN = "negen"
"""Nine digits that could be a BSN, without that word near: one in eleven of all such numbers."""
POSTCODE = "postcode"
"""A postcode with a house number: one address."""
GEBIED = "gebied"
"""A postcode alone: a handful of addresses."""
ADRES = "adres"
GEVOELIG = "gevoelig"
"""A word of faith, origin, health, love, union or crime (AVG, articles 9 and 10)."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """What seems personal, from `start` up to `end` (offsets in characters)."""

    start: int
    end: int
    kind: str
