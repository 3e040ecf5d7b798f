"""The page of one record, as it was laid out before while its file did not change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bb.actions.indexed import answered
from bb.actions.views import Page, Part, known_page, known_page_of
from bb.files.index import Index

if TYPE_CHECKING:  # with an index nothing of this is loaded
    from bb.actions.reading import Opened
    from bb.domain.records import Record

Makes = Callable[["Opened"], list[Part]]
LaysOut = Callable[["Record"], list[Part]]
Ends = Callable[[Page, date], Part]


def page_of(
    start: Path, typed: str, today: date, make: Makes, lay_out: LaysOut, end: Ends, *, keep: bool
) -> list[Part]:
    """Return the page of a record of the organisation that `start` lies in.

    Args:
        start: a folder in the organisation.
        typed: the record, as it was typed.
        today: the day.
        make: from the organisation to the whole page.
        lay_out: makes the parts of the page that tell the record itself; they hold until its file changes.
        end: makes the last part, with what is due, of a page that was laid out before.
        keep: whether the page may be kept in the index: it has no names of people in it.

    Raises:
        Stop: there is no organisation, or no such record.
    """

    def known(index: Index) -> list[Part]:
        if page := known_page_of(index, typed, today, lay_out) if keep else None:
            return [*page.parts, end(page, today)]

        def made() -> list[Part]:
            from bb.actions.reading import opened_from  # noqa: PLC0415 - only for a page that is not known

            return make(opened_from(index))

        told: list[Part] = known_page(index, f"show {typed}", today, made) if keep else made()
        return told

    return answered(start, known, make)
