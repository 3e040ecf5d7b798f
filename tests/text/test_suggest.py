from __future__ import annotations

from bb.text.suggest import closest

EVENTS = ["koppeling", "afsluiting", "nazorg", "heropening"]


def test_the_word_that_was_meant() -> None:
    assert closest("kopeling", EVENTS) == "koppeling"
    assert closest("NAZORG", EVENTS) == "nazorg"
    assert closest("aflsuiting", EVENTS) == "afsluiting"


def test_nothing_near_is_nothing() -> None:
    assert closest("xyz", EVENTS) is None
    assert closest("", EVENTS) is None
    assert closest("koppeling", []) is None
