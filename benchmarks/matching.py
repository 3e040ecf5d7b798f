"""How long planning takes: whole processes, beyond loading; medians, the slowest, memory.

    python benchmarks/matching.py            all sizes, some minutes
    python benchmarks/matching.py 40/15      one size

Every figure is a process of its own: from the start of Python to a plan that is solved, verified and
explained, without the time it took to make up the organisation (that stands in for reading files).
Half of the organisations have places enough, half have too few. CPU seconds say what a quiet machine
would take, also on a busy one. `python benchmarks/run.py matching` keeps what is printed in `results/`.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = {"40/15": (40, 15, 10), "60/30": (60, 30, 10), "150/60": (150, 60, 10), "300/100": (300, 100, 10)}
TARGETS = {
    "40/15": "under 0.6 s",
    "60/30": "under 1 s",
    "150/60": "median under 4 s",
    "300/100": "8 of 10 proven in 30 s, all within 0.05 %, median under 8 s, 300 MB",
}
LIMIT = 30.0


def one(volunteers: int, cases: int, seed: int) -> None:
    """Plan one organisation and print what it took, as JSON."""
    begin, cpu = time.perf_counter(), time.process_time()
    sys.path.insert(0, str(ROOT))
    from tests.matching.world import DAY, random_register  # noqa: PLC0415 - counted as loading

    register = random_register(seed, volunteers, cases, loose=seed % 2 == 0)
    loading, cpu_loading = time.perf_counter() - begin, time.process_time() - cpu
    from bb.matching import explanation  # noqa: PLC0415 - the solver's imports count as planning
    from bb.matching.planner import planned  # noqa: PLC0415 - same

    problem, plan = planned(register, DAY, seconds=LIMIT)
    chosen = [_place(problem, number, plan) for number in range(len(problem.cases))]
    again, cpu_planning = time.perf_counter(), time.process_time()
    explanation.alternatives(problem, chosen)
    alternatives = time.perf_counter() - again
    gap = max((plan.bound - plan.Q) / max(1, plan.Q), (plan.weight_bound - plan.W) / max(1, plan.W))
    print(
        json.dumps(
            {
                "loading": loading,
                "cpu": cpu_planning - cpu_loading,
                "alternatives": alternatives,
                "proven": plan.proven,
                "canonical": plan.canonical,
                "gap": gap,
                "certificate": plan.points_proof.bound == plan.Q and plan.weight_proof.bound == plan.W,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def _place(problem: Any, number: int, plan: Any) -> int | None:  # noqa: ANN401 - loaded late
    team = next((p.team for p in plan.proposals if p.casus == problem.cases[number].id), None)
    if team is None:
        return None
    places = problem.pairs[number].feasible.tolist()
    return next(place for place in places if tuple(m.id for m in problem.team(number, place)) == team)


def measure(volunteers: int, cases: int, seed: int) -> dict[str, Any]:
    """Return what one process took: `seconds` are the whole process without loading and alternatives."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "one", str(volunteers), str(cases), str(seed)],
        capture_output=True,
        text=True,
        check=True,
    )
    whole = time.perf_counter() - begin
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "seconds": whole - found["loading"] - found["alternatives"]}


def row(name: str) -> str:
    """Measure one size and return it as a row of the table."""
    volunteers, cases, count = SIZES[name]
    found = [measure(volunteers, cases, seed) for seed in range(count)]
    seconds = [one["seconds"] for one in found]
    cells = [
        name,
        f"{statistics.median(seconds):.2f}",
        f"{max(seconds):.2f}",
        f"{statistics.median(one['cpu'] for one in found):.2f}",
        f"{max(one['cpu'] for one in found):.2f}",
        f"{sum(one['proven'] for one in found)} of {count}",
        f"{sum(one['canonical'] for one in found)} of {count}",
        f"{sum(one['certificate'] for one in found)} of {count}",
        f"{100 * max(one['gap'] for one in found):.3f} %",
        f"{max(one['alternatives'] for one in found):.3f}",
        f"{max(one['memory'] for one in found):.0f}",
        TARGETS[name],
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure all sizes, or those that are named."""
    versions = ", ".join(f"{package} {version(package)}" for package in ("highspy", "numpy"))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    print("# Planning teams: how long it takes")
    print()
    print(f"{machine}, Python {platform.python_version()}, {versions}.")
    print(f"Other work on the machine when it began: load {os.getloadavg()[0]:.1f} (0 is a quiet machine).")
    print()
    print("Whole process from the start of Python to a plan that is verified and explained, without loading,")
    print("time limit 30 s; ten invented organisations of each size, half of them with too few places.")
    print("Again: `python benchmarks/run.py matching`.")
    print()
    print(
        "| volunteers/cases | median s | slowest s | median CPU s | most CPU s | proven | same plan everywhere "
        "| by whole numbers alone | largest gap | alternatives s | MB | asked |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name in sys.argv[1:] or SIZES:
        print(row(name), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(*map(int, sys.argv[2:]))
    else:
        main()
