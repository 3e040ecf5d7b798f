"""What a rule says about itself: its docstring in parts. `bb explain`, the reference and the tests use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bb.domain.finding import Mends, Severity
from bb.rules.rule import Rule

_PARTS = re.compile(
    r"Wat: (?P<what>.+?)\n\nWaarom: (?P<why>.+?)\n\nVoorbeeld, in (?P<path>\S+):\n\n(?P<example>.+?)\n\n"
    r"Beter:\n\n(?P<better>.+?)\n*\Z",
    re.DOTALL,
)
_INDENT = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A rule in words: what, why, and an example.

    In the file `path` of the organisation in `tests/rules/clean` the lines `better` stand; with
    `example` in their place, this rule finds one thing and no other rule finds anything.
    """

    code: str
    title: str
    severity: Severity
    what: str
    why: str
    path: str
    example: str
    better: str
    mends: Mends = Mends.NEVER


def explanation(rule: Rule[Any]) -> Explanation:
    """Return a rule's explanation.

    Raises:
        ValueError: the docstring does not have the four parts.
    """
    parts = _PARTS.match(rule.__doc__ or "")
    if parts is None:
        raise ValueError(f"{rule.CODE}: the docstring must have the parts Wat, Waarom, Voorbeeld and Beter")
    return Explanation(
        code=rule.CODE,
        title=rule.TITLE,
        severity=rule.SEVERITY,
        what=_flowing(parts["what"]),
        why=_flowing(parts["why"]),
        path=parts["path"],
        example=_code(parts["example"]),
        better=_code(parts["better"]),
        mends=getattr(rule, "MENDS", Mends.NEVER),
    )


def _flowing(text: str) -> str:
    joined = " ".join(text.split())
    return joined[0].upper() + joined[1:]


def _code(text: str) -> str:
    return "\n".join(line.removeprefix(_INDENT) for line in text.split("\n"))
