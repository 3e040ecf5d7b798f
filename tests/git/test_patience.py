from __future__ import annotations

from pathlib import Path

import pytest

from bb.git import patience
from bb.git.remote import BrokenError, FullError, Move, NoAnswerError, Remote, RemoteError, ask, fetch, push, remote_of
from bb.git.repository import Repository, init
from tests.actions.organisation import git
from tests.git.line import FULL, HEALTHY, SILENT, Line, down, up

MAIN = "refs/heads/main"


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    return Line(tmp_path / "lijn", monkeypatch)


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """A copy with a history, and a shared place elsewhere with nothing in it."""
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "gedeeld.git")
    repository = init(tmp_path / "hier")
    git(repository.root, "remote", "add", "origin", f"elders:{tmp_path}/gedeeld.git")
    for number in range(3):
        (repository.root / "bestand").write_text("".join(f"{number} {n * n}\n" for n in range(500)))
        git(repository.root, "add", "-A")
        git(repository.root, "commit", "--quiet", "-m", str(number))
    return repository


def place(repository: Repository) -> Remote:
    found = remote_of(repository)
    assert found
    return found


def send(repository: Repository) -> str:
    head = repository.head()
    assert head
    push(repository, place(repository), [Move(ref=MAIN, new=head, old=None)])
    return head


def test_silence_is_told_and_comes_to_an_end(here: Repository, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("SOON", 0.1), ("SILENCE", 0.3), ("_TICK", 0.05)):
        monkeypatch.setattr(patience, name, seconds)
    line.be(SILENT)
    said: list[str] = []
    with patience.saying(lambda: said.append("wacht")):
        for _ in "ab":
            with pytest.raises(NoAnswerError):
                ask(here, place(here), [MAIN])
    assert said == ["wacht"]


def test_a_line_that_breaks_while_sending_changes_nothing_there(here: Repository, line: Line, tmp_path: Path) -> None:
    for size in (0, 10, 200, 1500):
        line.be(up(size))
        with pytest.raises(BrokenError):
            send(here)
        assert git(tmp_path / "gedeeld.git", "for-each-ref") == ""
    line.be(FULL)
    with pytest.raises(FullError):
        send(here)
    line.be(HEALTHY)
    head = send(here)
    assert git(tmp_path / "gedeeld.git", "rev-parse", MAIN).strip() == head
    git(tmp_path / "gedeeld.git", "fsck", "--strict")


def test_a_line_that_breaks_while_fetching_changes_nothing_here(here: Repository, line: Line, tmp_path: Path) -> None:
    head = send(here)
    daar = init(tmp_path / "daar")
    git(daar.root, "remote", "add", "origin", f"elders:{tmp_path}/gedeeld.git")
    git(daar.root, "commit", "--quiet", "--allow-empty", "-m", "begin")
    for size in (0, 50, 400, 1500, 3000):
        line.be(down(size))
        with pytest.raises(RemoteError):
            fetch(daar, place(daar), [MAIN])
        assert daar.resolve(head) is None
    line.be(HEALTHY)
    fetch(daar, place(daar), [MAIN])
    assert daar.resolve(head) == head
    git(daar.root, "fsck", "--strict")
