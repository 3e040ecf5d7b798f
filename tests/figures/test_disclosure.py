"""What may be published gives no group of one to four away, also to who holds every file and can calculate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.figures import Figure, disclosure, period_figures, public_overview, year_period
from bb.figures.disclosure import join_neighbours, join_small, publish
from tests.figures.attacker import TABLES, Attacker, attack, crossed
from tests.figures.random_years import JAREN, random_years
from tests.figures.world import LATER

LONG = bool(settings.default and settings.default.max_examples > 100)
YEARS = 1000 if LONG else 50
"""How many random years are attacked: more when searching long (`make fuzz`)."""


@settings(max_examples=YEARS)
@given(st.integers(0, 10**9))
def test_an_attacker_with_every_public_file_finds_no_small_number(seed: int) -> None:
    assert attack(random_years(seed), JAREN, pages=LONG or seed % 4 == 0) == []


def _anything(*_: Any, **__: Any) -> bool:
    return True


def _as_they_are(found: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    return [(row,) for row in found if row.value]


@pytest.mark.parametrize(
    ("rule", "off", "seed"),
    [
        ("join_small", _as_they_are, 0),
        ("join_neighbours", _as_they_are, 0),
        ("_hidden", _anything, 0),
        ("_Work.apart", _anything, 0),
        ("_Work.time_apart", _anything, 0),
        ("QUARTILES_FROM", disclosure.MEDIAN_FROM, 7),
        ("_spread_out", _anything, 11),
        ("NOT_TAKEN_ON", "", 107),
    ],
)
def test_without_any_one_rule_the_attacker_finds_a_small_number(
    rule: str, off: object, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attack(random_years(seed), JAREN) == []
    monkeypatch.setattr(f"bb.figures.disclosure.{rule}", off)
    assert attack(random_years(seed), JAREN)


def test_the_attacker_calculates() -> None:
    attacker = Attacker()
    attacker.suppose({"of": "x", **c} for c in crossed(resultaat=("opgelost", "verbeterd"), einde=("intake", "eerste")))
    attacker.knows([{"of": "x", "resultaat": "opgelost"}], 38)
    attacker.knows([{"of": "x"}], 40)
    asked = [({"of": "x", "resultaat": "verbeterd"}, 2), ({"of": "x", "resultaat": "verbeterd", "einde": "eerste"}, 1)]
    assert attacker.finds(asked) == asked[:1]


def rows(*values: int) -> list[Figure]:
    return [Figure(name=f"t.{n}", value=value, definition="") for n, value in enumerate(values)]


def joined(made: list[tuple[Figure, ...]] | None) -> list[tuple[int, ...]] | None:
    return None if made is None else [tuple(row.value for row in group) for group in made]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((9, 7, 0), [(9,), (7,)]),
        ((9, 3, 2), [(9,), (3, 2)]),
        ((9, 6, 3), [(9,), (6, 3)]),  # one small row takes the next smallest along
        ((9, 6, 1, 1, 1, 1, 1), [(9,), (6, 1, 1, 1, 1, 1)]),  # five rows that are five together would each be one
        ((9, 6, 4, 4, 4), [(9,), (6, 4, 4, 4)]),  # and three that are twelve each four
        ((3, 1), None),
        ((4,), None),
    ],
)
def test_small_rows_are_joined_until_their_sum_tells_nothing(
    values: tuple[int, ...], shown: list[tuple[int, ...]] | None
) -> None:
    assert joined(join_small(rows(*values))) == shown


def test_months_are_joined_with_the_next_ones() -> None:
    assert joined(join_neighbours(rows(7, 2, 4, 0, 6, 1))) == [(7,), (2, 4), (0, 6, 1)]
    assert joined(join_neighbours(rows(1, 2, 1))) is None


def test_what_is_published_says_what_was_joined_and_left_out() -> None:
    found = publish(period_figures(random_years(6), year_period(2025, LATER)))
    assert found.notes
    assert all(f.share is None or (f.denominator and f.denominator.value >= 20) for f in found.figures)
    assert not [m for f in found.figures for m in f.measures if m.name.startswith("mediaan") and f.value < 10]


def test_nothing_of_one_to_four_cases_is_published() -> None:
    for seed in range(40):
        found = random_years(seed)
        if 1 <= len(found.casus) <= 4:
            public = public_overview(found, year_period(2025, LATER)).figures
            assert not [f.name for f in public if f.value and not f.name.startswith(("vrijwilligers", "activiteit"))]


def test_only_a_calendar_year_that_is_over_can_be_published() -> None:
    with pytest.raises(ValueError, match="over"):
        public_overview(random_years(1), year_period(2025, date(2025, 12, 31)))


def test_each_case_is_published_in_one_row_of_each_table() -> None:
    for seed in range(10):
        public = public_overview(random_years(seed), year_period(2025, LATER)).figures
        totals = Counter[str]()
        for figure in public:
            totals[figure.family] += figure.value
        for family in (*TABLES, "resultaat"):
            whole = totals["afgesloten.behandeld"] if family == "resultaat" else totals["aanmeldingen"]
            assert totals[family] in (0, whole) or family == "resultaat"
