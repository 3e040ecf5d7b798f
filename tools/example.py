"""Write the committed example organisation anew: `bb.yaml` and the four data folders at the top.

    python tools/example.py

It is what `bb demo` makes of seed 1 on a fixed day, marked `voorbeeld: ja` so that no command
writes in it.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bb.demo import DEFAULT_CASES, default_volunteers, generate

TOP = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
FOLDERS = ("activiteiten", "casus", "netwerk", "vrijwilligers")


def example() -> dict[str, bytes]:
    """Return the files of the example, by path."""
    made = generate(
        seed=1, cases=DEFAULT_CASES, volunteers=default_volunteers(DEFAULT_CASES), today=TODAY, example=True
    )
    return {path: data for path, data in made.files().items() if path.split("/")[0] in (*FOLDERS, "bb.yaml")}


def main() -> None:
    """Replace the example."""
    for folder in FOLDERS:
        shutil.rmtree(TOP / folder, ignore_errors=True)
    for path, data in example().items():
        target = TOP / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main()
