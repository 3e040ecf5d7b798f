"""`bb` as a whole process in folders where things are not as they should be."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.actions.organisation import CASE, CASUS, git, make
from tests.cli.terminal import bb

READING = [
    ["show", "2026-0001"],
    ["list", "zaken"],
    ["followups"],
    ["validate"],
    ["why", "2026-0001"],
    ["why", "2026-0001", "--json"],
    ["report", "2026", "--out", "../rapport"],
    ["doctor"],
    ["doctor", "--where"],
    ["undo"],
]
HOOKS = "pre-commit post-commit commit-msg reference-transaction post-index-change post-checkout post-rewrite update"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "waterstad")


def set_traps(folder: Path, marker: Path) -> None:
    """Everything a copied repository can bring along to have a program of its own run."""
    script = marker.with_name("evil")
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{marker}"\nexit 1\n')
    script.chmod(0o755)
    names = ["core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy"]
    names += ["core.alternateRefsCommand", "credential.helper", "diff.external", "diff.evil.command"]
    names += ["diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process"]
    names += ["merge.evil.driver", "gpg.program", "gpg.ssh.program", "sequence.editor", "pager.config"]
    names += ["remote.origin.uploadpack", "uploadpack.packObjectsHook", "hook.evil.command"]
    names += [f"alias.{name}" for name in ("cat-file", "rev-parse", "rev-list", "config", "update-ref", "diff-tree")]
    for name in names:
        git(folder, "config", "--add", name, f"!{script}" if name.startswith("alias.") else str(script))
    for name in HOOKS.split():
        git(folder, "config", "--add", "hook.evil.event", name)
        path = folder / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(script.read_bytes())
        path.chmod(0o755)
    for key, value in (("log.showSignature", "true"), ("filter.evil.required", "true"), ("gc.auto", "1")):
        git(folder, "config", key, value)
    (folder / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("* filter=evil diff=evil merge=evil\n")
    for name in ("git", "nano", "vi", "less"):
        shutil.copy(script, folder / name)


def test_the_trap_works_on_git_itself(folder: Path, tmp_path: Path) -> None:
    set_traps(folder, tmp_path / "marker")
    (folder / CASUS).write_text(CASE + "anders\n")
    subprocess.run(["git", "status"], cwd=folder, capture_output=True, check=False)
    assert (tmp_path / "marker").exists()


@pytest.mark.parametrize("unfinished", [False, True])
def test_no_command_that_reads_runs_a_program_of_a_copied_folder(
    folder: Path, tmp_path: Path, *, unfinished: bool
) -> None:
    marker = tmp_path / "marker"
    if unfinished:
        leave_unfinished(folder)
    set_traps(folder, marker)
    (folder / CASUS).write_text(CASE + "anders\n")
    for args in READING:
        shown = bb(folder, *args, env={"PATH": f".:{os.environ['PATH']}"})
        assert "Er ging iets mis in bb zelf" not in shown.stderr, shown.stderr
        assert not marker.exists(), f"{args}: {marker.read_text()}"
    assert "2026-0001" in bb(folder, "show", "2026-0001").stdout


def test_nor_does_one_that_writes(folder: Path, tmp_path: Path) -> None:
    set_traps(folder, tmp_path / "marker")
    for args in (["log", "2026-0001", "contact", "met=A", "via=deur"], ["undo", "--yes"], ["doctor", "--fix"]):
        bb(folder, *args)
    assert git(folder, "-c", "core.fsmonitor=false", "rev-list", "--count", "HEAD") >= "3"
    assert not (tmp_path / "marker").exists()


STOP = """
import os, signal, sys
from bb.actions import keeping
keeping.move_ref = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from bb.cli.main import run
run(sys.argv[1:])
"""


def leave_unfinished(folder: Path) -> None:
    """An action that is killed when its file is in place and its commit is not."""
    args = ["log", "2026-0001", "contact", "met=A", "via=telefoon"]
    done = subprocess.run([sys.executable, "-c", STOP, "-C", str(folder), *args], capture_output=True, check=False)
    assert done.returncode == -9
    assert (folder / ".git/bb/intent.json").exists()


def test_the_next_command_finishes_what_was_interrupted_and_says_so(folder: Path) -> None:
    leave_unfinished(folder)
    shown = bb(folder, "list", "zaken")
    assert shown.stderr.startswith("Een onderbroken handeling is afgemaakt (2026-0001: contact 2026-11-23).\n")
    assert git(folder, "status", "--short") == ""
    assert "wat: contact" in git(folder, "show", f"HEAD:{CASUS}")
    assert "onderbroken" not in bb(folder, "list", "zaken").stderr


def test_a_commit_by_hand_in_between_is_built_upon(folder: Path) -> None:
    leave_unfinished(folder)
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "met de hand")
    assert "afgemaakt" in bb(folder, "show", "2026-0001").stderr
    assert git(folder, "log", "--format=%s").split("\n")[:2] == ["2026-0001: contact 2026-11-23", "met de hand"]
    assert git(folder, "status", "--short") == ""


def test_during_a_merge_one_can_look_but_not_record(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "-b", "ander")
    (folder / "netwerk/woonstad.md").write_text("---\nsoort: welzijn\nverloop: []\n---\n")
    git(folder, "commit", "--quiet", "-am", "ander")
    git(folder, "checkout", "--quiet", "-")
    (folder / "netwerk/woonstad.md").write_text("---\nsoort: vve\nverloop: []\n---\n")
    git(folder, "commit", "--quiet", "-am", "een")
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "ander")
    assert (folder / ".git/MERGE_HEAD").exists()
    before = (folder / CASUS).read_bytes()
    for args in (["show", "2026-0001"], ["list", "zaken"], ["followups"], ["why", "2026-0001"]):
        assert bb(folder, *args).returncode == 0
    refused = bb(folder, "log", "2026-0001", "contact", "met=A", "via=deur")
    assert refused.returncode == 1
    assert "git nog bezig met samenvoegen" in refused.stderr
    assert "wat: contact, met: A, via: deur" in refused.stderr  # nothing typed is lost
    assert (folder / CASUS).read_bytes() == before


def test_a_copy_with_the_last_part_of_the_history_only(folder: Path, tmp_path: Path) -> None:
    bb(folder, "log", "2026-0001", "voorstel", "team=v1,v2")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{folder}", "kopie")
    copy = tmp_path / "kopie"
    shown = bb(copy, "why", "2026-0001")
    assert "De geschiedenis begint hier pas op" in shown.stderr
    assert bb(copy, "log", "2026-0001", "contact", "met=A", "via=deur").returncode == 0
    assert bb(copy, "undo", "--yes").returncode == 0
    assert git(copy, "status", "--short") == ""


def test_a_linked_working_copy(folder: Path, tmp_path: Path) -> None:
    git(folder, "worktree", "add", "--quiet", "-b", "thuis", "../thuis")
    linked = tmp_path / "thuis"
    assert bb(linked, "log", "2026-0001", "contact", "met=A", "via=deur").returncode == 0
    leave = ["log", "2026-0001", "contact", "met=B", "via=telefoon"]
    subprocess.run([sys.executable, "-c", STOP, "-C", str(linked), *leave], capture_output=True, check=False)
    assert "afgemaakt" in bb(linked, "why", "2026-0001").stderr
    assert git(linked, "status", "--short") == git(folder, "status", "--short") == ""
    assert (folder / CASUS).read_text() == CASE


def test_a_folder_one_may_only_read(folder: Path) -> None:
    leave_unfinished(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for args in (["show", "2026-0001"], ["list", "zaken"], ["followups"], ["validate"], ["why", "2026-0001"]):
            shown = without_privilege(folder, *args)
            assert shown.returncode == 0, shown.stderr
        refused = without_privilege(folder, "log", "2026-0001", "contact", "met=A", "via=deur")
        assert refused.returncode == 1
        assert "Er ging iets mis in bb zelf" not in refused.stderr
        assert "wat: contact" in refused.stderr
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def without_privilege(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """`bb` for someone for whom permissions count: also root, without the power to pass over them."""
    return subprocess.run(
        [sys.executable, "-m", "bb", *args],
        cwd=folder,
        preexec_fn=drop if os.getuid() == 0 else None,
        capture_output=True,
        text=True,
        check=False,
    )


def drop() -> None:
    """Give up CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (prctl PR_CAPBSET_DROP), for what is run next."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
