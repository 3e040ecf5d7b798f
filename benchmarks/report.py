"""How long `bb report` takes on an invented organisation of 5,000 cases: median of whole processes.

    python benchmarks/report.py [CASES]

The ratio is to `python -c "import click"` in the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TODAY = "2026-11-23"
TIMES = 5


def _seconds(*command: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Make the organisation, then measure."""
    cases = sys.argv[1] if len(sys.argv) > 1 else "5000"
    bb = (sys.executable, "-m", "bb", "--today", TODAY)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*bb, "demo", f"{folder}/d", "--cases", cases], check=True, stdout=subprocess.DEVNULL)
        out = Path(folder) / "out"
        run = (*bb, "-C", f"{folder}/d", "report", TODAY[:4], "--out", str(out))
        html = statistics.median(_seconds(*run, "--format", "html") for _ in range(TIMES))
        base = statistics.median(_seconds(sys.executable, "-c", "import click") for _ in range(TIMES))
        size = (out / f"rapport-{TODAY[:4]}.html").stat().st_size
    print(
        f"{cases} cases: html with its list of cases {html:.2f} s ({html / base:.0f} x import click), page {size} bytes"
    )


if __name__ == "__main__":
    main()
