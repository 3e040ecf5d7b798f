"""Conditions people type to choose rows: `status=open`, `wijk=noord,zuid`, `melding>=2026-01-01`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

_FORM = re.compile(r"([a-z_]+)\s*(!=|>=|<=|=|>|<)\s*(.*)", re.DOTALL)


class Condition(NamedTuple):
    """One condition: a field, a comparison, and the values of which one must hold."""

    field: str
    sign: str
    values: tuple[str, ...]


def chosen(rows: Sequence[Mapping[str, Any]], asked: Sequence[Condition], kind: str) -> list[Mapping[str, Any]]:
    """Return the rows of a kind of record that meet every condition.

    Raises:
        click.UsageError: a field does not exist for this kind of record.
    """
    for one in asked:
        if not rows or one.field not in rows[0]:
            _require_field(one.field, kind)
    return [row for row in rows if all(matches(row, one) for one in asked)]


def condition(text: str) -> Condition:
    """Return the condition someone typed.

    Raises:
        click.UsageError: it has no such form.
    """
    form = _FORM.fullmatch(text.strip())
    if form is None:
        from bb.domain.detectors import quoted  # noqa: PLC0415 - only for who mistyped

        raise click.UsageError(f"'{quoted(text)}' is geen voorwaarde. Schrijf bijvoorbeeld: --where status=open")
    return Condition(form[1], form[2], tuple(part.strip() for part in form[3].split(",")))


def _require_field(field: str, kind: str) -> None:
    """Refuse a field that does not exist for this kind of record."""
    from bb.domain.records import KINDS  # noqa: PLC0415 - only for who mistyped, or has no rows yet
    from bb.domain.rows import DERIVED  # noqa: PLC0415 - same
    from bb.domain.types import keys_of  # noqa: PLC0415 - same
    from bb.text.suggest import closest  # noqa: PLC0415 - same

    fields = [*DERIVED[kind], *(name for name in keys_of(KINDS[kind]) if name not in ("uitzonderingen", "eigen"))]
    if field not in fields:
        meant = closest(field, fields)
        hint = f" Bedoelde u '{meant}'?" if meant else f" Er is: {', '.join(sorted(set(fields)))}."
        raise click.UsageError(f"Het veld '{field}' bestaat hier niet.{hint}")


def matches(row: Mapping[str, Any], asked: Condition) -> bool:
    """Tell whether a row meets a condition; of a list, whether one of its values does."""
    value = row.get(asked.field)
    found = [shown(one) for one in value] if isinstance(value, tuple | list | Mapping) else [shown(value)]
    match asked.sign:
        case "=":
            return any(one in asked.values for one in found) or (not found and "" in asked.values)
        case "!=":
            return not any(one in asked.values for one in found)
        case _:
            return any(_compare(one, asked.sign, wanted) for one in found for wanted in asked.values if one)


def shown(value: object) -> str:
    """Return a plain value as it is shown and compared."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def _compare(left: str, sign: str, right: str) -> bool:
    """Compare two numbers as numbers, and anything else (days) as it is written."""
    if left.isdigit() and right.isdigit():
        a, b = int(left), int(right)
        return {">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b}[sign]
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[sign]
