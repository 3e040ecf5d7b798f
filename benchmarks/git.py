"""What keeping an action costs at 5,000 files, against the same work without keeping it, and against `git commit`.

    python -m benchmarks.git > benchmarks/results/git.md

Medians of whole actions in one process: `save` with a commit, `save` without (the same file, written as safely), and
`git add` with `git commit` for the same change.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bb.actions.save import save
from bb.domain.records import Coordinator
from bb.git.commit import Change

FILES = 5000
ROUNDS = 40
NOOR = Coordinator(id="c-1", naam="Noor Example", mail="noor@waterstad.example")
HEADER = (
    "---\nklachten: [geluid-personen]\nverwijzer: zelf\ncoordinator: c-1\npartijen:\n  A: {wijk: noord}\nverloop:\n"
)


def make(root: Path) -> list[str]:
    """Write so many cases and keep them as one commit."""
    paths = [
        f"casus/{2020 + number // 1000}/{2020 + number // 1000}-{number % 1000 + 1:04}.md" for number in range(FILES)
    ]
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{HEADER}  - {{op: 2026-01-02, wat: melding, via: deur}}\n---\n{path}\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "begin")
    git(root, "gc", "--quiet")
    return paths


def git(root: Path, *args: str) -> None:
    """Run git as a person would."""
    person = ("-c", "user.name=Noor Example", "-c", "user.email=noor@waterstad.example")
    subprocess.run(["git", *person, *args], cwd=root, check=True, capture_output=True)


def keep(root: Path, path: str, number: int, *, commit: bool) -> None:
    """Add a line as an action does."""
    old = (root / path).read_bytes()
    change = Change(path=path, old=old, new=old + f"regel {number}\n".encode())
    save(root, [change], message=f"{number}: gesprek", coordinator=NOOR, command="bb log", commit=commit)


def by_git(root: Path, path: str, number: int) -> None:
    """Add a line as somebody who knows git does."""
    with (root / path).open("a") as file:
        file.write(f"regel {number}\n")
    git(root, "add", path)
    git(root, "commit", "--quiet", "-m", f"{number}: gesprek", path)


def median(act: Callable[[int], None]) -> float:
    """Milliseconds."""
    took = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure, and print a page."""
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        root = Path(folder) / "organisatie"
        root.mkdir()
        paths = make(root)
        with_commit = median(lambda number: keep(root, paths[number * 7], number, commit=True))
        without = median(lambda number: keep(root, paths[number * 7 + 1], number, commit=False))
        plain = median(lambda number: by_git(root, paths[number * 7 + 2], number))
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    sys.stdout.write(
        f"# Keeping an action, {FILES} files\n\n"
        f"{machine}; Python {platform.python_version()}, {version}. Medians of {ROUNDS}, in milliseconds.\n\n"
        "| what | ms |\n|---|---|\n"
        f"| file in place and a commit | {with_commit:.0f} |\n"
        f"| file in place, no commit | {without:.0f} |\n"
        f"| overhead of the commit (at most 60) | {with_commit - without:.0f} |\n"
        f"| `git add` and `git commit` | {plain:.0f} |\n"
    )


if __name__ == "__main__":
    main()
