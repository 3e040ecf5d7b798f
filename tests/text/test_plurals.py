from __future__ import annotations

from bb.text.plurals import count_nl, join_nl


def test_counting() -> None:
    assert [count_nl(n, "zaak", "zaken") for n in (0, 1, 2, 1234567)] == [
        "geen zaken",
        "1 zaak",
        "2 zaken",
        "1.234.567 zaken",
    ]
    assert count_nl(0, "dag", "dagen", none="0") == "0 dagen"


def test_listing() -> None:
    assert not join_nl([])
    assert join_nl(["a"]) == "a"
    assert join_nl(["a", "b"]) == "a en b"
    assert join_nl(["a", "b", "c"], "of") == "a, b of c"
