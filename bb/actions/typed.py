"""Values as people type them on a command line, turned into the values of a key.

More is allowed here than in a file: `gisteren` for a day, `ab` for parties, `v2,v4` for a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from bb.actions.stop import Status, Stop
from bb.domain.detectors import quoted
from bb.domain.types import DATUM, LETTER, LETTERS, Key, Many, Scalar, Type, Value
from bb.text.dates import parse_day
from bb.text.suggest import closest


def assignments(typed: Iterable[str]) -> dict[str, str]:
    """Return `key=value` words as a map, in order.

    Raises:
        Stop: a word has no `=`, or a key stands there twice.
    """
    found: dict[str, str] = {}
    for word in typed:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise Stop(
                f"'{quoted(word)}' begrijpen we niet. Schrijf het als veld=waarde, zoals minuten=75.", Status.USAGE
            )
        if name in found:
            raise Stop(f"'{quoted(name)}' staat er twee keer.", Status.USAGE)
        found[name] = value
    return found


def known(names: Iterable[str], keys: Mapping[str, Key], where: str) -> None:
    """Require that every name is a key.

    Raises:
        Stop: one is not; the message says which was perhaps meant and which there are.
    """
    for name in names:
        if name not in keys:
            meant = closest(name, keys)
            hint = f" Bedoelde u '{meant}'?" if meant else ""
            raise Stop(f"'{quoted(name)}' hoort niet bij {where}.{hint} Er is: {', '.join(keys)}.", Status.USAGE)


def still_missing(keys: Iterable[tuple[str, Key]]) -> str:
    """Return what is still to be typed: a line for each key, with its question."""
    told = [(f"{name}=…", key.asks) for name, key in keys]
    longest = max((len(name) for name, _ in told), default=0)
    return "\n".join(f"  {name:<{longest}}  {asks}" for name, asks in told)


def value_of(key: Key, typed: str, today: date) -> Value:
    """Return the value of a key as someone typed it; lists are parted by commas.

    Raises:
        Stop: it is no such value; the message says what belongs there.
    """
    if not typed.strip().isprintable():
        raise Stop(f"Bij '{key.name}' staat een teken dat niet te lezen is. Typ het opnieuw.", Status.USAGE)
    value = _value(key.type, typed.strip(), today)
    if value is None:
        says = _says(key.type)
        raise Stop(f"Bij '{key.name}' hoort {says}.", Status.USAGE)
    return value


def _value(type_: Type, typed: str, today: date) -> Value:
    if isinstance(type_, Many):
        parts = [part.strip() for part in typed.strip("[]").split(",") if part.strip()]
        values = [_value(type_.of, part, today) for part in parts]
        return None if any(value is None for value in values) else tuple(values)
    if not isinstance(type_, Scalar):
        return None
    if type_ is DATUM:
        try:
            return parse_day(typed, today)
        except ValueError:
            return None
    if type_ in (LETTER, LETTERS):
        typed = typed.upper().replace(",", "").replace(" ", "")
    elif "vrijwilliger" in type_.refers and (short := re.fullmatch(r"([vgVG])-?([0-9]{1,5})", typed)):
        typed = f"{short[1].lower()}-{int(short[2]):03}"
    elif "casus" in type_.refers and (short := re.fullmatch(r"([0-9]{4})-([0-9]{1,4})", typed)):
        typed = f"{short[1]}-{int(short[2]):04}"
    return type_.parse(typed)


def _says(type_: Type) -> str:
    if isinstance(type_, Many):
        return f"{_says(type_.of)}; bij meer dan één met komma's ertussen"
    return type_.says if isinstance(type_, Scalar) else "iets wat alleen in het bestand zelf kan"
