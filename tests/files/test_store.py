from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bb.files.convert import NewerFormat
from bb.files.disk import Unreadable, Why
from bb.files.places import kind_and_id, path_of
from bb.files.root import find_root
from bb.files.store import BLANK, Loaded, load, load_folder

SETTINGS = (
    b"formaat: 1\norganisatie: 7f3a9c2e\nnaam: Buurtbemiddeling Waterstad\n"
    b"coordinatoren: [{id: c-1, naam: Noor Example}]\nwijken: {noord: {gemeente: Waterstad}}\n"
)
CASE = (
    b"---\nklachten: [relatie]\nverwijzer: zelf\ncoordinator: c-1\npartijen: {A: {wijk: noord}}\n"
    b"verloop:\n  - {op: 2026-06-01, wat: melding, via: telefoon}\n---\n"
)
VOLUNTEER = b"---\nwijk: noord\nverloop: []\n---\n"


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in loaded.findings]


def write(root: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def test_a_folder_is_read_to_a_register_with_ids_in_order(tmp_path: Path) -> None:
    write(tmp_path, {
        "bb.yaml": SETTINGS,
        "casus/2026/2026-0002.md": CASE,
        "casus/2025/2025-0007.md": CASE,
        "vrijwilligers/v-001.md": VOLUNTEER,
        "netwerk/woonstad.md": b"---\nsoort: woningcorporatie\nverloop: []\n---\n",
        "activiteiten/2026-uitje-1.md": b"---\nsoort: uitje\nverloop: []\n---\n",
        "templates/casus.md": b"{{ eigen }}",
        "casus/2026/2026-0002.prive": b"\x00",
    })  # fmt: skip
    loaded = load_folder(tmp_path)
    assert loaded.findings == ()
    assert loaded.organisatie_read
    assert loaded.register.organisatie.naam == "Buurtbemiddeling Waterstad"
    assert list(loaded.register.casus) == ["2025-0007", "2026-0002"]
    assert loaded.register.casus["2026-0002"].source.path == "casus/2026/2026-0002.md"
    assert list(loaded.register.vrijwilliger) == ["v-001"]
    assert list(loaded.register.partner) == ["woonstad"]
    assert list(loaded.register.activiteit) == ["2026-uitje-1"]


def test_one_bad_file_never_stops_the_others() -> None:
    loaded = load(
        [
            ("casus/2026/2026-0001.md", b"\xff"),
            ("casus/2026/2026-0002.md", CASE),
            ("casus/2026/2026-0003.md", Unreadable(Why.LINK)),
            ("vrijwilligers/v-001.md", b"---\n[\n---\n"),
            ("bb.yaml", SETTINGS),
        ]
    )
    assert list(loaded.register.casus) == ["2026-0002"]
    assert loaded.register.unread == {
        "casus": frozenset({"2026-0001", "2026-0003"}),
        "vrijwilliger": frozenset({"v-001"}),
    }
    assert loaded.register.knows("casus", "2026-0001")
    assert codes(loaded) == [
        ("casus/2026/2026-0001.md", "BB104"),
        ("casus/2026/2026-0003.md", "BB101"),
        ("vrijwilligers/v-001.md", "BB120"),
    ]


@pytest.mark.parametrize("settings", [b"", b"\xff", b"naam: [", b"naam: x\n"])
def test_with_broken_settings_the_rest_is_still_read(settings: bytes) -> None:
    loaded = load([("bb.yaml", settings), ("casus/2026/2026-0002.md", CASE)])
    assert not loaded.organisatie_read
    assert loaded.register.organisatie is BLANK
    assert list(loaded.register.casus) == ["2026-0002"]
    assert {path for path, _ in codes(loaded)} == {"bb.yaml"}


def test_without_settings_there_is_a_finding() -> None:
    assert codes(load([])) == [("bb.yaml", "BB113")]


def test_a_newer_format_stops_everything() -> None:
    with pytest.raises(NewerFormat) as raised:
        load([("casus/2026/2026-0002.md", CASE), ("bb.yaml", SETTINGS.replace(b"formaat: 1", b"formaat: 2"))])
    assert raised.value.formaat == 2


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("casus/2025/2026-0001.md", "BB111"),
        ("casus/2026-0001.md", "BB111"),
        ("netwerk/2026-0001.md", "BB111"),
        ("netwerk/v-001.md", "BB111"),
        ("activiteiten/v-001.md", "BB111"),
        ("casus/2026/oud/2026-0001.md", "BB111"),
        ("vrijwilligers/2024/v-001.md", "BB111"),
        ("casus/2026/2026-1.md", "BB110"),
        ("casus/2026/2026-0001\n.md", "BB110"),
        ("casus/2026/\u0662\u0660\u0662\u0666-0001.md", "BB110"),
        ("vrijwilligers/V-001.md", "BB110"),
        ("vrijwilligers/v-001\udcff.md", "BB110"),
        ("netwerk/Woonstad.md", "BB110"),
        ("netwerk/woon stad.md", "BB110"),
        ("casus/README.md", "BB110"),
    ],
)
def test_the_name_of_a_file_is_its_id_and_must_be_one(path: str, code: str) -> None:
    loaded = load([("bb.yaml", SETTINGS), (path, CASE)])
    assert [finding.code for finding in loaded.findings] == [code]
    assert loaded.findings[0].path.isprintable()
    assert loaded.register.casus == {}


def test_names_that_differ_only_in_capitals_are_one_too_many() -> None:
    loaded = load(
        [
            ("bb.yaml", SETTINGS),
            ("vrijwilligers/v-001.md", VOLUNTEER),
            ("vrijwilligers/V-001.md", VOLUNTEER),
        ]
    )
    assert codes(loaded) == [("vrijwilligers/V-001.md", "BB112")]
    assert list(loaded.register.vrijwilliger) == ["v-001"]


def test_paths_and_ids_go_both_ways() -> None:
    for kind, id_ in (("casus", "2026-0001"), ("vrijwilliger", "g-001"), ("activiteit", "2026-x-1")):
        assert kind_and_id(path_of(kind, id_)) == (kind, id_)
    for wrong in ("../x", "2026-0001\n", "", "2026-0001/x"):
        with pytest.raises(ValueError, match="no id"):
            path_of("casus", wrong)


def test_the_organisation_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_root(tmp_path / "a" / "b") is None
    (tmp_path / "bb.yaml").mkdir()
    assert find_root(tmp_path / "a" / "b") is None
    write(tmp_path / "a", {"bb.yaml": b""})
    assert find_root(tmp_path / "a" / "b") == tmp_path / "a"


def test_a_folder_full_of_traps_is_read_with_findings_only(tmp_path: Path) -> None:
    outside = tmp_path / "buiten.md"
    outside.write_bytes(CASE.replace(b"zelf", b"geheim"))
    root = tmp_path / "organisatie"
    deep = b"---\na: " + b"[" * 60_000 + b"\n---\n"
    write(root, {
        "bb.yaml": SETTINGS,
        "casus/2026/2026-0001.md": CASE,
        "casus/2026/2026-0002.md": deep,
        "casus/2026/2026-0003.md": b"---\n" + b"a: &a [*a, *a]\n" * 100 + b"---\n",
        "casus/2026/2026-0004.md": CASE.replace(b"zelf", b"!!python/name:os.system"),
        "casus/2026/2026-0005.md": b"\x00" * 1000,
        "casus/2026/2026-0006.md/x": b"",
        "casus/2026/2026-0007.md": b"[" * 200_000,
        "casus/2026/2026-0010\n.md": CASE,
    })  # fmt: skip
    (root / "casus/2026/2026-0008.md").symlink_to(outside)
    os.mkfifo(root / "casus/2026/2026-0009.md")
    with (root / "casus/2026/2026-0011.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    loaded = load_folder(root)
    assert list(loaded.register.casus) == ["2026-0001"]
    assert "geheim" not in repr(loaded)
    assert {f.path[-7:-3]: f.code for f in loaded.findings} == {
        "0002": "BB125",
        "0003": "BB123",
        "0004": "BB124",
        "0005": "BB105",
        "0006": "BB101",
        "0007": "BB106",
        "0008": "BB101",
        "0009": "BB101",
        "010 ": "BB110",
        "0011": "BB102",
    }


def test_a_case_that_is_taken_away_while_reading_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, {"bb.yaml": SETTINGS, "casus/2026/2026-0001.md": CASE})
    shutil.rmtree(tmp_path / "casus")
    loaded = load([("bb.yaml", SETTINGS), ("casus/2026/2026-0001.md", Unreadable(Why.GONE))])
    assert codes(loaded) == [("casus/2026/2026-0001.md", "BB103")]
