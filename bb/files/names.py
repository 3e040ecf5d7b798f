"""The ids of records by the names of their files: nothing is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_YEAR = re.compile(r"[0-9]{4}")
_LOOSE = ("vrijwilligers", "netwerk", "activiteiten")
"""The folders that hold their records themselves; cases stand in a folder for each year."""


def names(root: Path, start: str = "") -> Iterator[str]:
    """Yield the id of every file of a record that begins with `start`: cases first, the newest year first."""
    years = sorted((year for year in _listed(root / "casus") if _YEAR.fullmatch(year)), reverse=True)
    for year in years:
        if year.startswith(start[:4]):
            yield from _ids(root / "casus" / year, start)
    for folder in _LOOSE:
        yield from _ids(root / folder, start)


def _ids(folder: Path, start: str) -> list[str]:
    return sorted(
        name[:-3] for name in _listed(folder) if name.endswith(".md") and name.startswith(start) and name[0] != "."
    )


def _listed(folder: Path) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 - bare names, without making a path of each
    return []
