"""Nothing readable on disk, whatever stops us; nothing runs and nothing is read that a hostile copy asks for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.terminal import bb
from tests.cli.test_names import unlocked  # noqa: F401 - a fixture

NAME = "Kanarie"
FORWARD = "sh -c 'sed -i s/Kanarie/Kanarie-Nieuw/ $0{}'"


def holding(folder: Path, word: bytes) -> list[Path]:
    """The files below a folder in which a word stands."""
    return [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and word in p.read_bytes()]


def in_memory() -> list[str]:
    """What stands in this user's memory now, by name."""
    return sorted(path.name.partition("-")[0] for path in (Path(os.environ["XDG_RUNTIME_DIR"]) / "bb").iterdir())


def test_an_editor_leaves_nothing_readable_behind(unlocked: Path) -> None:  # noqa: F811 - the fixture
    done = bb(unlocked, "dossier", "edit", "1", env={"EDITOR": FORWARD.format("")})
    assert "Bewaard" in done.stderr
    assert "Kanarie-Nieuw" in bb(unlocked, "dossier", "show", "1").stdout
    assert not holding(unlocked.parent, b"Kanarie")
    assert in_memory() == ["sleutel"]


def test_killed_while_editing_the_text_is_found_sealed_and_removed(unlocked: Path) -> None:  # noqa: F811 - the fixture
    done = bb(unlocked, "dossier", "edit", "1", env={"EDITOR": FORWARD.format("; kill -9 $PPID")})
    assert done.returncode == -9
    assert len(in_memory()) == 2
    assert not holding(unlocked.parent, b"Kanarie")
    told = bb(unlocked, "dossier", "show", "1")
    assert "werd onderbroken" in told.stderr
    assert "Kanarie-Nieuw" not in told.stdout
    assert in_memory() == ["sleutel"]
    assert not holding(unlocked.parent, b"Kanarie")
    bb(unlocked, "dossier", "edit", "1", env={"EDITOR": "true"})
    assert "Kanarie-Nieuw" in bb(unlocked, "dossier", "show", "1").stdout


def test_vim_is_told_to_leave_nothing(unlocked: Path, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    home = tmp_path / "thuis"
    (home / ".vimrc").write_text("set undofile undodir=~/oud backup backupdir=~/oud directory=~/oud viminfo='100\n")
    (home / "oud").mkdir()
    editor = "vim -e -s -c %s/Kanarie/Merel/e -c wq"
    assert "Bewaard" in bb(unlocked, "dossier", "edit", "1", env={"EDITOR": editor}).stderr
    assert "Merel" in bb(unlocked, "dossier", "show", "1").stdout
    assert not list((home / "oud").iterdir())
    assert not holding(home, b"Merel")
    assert not holding(home, b"Kanarie")


def test_no_name_in_what_is_kept_said_or_failed(unlocked: Path, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    (unlocked / "casus/2025/2025-0007.prive").write_bytes(b"bbd1 kapot")
    for args in (["validate"], ["followups"], ["report", "2026"], ["dossier", "show", "2025-0007"], ["keys", "doctor"]):
        done = bb(unlocked, *args)
        assert NAME not in done.stdout + done.stderr, args
    assert not holding(tmp_path, b"Kanarie")
    log = bb(unlocked, "why", "1").stdout
    assert NAME not in log


def test_a_hostile_copy_runs_nothing_for_a_dossier(unlocked: Path, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    mark = tmp_path / "merk"
    trap = tmp_path / "val"
    trap.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    trap.chmod(0o755)
    settings = unlocked / ".git/config"
    settings.write_text(
        settings.read_text()
        + f"[core]\n\tfsmonitor = {trap}\n\tpager = {trap}\n\tsshCommand = {trap}\n\thooksPath = {tmp_path}\n"
        f'[filter "x"]\n\tclean = {trap}\n\tsmudge = {trap}\n[diff "x"]\n\ttextconv = {trap}\n\tcachetextconv = true\n'
        f"[diff]\n\texternal = {trap}\n[alias]\n\tcat-file = !{trap}\n"
    )
    (unlocked / ".gitattributes").write_text("* filter=x diff=x\n")
    for name in ("pre-commit", "post-commit", "reference-transaction"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (tmp_path / name).chmod(0o755)
    bb(unlocked, "dossier", "set", "1", "verhaal=kort")
    assert "kort" in bb(unlocked, "dossier", "show", "1").stdout
    bb(unlocked, "dossier", "search", "kort")
    bb(unlocked, "keys", "doctor")
    assert not mark.exists()


@pytest.mark.parametrize("what", ["link", "pipe", "folder", "large"])
def test_what_is_no_regular_file_is_no_dossier(unlocked: Path, tmp_path: Path, what: str) -> None:  # noqa: F811 - the fixture
    path = unlocked / "casus/2026/2026-0001.prive"
    sealed = path.read_bytes()
    path.unlink()
    if what == "link":
        (tmp_path / "elders").write_bytes(sealed)
        path.symlink_to(tmp_path / "elders")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(10**9)
    done = bb(unlocked, "dossier", "show", "1")
    assert done.returncode == 1
    assert "kan niet worden gelezen" in done.stderr
    assert NAME not in done.stdout
    assert bb(unlocked, "dossier", "search", "eva").returncode == 0
    assert bb(unlocked, "dossier", "set", "1", "verhaal=x").returncode == 1
