"""Reading and checking everything, cold: `bb validate` on 300, 5,000 and 100,000 cases, beside fixed measures.

    python benchmarks/run.py reading                    # all sizes; the largest takes some minutes to make, once
    python -m benchmarks.reading 300 5000               # some sizes

Every figure is the median of whole processes (of others on the largest: one), taken in turns, on the same files: a
start of Python that imports what every command does, a look at all files, one pass of the C parser of YAML over the
same front matter, and programs of others that only read. Those that are not on this machine are skipped, and that is
said.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.sizes import SIZES, TODAY, organisation

RUNS = {300: 9, 5_000: 7, 100_000: 3}
FEW = 3
SLOW = ("python-frontmatter", "gray-matter (node)", "js-yaml (node)", "hugo list all")
"""Programs of others; with few runs they have one, as they take longest."""
USUAL = 5_000
START = "import click, sqlite3"
FILES = "import os,sys\nfiles=[os.path.join(d,n) for d,_,ns in os.walk(sys.argv[1]) for n in ns if n.endswith('.md')]\n"
LOOK = FILES + "for f in files: os.stat(f)"
EVENTS = (
    FILES + "from yaml._yaml import CParser\nfrom yaml.events import StreamEndEvent\n"
    "for f in files:\n    text=open(f,encoding='utf-8').read()\n"
    "    get=CParser(text[4:text.index('\\n---',3)+1]).get_event\n"
    "    while type(get()) is not StreamEndEvent: pass\n"
)
FRONTMATTER = FILES + "import frontmatter\nfor f in files: frontmatter.load(f)"
NODE = (
    "const fs=require('fs'),path=require('path'),read=%s;"
    "(function w(d){for(const e of fs.readdirSync(d,{withFileTypes:true})){const p=path.join(d,e.name);"
    "if(e.isDirectory())w(p);else if(p.endsWith('.md'))read(fs.readFileSync(p,'utf8'))}})(process.argv[1])"
)
GRAY_MATTER = NODE % "require('gray-matter')"
JS_YAML = NODE % "(t=>require('js-yaml').load(t.slice(4,t.indexOf('\\n---',3)+1)))"


class Run(NamedTuple):
    """Seconds of one process, and the most memory of it or of a process it started, in MB."""

    seconds: float
    peak: float


def run(command: Sequence[str], where: Path, environment: dict[str, str]) -> Run:
    """Run one command to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=where, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > (command[1:3] == ["-m", "bb"]):  # a finding in invented cases is no failure
        raise SystemExit(f"{command[:3]} ended with {process.returncode}")
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def node(scratch: Path) -> dict[str, str] | None:
    """Return an environment in which node finds what it needs, None when there is none to be had."""
    if shutil.which("node") is None:
        return None
    own = {**os.environ, "NODE_PATH": os.environ.get("NODE_PATH", str(scratch / "node_modules"))}
    asks = ["node", "-e", "require('gray-matter');require('js-yaml')"]
    if subprocess.run(asks, env=own, stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return own
    wanted = ["npm", "install", "--silent", "--no-audit", "--prefix", str(scratch), "gray-matter", "js-yaml"]
    subprocess.run(wanted, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return own if subprocess.run(asks, env=own, stderr=subprocess.DEVNULL, check=False).returncode == 0 else None


def versions(scratch: Path) -> str:
    """Return which versions of what others made are measured."""
    found = [f"{name} {importlib.metadata.version(name)}" for name in ("pyyaml", "python-frontmatter")]
    own = node(scratch)
    if own is not None:
        asks = "['gray-matter','js-yaml'].map(n=>n+' '+require(n+'/package.json').version)"
        script = f"console.log(['node '+process.versions.node,...{asks}].join(', '))"
        found.append(subprocess.run(["node", "-e", script], env=own, capture_output=True, text=True, check=True).stdout)
    if shutil.which("hugo"):
        found.append(subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout)
    return ", ".join(one.strip() for one in found)


def measured(root: Path, runs: int, scratch: Path) -> dict[str, Run]:
    """Return the median of each measure on one organisation, taken in turns."""
    python = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    commands: dict[str, tuple[list[str], dict[str, str]]] = {
        f"python -c '{START}'": ([sys.executable, "-c", START], python),
        "a stat of all files": ([sys.executable, "-c", LOOK, str(root)], python),
        "one pass of the C event parser": ([sys.executable, "-c", EVENTS, str(root)], python),
        "bb validate": ([sys.executable, "-m", "bb", "--today", TODAY, "-C", str(root), "validate"], python),
        "python-frontmatter": ([sys.executable, "-c", FRONTMATTER, str(root)], python),
    }
    own = node(scratch)
    if own is not None:
        commands["gray-matter (node)"] = (["node", "-e", GRAY_MATTER, str(root)], own)
        commands["js-yaml (node)"] = (["node", "-e", JS_YAML, str(root)], own)
    if shutil.which("hugo"):
        site = scratch / f"site-{root.name}"
        site.mkdir()
        (site / "config.toml").write_text(f'contentDir = "{root}"\n', "utf-8")
        commands["hugo list all"] = (["hugo", "list", "all", "-s", str(site)], dict(os.environ))
    done: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs):
        for name, (command, environment) in commands.items():
            if turn == 0 or runs > FEW or name not in SLOW:
                done[name].append(run(command, scratch, environment))
    return {name: Run(*map(statistics.median, zip(*of_one, strict=True))) for name, of_one in done.items()}


def main() -> int:
    """Measure the sizes that were named, or all, and print a page."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    print("# Reading and checking everything, cold\n")
    print(f"{platform.platform()}, {cores} cores; Python {platform.python_version()}.", end=" ")
    print(f"Medians of whole processes taken in turns. Load before: {os.getloadavg()[0]:.1f}.\n")
    per_file: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as home:
        scratch = Path(home)
        print(f"Beside it: {versions(scratch)}.\n")
        for tool in ("node", "hugo"):
            if shutil.which(tool) is None:
                print(f"{tool} is not on this machine: skipped.\n")
        for cases in sizes:
            root = organisation(cases, closed=True)
            files = sum(1 for _ in root.rglob("*.md"))
            found = measured(root, RUNS.get(cases, 3), scratch)
            events = found["one pass of the C event parser"].seconds
            start = found[f"python -c '{START}'"].seconds
            per_file[cases] = found["bb validate"].seconds / files
            print(f"## {cases} cases, {files} files\n")
            print("| what | ms | x start | x events | µs per file | largest process, MB |\n|---|---|---|---|---|---|")
            for name, (seconds, peak) in found.items():
                times = f"{seconds / start:.2f} | {seconds / events:.2f}"
                print(f"| {name} | {seconds * 1000:.0f} | {times} | {seconds / files * 1e6:.0f} | {peak:.0f} |")
            print(flush=True)
    if USUAL in per_file and max(per_file) > USUAL:
        ratio = per_file[max(per_file)] / per_file[USUAL]
        print(f"Time per file at {max(per_file)} cases: {ratio:.2f} x that at {USUAL}.\n")
    print(WHERE)
    return 0


WHERE = """## Where the time goes

Sampled every millisecond of CPU time in one process over 5,000 cases (1.3 s without starting): 32 % reading a file to a
record (12 % its journal, of which 7 % lines not seen before; 8 % the parties; 4 % the file itself; 3 % cutting it in
two), 15 % telling the journal step by step, 19 % the sixty rules about one file, 11 % looking for personal data, 7 %
whether all it names is known, 3 % the team of each case, 6 % what is asked over all files at the end (teams, loads),
the rest taking values apart and together. No function takes more than 6 % by itself: making values of frozen classes
does, then changing the state of a case (5 %) and looking at the form of new lines (5 %).

In time on two cores: 0.18 s starting (most of it imports, of which click and Python itself a third), 0.03 s looking
which files there are and reading `bb.yaml`, then each core its share of the files, and 0.12 s in one process at the end
(values that come from the other process, teams). So a quarter of the time is work that two cores cannot share. A file
with anything unusual takes eight times as long to read: the C parser, and a tree with places."""


if __name__ == "__main__":
    sys.exit(main())
