from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bb.git import commit
from bb.git.commit import Change, finish, move_ref, prepare, update_index
from bb.git.errors import BusyError, GitError, MovedError, PathError
from bb.git.repository import Repository, find, init
from bb.git.run import run, scrubbed
from tests.git.helpers import CASUS, NOOR, WHEN, change, git, keep, place, ready

if TYPE_CHECKING:
    from pathlib import Path

V_001, V_002 = "vrijwilligers/v-001.md", "vrijwilligers/v-002.md"
NAMES = [
    "casus/2026/'s-Gravenhage.md",
    "netwerk/'t Zand.md",
    "netwerk/Café Zuid – één.md",
    '"netwerk"/a\\b $(touch x).md',
    "-n.md",
    ":(top)netwerk.md",
    "netwerk/ .md",
]


def test_a_commit_holds_exactly_the_files_of_the_action(organisation: Repository) -> None:
    keep(organisation, {CASUS: b"verloop: [melding]\n"}, "Casus 2026-0001: melding")
    assert git(organisation, "show", "--name-status", "--format=%an <%ae>|%cn|%aI|%B").split("\n") == [
        "Noor Example <noor@buurt.example>|Noor Example|2026-06-01T09:30:00+00:00|Casus 2026-0001: melding",
        "",
        "",
        f"M\t{CASUS}",
        "",
    ]
    assert git(organisation, "status", "--porcelain") == ""
    assert git(organisation, "fsck", "--strict") == ""


def test_new_changed_and_removed_files_go_together(organisation: Repository) -> None:
    keep(organisation, {CASUS: b"verloop: [koppeling]\n", V_001: None, V_002: b"actief: ja\n"})
    assert git(organisation, "show", "--no-renames", "--name-status", "--format=").split() == [
        "M", CASUS, "D", V_001, "A", V_002,
    ]  # fmt: skip
    assert git(organisation, "status", "--porcelain") == ""


def test_removing_the_last_file_leaves_an_empty_history_not_a_broken_one(organisation: Repository) -> None:
    keep(organisation, {CASUS: None, V_001: None})
    assert organisation.list_tree("HEAD") == []
    assert git(organisation, "status", "--porcelain") == ""


def test_what_a_person_staged_or_changed_beside_it_stays(organisation: Repository) -> None:
    root = organisation.root
    keep(organisation, {"netwerk/a.md": b"a\n", "netwerk/b.md": b"b\n"})
    (root / "netwerk/a.md").write_bytes(b"staged\n")
    git(organisation, "add", "netwerk/a.md")
    (root / "netwerk/a.md").write_bytes(b"staged, then changed again\n")
    (root / "netwerk/b.md").write_bytes(b"changed\n")
    (root / "netwerk/new.md").write_bytes(b"new\n")
    git(organisation, "add", "--intent-to-add", "netwerk/new.md")
    git(organisation, "rm", "--cached", "--quiet", V_001)
    before = (
        git(organisation, "status", "--porcelain"),
        git(organisation, "diff"),
        git(organisation, "diff", "--cached"),
    )

    keep(organisation, {CASUS: b"verloop: [melding]\n"})

    after = git(organisation, "status", "--porcelain"), git(organisation, "diff"), git(organisation, "diff", "--cached")
    assert after == before
    assert (root / "netwerk/a.md").read_bytes() == b"staged, then changed again\n"
    assert git(organisation, "show", "--name-only", "--format=").split() == [CASUS]


def test_the_first_commit_of_an_empty_folder(tmp_path: Path) -> None:
    repository = init(tmp_path / "nieuw")
    assert repository.head() is None
    assert repository.log() == []
    prepared = keep(repository, {"bb.yaml": b"formaat: 1\n"}, "Begin")
    assert prepared.parent is None
    assert repository.head() == prepared.commit
    assert git(repository, "branch", "--show-current") == "main\n"
    assert git(repository, "status", "--porcelain") == ""


def test_without_a_branch_the_commit_still_follows_the_last_one(organisation: Repository) -> None:
    git(organisation, "checkout", "--quiet", "--detach")
    prepared = keep(organisation, {CASUS: b"x\n"})
    assert organisation.head() == prepared.commit
    assert organisation.resolve("main") == prepared.parent


def test_a_linked_working_copy_has_its_own_last_commit(organisation: Repository, tmp_path: Path) -> None:
    git(organisation, "worktree", "add", "--quiet", "-b", "proef", str(tmp_path / "proef"))
    linked = find(tmp_path / "proef")
    assert linked is not None
    prepared = keep(linked, {CASUS: b"x\n"})
    assert organisation.resolve("proef") == linked.head() == prepared.commit
    assert organisation.head() == prepared.parent
    assert git(linked, "status", "--porcelain") == git(organisation, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_name_works(organisation: Repository, name: str) -> None:
    keep(organisation, {name: b"een\n"})
    keep(organisation, {name: b"twee\n"})
    assert organisation.read_blob("HEAD", name) == b"twee\n"
    assert dict(organisation.read_tree("HEAD"))[name] == dict(organisation.staged())[name] == b"twee\n"
    assert len(organisation.log(name)) == 2
    keep(organisation, {name: None})
    assert organisation.read_blob("HEAD", name) is None
    assert git(organisation, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "name", ["", "/etc/x", "../x", "a/../x", "a//x", "a/", ".git/config", "a/.GIT/x", "a\nb", "a\0b"]
)
def test_a_name_that_leads_elsewhere_is_refused(organisation: Repository, name: str) -> None:
    with pytest.raises(PathError):
        prepare(organisation, [Change(path=name, old=None, new=b"")], message="x", author=NOOR, when=WHEN)


@pytest.mark.parametrize("name", ["casus", "casus/2026", f"{CASUS}/x.md", "link", "link/x.md"])
def test_a_file_never_replaces_a_folder_or_link(organisation: Repository, name: str) -> None:
    (organisation.root / "link").symlink_to("casus")
    git(organisation, "add", "link")
    git(organisation, "commit", "--quiet", "--message=x")
    with pytest.raises(PathError):
        prepare(organisation, [Change(path=name, old=None, new=b"")], message="x", author=NOOR, when=WHEN)


def test_a_file_below_a_file_in_one_action_is_refused(organisation: Repository) -> None:
    with pytest.raises(PathError):
        ready(organisation, {"a": b"", "a/b": b""})


def test_mistakes_of_the_program_are_not_sentences_for_the_user(organisation: Repository) -> None:
    twice = [Change(path="a", old=None, new=b"")] * 2
    for changes, when in (([], WHEN), (twice, WHEN), (twice[:1], datetime(2026, 6, 1))):  # noqa: DTZ001  # the mistake
        with pytest.raises(ValueError):  # noqa: PT011  # it carries no words
            prepare(organisation, changes, message="x", author=NOOR, when=when)


def test_a_file_from_a_shared_disk_keeps_its_mode(organisation: Repository) -> None:
    git(organisation, "update-index", "--chmod=+x", CASUS)
    git(organisation, "commit", "--quiet", "--message=x")
    keep(organisation, {CASUS: b"x\n"})
    assert git(organisation, "ls-tree", "HEAD", CASUS).startswith("100755 ")
    assert git(organisation, "ls-files", "-s", CASUS).startswith("100755 ")


def test_content_is_kept_byte_for_byte(organisation: Repository) -> None:
    (organisation.root / ".gitattributes").write_text("* text eol=lf ident\n")
    git(organisation, "config", "core.autocrlf", "input")
    content = b"\xef\xbb\xbfa\r\nb\0$Id$\xff"
    keep(organisation, {CASUS: content})
    assert organisation.read_blob("HEAD", CASUS) == content


def test_nothing_moves_while_preparing(organisation: Repository) -> None:
    before = organisation.head(), git(organisation, "ls-files", "-s"), git(organisation, "status", "--porcelain")
    prepared = ready(organisation, {CASUS: b"x\n"})
    assert prepared.parent == before[0]
    assert organisation.read_blob(prepared.commit, CASUS) == b"x\n"
    assert (
        organisation.head(),
        git(organisation, "ls-files", "-s"),
        git(organisation, "status", "--porcelain"),
    ) == before


def test_of_two_commits_at_once_the_second_is_refused(organisation: Repository) -> None:
    first, second = ready(organisation, {CASUS: b"een\n"}), ready(organisation, {CASUS: b"twee\n"})
    move_ref(organisation, first)
    with pytest.raises(MovedError, match="intussen iets anders bewaard"):
        move_ref(organisation, second)
    assert organisation.head() == first.commit
    update_index(organisation, second)
    assert git(organisation, "ls-files", "-s", CASUS).split()[1] == organisation.blob_id(b"verloop: []\n")


def test_of_two_first_commits_the_second_is_refused(tmp_path: Path) -> None:
    repository = init(tmp_path / "nieuw")
    first, second = ready(repository, {"a.md": b"een\n"}), ready(repository, {"a.md": b"twee\n"})
    move_ref(repository, first)
    with pytest.raises(MovedError):
        move_ref(repository, second)


def test_finishing_again_after_work_went_on_changes_nothing(organisation: Repository) -> None:
    prepared = keep(organisation, {CASUS: b"een\n"})
    later = keep(organisation, {CASUS: b"twee\n"})
    finish(organisation, prepared)
    assert organisation.head() == later.commit
    assert git(organisation, "status", "--porcelain") == ""


def test_a_locked_index_is_named_and_the_commit_is_safe(
    organisation: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "PATIENCE", 0.0)
    prepared = ready(organisation, {CASUS: b"x\n"})
    place(organisation, prepared)
    lock = organisation.git_dir / "index.lock"
    lock.touch()
    with pytest.raises(BusyError, match="Probeer het zo opnieuw"):
        finish(organisation, prepared)
    assert organisation.head() == prepared.commit
    lock.unlink()
    finish(organisation, prepared)
    assert git(organisation, "status", "--porcelain") == ""


def test_a_locked_branch_is_busy_not_moved(organisation: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "PATIENCE", 0.0)
    prepared = ready(organisation, {CASUS: b"x\n"})
    (organisation.git_dir / "refs/heads/main.lock").touch()
    with pytest.raises(BusyError):
        move_ref(organisation, prepared)
    assert organisation.head() == prepared.parent


def test_a_large_load_is_one_pack(tmp_path: Path) -> None:
    repository = init(tmp_path / "nieuw")
    files: dict[str, bytes | None] = {f"casus/2026/2026-{n:04}.md": b"%d\n" % n for n in range(1, 151)}
    keep(repository, files, "Overgenomen")
    assert dict(repository.read_tree("HEAD")) == files
    assert git(repository, "count-objects").startswith("0 objects")
    assert git(repository, "fsck", "--strict") == ""


def test_a_history_with_long_ids_works_the_same(tmp_path: Path) -> None:
    root = tmp_path / "lang"
    root.mkdir()
    plain = scrubbed({"PATH": "/usr/bin:/bin"}, root=root, git_dir=root / ".git")
    run(["init", "--quiet", "--object-format=sha256"], root=root, git_dir=None, environ=plain)
    repository = find(root)
    assert repository is not None
    assert repository.algorithm == "sha256"
    keep(repository, {CASUS: b"een\n", V_001: b"x\n"})
    keep(repository, {CASUS: b"twee\n"})
    assert repository.read_blob("HEAD", CASUS) == b"twee\n"
    assert git(repository, "status", "--porcelain") == git(repository, "fsck", "--strict") == ""


def test_a_failure_says_nothing_about_anyone(organisation: Repository) -> None:
    shutil.rmtree(organisation.git_dir / "objects")
    with pytest.raises(GitError) as caught:
        ready(organisation, {"casus/2026/geheim.md": b"x"})
    assert "geheim" not in str(caught.value)
    assert "fatal" not in str(caught.value)


FILE_NAMES = st.sampled_from(["a", "a.md", "a0", "ab", "b", "é", "a-"])
PATHS = st.lists(FILE_NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(PATHS, st.binary(max_size=20), max_size=6).filter(
    lambda files: not any(other.startswith(f"{path}/") for path in files for other in files)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=TREES.filter(bool), after=TREES)
def test_whatever_is_kept_is_what_git_reads_back(
    before: dict[str, bytes], after: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository = init(tmp_path_factory.mktemp("o") / "o")
    keep(repository, dict(before))
    assert dict(repository.read_tree("HEAD")) == before
    # A file never becomes a folder within one action, so first what goes, then what comes.
    gone: dict[str, bytes | None] = dict.fromkeys(path for path in before if path not in after)
    for files in (gone, dict(after)):
        if files:
            finish(repository, prepare(repository, change(repository, files), message="x", author=NOOR, when=WHEN))
    assert dict(repository.read_tree("HEAD")) == after == dict(repository.staged())
    assert git(repository, "fsck", "--strict") == ""
