"""Answering a question from the index alone; without one, from all the files.

What only reading needs is loaded only then: with an index, a command loads little more than Python itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bb.actions.where import root_of
from bb.files import index
from bb.files.index import Index

if TYPE_CHECKING:  # see above
    from bb.actions.reading import Opened

_Answer = TypeVar("_Answer")


def answered(start: Path, known: Callable[[Index], _Answer], read: Callable[[Opened], _Answer]) -> _Answer:
    """Return what `known` finds in the index of the organisation that `start` lies in.

    Without an index, what `read` finds in its files. A damaged index is thrown away, and answered without.

    Raises:
        Stop: there is no organisation, or `bb.yaml` is broken (exit 1: `bb validate` shows where).
    """
    root = root_of(start)
    with index.opened(root) as found:
        if found is not None:
            try:
                answer, wrong = known(found), found.wrong()
            except index.DAMAGED:
                index.discard(found)
            else:
                warn_of(wrong)
                return answer
    from bb.actions.reading import open_without_index  # noqa: PLC0415 - see above

    return read(open_without_index(root))


def warn_of(files: int) -> None:
    """Say how many files could not be read wholly."""
    if not files:
        return
    import logging  # noqa: PLC0415 - only when there is something to say

    # Without any handler, logging prints the bare sentence on stderr; a program that uses us can catch it.
    logging.getLogger("bb").warning(
        "Let op: %s niet helemaal te lezen; wat niet te lezen is, telt hier niet mee. Zie: bb validate",
        "1 bestand is" if files == 1 else f"{files} bestanden zijn",
    )
