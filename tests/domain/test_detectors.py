from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain import detectors
from bb.domain.detectors import hits, mask, position
from bb.domain.finding import Position
from benchmarks.detectors import SLOW

SEEDS = [
    tuple(part.strip(" ") for part in line.split(" | ", 2))
    for line in (Path(__file__).parent / "detector_seeds.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PERSONAL = [(kind, form, text) for kind, form, text in SEEDS if kind != "-"]
CLEAN = [text for kind, _, text in SEEDS if kind == "-"]


@pytest.mark.parametrize(("kind", "form", "text"), PERSONAL, ids=lambda value: str(value)[:40])
def test_what_people_type_is_found_as_what_it_is(kind: str, form: str, text: str) -> None:
    assert kind in [hit.kind for hit in hits(text)], form


def test_each_form_is_found_nearly_always() -> None:
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for kind, form, text in PERSONAL:
        found[kind, form].append(kind in [hit.kind for hit in hits(text)])
    assert {form: sum(seen) / len(seen) for form, seen in found.items() if sum(seen) < 0.99 * len(seen)} == {}


@pytest.mark.parametrize(("kind", "form", "text"), PERSONAL, ids=lambda value: str(value)[:40])
def test_one_thing_is_found_once_and_of_one_kind(kind: str, form: str, text: str) -> None:
    assert {hit.kind for hit in hits(text)} == {kind}, form


@pytest.mark.parametrize("text", CLEAN)
def test_dates_ids_numbers_and_plain_words_are_left_alone(text: str) -> None:
    assert [(hit.kind, text[hit.start : hit.end]) for hit in hits(text)] == []


@pytest.mark.parametrize(("kind", "form", "text"), PERSONAL, ids=lambda value: str(value)[:40])
def test_a_shown_line_has_nothing_left_of_it(kind: str, form: str, text: str) -> None:
    shown = mask(text)
    assert len(shown) == len(text), form
    assert kind not in [hit.kind for hit in hits(shown)]
    if kind in {"telefoon", "iban", "bsn", "negen", "adres", "postcode"}:
        assert not any(c.isdigit() for hit in hits(text) for c in shown[hit.start : hit.end])


SIGNS = st.sampled_from(
    [*" .,-()/\u00a0\u2009\u202f\u2011\u2013\n0129aAzZ@\u00e9\u017f:+", "nr", "NL", "[at]", "(AT)", "moslim", "bsn"]
)


@given(
    st.lists(st.sampled_from([text for _, _, text in SEEDS]) | SIGNS, max_size=4),
    st.lists(SIGNS, max_size=6),
    st.data(),
)
def test_the_look_at_the_form_of_a_text_misses_nothing(texts: list[str], signs: list[str], data: st.DataObject) -> None:
    text = "".join(texts)
    for sign in signs:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at + data.draw(st.integers(0, 2)) :]
    plain = detectors._plain(text)
    assert hits(plain) == detectors._hits(plain, detectors._DETECTORS)


def test_two_numbers_on_one_line_are_both_masked() -> None:
    assert mask("06-00123456 of 020-0123456, na 19:30") == "••-•••••••• of •••-•••••••, na 19:30"


@given(st.text(max_size=400))
def test_any_text_can_be_masked(text: str) -> None:
    shown = mask(text)
    assert len(shown) == len(text)
    found = hits(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(
    st.lists(st.sampled_from(["0", "6", "12", " ", "-", "a", "@", ".", "NL66", "straat", "1234", "AB", "bsn", "\n"]))
)
def test_pieces_in_any_order_can_be_masked(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize(("offset", "place"), [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (6, (2, 3))])
def test_a_hit_has_its_line_and_column(offset: int, place: tuple[int, int]) -> None:
    assert position("abc\ndef", offset) == Position(*place)


@pytest.mark.parametrize("piece", SLOW, ids=repr)
def test_a_line_made_to_be_slow_comes_to_an_end(piece: str) -> None:
    line = (piece * (200_000 // len(piece) + 1))[:200_000]
    for text in (line, line + "x", "x" + line):
        assert len(mask(text)) == len(text)  # how long it takes, `benchmarks/detectors.py` measures
