"""Conditions people type to choose rows: `status=open`, `wijk=noord,zuid`, `melding>=2026-01-01`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import click

from bb.domain.detectors import quoted
from bb.domain.records import KINDS
from bb.domain.rows import DERIVED, plain
from bb.domain.types import Key, Many, Scalar, Value, keys_of
from bb.text.suggest import closest

_FORM = re.compile(r"([a-z_]+)\s*(!=|>=|<=|=|>|<)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field, a comparison, and the values of which one must hold."""

    field: str
    sign: str
    values: tuple[str, ...]


def condition(text: str, kind: str) -> Condition:
    """Return the condition someone typed.

    Raises:
        click.UsageError: it has no such form, or the field does not exist for this kind of record.
    """
    form = _FORM.fullmatch(text.strip())
    if form is None:
        raise click.UsageError(f"'{quoted(text)}' is geen voorwaarde. Schrijf bijvoorbeeld: --where status=open")
    fields = [*DERIVED[kind], *(name for name in keys_of(KINDS[kind]) if name not in ("uitzonderingen", "eigen"))]
    if form[1] not in fields:
        meant = closest(form[1], fields)
        hint = f" Bedoelde u '{meant}'?" if meant else f" Er is: {', '.join(sorted(set(fields)))}."
        raise click.UsageError(f"Het veld '{form[1]}' bestaat hier niet.{hint}")
    return Condition(form[1], form[2], tuple(part.strip() for part in form[3].split(",")))


_PEOPLE = ("casus", "vrijwilliger")
_DERIVED_IDS = {"casus": ("casus",), "team": ("vrijwilliger",), "vrijwilliger": ("vrijwilliger",)}


def named_by(key: Key) -> tuple[str, ...]:
    """Return the kinds of records with people's names that the values of a key may be ids of; empty when none."""
    type_ = key.type.of if isinstance(key.type, Many) else key.type
    return tuple(kind for kind in _PEOPLE if isinstance(type_, Scalar) and kind in type_.refers)


def names_in(asked: Condition, kind: str) -> tuple[str, ...]:
    """Return the kinds of records that the values of a condition may name by someone's name; empty when none."""
    if asked.field in _DERIVED_IDS:
        return _DERIVED_IDS[asked.field]
    key = keys_of(KINDS[kind]).get(asked.field)
    return named_by(key) if key else ()


def matches(row: Mapping[str, Value], asked: Condition) -> bool:
    """Tell whether a row meets a condition; of a list, whether one of its values does."""
    value = row.get(asked.field)
    found = [_text(one) for one in value] if isinstance(value, tuple | list | Mapping) else [_text(value)]
    match asked.sign:
        case "=":
            return any(one in asked.values for one in found) or (not found and "" in asked.values)
        case "!=":
            return not any(one in asked.values for one in found)
        case _:
            return any(_compare(one, asked.sign, wanted) for one in found for wanted in asked.values if one)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(plain(value))


def _compare(left: str, sign: str, right: str) -> bool:
    """Compare two numbers as numbers, and anything else (days) as it is written."""
    if left.isdigit() and right.isdigit():
        a, b = int(left), int(right)
        return {">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b}[sign]
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[sign]
