"""The mark of an organisation, read from `bb.yaml` without reading the rest of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bb.files import disk
from bb.files.disk import SETTINGS

_FORMAAT = re.compile(rb"^formaat: *1 *(?:#[^\n]*)?\r?$", re.MULTILINE)
_MARK = re.compile(rb"""^organisatie: *(["']?)([a-z0-9-]{1,40})\1 *(?:#[^\n]*)?\r?$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What of an organisation's settings is needed to find its keys."""

    organisatie: str


def mark_of(root: Path) -> Mark | None:
    """Return the mark of an organisation whose settings are written as `bb` writes them; None to read them whole."""
    data = disk.read(root, SETTINGS)
    if not isinstance(data, bytes):
        return None
    formats, marks = _FORMAAT.findall(data), _MARK.findall(data)
    return Mark(marks[0][1].decode()) if len(formats) == len(marks) == 1 else None
