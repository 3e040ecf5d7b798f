"""Organisations of every size to measure on, made once by `bb demo` and kept outside the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = tuple(map(int, os.environ.get("BB_BENCH_SIZES", "300 5000 100000").split()))
"""Numbers of cases; the largest takes minutes. Fewer: `BB_BENCH_SIZES="300 5000"`."""
TODAY = "2026-11-25"
_NOT_AGAIN = re.compile("wat: (?:heropening|verzoek)|zie:|vervolg_op:")
_EACH = 5_000  # cases `bb demo` makes well; a larger organisation is several of them with other numbers


def organisation(cases: int, *, closed: bool = False) -> Path:
    """Return the folder of an organisation with so many cases, made when it is not there yet.

    With `closed` a large one has no more running cases than its volunteers may have: the others are all closed.
    """
    home = Path(os.environ.get("BB_BENCH", Path(tempfile.gettempdir()) / "bb-bench"))
    root = home / (f"{cases}-closed" if closed and cases > _EACH else str(cases))
    if not (root / "bb.yaml").is_file():
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        if cases <= _EACH:
            _demo(root, cases)
        else:
            _copies(root, organisation(_EACH), cases, closed=closed)
    return root


def _demo(root: Path, cases: int) -> None:
    command = [sys.executable, "-m", "bb", "--today", TODAY, "demo", str(root), "--cases", str(cases)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root / ".git", ignore_errors=True)


def _copies(root: Path, model: Path, cases: int, *, closed: bool) -> None:
    """Put the cases of a smaller organisation in a larger one until it has so many, each time in years of their own.

    The journals keep their days, so (if not only `closed` ones are copied) as many cases are under way as in all the
    smaller ones together.
    """
    shutil.copytree(model, root)
    own = sorted((model / "casus").rglob("*.md"))
    texts = [(path, path.read_text("utf-8")) for path in own]
    if closed:
        texts = [one for one in texts if "wat: afsluiting" in one[1] and not _NOT_AGAIN.search(one[1])]
    missing = cases - len(own)
    for copy in range(1, missing // len(texts) + 2):
        for path, text in texts[: max(0, missing - (copy - 1) * len(texts))]:
            year = int(path.stem[:4]) - 3 * copy
            target = root / "casus" / str(year) / f"{year}{path.name[4:]}"
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")
