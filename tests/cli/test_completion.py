"""The tab key, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bb.cli.completion import SHELLS

BASH = """
{line}
COMP_WORDS=({words})
COMP_CWORD={place}
_bb_completion bb
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def command(tmp_path: Path) -> dict[str, str]:
    """An environment in which `bb` is this program."""
    program = tmp_path / "bin" / "bb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bb "$@"\n', "utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}


def asked(shell: str, script: str, root: Path, environ: dict[str, str]) -> list[str]:
    told = subprocess.run(
        [shell, "-c", script], cwd=root, env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    assert not told.stderr
    return told.stdout.split()


def in_bash(typed: str, root: Path, environ: dict[str, str]) -> list[str]:
    words = typed.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    return asked("bash", BASH.format(line=SHELLS["bash"][1], words=quoted, place=len(words) - 1), root, environ)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("bb fol", ["followups"]),
        ("bb show 2026-000", None),
        ("bb show 1", ["2026-0001"]),
        ("bb --plain show v-0", None),
        ("bb list za", ["zaken"]),
        ("bb log 2026-0001 afs", ["afsluiting"]),
        ("bb log v-001 over", ["overeenkomst"]),
        ("bb show --js", ["--json"]),
        ("bb show 9999", []),
    ],
)
def test_bash(root: Path, command: dict[str, str], typed: str, offered: list[str] | None) -> None:
    if offered is None:
        start = typed.rpartition(" ")[2]
        offered = sorted(path.stem for path in root.rglob(f"{start}*.md"))
        assert offered
    assert in_bash(typed, root, command) == offered


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh(root: Path, command: dict[str, str]) -> None:
    script = f"""
    {SHELLS["zsh"][1]}
    compadd() {{ shift 4; eval print -l '"${{'"$1"'[@]}}"'; }}
    words=(bb show 2026-0001); CURRENT=3; _bb_completion
    """
    assert asked("zsh", script, root, command) == ["2026-0001"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(root: Path, command: dict[str, str]) -> None:
    script = f"{SHELLS['fish'][1]}; complete --do-complete 'bb show 2026-0001'"
    assert asked("fish", script, root, command) == ["2026-0001"]


def test_outside_an_organisation_the_tab_key_is_silent(tmp_path: Path, command: dict[str, str]) -> None:
    assert in_bash("bb show 20", tmp_path, command) == []
    assert in_bash("bb -C nergens show 20", tmp_path, command) == []


def test_nothing_is_read(root: Path, command: dict[str, str]) -> None:
    """A file that cannot be opened is offered as well: names are all that is looked at."""
    path = next(iter(root.glob("casus/*/*.md")))
    path.write_bytes(b"\xff")
    assert in_bash(f"bb show {path.stem}", root, command) == [path.stem]
