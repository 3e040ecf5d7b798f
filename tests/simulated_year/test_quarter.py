"""A quarter in an office, lived through the commands: the small version of `python -m tests.simulated_year`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulated_year.office import QUARTER, opened
from tests.simulated_year.outcome import differences
from tests.simulated_year.year import live


def test_a_quarter_ends_with_nothing_wrong_and_the_figures_of_a_tally(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(QUARTER, 1, tmp_path, monkeypatch) as office:
        live(office)
        assert not differences(office)
        assert list(office.letters.iterdir())
