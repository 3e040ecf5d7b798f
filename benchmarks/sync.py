"""How long `bb sync` takes at so many cases, with the shared place in a folder: the whole program, as a user starts it.

    python benchmarks/sync.py --cases 5000

Nothing to do, one event to send, and 200 files that a colleague changed to join with a change of one's own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

COMING = 200
BB = [sys.executable, "-m", "bb"]


def main() -> None:
    """Make two copies, and time the syncs of one of them."""
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=5000)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--organisation", type=Path, help="an organisation to copy instead of making one")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"HOME": name, "XDG_CACHE_HOME": f"{name}/cache", "GIT_CONFIG_NOSYSTEM": "1"}
        here, there = _copies(folder, told.cases, told.organisation)
        rows = [("nothing to do", _timed(lambda: _bb(here, "sync"), lambda: None, told.times))]
        rows.append(("one event to send", _timed(lambda: _bb(here, "sync"), lambda: _event(here), told.times)))

        def coming() -> None:
            _event(here)
            _change(there)

        rows.append((f"{COMING} files to take in, and join", _timed(lambda: _bb(here, "sync"), coming, told.times)))
        sys.stdout.write(f"# bb sync, {told.cases} cases\n\nMedians of {told.times}, in milliseconds.\n\n")
        sys.stdout.write("| what | took |\n|---|---|\n")
        for what, took in rows:
            sys.stdout.write(f"| {what} | {took * 1000:.0f} |\n")


def _copies(folder: Path, cases: int, organisation: Path | None) -> tuple[Path, Path]:
    here, there, shared = folder / "hier", folder / "daar", folder / "gedeeld.git"
    if organisation:
        shutil.copytree(organisation, here)
        shutil.rmtree(here / ".git", ignore_errors=True)
        _git(here, "init", "--quiet", "-b", "main")
        _git(here, "add", ".")
        _git(here, "commit", "--quiet", "-m", "begin")
    else:
        subprocess.run([*BB, "demo", str(here), "--cases", str(cases)], check=True, capture_output=True)
    _bb(here, "sync", "--with", str(shared))
    _git(folder, "clone", "--quiet", str(shared), str(there))
    for copy in (here, there):
        _bb(copy, "list", "zaken")  # the index is there before the first is timed, as on any day but the first
        _bb(copy, "sync")
    return here, there


def _event(root: Path) -> None:
    path = next(p for p in sorted((root / "casus").rglob("*.md"), reverse=True) if "verloop:\n" in p.read_text())
    text = path.read_text()
    path.write_text(text.replace("verloop:\n", f"verloop:\n  # {time.time_ns()}\n", 1))
    _git(root, "commit", "--quiet", "-am", "een")


def _change(root: Path) -> None:
    """A colleague changes 200 files and shares them."""
    _git(root, "pull", "--quiet", "--no-rebase", "origin", "main")
    cases = (p for p in sorted((root / "casus").rglob("*.md")) if "vergeten" not in p.read_text())
    for path in list(cases)[:COMING]:
        path.write_text(path.read_text().replace("---\n", f"---\n# {time.time_ns()}\n", 1))
    _git(root, "commit", "--quiet", "-am", "veel")
    _git(root, "push", "--quiet", "origin", "HEAD:main")


def _timed(act: Callable[[], None], before: Callable[[], None], times: int) -> float:
    took = []
    for _ in range(times):
        before()
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def _bb(root: Path, *args: str) -> None:
    done = subprocess.run([*BB, "-C", str(root), *args], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def _git(root: Path, *args: str) -> None:
    who = ("-c", "user.name=Sam Voorbeeld", "-c", "user.email=sam@waterstad.example")
    subprocess.run(["git", *who, *args], cwd=root, check=True, capture_output=True)


if __name__ == "__main__":
    main()
