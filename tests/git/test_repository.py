from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bb.git import run
from bb.git.errors import DamagedError, GitError, NotYoursError
from bb.git.repository import find, init
from tests.git.helpers import CASUS, git, keep

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bb.git.repository import Repository


def test_a_folder_without_history_is_none(tmp_path: Path) -> None:
    assert find(tmp_path) is None


def test_a_folder_inside_another_project_is_not_kept_in_that_project(organisation: Repository) -> None:
    (organisation.root / "demo").mkdir()
    assert find(organisation.root / "demo") is None
    inner = init(organisation.root / "demo")
    assert inner.root == organisation.root / "demo"
    assert inner.head() is None


def test_the_folder_is_found_through_a_link(organisation: Repository, tmp_path: Path) -> None:
    (tmp_path / "snel").symlink_to(organisation.root)
    assert find(tmp_path / "snel") == organisation


def test_beginning_twice_changes_nothing(organisation: Repository) -> None:
    head = organisation.head()
    assert init(organisation.root) == organisation
    assert organisation.head() == head


def test_a_broken_history_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(DamagedError, match="beschadigd"):
        find(tmp_path)


def test_a_history_that_points_at_another_folder_is_refused(organisation: Repository, tmp_path: Path) -> None:
    git(organisation, "config", "core.worktree", str(tmp_path))
    with pytest.raises(DamagedError):
        find(organisation.root)


def test_an_old_version_is_read_as_it_was(organisation: Repository) -> None:
    first = organisation.head()
    assert first is not None
    keep(organisation, {CASUS: b"later\n"})
    assert organisation.read_blob(first, CASUS) == b"verloop: []\n"
    assert dict(organisation.read_tree(first[:10])) == {
        CASUS: b"verloop: []\n",
        "vrijwilligers/v-001.md": b"actief: ja\n",
    }
    assert organisation.list_tree("HEAD")[0] == (CASUS, organisation.blob_id(b"later\n"))


def test_what_is_not_there_is_none(organisation: Repository) -> None:
    assert organisation.read_blob("HEAD", "casus/2026/2026-9999.md") is None
    assert organisation.read_blob("HEAD", "casus") is None
    assert organisation.read_blob("nergens", CASUS) is None
    assert organisation.read_object("0" * 40) is None
    for name in ("nergens", "--help", "-h", "", "HEAD^{tree}", "a\0b", "a\nb", ":/x"):
        assert organisation.resolve(name) is None


def test_a_version_that_is_not_there_is_said_plainly(organisation: Repository) -> None:
    with pytest.raises(GitError, match="Deze versie bestaat hier niet"):
        organisation.list_tree("--output=x")


def test_reading_may_stop_halfway(organisation: Repository) -> None:
    path, _ = next(organisation.read_tree("HEAD"))
    assert path == CASUS


def test_staged_is_what_would_be_committed_not_what_stands_in_the_folder(organisation: Repository) -> None:
    (organisation.root / CASUS).write_bytes(b"staged\n")
    git(organisation, "add", CASUS)
    (organisation.root / CASUS).write_bytes(b"in the folder\n")
    assert dict(organisation.staged())[CASUS] == b"staged\n"


def test_a_hook_sees_the_index_git_gives_it(organisation: Repository) -> None:
    other = organisation.git_dir / "next-index-1.lock"
    other.write_bytes((organisation.git_dir / "index").read_bytes())
    (organisation.root / CASUS).write_bytes(b"staged\n")
    git(organisation, "add", CASUS)
    assert dict(organisation.staged(other))[CASUS] == b"verloop: []\n"


def test_links_are_never_read_as_files(organisation: Repository) -> None:
    (organisation.root / "link.md").symlink_to("/etc/passwd")
    git(organisation, "add", "link.md")
    git(organisation, "commit", "--quiet", "--message=x")
    assert "link.md" not in dict(organisation.read_tree("HEAD"))
    assert "link.md" not in dict(organisation.staged())


def test_the_log_tells_what_happened_newest_first(organisation: Repository) -> None:
    second = keep(organisation, {CASUS: b"x\n"}, "Casus 2026-0001: intake\n\nReden: beschikbaar, 's middags: é\n")
    log = organisation.log()
    assert [(version.message, version.author, version.day) for version in log] == [
        ("Casus 2026-0001: intake\n\nReden: beschikbaar, 's middags: é", "Noor Example", date(2026, 6, 1)),
        ("Begin", "Noor Example", date(2026, 6, 1)),
    ]
    assert log[0].commit == second.commit
    assert [version.message for version in organisation.log("vrijwilligers")] == ["Begin"]
    assert organisation.log("casus/nergens.md") == []


@pytest.mark.parametrize(
    "key", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"]
)
def test_the_environment_does_not_lead_elsewhere(
    organisation: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    other = init(tmp_path / "ander")
    keep(other, {"bb.yaml": b"formaat: 1\n"})
    before = {path: path.stat().st_mtime_ns for path in other.root.rglob("*")}
    places = {"GIT_WORK_TREE": other.root, "GIT_INDEX_FILE": other.git_dir / "index"}
    places["GIT_OBJECT_DIRECTORY"] = other.git_dir / "objects"
    monkeypatch.setenv(key, os.fspath(places.get(key, other.git_dir)))

    assert find(organisation.root) == organisation
    prepared = keep(organisation, {CASUS: b"hier\n"})
    assert dict(organisation.staged())[CASUS] == b"hier\n"
    assert {path: path.stat().st_mtime_ns for path in other.root.rglob("*")} == before

    monkeypatch.delenv(key)
    assert organisation.head() == prepared.commit
    assert git(organisation, "status", "--porcelain") == ""


def test_a_folder_of_another_user_is_not_trusted_unless_the_person_says_so(
    organisation: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = run.scrubbed

    def as_a_stranger(environ: Mapping[str, str], *, root: Path, git_dir: Path | None) -> dict[str, str]:
        # Git's own switch to act as if the folder is another's: changing owners takes an administrator.
        return honest(environ, root=root, git_dir=git_dir) | {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}

    monkeypatch.setattr(run, "scrubbed", as_a_stranger)
    with pytest.raises(NotYoursError, match="andere gebruiker"):
        find(organisation.root)
    (tmp_path / "home/.gitconfig").write_text(f"[safe]\n directory = {organisation.root}\n")
    assert find(organisation.root) == organisation
