from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bb.files import disk
from bb.files.disk import MAX_BYTES, Unreadable, Why
from bb.files.write import replace_if_unchanged

FILE = "vrijwilligers/v-001.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "organisatie"
    (root / "vrijwilligers").mkdir(parents=True)
    (root / "casus" / "2026").mkdir(parents=True)
    (root / "bb.yaml").write_text("formaat: 1\n")
    (root / FILE).write_text("---\n---\n")
    (tmp_path / "buiten").mkdir()
    (tmp_path / "buiten" / "v-009.md").write_text("geheim")
    return root


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_read_as_bytes(root: Path) -> None:
    assert disk.read(root, FILE) == b"---\n---\n"
    assert disk.read(root, "bb.yaml") == b"formaat: 1\n"


def test_a_link_is_never_followed_whether_file_or_folder(root: Path) -> None:
    outside = root.parent / "buiten"
    (root / "vrijwilligers" / "v-009.md").symlink_to(outside / "v-009.md")
    (root / "vrijwilligers" / "v-002.md").symlink_to("v-001.md")
    (root / "netwerk").symlink_to(outside, target_is_directory=True)
    (root / "casus" / "2027").symlink_to(outside, target_is_directory=True)
    for path in ("vrijwilligers/v-009.md", "vrijwilligers/v-002.md", "netwerk/v-009.md", "casus/2027/v-009.md"):
        assert disk.read(root, path) == Unreadable(Why.LINK)
    assert dict(disk.walk(root)) == {
        "bb.yaml": None,
        FILE: None,
        "vrijwilligers/v-009.md": Unreadable(Why.LINK),
        "vrijwilligers/v-002.md": Unreadable(Why.LINK),
        "netwerk": Unreadable(Why.LINK),
        "casus/2027": Unreadable(Why.LINK),
    }


def test_what_is_no_regular_file_is_refused_without_waiting(root: Path) -> None:
    os.mkfifo(root / "vrijwilligers" / "v-002.md")
    (root / "vrijwilligers" / "v-003.md").mkdir()
    (root / "vrijwilligers" / "v-003.md" / "v-004.md").write_text("")
    (root / "netwerk").write_text("")
    for path in ("vrijwilligers/v-002.md", "vrijwilligers/v-003.md", "netwerk/x.md"):
        assert disk.read(root, path) == Unreadable(Why.NOT_REGULAR)
    walked = dict(disk.walk(root))
    assert walked["vrijwilligers/v-002.md"] == walked["vrijwilligers/v-003.md"] == Unreadable(Why.NOT_REGULAR)
    assert walked["netwerk"] == Unreadable(Why.NOT_REGULAR)
    assert "vrijwilligers/v-003.md/v-004.md" not in walked


def test_many_files_are_read_as_each_by_itself(root: Path) -> None:
    outside = root.parent / "buiten"
    (root / "vrijwilligers" / "v-009.md").symlink_to(outside / "v-009.md")
    os.mkfifo(root / "vrijwilligers" / "v-002.md")
    (root / "vrijwilligers" / "v-003.md").mkdir()
    (root / "vrijwilligers" / "v-004.md").write_bytes(b"x" * (MAX_BYTES + 1))
    (root / "vrijwilligers" / "v-005.md").write_bytes(b"")
    (root / "netwerk").symlink_to(outside, target_is_directory=True)
    paths = ["bb.yaml", *(f"vrijwilligers/v-00{n}.md" for n in range(10)), "netwerk/v-009.md", FILE, "casus/2030/x.md"]
    assert list(disk.read_many(root, paths)) == [(path, disk.read(root, path)) for path in paths]


def test_a_folder_that_is_swapped_while_reading_leads_nowhere_else(root: Path) -> None:
    (root / "vrijwilligers" / "v-009.md").write_text("van ons")
    reading = disk.read_many(root, [FILE, "vrijwilligers/v-009.md"])
    assert next(reading)[1] == b"---\n---\n"
    (root / "vrijwilligers").rename(root / "weg")
    (root / "vrijwilligers").symlink_to(root.parent / "buiten", target_is_directory=True)
    assert list(reading) == [("vrijwilligers/v-009.md", b"van ons")]
    assert disk.read(root, "vrijwilligers/v-009.md") == Unreadable(Why.LINK)


def test_a_file_of_a_hundred_megabyte_is_not_read(root: Path) -> None:
    with (root / FILE).open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert disk.read(root, FILE) == Unreadable(Why.TOO_BIG)
    (root / FILE).write_bytes(b"x" * MAX_BYTES)
    assert disk.read(root, FILE) == b"x" * MAX_BYTES


def test_a_file_that_is_gone_is_said_to_be_gone(root: Path) -> None:
    assert disk.read(root, "vrijwilligers/v-404.md") == Unreadable(Why.GONE)
    assert disk.read(root, "activiteiten/x.md") == Unreadable(Why.GONE)


@pytest.mark.parametrize("path", ["../buiten/v-009.md", "/etc/passwd", "casus/../bb.yaml", "casus//x.md", "", "casus/"])
def test_only_plain_relative_paths_are_taken(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match="plain relative path"):
        disk.read(root, path)


def test_walking_goes_in_order_and_passes_over_what_is_not_ours(root: Path) -> None:
    for name in ("casus/2026/2026-0002.md", "casus/2026/2026-0001.md", "casus/2026/2026-0001.prive"):
        (root / name).write_text("")
    for name in ("casus/2026/.2026-0001.md.swp", "casus/2026/.#2026-0001.md", "casus/.git.md", "casus/lees-mij.txt"):
        (root / name).write_text("")
    (root / "templates").mkdir()
    (root / "templates" / "x.md").write_text("")
    assert [path for path, _ in disk.walk(root)] == [
        "bb.yaml",
        "casus/2026/2026-0001.md",
        "casus/2026/2026-0002.md",
        FILE,
    ]


def test_a_file_is_replaced_in_one_step_and_keeps_its_permissions(root: Path) -> None:
    (root / FILE).chmod(0o640)
    old = b"---\n---\n"
    assert replace_if_unchanged(root, FILE, old, b"nieuw")
    assert (root / FILE).read_bytes() == b"nieuw"
    assert stat.S_IMODE((root / FILE).stat().st_mode) == 0o640
    assert names(root / "vrijwilligers") == ["v-001.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    assert not replace_if_unchanged(root, FILE, b"wat er eerst stond", b"nieuw")
    assert not replace_if_unchanged(root, FILE, None, b"nieuw")
    assert not replace_if_unchanged(root, "vrijwilligers/v-002.md", b"", b"nieuw")
    assert (root / FILE).read_bytes() == b"---\n---\n"
    assert names(root / "vrijwilligers") == ["v-001.md"]


def test_a_new_file_is_for_the_user_alone_and_gets_its_folder(root: Path) -> None:
    assert replace_if_unchanged(root, "casus/2027/2027-0001.md", None, b"nieuw")
    assert stat.S_IMODE((root / "casus/2027/2027-0001.md").stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "casus/2027").stat().st_mode) == 0o700


def test_nothing_is_written_through_a_link(root: Path) -> None:
    outside = root.parent / "buiten"
    (root / "netwerk").symlink_to(outside, target_is_directory=True)
    (root / "vrijwilligers" / "v-009.md").symlink_to(outside / "v-009.md")
    for path, old in (("netwerk/x.md", None), ("netwerk/v-009.md", b"geheim"), ("vrijwilligers/v-009.md", b"geheim")):
        with pytest.raises(OSError, match=r"."):
            replace_if_unchanged(root, path, old, b"nieuw")
    assert names(outside) == ["v-009.md"]
    assert (outside / "v-009.md").read_text() == "geheim"


@pytest.mark.parametrize("call", ["write", "fchmod", "fsync", "rename"])
def test_when_the_disk_refuses_the_old_file_is_whole_and_nothing_is_left_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fails)
        with pytest.raises(OSError, match="No space"):
            replace_if_unchanged(root, FILE, b"---\n---\n", b"nieuw")
    assert (root / FILE).read_bytes() == b"---\n---\n"
    assert names(root / "vrijwilligers") == ["v-001.md"]


def test_removing_takes_one_file(root: Path) -> None:
    disk.remove(root, FILE)
    assert names(root / "vrijwilligers") == []
    with pytest.raises(FileNotFoundError):
        disk.remove(root, FILE)
