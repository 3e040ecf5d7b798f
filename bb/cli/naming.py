"""Which values people may type as someone's name, and not as an id."""

from __future__ import annotations

from bb.domain.records import KINDS
from bb.domain.types import Key, Many, Scalar, keys_of

_PEOPLE = ("casus", "vrijwilliger")
_DERIVED_IDS = {"casus": ("casus",), "team": ("vrijwilliger",), "vrijwilliger": ("vrijwilliger",)}


def named_by(key: Key) -> tuple[str, ...]:
    """Return the kinds of records with people's names that the values of a key may be ids of; empty when none."""
    type_ = key.type.of if isinstance(key.type, Many) else key.type
    return tuple(kind for kind in _PEOPLE if isinstance(type_, Scalar) and kind in type_.refers)


def names_in(field: str, kind: str) -> tuple[str, ...]:
    """Return the kinds of records that the values of a field may name by someone's name; empty when none."""
    if field in _DERIVED_IDS:
        return _DERIVED_IDS[field]
    key = keys_of(KINDS[kind]).get(field)
    return named_by(key) if key else ()
