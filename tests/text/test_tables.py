from __future__ import annotations

import subprocess
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bb.text.tables import table

ROWS: list[tuple[object, ...]] = [("2026-0001", "intake", 3), ("2026-0012", None, 12)]
HEADERS = ["casus", "fase", "dagen"]


def test_a_wide_terminal_gets_columns_with_numbers_to_the_right() -> None:
    assert table(ROWS, HEADERS, 80, plain=False) == (
        "casus      fase      dagen\n---------  ------  -------\n2026-0001  intake        3\n2026-0012               12"
    )


def test_a_narrow_terminal_and_a_screen_reader_get_blocks() -> None:
    blocks = "casus: 2026-0001\nfase: intake\ndagen: 3\n\ncasus: 2026-0012\ndagen: 12"
    assert table(ROWS, HEADERS, 79, plain=False) == blocks
    assert table(ROWS, HEADERS, 200, plain=True) == blocks


def test_a_table_that_does_not_fit_becomes_blocks() -> None:
    shown = table([("2026-0001", "x" * 90)], ["casus", "opmerking"], 100, plain=False)
    assert shown == "casus: 2026-0001\nopmerking: " + "x" * 90


def test_nothing_to_show_is_empty() -> None:
    assert not table([], HEADERS, 80, plain=False)


def test_text_that_looks_like_a_number_stays_as_typed() -> None:
    assert "0612" in table([("0612", "1e5", True)], HEADERS, 80, plain=False)
    assert "1e5" in table([("0612", "1e5", True)], HEADERS, 80, plain=False)


@given(
    rows=st.lists(st.tuples(st.text(), st.none() | st.integers() | st.text()), min_size=1),
    width=st.integers(20, 200),
    plain=st.booleans(),
)
def test_cells_never_bring_in_control_characters(
    rows: list[tuple[str, int | str | None]], width: int, plain: bool
) -> None:
    shown = table(rows, ["een", "twee"], width, plain=plain)
    kinds = {unicodedata.category(character) for character in shown.replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_tabulate_is_loaded_only_for_a_table() -> None:
    code = "import sys, bb.text.tables; sys.exit('tabulate' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
