"""Run every benchmark in this folder, one after the other, and keep what each prints in `results/`.

    python benchmarks/run.py            # all
    python benchmarks/run.py matching   # some

They time whole processes on the machine they run on: quote medians and ratios, on a quiet machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent


def main() -> int:
    """Run the benchmarks that were named, or all; exit 1 when one fails."""
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("*.py") if path.stem != "run")
    failed = []
    for name in names:
        print(f"{name} ...", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        environment = {**os.environ, "PYTHONPATH": str(TOP)}
        done = subprocess.run(command, cwd=TOP, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            failed.append(name)
        else:
            (HERE / "results" / f"{name}.md").write_text(done.stdout, "utf-8")
    for name in failed:
        print(f"{name} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
