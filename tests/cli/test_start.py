"""A command starts quickly: what it does not need is not loaded."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bb

HEAVY = {
    *("pydantic", "numpy", "highspy", "jinja2", "yaml", "frontmatter", "tabulate", "icalendar", "pyrage", "nacl"),
    *("email", "smtplib", "ssl", "asyncio", "difflib", "json", "logging", "sqlite3", "subprocess"),
    *("bb.domain.records", "bb.domain.detectors", "bb.files.store", "bb.git.repository"),
}
ASK = """
import sys
from bb.cli.main import run
run({args!r})
print("LOADED", *sys.modules, file=sys.stderr)
"""


def loaded(args: list[str], cwd: Path, **environ: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", ASK.format(args=args)],
        cwd=cwd,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stderr.partition("LOADED ")[2].split())


@pytest.mark.parametrize("args", [["--help"], ["--version"], []])
def test_help_loads_nothing_heavy(root: Path, args: list[str]) -> None:
    assert not loaded(args, root) & (HEAVY | {"pathlib", "zoneinfo"})


@pytest.mark.parametrize("line", ["bb ", "bb show 2026-0", "bb edit v", "bb list ", "bb log 2026-0001 ge"])
def test_the_tab_key_loads_nothing_heavy(root: Path, line: str) -> None:
    words = line.split(" ")
    asked = {"_BB_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    assert not loaded([], root, **asked) & HEAVY


def test_no_command_uses_what_click_says_in_english() -> None:
    """`bb.text.nl` leaves alone what click loads on demand: its editor, pager and progress bar."""
    package = Path(bb.__file__).parent
    used = {
        node.attr
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "click"
    }
    assert "command" in used
    assert not used & {"edit", "echo_via_pager", "progressbar", "launch", "getchar", "pause"}
