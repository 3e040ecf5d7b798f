"""Killed, at once, on a full disk: at least one mail, at most two, and two only where nobody can know."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bb
from bb.actions.stop import Stop
from bb.mail import outbox as queue
from tests.mail.world import TODAY, Post, add_case, run

KILLS = Path(__file__).parent / "kills.py"
BB = [sys.executable, "-m", "bb"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(bb.__file__).resolve().parents[1])}


def test_killed_at_each_step_and_run_again(root: Path, post: Post) -> None:
    process = subprocess.Popen(
        [sys.executable, str(KILLS), str(root), str(TODAY)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    twice, steps = [], 0
    with process:
        for number in range(1, 200):
            post.mails.clear()
            process.stdin.write(f"{number}\n")
            process.stdin.flush()
            before, at, *statuses = process.stdout.readline().split()
            assert statuses[-1] == "0"
            assert 1 <= len(post.mails) <= 2, (number, before, at)
            assert len(set(post.ids)) == 1
            assert len({mail for _, mail in post.mails}) == 1
            if len(post.mails) == 2:
                twice.append((before, at))
            if before == "done":
                break
            steps = number
        process.stdin.close()
    assert steps > 20
    # Between "250 OK" and the rename there are three more steps: goodbye, its answer, and the time of the file.
    assert len(twice) <= 5, twice
    assert all(at in {"getreply", "send", "utime", "rename"} for _, at in twice), twice
    assert twice[-1][1] == "rename"


def test_eight_at_once_send_one_mail(root: Path, post: Post) -> None:
    command = [*BB, "-C", str(root), "--today", str(TODAY), "followups", "--mail"]
    all_of_them = [
        subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(8)
    ]
    statuses = sorted(process.wait(60) for process in all_of_them)
    assert len(post.mails) == 1
    assert statuses == [0, *[75] * 7]


def test_one_after_the_other_is_not_at_once(root: Path, post: Post) -> None:
    command = [*BB, "-C", str(root), "--today", str(TODAY), "followups", "--mail"]
    for _ in range(3):
        assert subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0
    assert len(post.mails) == 1


class Fault:
    """Fails the n-th call that is about the queue, or about a file that is open, as a full disk does."""

    def __init__(self, real: Callable[..., Any], number: int) -> None:
        self.real, self.left = real, number

    def __call__(self, *args: Any, **options: Any) -> Any:
        if isinstance(args[0], int) or "outbox" in str(args[0]):
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, "full")
        return self.real(*args, **options)


@pytest.mark.parametrize("broken", ["write", "fsync", "rename", "open"])
def test_a_full_disk_loses_nothing(
    root: Path, post: Post, outbox: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    real: Callable[..., Any] = getattr(os, broken)
    for number in range(1, 20):
        fault = Fault(real, number)
        post.mails.clear()
        for path in outbox.rglob("*"):
            if path.is_file():
                path.unlink()
        monkeypatch.setattr(os, broken, fault)
        with suppress(Stop):
            run(root)
        monkeypatch.setattr(os, broken, real)
        run(root, hour=8)
        assert 1 <= len(post.mails) <= 2, number
        assert len(set(post.ids)) == 1
        if fault.left > 0:
            return
    pytest.fail("there is no end to it")


def bb_with_room_for(blocks: int, root: Path) -> int:
    """Run bb in a process that may write no file longer than so many blocks of 512 bytes: the system itself refuses."""
    command = f'ulimit -f {blocks}; exec "$@"'
    words = [*BB, "-C", str(root), "--today", str(TODAY), "followups", "--mail"]
    shell = ["sh", "-c", command, "sh", *words]
    return subprocess.run(shell, env=environment(), check=False, capture_output=True).returncode


def test_no_room_for_a_mail_and_then_there_is(root: Path, post: Post, outbox: Path) -> None:
    assert bb_with_room_for(1, root) == 75
    assert not post.mails
    assert list(queue.entries(outbox)) == []
    assert bb_with_room_for(1000, root) == 0
    assert len(post.mails) == 1


def test_what_waits_goes_out_and_is_noted_without_any_room(root: Path, post: Post, outbox: Path) -> None:
    post.mode = "data 451"
    run(root)
    post.mode = "ok"
    assert bb_with_room_for(0, root) == 0
    assert bb_with_room_for(0, root) == 0
    assert len(post.mails) == 1
    assert [entry.state for entry in queue.entries(outbox)] == ["sent"]


def test_a_disk_that_is_full_when_queueing_lets_out_what_waits(
    root: Path, post: Post, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.mode = "data 451"
    run(root)
    post.mode = "ok"

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(queue, "put", full)
    add_case(root, "2026-0002", date(2026, 11, 2))
    with pytest.raises(Stop):
        run(root, hour=8)
    assert len(post.mails) == 1
    assert [entry.state for entry in queue.entries(outbox)] == ["sent"]


def test_the_queue_is_for_the_user_alone(root: Path, post: Post, outbox: Path) -> None:
    post.mode = "data 451"
    old = os.umask(0)
    try:
        run(root)
    finally:
        os.umask(old)
    for path in [outbox, *outbox.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert list((outbox / "new").iterdir())


def test_half_written_files_and_strange_ones_are_no_mail(root: Path, post: Post, outbox: Path) -> None:
    run(root)
    (outbox / "new" / ".half.tmp").write_bytes(b"{")
    (outbox / "new" / "strange").write_bytes(b"no mail at all")
    run(root, hour=8)
    assert len(post.mails) == 1
    assert not (outbox / "new" / ".half.tmp").exists()
