"""`docs/competences.md` says what is met, and what it says can be looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bb.cli.main import COMMANDS

TOP = Path(__file__).parents[1]
PAGE = TOP / "docs" / "competences.md"
STATES = ("met", "partly", "not yet")
BEHAVIOURS = {"1": 4, "2": 5, "3": 5, "4": 3, "5": 5, "6": 3, "7": 4, "8": 3, "9": 5}
"""How many behaviours each competence of the profile has."""
RESULTS = ("1.R", "2.R", "3.R", "K1-K3")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if re.match(r"\| (?:\d|K)", line)
]


def test_every_behaviour_of_the_profile_has_a_row() -> None:
    asked = {f"{task}.{n}" for task, count in BEHAVIOURS.items() for n in range(1, count + 1)}
    found = [row[0] for row in ROWS]
    assert sorted(found) == sorted({*asked, *RESULTS})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row: list[str]) -> None:
    _, _, state, commands, tests, page = row
    assert state in STATES
    named = re.findall(r"`bb ([a-z-]+)`", commands)
    assert all(name in COMMANDS for name in named)
    shown = re.findall(r"`(tests/[a-z_/]+\.py)::(test_[a-z_0-9]+)`", tests)
    for path, name in shown:
        assert f"def {name}(" in (TOP / path).read_text("utf-8"), (path, name)
    if state == "met":
        assert named
        assert shown
        assert "](handleiding/" in page
    else:
        assert page.strip(" |"), "says what is missing"
    assert (state == "not yet") == (not shown)
