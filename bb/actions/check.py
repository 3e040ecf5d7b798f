"""One thing that was looked at by `bb doctor`, and how it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["goed", "let op", "fout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at and how it is; when it is not good, what to do, and how `--fix` mends it (None: it cannot)."""

    name: str
    state: State
    text: str
    remedy: str = ""
    fix: Callable[[], None] | None = None
