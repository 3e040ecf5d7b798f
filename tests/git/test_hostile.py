"""A copied folder may bring settings that name programs. None of them may run, whatever we do with the folder."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bb.git import run
from bb.git.author import find_author
from bb.git.commit import finish
from bb.git.errors import GitError, GitMissingError
from bb.git.intent import clear_intent, read_intent, write_intent
from bb.git.lock import lock
from bb.git.repository import Repository, find, init
from bb.git.worktree import changed_files
from tests.actions.organisation import git as git_in
from tests.git.helpers import CASUS, git, keep, ready

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = (
    "pre-commit post-commit commit-msg prepare-commit-msg reference-transaction post-index-change pre-auto-gc update"
)
PROGRAMS = [
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.alternateRefsCommand",
    "core.gitProxy",
    "credential.helper",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "merge.evil.driver",
    "gpg.program",
    "sequence.editor",
    "hook.evil.command",
    "remote.origin.uploadpack",
    "pager.rev-list",
    "pager.config",
    *(f"alias.{name}" for name in ("cat-file", "rev-parse", "update-ref", "config", "status")),
]


@pytest.fixture
def hostile(organisation: Repository, tmp_path: Path) -> Repository:
    marker = tmp_path / "marker"
    script = tmp_path / "evil"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{marker}"\nexit 1\n')
    script.chmod(0o755)
    settings = [(key, f"!{script}" if key.startswith("alias.") else str(script)) for key in PROGRAMS]
    settings += [("log.showSignature", "true"), ("commit.gpgSign", "true"), ("core.untrackedCache", "true")]
    settings += [("filter.evil.required", "true"), ("gc.auto", "1"), ("protocol.ext.allow", "always")]
    settings += [("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin")]
    settings += [("remote.origin.promisor", "true"), ("remote.origin.url", str(tmp_path / "organisatie"))]
    settings += [("hook.evil.event", name) for name in HOOKS.split()]
    hooks = organisation.git_dir / "hooks"
    hooks.mkdir()
    for name in HOOKS.split():
        (hooks / name).symlink_to(script)
    included = organisation.git_dir / "more"
    for key, value in settings:
        subprocess.run(["git", "config", "--file", included, "--add", key, value], check=True)
    (organisation.root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    (organisation.git_dir / "info").mkdir(exist_ok=True)
    (organisation.git_dir / "info/attributes").write_text("* filter=evil diff=evil\n")
    with (organisation.git_dir / "config").open("a") as config:
        config.write(
            "[include]\n path = more\n[core]\n repositoryformatversion = 1\n[extensions]\n partialClone = origin\n"
        )
    return organisation


@pytest.mark.parametrize(
    "args", [("status",), ("update-ref", "refs/x", "HEAD"), ("cat-file", "-p", "1" * 40), ("diff",), ("log", "-p")]
)
def test_the_trap_works_on_git_itself(hostile: Repository, tmp_path: Path, args: tuple[str, ...]) -> None:
    (hostile.root / CASUS).write_bytes(b"anders\n")
    git(hostile, *args, check=False)
    assert (tmp_path / "marker").exists()


def test_nothing_of_it_runs(hostile: Repository, tmp_path: Path) -> None:
    (hostile.root / "vrijwilligers/v-001.md").write_bytes(b"changed\n")
    found = find(hostile.root)
    assert found == hostile
    assert init(hostile.root) == hostile
    head = hostile.head()
    assert head is not None
    assert hostile.read_blob(head, CASUS) == b"verloop: []\n"
    assert hostile.read_object("1" * 40) is None
    assert len(list(hostile.read_tree("HEAD"))) == len(list(hostile.staged())) == len(hostile.list_tree(head)) == 2
    assert find_author(hostile, {"GIT_CONFIG_NOSYSTEM": "1"}, None) is None
    with lock(hostile, "bb log"):
        prepared = ready(hostile, {CASUS: b"een\n", "casus/2026/2026-0002.md": b"nieuw\n"})
        write_intent(hostile, prepared)
        assert read_intent(hostile) == prepared
        finish(hostile, prepared)
        finish(hostile, prepared)
        clear_intent(hostile)
    keep(hostile, {f"casus/2026/2026-{n:04}.md": b"%d" % n for n in range(3, 110)})
    assert [version.message for version in hostile.log()] == ["Bijgewerkt", "Bijgewerkt", "Begin"]
    assert len(hostile.log(CASUS)) == 2
    assert not (tmp_path / "marker").exists()


def test_looking_what_changed_runs_nothing(hostile: Repository, tmp_path: Path) -> None:
    """Also not of a repository within it, and not for a file that is as new as git's own index."""
    inner = hostile.root / "netwerk/binnen"
    inner.mkdir(parents=True)
    git_in(inner, "init", "--quiet")
    (inner / "a.md").write_bytes(b"a\n")
    (inner / ".gitattributes").write_text("* filter=binnen\n")
    git_in(inner, "-c", "filter.binnen.clean=cat", "add", ".")
    git_in(inner, "commit", "--quiet", "-m", "binnen")
    git_in(inner, "config", "filter.binnen.clean", str(tmp_path / "evil"))
    (inner / "a.md").write_bytes(b"b\n")
    commit = git_in(inner, "rev-parse", "HEAD").strip()
    git(hostile, "update-index", "--add", "--cacheinfo", f"160000,{commit},netwerk/binnen")
    tree = git(hostile, "write-tree").strip()
    version = git(hostile, "commit-tree", "-p", "HEAD", "-m", "binnen", tree).strip()
    git(hostile, "update-ref", "HEAD", version, check=False)
    git(hostile, "diff-index", "-z", "HEAD", check=False)
    assert (tmp_path / "marker").exists()
    (tmp_path / "marker").unlink(missing_ok=True)
    (hostile.root / CASUS).write_bytes(b"anders: []\n")  # as long as it was, in the same moment
    changed = changed_files(hostile)
    assert CASUS in changed
    assert not (tmp_path / "marker").exists()


def test_a_missing_file_of_a_partial_copy_is_not_fetched(hostile: Repository, tmp_path: Path) -> None:
    blob = hostile.blob_id(b"verloop: []\n")
    (hostile.git_dir / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError):
        list(hostile.read_tree("HEAD"))
    assert not (tmp_path / "marker").exists()


def test_a_program_called_git_in_the_folder_is_not_git(
    organisation: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = organisation.root / "git"
    fake.write_text(f'#!/bin/sh\ntouch "{tmp_path}/marker"\n')
    fake.chmod(0o755)
    monkeypatch.chdir(organisation.root)
    real = run.program()
    run.program.cache_clear()
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(GitMissingError, match="Installeer"):
        organisation.head()
    monkeypatch.setenv("PATH", f".::{real.removesuffix('/git')}")
    run.program.cache_clear()
    assert organisation.head()
    run.program.cache_clear()
    assert not (tmp_path / "marker").exists()


def test_a_git_that_hangs_is_stopped(organisation: Repository) -> None:
    with pytest.raises(GitError, match="duurde te lang"):
        run.run(["cat-file", "--batch"], root=organisation.root, git_dir=organisation.git_dir, timeout=0.0)


def test_the_settings_of_the_person_do_not_reach_what_is_kept(
    organisation: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").write_text(
        f"[core]\n hooksPath = {tmp_path}\n[i18n]\n commitEncoding = latin1\n[init]\n templateDir = {tmp_path}\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
    keep(organisation, {CASUS: b"x"}, "één")
    assert organisation.log()[0].message == "één"
    assert list((init(tmp_path / "leeg").git_dir / "hooks").parent.glob("hooks")) == []
