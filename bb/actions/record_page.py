"""The page of one record, as it was made before while nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bb.actions.indexed import answered
from bb.actions.views import known_page
from bb.files.index import Index

if TYPE_CHECKING:  # with an index nothing of this is loaded
    from bb.actions.reading import Opened


def kept_page(start: Path, typed: str, today: date, make: Callable[[Opened], Any], *, keep: bool) -> Any:  # noqa: ANN401
    """Return the page that `make` makes of the organisation that `start` lies in, in plain values.

    Args:
        start: a folder in the organisation.
        typed: the record, as it was typed.
        today: the day.
        make: from the organisation to the page.
        keep: whether the page may be kept in the index: it has no names of people in it.

    Raises:
        Stop: there is no organisation, or no such record.
    """

    def known(index: Index) -> Any:  # noqa: ANN401 - same
        def made() -> Any:  # noqa: ANN401 - same
            from bb.actions.reading import opened_from  # noqa: PLC0415 - only for a page that is not known

            return make(opened_from(index))

        return known_page(index, f"show {typed}", today, made) if keep else made()

    return answered(start, known, make)
