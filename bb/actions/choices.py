"""What one may choose from when a key is asked: the words of the organisation, and the ids it knows."""

from __future__ import annotations

from datetime import date

from bb.domain.ids import ZELF
from bb.domain.register import Register
from bb.domain.types import Key, Many, Scalar
from bb.domain.words import words


def choices(register: Register, key: Key, today: date) -> tuple[str, ...] | None:
    """Return the words of the organisation that a value of this key must be one of.

    Words that have lapsed are left out. None when the form of a value is all that counts.
    """
    type_ = key.type.of if isinstance(key.type, Many) else key.type
    if not isinstance(type_, Scalar):
        return None
    if type_.words:
        known = words(register.organisatie, type_.words)
        return tuple(word for word, lapsed in known.items() if lapsed is None or lapsed > today)
    if type_.refers:
        names = [id_ for kind in type_.refers for id_ in _known(register, kind)]
        return (ZELF, *names) if key.name == "verwijzer" else tuple(names)
    return None


def _known(register: Register, kind: str) -> list[str]:
    """Return the names of one kind of thing, also of files that cannot be read now."""
    organisatie = register.organisatie
    match kind:
        case "wijk":
            return list(organisatie.wijken)
        case "gemeente":
            return list(dict.fromkeys(wijk.gemeente for wijk in organisatie.wijken.values()))
        case "coordinator":
            return [coordinator.id for coordinator in organisatie.coordinatoren]
        case _:
            return sorted({*register.of_kind(kind), *register.unread.get(kind, ())})
