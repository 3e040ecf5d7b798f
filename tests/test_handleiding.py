"""Every command of the manual runs, in the order of its page, and ends as the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bb.cli.main import COMMANDS
from tests.transcripts.session import Session, environment, in_memory, parse, play

MANUAL = Path(__file__).parents[1] / "docs" / "handleiding"
TODAY = "2026-11-23"
_BLOCKS = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def session_of(page: Path) -> Session | None:
    """All commands of a page as one session: `$ ` begins one, `? 1` below it is how it ends."""
    shown = "\n".join(_BLOCKS.findall(page.read_text("utf-8")))
    return parse(f"# today: {TODAY}\n\n{shown.strip()}\n") if shown else None


PAGES = {page.name: found for page in sorted(MANUAL.glob("*.md")) if (found := session_of(page))}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """An invented organisation to try the manual in, and the memory in which its dossiers are open."""
    home = tmp_path_factory.mktemp("handleiding") / "thuis"
    home.mkdir()
    with in_memory() as memory:
        env = {**environment(home), "BB_TODAY": TODAY, **memory}
        subprocess.run(["bb", "demo", "oefenen"], cwd=home, env=env, check=True, capture_output=True)
        yield home / "oefenen", Path(memory["XDG_RUNTIME_DIR"])


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_a_page_ends_as_it_says(name: str, practice: tuple[Path, Path], tmp_path: Path) -> None:
    home = tmp_path / "thuis"
    organisation, opened = practice
    shutil.copytree(organisation, home / "oefenen")
    with in_memory() as memory:
        shutil.copytree(opened, memory["XDG_RUNTIME_DIR"], dirs_exist_ok=True)
        enter = parse(f"# today: {TODAY}\n\n$ cd oefenen\n").steps
        asked = Session(PAGES[name].comments, TODAY, (*enter, *PAGES[name].steps))
        played = play(asked, home, memory)
    wrong = [
        (step.command, step.status, step.shown)
        for step, told in zip(played.steps, asked.steps, strict=True)
        if step.status != told.status
    ]
    assert not wrong


def test_every_command_that_is_named_exists() -> None:
    for page in MANUAL.glob("*.md"):
        for name in re.findall(r"`bb ([a-z]+)", page.read_text("utf-8")):
            assert name in COMMANDS, (page.name, name)
