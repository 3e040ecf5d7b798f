"""Collects each transcript as a test: what the session shows must be what stands in the file.

`pytest tests/transcripts --update-transcripts` writes what is shown now into the files; read the difference.
"""

from __future__ import annotations

import difflib
import functools
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transcripts.session import environment, in_memory, parse, play, render


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-transcripts", action="store_true", help="write what the sessions show into the files")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".txt" and file_path.parent == Path(__file__).parent:
        file: Transcript = Transcript.from_parent(parent, path=file_path)
        return file
    return None


class Transcript(pytest.File):
    """One file with one session."""

    def collect(self) -> Iterator[pytest.Item]:
        yield Played.from_parent(self, name=self.path.stem)


class DifferentError(Exception):
    """What is shown is not what stands in the file."""


class Played(pytest.Item):
    """The session, to be played."""

    def runtest(self) -> None:
        written = self.path.read_text("utf-8")
        session = parse(written)
        with tempfile.TemporaryDirectory(prefix="bb-") as folder:
            home = Path(folder).resolve() / "thuis"
            home.mkdir()
            with in_memory() as memory:
                shown = render(play(session, home, {**examples(session.today), **memory}))
        if shown == written:
            return
        if self.config.getoption("update_transcripts", default=False):
            self.path.write_text(shown, "utf-8")
            return
        lines = difflib.unified_diff(written.split("\n"), shown.split("\n"), "written", "shown", lineterm="")
        raise DifferentError("\n".join(lines))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style
        if isinstance(excinfo.value, DifferentError):
            return f"{excinfo.value}\n(all right? pytest tests/transcripts --update-transcripts)"
        return str(excinfo.getrepr(style="native"))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.name


_KEPT = tempfile.TemporaryDirectory(prefix="bb-voorbeeld-")


def pytest_unconfigure() -> None:
    _KEPT.cleanup()


@functools.cache
def examples(today: str) -> dict[str, str]:
    """The invented organisations of a day, made once; sessions copy them: `cp -r "$EXAMPLE" waterstad`."""
    home = Path(_KEPT.name) / today
    home.mkdir()
    env = {**environment(home), "BB_TODAY": today}
    for options in (["waterstad"], ["klein", "--cases", "12", "--volunteers", "8"]):
        subprocess.run(["bb", "demo", *options], cwd=home, env=env, check=True, capture_output=True)
    return {"EXAMPLE": str(home / "waterstad"), "SMALL": str(home / "klein")}
