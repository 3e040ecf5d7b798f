from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.new_record import draft_new, new_record
from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.domain.records import Record
from tests.actions.organisation import CASE, SETTINGS, TODAY, git


def new(root: Path, kind: str, name: str | None = None, **typed: str) -> Record:
    """`bb new SOORT [NAAM] veld=waarde …`; `A_wijk` stands for A.wijk."""
    opened = open_readable(root)
    words = {key.replace("_", ".", 1) if key[0].isupper() else key: value for key, value in typed.items()}
    return new_record(opened, draft_new(opened.register, kind, words, TODAY), name, TODAY).record


def case(root: Path, **typed: str) -> Record:
    return new(root, "casus", **{"klachten": "tuin", "verwijzer": "zelf", "via": "mail", "A_wijk": "noord"} | typed)


def test_a_new_case_gets_the_next_number_of_its_coordinator(root: Path) -> None:
    first = case(root)
    second = case(root, A_wijk="dijk", B_wijk="dijk")
    assert (first.id, second.id) == ("2026-0002", "2026-5000")
    assert (root / "casus/2026/2026-0002.md").read_text() == (
        "---\n"
        "klachten: [tuin]\n"
        "verwijzer: zelf\n"
        "coordinator: c-1\n"
        "partijen:\n"
        "  A: {wijk: noord}\n"
        "verloop:\n"
        "  - {op: 2026-11-23, wat: melding, via: mail}\n"
        "---\n"
    )
    assert git(root, "log", "--format=%an: %s").split("\n")[:2] == [
        "Sam Voorbeeld: 2026-5000: nieuwe casus",
        "Noor Example: 2026-0002: nieuwe casus",
    ]
    assert git(root, "status", "--short") == ""


def test_the_number_of_a_file_that_cannot_be_read_is_not_given_again(root: Path) -> None:
    (root / "casus/2026/2026-0002.md").write_text("zonder kop")
    assert case(root).id == "2026-0003"


def test_numbers_end(root: Path) -> None:
    (root / "casus/2026/2026-4999.md").write_text(CASE)
    with pytest.raises(Stop, match="zaaknummers van 2026 zijn op"):
        case(root)


def test_a_volunteer_a_guest_a_partner_and_an_activity(root: Path) -> None:
    assert new(root, "vrijwilliger", wijk="dijk", kanaal="via-via").id == "v-003"
    assert new(root, "partner", "politie-noord", soort="politie", gemeenten="Waterstad").id == "politie-noord"
    assert new(root, "vrijwilliger", van="politie-noord").id == "g-001"
    meeting = new(root, "activiteit", soort="intervisie", datum="3-2-2027")
    assert meeting.id == "2027-intervisie-1"  # of the year it is held in
    assert [event.wat for event in meeting.verloop] == ["gepland"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (None, "Hoe heet de partner"),
        ("woonstad", "is er al"),
        ("zelf", "kan niet als naam"),
        ("Woon Stad", "kan niet als naam"),
        ("../bb", "kan niet als naam"),
    ],
)
def test_names_a_partner_cannot_have(root: Path, name: str | None, says: str) -> None:
    with pytest.raises(Stop, match=says):
        new(root, "partner", name, soort="politie", gemeenten="Waterstad")


def test_what_is_missing_is_named_with_its_question(root: Path) -> None:
    with pytest.raises(Stop, match=r"Er ontbreekt nog:\n  via=…") as caught:
        new(root, "casus")
    assert "A.wijk=…" in caught.value.message


def test_a_record_against_a_rule_is_refused_and_given_back(root: Path) -> None:
    with pytest.raises(Stop) as caught:
        case(root, verwijzer="niemand")
    assert "  verwijzer: niemand\n" in caught.value.message.partition("U typte:\n")[2]
    assert not (root / "casus/2026/2026-0002.md").exists()


def test_in_an_example_organisation_nothing_is_made(root: Path) -> None:
    (root / "bb.yaml").write_text(SETTINGS + "voorbeeld: ja\n")
    with pytest.raises(Stop, match="Dit is een voorbeeld"):
        case(root)
