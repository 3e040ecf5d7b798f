"""What an index answers by itself, and the warning about files that could not be read: needed with and without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bb.files import index
from bb.files.index import Index

_Answer = TypeVar("_Answer")


def known_answer(root: Path, known: Callable[[Index], _Answer]) -> tuple[_Answer] | None:
    """Return what `known` finds in the index of the organisation in `root`, alone in a row.

    None when there is no index, or a damaged one, which is thrown away.
    """
    with index.opened(root) as found:
        if found is None:
            return None
        try:
            answer, wrong = known(found), found.wrong()
        except index.DAMAGED:
            index.discard(found)
            return None
    warn_of(wrong)
    return (answer,)


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
