"""Charts: bars as long as their numbers, text that is text, the same every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from bb.report.charts import Bar, Column, Spread, bars, columns, spreads
from bb.report.numbers import change_nl, number_nl, share_nl


def widths(chart: str, css: str) -> list[str]:
    return [e.get("width", "") for e in ET.fromstring(chart) if e.get("class") == css]  # noqa: S314 - our own chart


def test_bars_are_as_long_as_their_part() -> None:
    chart = bars(
        "x", "t", "d", [Bar(label="a", text="2", part=1, before=0.5), Bar(label="b", text="1", part=0.5, before=0)]
    )
    assert widths(chart, "c-now") == ["100%", "50%"]
    assert widths(chart, "c-before") == ["50%"]  # nothing is drawn for zero


def test_columns_share_one_scale_and_an_unknown_month_stays_empty() -> None:
    chart = columns("x", "t", "d", [Column(label="jan", value=4, before=2), Column(label="feb", value=None, before=0)])
    tree = ET.fromstring(chart)  # noqa: S314 - our own chart
    heights = {e.get("class"): float(e.get("height", "0")) for e in tree if e.tag == "rect"}
    assert heights["c-now"] == 2 * heights["c-before"]
    assert re.findall(r">(\w+)</text>", chart) == ["4", "jan", "feb"]


def test_spreads_run_from_quartile_to_quartile() -> None:
    chart = spreads("x", "t", "d", [Spread(label="a", text="5", low=2, middle=5, high=10)])
    assert widths(chart, "c-soft") == ["80%"]
    assert 'x1="50%"' in chart


@pytest.mark.parametrize("draw", [bars, columns, spreads])
def test_a_chart_of_nothing_is_still_a_chart(draw: object) -> None:
    assert callable(draw)
    assert ET.fromstring(draw("x", "t", "d", [])).get("role") == "img"  # noqa: S314 - our own chart


def test_labels_are_escaped() -> None:
    chart = bars("x", "<t>", "a & b", [Bar(label="<b>'t", text='"', part=1)])
    assert "<b>" not in chart
    assert "".join(ET.fromstring(chart).itertext()) == "<t>a & b<b>'t\""  # noqa: S314 - our own chart


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234567, 0, "1.234.567"),
        (12.25, 1, "12,3"),
        (100.0, 1, "100"),
        (1000.5, 1, "1.000,5"),
        (None, 1, "-"),
    ],
)
def test_numbers_are_dutch(number: float | None, decimals: int, text: str) -> None:
    assert number_nl(number, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.145, "15%"), (0.005, "1%"), (0.0049, "<1%"), (0.995, ">99%"), (0.994, "99%"), (1.0, "100%")]
)
def test_a_share_never_looks_like_all_or_nothing_when_it_is_not(share: float, text: str) -> None:
    assert share_nl(share) == text


def test_a_change_shows_its_sign() -> None:
    assert [change_nl(1200, 0), change_nl(0, 3), change_nl(2.04, 2, 1), change_nl(None, 3)] == [
        "+1.200",
        "-3",
        "gelijk",
        "-",
    ]
