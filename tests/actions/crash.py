"""Every moment of three actions, stopped or refused, and what must hold afterwards.

Right after: every file whole, the last commit whole. After the next command, which only looks: files, last commit and
index all as before the action or all as after it, never in between, nothing left behind, and it was said. And whoever
is told that it did not work may type it again without it being there twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.actions.faults import KILLS, REFUSALS, Ended, Server
from tests.actions.organisation import CASUS, git, make

ACTIONS = {
    "log": ["log", "2026-0001", "contact", "met=A", "via=telefoon"],
    "new": ["new", "partner", "politie-noord", "soort=politie"],
    "undo": ["undo", "--yes"],
}
LOOK = ["show", "2026-0001"]
FINISHED = "Een onderbroken handeling is afgemaakt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One run: the action, the fault, and how it ended."""

    action: str
    fault: str
    outcome: str


State = tuple[dict[str, bytes], str, str]


def state(root: Path) -> State:
    """The data files, what the last commit holds, and what git sees as changed."""
    files = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if _is_data(root, path)}
    return files, git(root, "ls-tree", "-r", "HEAD"), git(root, "status", "--porcelain")


def _is_data(root: Path, path: Path) -> bool:
    return path.is_file() and path.relative_to(root).parts[0] != ".git"


def begin(folder: Path, action: str) -> Path:
    root = make(folder)
    if action == "undo":  # an action over several files, to take back
        for path in (CASUS, "casus/2025/2025-0007.md", "vrijwilligers/v-001.md"):
            file = root / path
            file.write_bytes(file.read_bytes().replace(b"wijk: noord", b"wijk: dijk"))
        (root / "netwerk/oud.md").write_text("---\nsoort: anders\nverloop: []\n---\n")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "-m", "meer tegelijk")
    return root


def every_kill(served: Server, folder: Path, times: int) -> Iterator[Result]:
    for action in ACTIONS:
        yield from _every(served, folder, action, [fault for fault in KILLS for _ in range(times)])


def every_refusal(served: Server, folder: Path) -> Iterator[Result]:
    for action in ACTIONS:
        yield from _every(served, folder, action, list(REFUSALS))


def _every(served: Server, folder: Path, action: str, faults: list[str]) -> Iterator[Result]:
    start = begin(folder / "begin", action)
    try:
        root = folder / "werk"
        before = state(start)
        shutil.copytree(start, root)
        whole = served.run(["-C", str(root), *ACTIONS[action]])
        assert whole.status == 0, whole.said
        after = state(root)
        shutil.rmtree(root)
        for moment in range(len(whole.moments)):
            for fault in faults:
                shutil.copytree(start, root)
                git(root, "update-index", "--refresh")
                yield Result(
                    action=action, fault=fault, outcome=try_one(served, root, action, moment, fault, before, after)
                )
                shutil.rmtree(root)
    finally:
        shutil.rmtree(start)


def try_one(served: Server, root: Path, action: str, moment: int, fault: str, before: State, after: State) -> str:
    """Run an action with a fault, check what must hold, and return how it ended in words."""
    ended = served.run(["-C", str(root), *ACTIONS[action]], moment, fault)
    where = f"{action}, moment {moment} ({ended.moments[moment]}), {fault}: {ended.status} {ended.said}"
    for path, data in state(root)[0].items():
        if not path.endswith(".tmp"):
            assert data in {before[0].get(path), after[0].get(path)}, f"{path} is not whole; {where}"
    git(root, "fsck", "--strict")
    looked = served.run(["-C", str(root), *LOOK])
    assert looked.status == 0, f"{looked.said}; {where}"
    done = _is(root, after)
    assert done or _is(root, before), f"in between: {state(root)[1:]}; {where}; {looked.said}"
    assert not (root / ".git/bb/intent.json").exists(), where
    return _outcome(ended, looked, fault, where, done=done)


def _is(root: Path, wanted: State) -> bool:
    """Whether files, last commit and index are all as wanted, and nothing half-written stands beside them."""
    return state(root) == wanted


def _outcome(ended: Ended, looked: Ended, fault: str, where: str, *, done: bool) -> str:
    finished = FINISHED in looked.said
    if fault in REFUSALS:
        told = "Typ haar dus niet opnieuw" in ended.said or ended.status == 0
        assert done == told, f"what was said is not so; {where}"
        assert "Er ging iets mis in bb zelf" not in ended.said, where
    if done:
        return "finished by the next command, which says so" if finished else "done"
    return "as before"
