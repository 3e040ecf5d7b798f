"""The pages in `docs/` tell the truth of today: generated tables are current, links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]


def test_the_tables_in_the_docs_are_as_the_code_has_them() -> None:
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    command = [sys.executable, "tools/docs.py", "--check"]
    done = subprocess.run(command, cwd=TOP, env=environment, check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert not [link for link in links if "://" not in link and not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_module_that_is_named_exists(page: Path) -> None:
    rooms = "cli|actions|domain|rules|agenda|matching|figures|files|git|report|text"
    named = re.findall(rf"`(?:bb/)?((?:{rooms})/[a-z_]+\.py)`", page.read_text("utf-8"))
    assert not [name for name in named if not (TOP / "bb" / name).exists()]
