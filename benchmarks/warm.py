"""How long commands take on an organisation that was read before, as ratios to fixed measures in the same run.

    python benchmarks/run.py warm                       # all sizes; BB_BENCH_SIZES="300 5000" for fewer
    python -m benchmarks.warm 300 5000                  # some sizes

Medians of whole processes, taken in turns. `BB_BENCH` names the folder for the organisations (made on first use). What
a commit costs is the difference between `bb log` with and without one, in a copy under git.
"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.sizes import SIZES, TODAY, organisation

TIMES = 9
_USUAL = 5_000  # cases; of more, commands are measured three times, and no commit
_FIRST = ["commit", "-q", "-m", "begin"]
BASE = [sys.executable, "-c", "import click, sqlite3"]
STAT = """
import os, sys
def look(folder):
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                look(entry.path)
            else:
                entry.stat()
look(sys.argv[1])
"""
ASKED = {
    ("--help", 300): "1.25 x",
    ("completion", 5_000): "2 x",
    ("followups", 300): "2.3 x",
    ("list zaken", 300): "2.3 x",
    ("show", 300): "2.3 x",
    ("show, another case", 300): "2.3 x",
    ("list zaken --where status=open", 300): "2.3 x",
    ("followups", 5_000): "3 x",
    ("list zaken", 5_000): "3 x",
    ("followups", 100_000): "2.5 x stat",
    ("report", 5_000): "1.5 s",
    ("commit", 300): "60 ms",
    ("commit", 5_000): "60 ms",
}


def commands(root: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return what is measured: by name the words of the command, and what stands in its environment."""
    bb = [str(Path(sys.executable).with_name("bb")), "--today", TODAY, "-C", str(root)]
    cases = sorted(path.stem for path in (root / "casus").rglob("*.md"))
    case, other = cases[-1], cases[-len(cases) // 3]
    tab = {"_BB_COMPLETE": "bash_complete", "COMP_WORDS": f"bb -C {root} show {case[:7]}", "COMP_CWORD": "4"}
    return {
        "import click, sqlite3": (BASE, {}),
        "stat of all files": ([sys.executable, "-c", STAT, str(root)], {}),
        "--help": ([bb[0], "--help"], {}),
        "completion": (bb[:1], tab),
        "followups": ([*bb, "followups"], {}),
        "list zaken": ([*bb, "list", "zaken"], {}),
        "list zaken --where status=open": ([*bb, "list", "zaken", "--where", "status=open"], {}),
        "show": ([*bb, "show", case], {}),
        "show, another case": ([*bb, "show", other], {}),
        "report": ([*bb, "report", TODAY[:4], "--format", "html", "--out", tempfile.gettempdir()], {}),
        "match": ([*bb, "match"], {}),
    }


def seconds(command: list[str], environ: dict[str, str]) -> float:
    """Return how long a whole process takes; what it prints is read and thrown away."""
    began = time.perf_counter()
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def measured(cases: int, environ: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return of each command the first time, with an empty cache, and the median of the times after.

    Of a large organisation the index is made once, as that takes a minute, and no teams are sought: twenty times the
    work of one organisation waits for them.
    """
    large, slow = cases > _USUAL, {"report", "match"}
    asked = {name: told for name, told in commands(organisation(cases)).items() if not large or name != "match"}
    indexes = Path(environ["XDG_CACHE_HOME"]) / "bb"
    first, times = {}, {name: [] for name in asked}  # type: ignore[var-annotated]
    for name, (command, more) in asked.items():
        for index in () if large and "followups" in first else indexes.glob("*.sqlite"):
            index.unlink()
        first[name] = seconds(command, {**environ, **more})
    time.sleep(3)  # so that no file is too fresh to be trusted
    for command, more in (asked[name] for name in asked if not (large and name in slow)):
        seconds(command, {**environ, **more})
    for turn in range(3 if large else TIMES):
        for name, (command, more) in asked.items():
            if turn < (1 if large else 3) or name not in slow:
                times[name].append(seconds(command, {**environ, **more}))
    found = {name: (first[name], statistics.median(times[name])) for name in asked}
    return found if large else {**found, **logged(organisation(cases), environ)}


def logged(root: Path, environ: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return what `bb log` takes with and without a commit, in turns in a copy under git, and the difference."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / root.name
        shutil.copytree(root, copy)
        for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y.example", *_FIRST]):
            subprocess.run(["git", *words], cwd=copy, check=True, stdout=subprocess.DEVNULL)
        case = max(path.stem for path in (copy / "casus").rglob("*.md"))
        log = [str(Path(sys.executable).with_name("bb")), "--today", TODAY, "-C", str(copy)]
        log += ["log", case, "contact", "met=A", "via=telefoon"]
        person = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@y.example"}
        times: dict[str, list[float]] = {"log --no-commit": [], "log --commit": []}
        for _ in range(TIMES + 1):
            for name, taken in times.items():
                taken.append(seconds([*log, name.split()[1]], {**environ, **person}))
        medians = {name: (taken[0], statistics.median(taken[1:])) for name, taken in times.items()}
        without, kept = medians.values()
        return {**medians, "commit": (kept[1] - without[1], kept[1] - without[1])}


def chart(rows: dict[int, dict[str, tuple[float, float]]]) -> str:
    """Return cost against size as bars of text: one block for each tenth of a second, at most forty."""
    lines = []
    for name in ("followups", "list zaken", "show", "report", "match"):
        for cases, found in rows.items():
            if name not in found:
                continue
            took = found[name][1]
            lines.append(f"{name:<12} {cases:>7} {'█' * min(40, round(took * 10)) or '▏'} {took * 1000:.0f} ms")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print a page."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "bb"], check=False)
    with tempfile.TemporaryDirectory() as cache:
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("BB_", "XDG_"))} | {"XDG_CACHE_HOME": cache}
        rows = {cases: measured(cases, environ) for cases in sizes}
    print("# Commands on an organisation that was read before\n")
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}. Medians of whole processes in milliseconds, commands in turns; `first` is "
        "with an empty index. Ratios are to `python -c 'import click, sqlite3'` and to a stat of all files, in one run."
    )
    for cases, found in rows.items():
        base, look = found["import click, sqlite3"][1], found["stat of all files"][1]
        print(f"\n## {cases} cases\n\n| what | first | warm | x import | x stat | asked |\n|---|---|---|---|---|---|")
        for name, (first, warm) in found.items():
            told = ASKED.get((name, cases), "")
            print(
                f"| {name} | {first * 1000:.0f} | {warm * 1000:.0f} | {warm / base:.2f} | {warm / look:.2f} | {told} |"
            )
    print(f"\n## Cost against size\n\n```\n{chart(rows)}\n```\n\n{WHERE}")


WHERE = """## Where the time goes

At 300 cases nearly all of `followups`, `list` and `show` is Python itself with click and sqlite3 (the fixed measure);
the rest is loading two dozen small modules, the look at all files, and printing what is kept. At 5,000 cases the look
at all files is two fifths of what is above the fixed measure, and at 100,000 of everything: then come the names of
folders compared with those of before, and the JSON of what is due. `first` is reading all files, and working out what
is due on each; at 300 cases the first `show` also lays out the pages of all records."""


if __name__ == "__main__":
    main()
