"""The rows of a list: every record of one kind, as it stands on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bb.actions.reading import Opened, open_with_index
from bb.actions.views import HAS_ROWS, known_rows
from bb.domain.rows import plain, rows_of
from bb.files.index import Index


def list_rows(start: Path, kind: str, today: date) -> tuple[Opened, list[dict[str, Any]]]:
    """Return the organisation that `start` lies in, and its rows with their values as they are written in the files.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken.
    """

    def answer(opened: Opened, known: Index | None) -> tuple[Opened, list[dict[str, Any]]]:
        if known is not None and kind in HAS_ROWS:
            return opened, known_rows(known, opened.register, kind, today)
        rows = rows_of(opened.register, kind, today)
        return opened, [{name: plain(value) for name, value in row.items()} for row in rows]

    return open_with_index(start, answer)
