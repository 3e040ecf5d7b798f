"""The rows of a list: every record of one kind, as it stands on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bb.actions.indexed import answered
from bb.actions.views import known_page, known_rows
from bb.files.index import Index

if TYPE_CHECKING:  # with an index nothing of this is loaded
    from bb.actions.reading import Opened


Rows = list[dict[str, Any]]


def list_page(start: Path, kind: str, today: date, form: str, lay_out: Callable[[Rows], Any]) -> Any:  # noqa: ANN401
    """Return what `lay_out` makes (plain values) of all rows of the organisation that `start` lies in.

    `form` is all that decides about it besides the rows: with an index, what was laid out so before is kept.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken.
    """

    def known(index: Index) -> Any:  # noqa: ANN401 - same
        return known_page(index, f"list {kind} {form}", today, lambda: lay_out(known_rows(index, kind, today)))

    return answered(start, known, lambda opened: lay_out(_rows(opened, kind, today)))


def list_rows(start: Path, kind: str, today: date) -> Rows:
    """Return the rows of the organisation that `start` lies in, with their values as they are written in the files.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken.
    """
    return answered(start, lambda index: known_rows(index, kind, today), lambda opened: _rows(opened, kind, today))


def _rows(opened: Opened, kind: str, today: date) -> Rows:
    from bb.domain.rows import plain, rows_of  # noqa: PLC0415 - only without an index

    return [{name: plain(value) for name, value in row.items()} for row in rows_of(opened.register, kind, today)]
