from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.log_event import event_kind
from bb.actions.stop import Status, Stop
from bb.files import disk
from tests.actions.organisation import CASE, CASUS, SETTINGS, VOLUNTEER, allowed, git, log

LINE = "  - {op: 2026-11-23, wat: voorstel, team: [v-001, v-002]}"
BOM = b"\xef\xbb\xbf"


def test_an_event_is_one_line_and_one_commit(root: Path) -> None:
    changed = log(root, "2026-0001", "voorstel", team="v1,v2")
    assert [event.wat for event in changed.verloop] == ["melding", "intake", "voorstel"]
    shown = git(root, "show", "--format=", "--unified=0").splitlines()
    assert [line for line in shown if line.startswith(("+ ", "- ", "+-", "--"))] == [f"--- a/{CASUS}", f"+{LINE}"]
    assert git(root, "log", "-1", "--format=%an: %s") == "Noor Example: 2026-0001: voorstel 2026-11-23\n"


@pytest.mark.parametrize("start", [b"", BOM])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_byte_of_a_file_stays_as_it_was(root: Path, start: bytes, end: str) -> None:
    written = start + CASE.replace("\n", end).encode()
    (root / CASUS).write_bytes(written)
    log(root, "2026-0001", "voorstel", team="v1,v2")
    after = (root / CASUS).read_bytes()
    line = f"{LINE}{end}".encode()
    assert after.count(line) == 1
    assert after.replace(line, b"") == written


def test_an_event_of_an_earlier_day_stands_where_it_belongs(root: Path) -> None:
    log(root, "2026-0001", "contact", op="3-11", met="A", via="telefoon", bereikt="nee")
    lines = (root / CASUS).read_text().split("\n")
    at = lines.index("  - {op: 2026-11-03, wat: contact, met: A, via: telefoon, bereikt: nee}")
    assert "wat: melding" in lines[at - 1]
    assert "wat: intake" in lines[at + 1]


def test_what_is_missing_is_named_with_its_question(root: Path) -> None:
    with pytest.raises(Stop) as caught:
        log(root, "2026-0001", "gepland", voor="gesprek")
    assert caught.value.status is Status.USAGE
    assert "datum=…  Op welke dag is het afgesproken?" in caught.value.message
    assert "voor=…" not in caught.value.message


@pytest.mark.parametrize("op", ["morgen", "2027-01-01"])
def test_what_has_not_happened_yet_is_not_an_event(root: Path, op: str) -> None:
    with pytest.raises(Stop, match="ligt in de toekomst") as caught:
        log(root, "2026-0001", "gesprek", op=op, met="A")
    assert "'gepland'" in caught.value.message
    assert (root / CASUS).read_text() == CASE


def test_an_event_against_a_rule_is_refused_and_what_was_typed_is_given_back(root: Path) -> None:
    with pytest.raises(Stop) as caught:
        log(root, "2026-0001", "voorstel", team="v1,v77")
    assert caught.value.status is Status.FINDINGS
    assert "v-077" in caught.value.message
    assert caught.value.message.endswith("U typte:\n  {op: 2026-11-23, wat: voorstel, team: [v-001, v-077]}")
    assert (root / CASUS).read_text() == CASE


def test_what_deserves_a_second_look_is_recorded_and_said(root: Path) -> None:
    (root / "vrijwilligers/v-001.md").write_text(VOLUNTEER.replace("wijk: noord", "wijk: dijk\nmax: 1"))
    (root / "vrijwilligers/v-002.md").write_text(VOLUNTEER.replace("wijk: noord", "wijk: dijk"))
    assert allowed(root, "2025-0007", "koppeling", op="2025-11-10", team="v1,v2", reden="ervaring").warnings == ()
    (warning,) = allowed(root, "2026-0001", "koppeling", team="v1,v2", reden="ervaring").warnings
    assert warning.code == "BB507"
    assert "wat: koppeling" in (root / CASUS).read_text()


def test_an_old_mistake_elsewhere_does_not_stand_in_the_way(root: Path) -> None:
    (root / "casus/2025/2025-0007.md").write_text(CASE.replace("zelf", "niemand-die-bestaat"))
    (root / "vrijwilligers/v-002.md").write_text("geen kop")
    log(root, "2026-0001", "contact", met="A", via="telefoon")
    assert "wat: contact" in (root / CASUS).read_text()


def test_a_file_whose_lines_cannot_be_added_to_gives_the_line_to_type(root: Path) -> None:
    flow = CASE.split("verloop:")[0] + (
        "verloop: [{op: 2026-11-02, wat: melding, via: mail},\n  {op: 2026-11-04, wat: intake, geschikt: ja}]\n---\n"
    )
    (root / CASUS).write_text(flow)
    with pytest.raises(Stop) as caught:
        log(root, "2026-0001", "voorstel", team="v1,v2")
    assert "{op: 2026-11-23, wat: voorstel, team: [v-001, v-002]}" in caught.value.message
    assert CASUS in caught.value.message
    assert (root / CASUS).read_text() == flow


def test_a_file_saved_by_an_editor_meanwhile_is_refused_with_the_line(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = disk.read

    def then_changed(folder: Path, path: str) -> bytes | disk.Unreadable:
        data = read(folder, path)
        with (root / CASUS).open("a") as file:
            file.write("nog een regel\n")
        return data

    monkeypatch.setattr(disk, "read", then_changed)
    with pytest.raises(Stop, match="intussen") as caught:
        log(root, "2026-0001", "voorstel", team="v1,v2")
    assert LINE.removeprefix("  - ") in caught.value.message
    assert (root / CASUS).read_text().startswith(CASE + "nog een regel\n")


def test_in_an_example_organisation_nothing_is_recorded(root: Path) -> None:
    (root / "bb.yaml").write_text(SETTINGS + "voorbeeld: ja\n")
    with pytest.raises(Stop, match="Dit is een voorbeeld"):
        log(root, "2026-0001", "voorstel", team="v1,v2")
    assert (root / CASUS).read_text() == CASE


def test_the_event_that_only_bb_writes_is_not_for_typing() -> None:
    with pytest.raises(Stop, match="alleen door bb zelf"):
        event_kind("casus", "vergeten")
    with pytest.raises(Stop, match="Bedoelde u 'koppeling'") as caught:
        event_kind("casus", "kopeling")
    assert "vergeten" not in caught.value.message
