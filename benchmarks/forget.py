"""How long forgetting one case takes, and the scan of its proof: within one process, on practice organisations.

Medians of 5 closed cases, each forgotten in turn. The opening of the organisation is told apart.
"""

from __future__ import annotations

import cProfile
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bb.actions.forget import forget, plan_forget
from bb.actions.prove import prove
from bb.actions.reading import Opened, open_readable
from bb.domain.journal import state_of
from bb.domain.records import Casus
from bb.domain.retention import is_forgotten, obstacle
from bb.domain.workdays import calendar_of
from benchmarks.vault import memory

TODAY = date(2027, 6, 1)
TIMES = 5


def main(*args: str) -> None:
    """Print the figures as a table; `--profile COUNT` prints where the time goes instead."""
    with tempfile.TemporaryDirectory() as folder, memory() as runtime:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": str(runtime)}
        if args:
            root = _made(Path(folder), int(args[-1]))
            cProfile.runctx("_row(root)", globals(), {"root": root}, sort="cumtime")
            return
        print(f"Python {platform.python_version()}\n")
        print("| cases | open the organisation | forget one case | prove it | objects |\n|---|---|---|---|---|")
        for count in (350, 5000):
            print(f"| {count} | {_row(_made(Path(folder), count))} |", flush=True)


def _made(home: Path, count: int) -> Path:
    root = home / str(count)
    volunteers = "20" if count < 1000 else "100"
    made = [sys.executable, "-m", "bb", "demo", str(root), "--cases", str(count), "--volunteers", volunteers]
    subprocess.run(made, check=True, capture_output=True)
    return root


def _row(root: Path) -> str:
    opening, forgetting, proving, objects = [], [], [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        opened = open_readable(root)
        opening.append(time.perf_counter() - start)
        start = time.perf_counter()
        done = forget(opened, plan_forget(opened, [_first(opened)], "verzoek", TODAY), TODAY)
        forgetting.append(time.perf_counter() - start)
        start = time.perf_counter()
        proof = prove(opened, done, TODAY)
        proving.append(time.perf_counter() - start)
        if not proof.holds or proof.history is None:
            raise AssertionError(proof)
        objects = proof.history.objects
    told = " | ".join(f"{statistics.median(times) * 1000:.0f} ms" for times in (opening, forgetting, proving))
    return f"{told} | {objects}"


def _first(opened: Opened) -> Casus:
    calendar = calendar_of(opened.register.organisatie.gesloten)
    return next(
        casus
        for casus in opened.register.casus.values()
        if state_of(casus, TODAY).status == "gesloten"
        and not is_forgotten(casus)
        and (opened.root / casus.source.path).with_suffix(".prive").exists()
        and obstacle(opened.register, casus, calendar, TODAY, "verzoek") is None
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
