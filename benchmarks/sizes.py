"""Organisations of every size to measure on, made once by `bb demo` and kept outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (300, 5_000, 100_000)
TODAY = "2026-11-25"
_EACH = 5_000  # cases `bb demo` makes well; a larger organisation is several of them with other numbers


def organisation(cases: int) -> Path:
    """Return the folder of an organisation with so many cases, made when it is not there yet."""
    root = Path(os.environ.get("BB_BENCH", Path(tempfile.gettempdir()) / "bb-bench")) / str(cases)
    if not (root / "bb.yaml").is_file():
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        if cases <= _EACH:
            _demo(root, cases)
        else:
            _copies(root, organisation(_EACH), cases // _EACH)
    return root


def _demo(root: Path, cases: int) -> None:
    command = [sys.executable, "-m", "bb", "--today", TODAY, "demo", str(root), "--cases", str(cases)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root / ".git", ignore_errors=True)


def _copies(root: Path, model: Path, times: int) -> None:
    """Put the cases of a smaller organisation in a larger one so many times, each time in years of their own.

    The journals keep their days, so as many cases are under way as in all the smaller ones together.
    """
    shutil.copytree(model, root)
    for copy in range(1, times):
        for path in (model / "casus").rglob("*.md"):
            year = int(path.stem[:4]) - 3 * copy
            target = root / "casus" / str(year) / f"{year}{path.name[4:]}"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
