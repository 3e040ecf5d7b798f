from __future__ import annotations

import pytest

from bb.domain.types import BEDRAG, DATUM, DUUR, JA_NEE, LETTERS, NORM, SLOTS, TIJD, Scalar, id_of, number, one_of
from bb.files.tidy import tidied

PERSON = id_of("vrijwilliger", "coordinator")


@pytest.mark.parametrize(
    ("typed", "type_", "written"),
    [
        ("1-6-2026", DATUM, "2026-06-01"),
        ("01/06/2026", DATUM, "2026-06-01"),
        ("2026-6-1", DATUM, "2026-06-01"),
        ("9.30", TIJD, "09:30"),
        ("9:30 uur", TIJD, "09:30"),
        ("JA", JA_NEE, "ja"),
        ("v12", PERSON, "v-012"),
        ("V-002", PERSON, "v-002"),
        ("c1", PERSON, "c-1"),
        ("a b", LETTERS, "AB"),
        ("85,50", BEDRAG, "85.50"),
        ("€ 85,-", BEDRAG, "85"),
        ("80 %", NORM, "80%"),
        ("2 Weken", DUUR, "2 weken"),
        ("Di avond", one_of(*SLOTS), "di-avond"),
        ("Woonstad", id_of("partner"), "woonstad"),
    ],
)
def test_what_can_be_read_in_one_way_only_is_written_so(typed: str, type_: Scalar, written: str) -> None:
    assert type_.parse(typed) is None
    assert tidied(typed, type_) == written


@pytest.mark.parametrize(
    ("typed", "type_"),
    [
        ("31-02-2026", DATUM),
        ("1-6-26", DATUM),
        ("morgen", DATUM),
        ("25.00", TIJD),
        ("1_2", number(0, 100)),
        ("12.0", number(0, 100)),
        ("misschien", JA_NEE),
        ("1.250", BEDRAG),
        ("x" * 1000, id_of("partner")),
        ("", DATUM),
    ],
)
def test_what_is_not_sure_is_left_to_people(typed: str, type_: Scalar) -> None:
    assert tidied(typed, type_) is None
