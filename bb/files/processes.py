"""Doing work in more than one process: the parts are handed out one by one, so that the quickest does most.

Only where starting a process is cheap and safe: by `fork`, on Linux, from a program without threads. Elsewhere, and
whenever a helper dies or cannot be started, this process does the work; the answer is the same.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from signal import SIGKILL
from typing import Any, NamedTuple, NoReturn, TypeVar

MOST = 30_000
"""Parts: their numbers must fit in a pipe that nobody reads yet."""

_HELPERS = 3
_NUMBER = 2  # bytes of the number of a part
_LENGTH = 8  # bytes of the length of an answer
_CHUNK = 1 << 20

_Part = TypeVar("_Part")
_Answer = TypeVar("_Answer")


class _Helper(NamedTuple):
    """A process that works along, the end of the pipe its answers come from, and what came of them so far."""

    pid: int
    answers: int
    came: bytearray


def cores() -> int:
    """Return how many processes can work at the same time here."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threading.active_count() == 1 else 1


def spread(
    work: Callable[[_Part], _Answer],
    parts: Sequence[_Part],
    began: Callable[[int], None] = lambda _: None,
    helpers: int | None = None,
) -> list[_Answer]:
    """Return what `work` gives of each part, in their order.

    Args:
        work: gives an answer that can be pickled; may be called in another process, and once more here.
        parts: at most MOST.
        began: is told the number of each part that this process begins.
        helpers: processes beside this one; as a rule one for each further core, three at most.

    Raises:
        whatever `work` raises.
    """
    answers: dict[int, _Answer] = {}
    wanted = min(cores() - 1, _HELPERS) if helpers is None else helpers
    with _handed_out(len(parts)) as numbers, _helpers(wanted, work, parts, numbers) as others:
        for number in _take(numbers):
            began(number)
            answers[number] = work(parts[number])
            for other in others:
                _listen(other)
        for other in others:
            os.set_blocking(other.answers, True)
            while _listen(other):
                pass
            answers.update(_answers_of(other))
    return [answers[number] if number in answers else work(part) for number, part in enumerate(parts)]


@contextmanager
def _handed_out(count: int) -> Iterator[int]:
    """Put the numbers of the parts in a pipe, from which each process takes the next."""
    if count > MOST:
        raise ValueError(f"too many parts: {count}")
    numbers, end = os.pipe()
    try:
        os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
        os.close(end)
        yield numbers
    finally:
        os.close(numbers)


def _take(numbers: int) -> Iterator[int]:
    while number := os.read(numbers, _NUMBER):
        yield int.from_bytes(number, "big")


@contextmanager
def _helpers(
    wanted: int, work: Callable[[_Part], _Answer], parts: Sequence[_Part], numbers: int
) -> Iterator[list[_Helper]]:
    """Start processes that work along, and end them whatever happens."""
    running: list[_Helper] = []
    try:
        for _ in range(wanted):
            answers, end = os.pipe()
            try:
                pid = os.fork()
            except OSError:  # no room for another process
                os.close(answers)
                os.close(end)
                break
            if pid == 0:
                _help(work, parts, numbers, end)
            os.close(end)
            os.set_blocking(answers, False)
            running.append(_Helper(pid, answers, bytearray()))
        yield running
    finally:
        for helper in running:
            os.close(helper.answers)
            with suppress(ProcessLookupError):
                os.kill(helper.pid, SIGKILL)  # it has answered, or nobody waits for it any more
            os.waitpid(helper.pid, 0)


def _help(work: Callable[[_Part], _Answer], parts: Sequence[_Part], numbers: int, end: int) -> NoReturn:
    """Work along until no part is left, give each answer, and be gone: nothing of the program runs on here."""
    try:
        for number in _take(numbers):
            given = pickle.dumps((number, work(parts[number])), pickle.HIGHEST_PROTOCOL)
            left = memoryview(len(given).to_bytes(_LENGTH, "big") + given)
            while left:
                left = left[os.write(end, left[:_CHUNK]) :]
    finally:
        os._exit(0)


def _listen(helper: _Helper) -> bool:
    """Take what a helper said since, so that it need not wait; tell whether there may be more."""
    try:
        more = os.read(helper.answers, _CHUNK)
    except BlockingIOError:
        return False
    helper.came.extend(more)
    return bool(more)


def _answers_of(helper: _Helper) -> Iterator[tuple[int, Any]]:
    """Yield the answers of a helper with the numbers of their parts; the last not when it died while giving it."""
    at, came = 0, memoryview(helper.came)
    while at < len(came):
        end = at + _LENGTH + int.from_bytes(came[at : at + _LENGTH], "big")
        if end > len(came):
            return
        yield pickle.loads(came[at + _LENGTH : end])  # noqa: S301 - a copy of this process gave it
        at = end
