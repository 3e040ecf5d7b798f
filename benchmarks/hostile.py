"""What a folder full of hostile files costs: `bb validate` on an organisation with and without them.

    python benchmarks/hostile.py

Prints medians of whole-process runs, time and peak memory, and the findings each file gave.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3
HEAD = "---\nklachten: [tuin]\nverwijzer: zelf\ncoordinator: c-1\npartijen: {A: {wijk: noord}}\n"
JOURNAL = "verloop:\n  - {op: 2026-01-05, wat: melding, via: telefoon}\n---\n"
CASE = HEAD + JOURNAL


def bomb() -> str:
    """Return front matter that would be a billion values when aliases were followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 20)]
    return "---\n" + "\n".join(lines) + "\n---\n"


TEXTS: dict[str, bytes] = {
    "alias bomb": bomb().encode(),
    "a million brackets": b"---\na: " + b"[" * 1_000_000 + b"\n---\n",
    "65,000 brackets": b"---\na: " + b"[" * 65_000 + b"\n---\n",
    "65,000 pairs": b"---\n" + b"{a: " * 16_000 + b"\n---\n",
    "keys twice": CASE.replace("verwijzer: zelf", "verwijzer: zelf\nverwijzer: zelf").encode(),
    "a tag": CASE.replace("zelf", "!!python/object/apply:os.system [ls]").encode(),
    "NUL": CASE.replace("zelf", "ze\0lf").encode(),
    "a BOM inside": CASE.replace("zelf", "ze\ufefflf").encode(),
    "lone CR": CASE.replace("\n", "\r").encode(),
    "U+2028": CASE.replace("zelf", "ze\u2028lf").encode(),
    "invalid UTF-8": CASE.encode() + b"\xff\xfe",
    "digits of another script": CASE.replace(
        "2026-01-05", "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0665"
    ).encode(),
    "a line end after an id": CASE.replace("c-1", '"c-1\\n"').encode(),
    "terminal escapes": CASE.replace("zelf", "\x1b]0;x\x07").encode(),
    "escaped escapes": CASE.replace("zelf", '"\\x1b[2J"').encode(),
    "no": CASE.replace("geschikt", "no").replace("telefoon}", "telefoon, minuten: no}").encode(),
    "on": CASE.replace("telefoon}", "telefoon, minuten: on}").encode(),
    "19:30": CASE.replace("telefoon}", "telefoon, minuten: 19:30}").encode(),
    "0612345678": CASE.replace("telefoon}", "telefoon, minuten: 0612345678}").encode(),
    "1234E5": CASE.replace("telefoon}", "telefoon, minuten: 1234E5}").encode(),
    "1_2": CASE.replace("telefoon}", "telefoon, minuten: 1_2}").encode(),
    "12.0": CASE.replace("telefoon}", "telefoon, minuten: 12.0}").encode(),
    "250 kB of one word": (CASE + "a" * 250_000).encode(),
}

HARMLESS = {"250 kB of one word"}
"""Large, and nothing is wrong with them."""


def hostile(root: Path) -> dict[str, str]:
    """Write the corpus into an organisation; return the path of each file."""
    placed: dict[str, str] = {}
    folder = root / "casus" / "2019"
    folder.mkdir(parents=True)
    for number, (name, data) in enumerate(TEXTS.items(), 1):
        (folder / f"2019-{number:04}.md").write_bytes(data)
        if name not in HARMLESS:
            placed[name] = f"casus/2019/2019-{number:04}.md"
    big = folder / "2019-0100.md"
    with big.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    placed["100 MB"] = "casus/2019/2019-0100.md"
    (folder / "2019-0101.md").symlink_to("/etc/hostname")
    placed["a link out"] = "casus/2019/2019-0101.md"
    (folder / "2019-0102.md").symlink_to("2019-0001.md")
    placed["a link in"] = "casus/2019/2019-0102.md"
    os.mkfifo(folder / "2019-0103.md")
    placed["a FIFO"] = "casus/2019/2019-0103.md"
    (folder / "2019-0104.md").mkdir()
    placed["a folder x.md"] = "casus/2019/2019-0104.md"
    (folder / "2019-٠١٢٣.md").write_text(CASE, "utf-8")
    placed["another script in an id"] = "casus/2019/2019-٠١٢٣.md"
    (folder / "2019-0105\n.md").write_text(CASE, "utf-8")
    placed["a line end in a name"] = "2019-0105"
    (folder / "\x1b[2J.md").write_text(CASE, "utf-8")
    placed["an escape in a name"] = "[2J.md"
    (root / "netwerk" / "Woonstad.md").write_text("---\nsoort: gemeente\nverloop: []\n---\n", "utf-8")
    placed["a name that differs in case"] = "netwerk/Woonstad.md"
    return placed


def equal(root: Path) -> None:
    """Write as many ordinary files, so that the folders differ in nothing but the hostility."""
    folder = root / "casus" / "2019"
    folder.mkdir(parents=True)
    for number in range(1, len(TEXTS) + 10):
        (folder / f"2019-{number:04}.md").write_text(CASE.replace("2026-01", "2019-01"), "utf-8")


def run(root: Path) -> tuple[float, float, str, int]:
    """Return seconds, peak in MB, what was shown, and the exit status of one run."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as shown:
        process = subprocess.Popen(
            [sys.executable, "-m", "bb", "-C", str(root), "validate", "--format", "github"],
            stdout=shown,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        shown.seek(0)
        text = shown.read().decode("utf-8", "replace")
    return seconds, usage.ru_maxrss / 1024, text, process.returncode


def main() -> int:
    """Measure, and fail when a file gave no finding or the limits are passed."""
    with tempfile.TemporaryDirectory() as home:
        plain, bad = Path(home) / "plain", Path(home) / "bad"
        subprocess.run([sys.executable, "-m", "bb", "demo", str(plain), "--today", "2026-11-23"], check=True)
        shutil.copytree(plain, bad)
        equal(plain)
        placed = hostile(bad)
        pairs = [(run(plain), run(bad)) for _ in range(RUNS)]
        seconds = [statistics.median(pair[side][0] for pair in pairs) for side in (0, 1)]
        memory = [statistics.median(pair[side][1] for pair in pairs) for side in (0, 1)]
        text, status = pairs[-1][1][2:]
    silent = [name for name, path in placed.items() if path not in text]
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {RUNS} runs each")
    print(f"plain   {seconds[0] * 1000:6.0f} ms  {memory[0]:5.1f} MB")
    print(f"hostile {seconds[1] * 1000:6.0f} ms  {memory[1]:5.1f} MB")
    print(f"added   {(seconds[1] - seconds[0]) * 1000:6.0f} ms  {memory[1] - memory[0]:5.1f} MB")
    print(f"exit status {status}; files without a finding: {silent or 'none'}; traceback: {'Traceback' in text}")
    return 1 if silent or status != 1 else 0


if __name__ == "__main__":
    sys.exit(main())
