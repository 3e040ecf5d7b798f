"""The rows of a list: every record of one kind, as it stands on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bb.actions.indexed import answered
from bb.actions.views import known_rows

if TYPE_CHECKING:  # with an index nothing of this is loaded
    from bb.actions.reading import Opened


def list_rows(start: Path, kind: str, today: date) -> list[dict[str, Any]]:
    """Return the rows of the organisation that `start` lies in, with their values as they are written in the files.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken.
    """

    def read(opened: Opened) -> list[dict[str, Any]]:
        from bb.domain.rows import plain, rows_of  # noqa: PLC0415 - only without an index

        rows = rows_of(opened.register, kind, today)
        return [{name: plain(value) for name, value in row.items()} for row in rows]

    return answered(start, lambda index: known_rows(index, kind, today), read)
