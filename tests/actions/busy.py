"""Many processes that record at the same time in one organisation.

python -m tests.actions.busy --processes 8 --actions 50
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.actions.organisation import CASUS, git, make

PARTNER = "netwerk/woonstad.md"


def work(root: Path, processes: int, actions: int, targets: tuple[str, ...]) -> Counter[int]:
    """Let each process log so many contacts with a mark of its own, and count how they ended by exit status.

    Raises:
        AssertionError: a status other than 0 and 75, or a loser that was not told who was at work.
    """
    ends: list[int] = []
    for number in range(processes):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            _child(lambda number=number: _log(root, number, actions, targets), write)  # type: ignore[misc]  # mypy cannot type a default of a lambda
        os.close(write)
        ends.append(read)
    told: Counter[int] = Counter()
    for read in ends:
        with os.fdopen(read) as answers:
            told.update(int(line) for line in answers.read().split())
    for _ in range(processes):
        os.wait()
    assert set(told) <= {0, 75}, told
    return told


def _child(act: Callable[[], list[int]], write: int) -> None:
    try:
        os.write(write, " ".join(map(str, act())).encode())
    finally:
        os._exit(0)


def _log(root: Path, number: int, actions: int, targets: tuple[str, ...]) -> list[int]:
    import contextlib  # noqa: PLC0415 - in the child
    import io  # noqa: PLC0415

    from bb.cli.main import run  # noqa: PLC0415

    ended = []
    for action in range(actions):
        minutes = str(number * 100 + action + 1)  # a mark that tells every action apart
        said = io.StringIO()
        target = targets[action % len(targets)]
        keys = ["vorm=overleg"] if target == "woonstad" else ["met=A", "via=deur"]
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            status = run(["-C", str(root), "log", target, "contact", *keys, f"minuten={minutes}"])
        if status == 75 and "(bb log, proces" not in said.getvalue():
            status = -75
        ended.append(status)
    return ended


def recorded(root: Path, path: str) -> Counter[str]:
    """Every mark that stands in a file."""
    lines = (root / path).read_text().split("\n")
    return Counter(line.split("minuten: ")[1].rstrip("}") for line in lines if "wat: contact" in line)


def check(root: Path, told: Counter[int]) -> None:
    """Every action that ended well stands in a file once and is one commit; the others left nothing."""
    marks = recorded(root, CASUS) + recorded(root, PARTNER)
    assert marks.total() == told[0], (marks.total(), told)
    assert max(marks.values()) == 1
    assert int(git(root, "rev-list", "--count", "HEAD")) == told[0] + 1
    assert git(root, "status", "--short") == ""
    git(root, "fsck", "--strict")


def main() -> None:
    """Run it at full size and print what happened."""
    options = argparse.ArgumentParser()
    options.add_argument("--processes", type=int, default=8)
    options.add_argument("--actions", type=int, default=50)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "organisatie")
        ended = work(root, told.processes, told.actions, ("2026-0001", "woonstad"))
        check(root, ended)
    size = f"{told.processes} processes x {told.actions} actions"
    sys.stdout.write(f"{size}: {ended[0]} done, {ended[75]} told to try later (75)\n")


if __name__ == "__main__":
    main()
