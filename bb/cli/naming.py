"""Which values people may type as someone's name, and not as an id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who asks about a field of a list needs nothing of the records
    from bb.domain.types import Key

_PEOPLE = ("casus", "vrijwilliger")
_VOLUNTEER = ("vrijwilliger",)
NAMING: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "casus": {"casus": ("casus",), "vervolg_op": ("casus",), "team": _VOLUNTEER, "niet": _VOLUNTEER},
        "vrijwilliger": {"vrijwilliger": _VOLUNTEER, "niet_met": _VOLUNTEER},
        "partner": {},
        "activiteit": {},
    }
)
"""The fields of rows whose values may be someone's name, with the kinds of records that has it."""


def named_by(key: Key) -> tuple[str, ...]:
    """Return the kinds of records with people's names that the values of a key may be ids of; empty when none."""
    from bb.domain.types import Many, Scalar  # noqa: PLC0415 - see above

    type_ = key.type.of if isinstance(key.type, Many) else key.type
    return tuple(kind for kind in _PEOPLE if isinstance(type_, Scalar) and kind in type_.refers)


def names_in(field: str, kind: str) -> tuple[str, ...]:
    """Return the kinds of records that the values of a field may name by someone's name; empty when none."""
    return NAMING[kind].get(field, ())
