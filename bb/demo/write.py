"""Dutch hands at a keyboard: how maps, lists and events are written as text.

A tiny writer of its own, for the forms people use: flow style on one line per event, block style
by hand, here and there quotes and a comment.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bb.demo.events import Event

Plain = str | int | date
Written = Plain | Sequence[Plain] | Mapping[str, Plain | Sequence[Plain]]

QUOTED = frozenset({"via", "reden", "tijd", "aan"})
"""The keys some people put quotes around."""

BLOCK = 0.12
QUOTES = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one file is kept: events as blocks or on one line, and which quotes, if any."""

    block: bool = False
    quote: str = ""


def a_style(rng: random.Random) -> Style:
    """The style of whoever began the file; most use what `bb` itself writes."""
    draw = rng.random()
    if draw < BLOCK:
        return Style(block=True)
    if draw < QUOTES:
        return Style(quote=rng.choice("\"'"))
    return Style()


def scalar(value: Plain) -> str:
    """One value as plain text; text that YAML would misread gets double quotes."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, str) and (text[:1] in "'\"&*!%@`[]{}#|>-? " or ": " in text or ", " in text or not text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def flow(value: Written) -> str:
    """A value on one line: `{a: b}`, `[a, b]` or plain."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str | int | date):
        return scalar(value)
    return "[" + ", ".join(scalar(item) for item in value) + "]"


def entry(event: Event, style: Style, *, op: date | None = None, without: frozenset[str] = frozenset()) -> str:
    """An event as it stands in `verloop`, line end included.

    `op` overrides its date (the wrong one somebody typed first), `without` leaves keys out.
    """
    keys = {name: value for name, value in event.keys.items() if name not in without}
    comment = f"  # {event.comment}" if event.comment and not without else ""
    parts = [f"op: {(op or event.op).isoformat()}", f"wat: {event.wat}"]
    for name, value in keys.items():
        quote = style.quote if name in QUOTED and isinstance(value, str) else ""
        parts.append(f"{name}: {quote}{flow(value)}{quote}")
    if style.block:
        return "  - " + "\n    ".join([parts[0] + comment, *parts[1:]]) + "\n"
    return "  - {" + ", ".join(parts) + "}" + comment + "\n"


def header(lines: Sequence[str]) -> str:
    """The front matter up to the events."""
    return "\n".join(("---", *lines, "verloop:")) + "\n"
