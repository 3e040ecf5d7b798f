"""The committed example organisation, and what the report makes of it.

The pages in `tests/golden/` were read by eye. After a change that is meant: write them anew with
`bb --today 2026-11-23 report JAAR --out tests/golden` in the top folder (and `report 2025 --public --format
html,json,md,csv`), and read the difference.
"""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from bb.actions.make_report import Wanted, make_report
from bb.actions.validate import validate

TOP = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 23)


def test_the_example_is_what_the_generator_makes() -> None:
    spec = importlib.util.spec_from_file_location("example", TOP / "tools" / "example.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    folders = ("activiteiten", "casus", "netwerk", "vrijwilligers")
    paths = [TOP / "bb.yaml", *(path for folder in folders for path in (TOP / folder).rglob("*.md"))]
    assert {path.relative_to(TOP).as_posix(): path.read_bytes() for path in paths} == tool.example()


def test_nothing_is_wrong_in_the_example() -> None:
    assert validate(TOP, TODAY).shown == ()


@pytest.mark.parametrize("jaar", [2025, 2026])
def test_the_report_of_the_example_is_as_it_was_read(jaar: int, tmp_path: Path) -> None:
    made = make_report(TOP, Wanted(jaar=jaar, today=TODAY), out=tmp_path)
    for path in made.files.values():
        assert path.read_bytes() == (GOLDEN / path.name).read_bytes(), path.name


def test_the_public_report_of_the_example_is_as_it_was_read(tmp_path: Path) -> None:
    made = make_report(TOP, Wanted(jaar=2025, today=TODAY, public=True), ("html", "json", "md", "csv"), tmp_path)
    for path in made.files.values():
        assert path.read_bytes() == (GOLDEN / path.name).read_bytes(), path.name
