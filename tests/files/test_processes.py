from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

from bb.files import processes
from bb.files.processes import spread

PARTS = list(range(40))


def test_every_part_is_done_once_and_answers_keep_their_order() -> None:
    for helpers in (0, 1, 3):
        assert spread(lambda part: part * part, PARTS, helpers=helpers) == [part * part for part in PARTS]


def test_it_is_told_which_parts_were_begun_here() -> None:
    begun: list[int] = []
    assert spread(str, PARTS, begun.append, helpers=0) == [str(part) for part in PARTS]
    assert begun == PARTS


def test_other_processes_do_work_along() -> None:
    mine = os.getpid()
    (here, to_here), (there, to_there) = os.pipe(), os.pipe()
    met: list[bool] = []

    def wait_for_the_other(part: int) -> tuple[int, int]:
        if not met:
            met.append(True)
            os.write(to_there if os.getpid() == mine else to_here, b".")
            os.read(here if os.getpid() == mine else there, 1)
        return os.getpid(), part

    done = spread(wait_for_the_other, PARTS, helpers=1)
    assert len({pid for pid, _ in done}) == 2
    assert [part for _, part in done] == PARTS


def _dies_elsewhere(mine: int, part: int) -> int:
    if os.getpid() != mine:
        os.kill(os.getpid(), signal.SIGKILL)
    return part


def _fails_elsewhere(mine: int, part: int) -> int:
    if os.getpid() != mine:
        raise MemoryError
    return part


@pytest.mark.parametrize("work", [_dies_elsewhere, _fails_elsewhere])
def test_what_a_helper_that_dies_had_taken_is_done_here(work: Callable[[int, int], int]) -> None:
    assert spread(partial(work, os.getpid()), PARTS, helpers=2) == PARTS


def test_an_answer_that_cannot_be_sent_is_worked_out_here() -> None:
    def answer(part: int) -> Callable[[], int]:
        return lambda: part

    assert [given() for given in spread(answer, PARTS, helpers=2)] == PARTS


def test_without_room_for_another_process_this_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert spread(lambda part: part, PARTS, helpers=3) == PARTS


def test_whatever_goes_wrong_here_no_process_is_left() -> None:
    def stop(_: int) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        spread(stop, PARTS, helpers=2)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_program_with_threads_starts_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.threading, "active_count", lambda: 2)  # type: ignore[attr-defined]  # its own import
    assert processes.cores() == 1
