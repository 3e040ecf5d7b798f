"""How long `bb report` takes: 5,000 cases as whole processes, and twenty such organisations rolled up.

    python -m benchmarks.report [CASES] [ORGANISATIONS]

CPU time (user and system) of whole processes, median of several, beside that of `python -c "import click"` in the same
run; the size of the page; and the time and memory of figures of several organisations made one after the other and
added up (`bb.figures.roll_up`). The organisations of the last are one folder, read again and again.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TODAY = "2026-11-23"
TIMES = 5
ROLLED_UP = """
import resource, sys, time
from datetime import date
from pathlib import Path
from bb.actions.make_report import Wanted, gather
from bb.figures import roll_up, year_overview

today = date.fromisoformat(sys.argv[2])
wanted = Wanted(jaar=today.year, today=today)
figures = 0.0

def parts():
    global figures
    for number in range(int(sys.argv[3])):
        register = gather(Path(sys.argv[1]), wanted).register
        begun = time.process_time()
        made = year_overview(register, wanted.period)
        figures += time.process_time() - begun
        del register
        yield f"organisatie-{number}", made

made = roll_up("Samen", parts())
assert all(len(figure.cases) == figure.value for figure in made.figures)
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"{used.ru_utime + used.ru_stime:.1f} {figures:.1f} {used.ru_maxrss / 1024:.0f}")
"""


def _seconds(*command: str) -> float:
    """Return the CPU time of a process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Make the organisation, then measure."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    organisations = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    bb = (sys.executable, "-m", "bb", "--today", TODAY)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*bb, "demo", f"{folder}/d", "--cases", str(cases)], check=True, stdout=subprocess.DEVNULL)
        out = Path(folder) / "out"
        run = (*bb, "-C", f"{folder}/d", "report", TODAY[:4], "--out", str(out))
        _seconds(*run)  # whatever is kept for the next time is made now
        base = statistics.median(_seconds(sys.executable, "-c", "import click") for _ in range(TIMES))
        print(f"{cases} cases, CPU time of whole processes (import click alone: {base:.2f} s)\n")
        for formats in ("html", "json", "md", "csv", "html,json"):
            took = statistics.median(_seconds(*run, "--format", formats) for _ in range(TIMES))
            print(f"- {formats}: {took:.2f} s ({took / base:.0f} x import click)")
        for name in ("", "-zaken"):
            path = out / f"rapport-{TODAY[:4]}{name}.html"
            print(f"- {path.name}: {path.stat().st_size / 1000:.0f} kB")
        command = (sys.executable, "-c", ROLLED_UP, f"{folder}/d", TODAY, str(organisations))
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        print(f"\n{organisations * cases} cases in {organisations} organisations, rolled up\n")
        print(f"- {told[0]} s CPU time in all, {told[1]} s of it figures, {told[2]} MB at most")


if __name__ == "__main__":
    main()
