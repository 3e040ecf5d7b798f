"""How long a mail run takes: `bb followups --mail` with 50 things to mail, beside a page of the same.

Whole processes, medians, taken in turns so that a busy moment hits both. The mail goes to a `sendmail` that
throws it away, so there is no network. Run: python benchmarks/mail.py > benchmarks/results/mail.md
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

TODAY = date(2026, 11, 23)
RUNS = 15
ITEMS = 50
TOP = Path(__file__).resolve().parents[1]
SETTINGS = """\
formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren:
  - {{id: c-1, naam: Noor Example, mail: noor@org.example, gemeenten: [Waterstad], nummers: 1-4999}}
wijken:
  noord: {{gemeente: Waterstad}}
mail: {{host: {host}, van: bb@org.example}}
"""
CASE = """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
verloop:
  - {op: 2026-11-02, wat: melding, via: telefoon}
---
"""


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Return how long a command took, from start to end."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure, and print the results as a page of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "bb.yaml").write_text(SETTINGS.format(host=socket.gethostname()), "utf-8")
        cases = here / "casus" / "2026"
        cases.mkdir(parents=True)
        for number in range(1, ITEMS + 1):
            (cases / f"2026-{number:04d}.md").write_text(CASE, "utf-8")
        person = ("-c", "user.name=Noor Example", "-c", "user.email=noor@org.example")
        for words in (["init", "--quiet"], ["add", "."], [*person, "commit", "--quiet", "-m", "begin"]):
            subprocess.run(["git", *words], cwd=folder, check=True)
        sendmail = here / "programs" / "sendmail"
        sendmail.parent.mkdir()
        sendmail.write_text("#!/bin/sh\nexec cat >/dev/null\n", "utf-8")
        sendmail.chmod(0o755)
        env = {
            **os.environ,
            "PYTHONPATH": str(TOP),
            "PATH": f"{sendmail.parent}{os.pathsep}{os.environ['PATH']}",
            "XDG_STATE_HOME": str(here / "state"),
        }
        bb = [sys.executable, "-m", "bb", "-C", folder, "--today", str(TODAY), "followups"]
        mail, check = [], []
        for number in range(RUNS + 2):  # the first two warm the disk up
            shutil.rmtree(here / "state", ignore_errors=True)
            times = (seconds([*bb, "--check"], env), seconds([*bb, "--mail"], env))
            if number >= 2:
                check.append(times[0])
                mail.append(times[1])
            sent = len(list((here / "state" / "bb" / "7f3a9c2e" / "outbox" / "sent").iterdir()))
            if sent != 1:
                raise SystemExit(f"expected one mail, found {sent}")
        low, high = statistics.median(check), statistics.median(mail)
    print("# A mail run\n")
    print(f"{ITEMS} things to mail to one coördinator; medians of {RUNS} whole processes, in turns.\n")
    print("| | ms |\n|---|---|")
    print(f"| `bb followups --check` (load, work out, print) | {low * 1000:.0f} |")
    print(f"| `bb followups --mail` (load, work out, build, queue, hand over, note) | {high * 1000:.0f} |")
    print(f"| beyond loading (target: under 300) | **{(high - low) * 1000:.0f}** |")
    print(f"| ratio | {high / low:.2f} |\n")
    versions = f"Python {platform.python_version()}, icalendar {version('icalendar')}"
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions}.")


if __name__ == "__main__":
    main()
