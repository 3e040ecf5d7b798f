"""Answering a question from the index alone; without one, from all the files.

What only reading needs is loaded only then: with an index, a command loads little more than Python itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bb.actions.known import known_answer
from bb.actions.where import root_of
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
    found = known_answer(root, known)
    if found is not None:
        return found[0]
    from bb.actions.reading import open_without_index  # noqa: PLC0415 - see above

    return read(open_without_index(root))
