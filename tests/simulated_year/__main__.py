"""Live through whole years, and write down what came of them: `python -m tests.simulated_year --seed 1 --seed 2`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.simulated_year.office import YEAR, opened
from tests.simulated_year.outcome import differences
from tests.simulated_year.year import live


def one_year(seed: int, folder: Path) -> tuple[str, list[str]]:
    """Live through a year in a folder; return a line about it, and everything that is not as it should be."""
    started = time.process_time()
    with pytest.MonkeyPatch.context() as patch, opened(YEAR, seed, folder, patch) as office:
        live(office, _say)
        wrong = differences(office)
        typed = sum(sum(desk.typed.values()) for desk in office.desks.values())
        line = f"| {seed} | {len(office.fates)} | {typed} | {len(wrong)} | {time.process_time() - started:.0f} s |"
    return line, wrong


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Live through a year for each seed; 1 when something was wrong in one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument("--keep", type=Path, help="keep the organisations in this folder")
    asked = parser.parse_args()
    failed = False
    for seed in asked.seed or [1]:
        with tempfile.TemporaryDirectory(prefix="bb-year-") as folder:
            place = asked.keep / str(seed) if asked.keep else Path(folder) / "year"
            place.mkdir(parents=True)
            line, wrong = one_year(seed, place)
        _say("\n".join((line, *wrong)))
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
