from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.ids import find_record, kind_of
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from tests.actions.organisation import TODAY


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("1", "2026-0001"),
        ("0001", "2026-0001"),
        ("7", "2025-0007"),  # of the last year that has it
        ("2025-7", "2025-0007"),
        (" 2026-0001 ", "2026-0001"),
        ("v1", "v-001"),
        ("V-1", "v-001"),
        ("v-002", "v-002"),
        ("woonstad", "woonstad"),
    ],
)
def test_short_forms_of_ids(root: Path, typed: str, id_: str) -> None:
    assert find_record(open_readable(root).register, typed, TODAY)[1].id == id_


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("999", "bb list casus"),  # another number is another case: no guess
        ("2026-0002", "bb list casus"),
        ("v-9", "bb list vrijwilliger"),
        ("woonstat", "Bedoelde u woonstad?"),
        ("Woonstad", "Bedoelde u woonstad?"),
        ("2026-intervisie-9", "bb list activiteit"),
        ("../../etc/passwd", "bb list partner"),
    ],
)
def test_what_is_not_there_says_where_to_look(root: Path, typed: str, hint: str) -> None:
    with pytest.raises(Stop) as caught:
        find_record(open_readable(root).register, typed, TODAY)
    assert caught.value.status is Status.USAGE
    assert caught.value.message.endswith(hint)


def test_a_record_that_cannot_be_read_is_not_called_unknown(root: Path) -> None:
    (root / "vrijwilligers/v-001.md").write_text("zonder kop")
    with pytest.raises(Stop, match=r"v-001 kan niet worden gelezen.*bb validate"):
        find_record(open_readable(root).register, "v1", TODAY)


def test_the_words_for_kinds_of_record() -> None:
    words = ["zaken", "casus", "Vrijwilligers", "netwerk", "activiteit"]
    assert [kind_of(word) for word in words] == ["casus", "casus", "vrijwilliger", "partner", "activiteit"]
    with pytest.raises(Stop, match="Kies uit: casus, vrijwilliger, partner of activiteit"):
        kind_of("klanten")
