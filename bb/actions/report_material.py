"""What a report is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.domain.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is made from: the records, and a way to read other files beside them (None: there is none)."""

    root: Path
    register: Register
    read: Callable[[str], bytes | None]
    today: date
    commit: str = ""
