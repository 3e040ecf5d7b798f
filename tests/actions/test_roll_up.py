"""Several organisations together: what each counts, added up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bb.actions.make_report import Wanted
from bb.actions.roll_up import roll_up
from bb.actions.stop import Stop

WANTED = Wanted(jaar=2026, today=date(2026, 11, 23))


@pytest.fixture
def other(root: Path, tmp_path: Path) -> Path:
    """Another organisation, with one case more in 2026."""
    made = shutil.copytree(root, tmp_path / "polderdam")
    settings = (root / "bb.yaml").read_text("utf-8")
    (made / "bb.yaml").write_text(settings.replace("7f3a9c2e", "0badcafe").replace("Waterstad", "Polderdam"), "utf-8")
    shutil.copyfile(made / "casus/2026/2026-0001.md", made / "casus/2026/2026-0002.md")
    return made


def test_the_total_is_the_sum_of_all(root: Path, other: Path) -> None:
    parts = roll_up([root, other], WANTED)
    assert [part.naam for part in parts] == ["Buurtbemiddeling Waterstad", "Buurtbemiddeling Polderdam", "samen"]
    assert [part.figures["aanmeldingen"] for part in parts] == [1, 2, 3]
    first, second, together = parts
    assert all(value == first.figures[name] + second.figures[name] for name, value in together.figures.items())


def test_what_is_each_ones_own_is_left_out(root: Path) -> None:
    (_, together) = roll_up([root], WANTED)
    assert not [name for name in together.figures if name.startswith(("wijk", "verwijzer", "contact"))]


def test_nobody_counts_twice(root: Path, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="twee keer"):
        roll_up([root, shutil.copytree(root, tmp_path / "kopie")], WANTED)
