"""How long `bb report` takes: 5,000 cases as whole processes, and twenty such organisations added up.

    python benchmarks/run.py report

Wall clock and CPU time (user and system) of whole processes with the index there, median of several, beside
`python -c "import click"` in the same run; the size of the pages, and the memory of the largest process.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.sizes import TODAY, organisation

CASES = 5_000
ORGANISATIONS = 20
TIMES = 7
BB = (sys.executable, "-m", "bb", "--today", TODAY)
YEAR = TODAY[:4]


class Took(NamedTuple):
    """What a process took: seconds on the clock, seconds of CPU, and MB at most."""

    clock: float
    cpu: float
    memory: float


def _run(*command: str) -> Took:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:3]} ended with {process.returncode}")
    return Took(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _median(*command: str, times: int = TIMES) -> Took:
    return Took(*(statistics.median(one) for one in zip(*(_run(*command) for _ in range(times)), strict=True)))


def _one(root: Path, out: Path) -> None:
    """Measure one organisation, in each format."""
    report = (*BB, "-C", str(root), "report", YEAR, "--out", str(out))
    _run(*report)  # whatever is kept for the next time is made now
    base = _median(sys.executable, "-c", "import click")
    print(f"## {CASES} cases, index there\n\n`import click` alone: {base.clock:.2f} s\n")
    print("| format | clock s | CPU s | x import click | MB |\n|---|---|---|---|---|")
    for formats in ("html", "json", "md", "csv", "html,json"):
        took = _median(*report, "--format", formats)
        print(f"| {formats} | {took.clock:.2f} | {took.cpu:.2f} | {took.clock / base.clock:.0f} | {took.memory:.0f} |")
    print()
    for name in ("", "-zaken"):
        path = out / f"rapport-{YEAR}{name}.html"
        print(f"- {path.name}: {path.stat().st_size / 1000:.0f} kB")


def _several(root: Path, folder: Path) -> None:
    """Measure as many organisations, each with an id of its own, added up."""
    repos = []
    for number in range(ORGANISATIONS):
        copy = folder / f"organisatie-{number}"
        shutil.copytree(root, copy)
        settings = copy / "bb.yaml"
        text = settings.read_text("utf-8")
        own = re.sub(r"^organisatie: .*$", f'organisatie: "{number:08x}"', text, count=1, flags=re.MULTILINE)
        settings.write_text(own, "utf-8")
        repos += ["--repo", str(copy)]
    report = (*BB, "report", YEAR, *repos)
    time.sleep(3)  # a file that has only just changed is read again the next time
    _run(*report)
    took = _median(*report, times=3)
    print(f"\n## {ORGANISATIONS * CASES} cases in {ORGANISATIONS} organisations, added up, indexes there\n")
    print(f"{took.clock:.1f} s clock, {took.cpu:.1f} s CPU; the largest process {took.memory:.0f} MB")


def main() -> None:
    """Make the organisations, then measure."""
    print(f"# bb report\n\nPython {sys.version.split()[0]}, {os.cpu_count()} cores.\n")
    root = organisation(CASES)
    with tempfile.TemporaryDirectory() as folder:
        _one(root, Path(folder) / "out")
        _several(root, Path(folder))


if __name__ == "__main__":
    main()
