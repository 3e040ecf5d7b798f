"""What is due in an organisation, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bb.actions.indexed import answered
from bb.actions.views import known_todo
from bb.domain.task import Todo
from bb.files.index import Index

if TYPE_CHECKING:  # with an index nothing of this is loaded
    from bb.actions.reading import Opened


def followups(
    start: Path, today: date, last: date = date.max, *, term: str | None = None, person: str | None = None
) -> Todo:
    """Return what is due in the organisation that `start` lies in, up to the day `last`.

    With `term` only what has that name; with `person` only what that coördinator has to do, and
    what is nobody's in particular.

    Raises:
        Stop: no organisation, or the term or coördinator does not exist.
    """

    def known(index: Index) -> Todo:
        if term is not None or person is not None:
            from bb.actions.due import require_known  # noqa: PLC0415 - only who asks for some
            from bb.actions.reading import opened_from  # noqa: PLC0415 - same

            require_known(opened_from(index).register, term=term, person=person)
        todo = known_todo(index, today, last, term=term, person=person)
        if not index.wrong():
            return todo
        from bb.actions.unread import known_unread  # noqa: PLC0415 - only when something is wrong

        return todo._replace(unread=known_unread(index))

    def read(opened: Opened) -> Todo:
        from bb.actions.due import selected  # noqa: PLC0415 - only without an index
        from bb.actions.unread import unread_cases  # noqa: PLC0415 - same
        from bb.agenda.tasks import todo_of  # noqa: PLC0415 - same

        todo = todo_of(selected(opened.register, today, term=term, person=person), last)
        return todo._replace(unread=unread_cases(opened.findings))

    return answered(start, known, read)
