"""A long calculation in a process of its own, so that whatever happens to it can be said plainly."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from bb.actions.stop import Stop

_T = TypeVar("_T")

KILLED = (
    "Het rekenen is afgebroken voordat er een plan was (misschien was er te weinig geheugen).\n"
    "Er is niets vastgelegd; probeer het opnieuw."
)


class TooLong(Stop):
    """The calculation took more time than it was given."""

    def __init__(self) -> None:
        super().__init__("Het rekenen duurde te lang en is gestopt. Er is niets vastgelegd.")


def apart(work: Callable[[], _T], seconds: float | None = None) -> _T:
    """Return what `work` returns, or raise what it raises, computed in another process.

    The solver is a library that may run out of memory or be killed; only that process then ends. Ctrl-C
    ends it at once, also while the library computes.

    Raises:
        TooLong: there was no answer in so many seconds.
        Stop: the process ended without an answer.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(work, sender), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise TooLong
        error, result = receiver.recv()
    except EOFError:
        raise Stop(KILLED) from None
    finally:
        child.kill()
        child.join()
    if error is not None:
        raise error
    found: _T = result
    return found


def _answer(work: Callable[[], object], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits, which ends this one
    answer: tuple[Exception | None, object]
    try:
        answer = None, work()
    except MemoryError:
        return  # there may be no room to tell; ending without an answer says enough
    except Exception as error:  # noqa: BLE001 - raised again in the process that waits
        answer = error, None
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(answer)
