from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.git.commit import Prepared, Swap, move_ref, update_index
from bb.git.errors import BusyError, DamagedError
from bb.git.intent import IntentError, clear_intent, from_text, read_intent, to_text, write_intent
from bb.git.lock import lock
from tests.git.helpers import CASUS, git, place, ready

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bb.git.repository import Repository

NEW = "casus/2026/'s-Gravenhage.md"
STEPS: list[Callable[[Repository, Prepared], object]] = [
    write_intent,
    place,
    move_ref,
    update_index,
    lambda repository, _: clear_intent(repository),
]


def state(repository: Repository) -> tuple[object, ...]:
    files = {p.name: p.read_bytes() for p in repository.root.rglob("*.md")}
    return files, repository.head(), git(repository, "ls-files", "-s"), git(repository, "status", "--porcelain")


def recover(repository: Repository) -> None:
    prepared = read_intent(repository)
    if prepared is not None:
        for step in STEPS[1:]:
            step(repository, prepared)


@pytest.mark.parametrize("again", [1, 2])
@pytest.mark.parametrize("done", range(len(STEPS) + 1))
def test_an_action_that_stopped_between_two_steps_is_finished(organisation: Repository, done: int, again: int) -> None:
    (organisation.root / "netwerk").mkdir()
    (organisation.root / "netwerk/a.md").write_bytes(b"staged by a person\n")
    git(organisation, "add", "netwerk/a.md")
    before = state(organisation)
    prepared = ready(organisation, {CASUS: b"nieuw\n", NEW: b"erbij\n", "vrijwilligers/v-001.md": None})
    for step in STEPS[:done]:
        step(organisation, prepared)

    for _ in range(again):
        recover(organisation)

    assert read_intent(organisation) is None
    if done == 0:  # nothing was said yet, so nothing happened
        assert state(organisation) == before
    else:
        files, head, _, status = state(organisation)
        assert files == {"2026-0001.md": b"nieuw\n", "'s-Gravenhage.md": b"erbij\n", "a.md": b"staged by a person\n"}
        assert head == prepared.commit
        assert status == "A  netwerk/a.md\n"


def test_a_half_written_intent_does_not_count(organisation: Repository) -> None:
    prepared = ready(organisation, {CASUS: b"x"})
    (organisation.own_folder() / "intent.json.new").write_text('{"bb": 1, "comm')
    assert read_intent(organisation) is None
    write_intent(organisation, prepared)
    assert read_intent(organisation) == prepared


def test_the_intent_is_for_the_owner_only_and_holds_no_content(organisation: Repository) -> None:
    write_intent(organisation, ready(organisation, {CASUS: b"geheim"}))
    path = organisation.git_dir / "bb" / "intent.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "geheim" not in path.read_text()
    assert "Noor" not in path.read_text()


GOOD = {
    "bb": 1,
    "commit": "a" * 40,
    "parent": None,
    "files": [{"path": CASUS, "old": None, "new": "b" * 40, "mode": "100644"}],
}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "[" * 100_000,
        json.dumps(GOOD | {"bb": 2}),
        json.dumps(GOOD | {"commit": None}),
        json.dumps(GOOD | {"commit": "--help"}),
        json.dumps(GOOD | {"parent": "HEAD"}),
        json.dumps(GOOD | {"files": [{"path": "../../x", "old": None, "new": None, "mode": "100644"}]}),
        json.dumps(GOOD | {"files": [{"path": ".git/config", "old": None, "new": None, "mode": "100644"}]}),
        json.dumps(GOOD | {"files": [{"path": 7, "old": None, "new": None, "mode": "100644"}]}),
        json.dumps(GOOD | {"files": [{"path": CASUS, "old": None, "new": None, "mode": "120000"}]}),
    ],
)
def test_an_intent_that_is_not_ours_is_not_followed(text: str) -> None:
    with pytest.raises(IntentError, match="Er is niets veranderd"):
        from_text(text)


IDS = st.text("0123456789abcdef", min_size=40, max_size=40)
SWAPS = st.builds(
    Swap,
    path=st.from_regex(r"[^/\x00-\x1f\x7f.]{1,9}/[^/\x00-\x1f\x7f.]{1,9}\.md", fullmatch=True),
    old=st.none() | IDS,
    new=st.none() | IDS,
    mode=st.sampled_from(["100644", "100755"]),
)


@given(st.builds(Prepared, commit=IDS, parent=st.none() | IDS, swaps=st.lists(SWAPS, max_size=3).map(tuple)))
def test_an_intent_reads_back_as_it_was(prepared: Prepared) -> None:
    assert from_text(to_text(prepared)) == prepared


@pytest.mark.parametrize("name", ["intent.json", "lock"])
def test_links_and_pipes_in_a_copied_history_are_not_followed(
    organisation: Repository, tmp_path: Path, name: str
) -> None:
    other = tmp_path / "elders"
    other.write_text("van een ander")
    path = organisation.own_folder() / name
    path.symlink_to(other)
    with pytest.raises((IntentError, DamagedError)):
        use(organisation, name)
    path.unlink()
    if name == "intent.json":
        os.mkfifo(path)
        with pytest.raises(IntentError):
            use(organisation, name)
    assert other.read_text() == "van een ander"


def use(repository: Repository, name: str) -> None:
    if name == "lock":
        with lock(repository, "bb log"):
            pass
    else:
        read_intent(repository)


def test_a_folder_that_is_a_link_is_not_written_to(organisation: Repository, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (organisation.git_dir / "bb").symlink_to(tmp_path / "elders")
    with pytest.raises(DamagedError):
        write_intent(organisation, ready(organisation, {CASUS: b"x"}))
    assert list((tmp_path / "elders").iterdir()) == []


def test_a_second_command_is_told_who_is_at_work(organisation: Repository) -> None:
    with (
        lock(organisation, "bb log"),
        pytest.raises(BusyError, match=rf"\(bb log, proces {os.getpid()}\)"),
        lock(organisation, "bb new", patience=0.0),
    ):
        pass
    with lock(organisation, "bb new", patience=0.0):
        pass


def test_what_stands_in_the_lock_is_only_shown_when_it_is_ours(organisation: Repository) -> None:
    with lock(organisation, "bb log"):
        (organisation.own_folder() / "lock").write_text("1 \x1b[2J Noor Example\n")
        with pytest.raises(BusyError) as caught, lock(organisation, "bb new", patience=0.0):
            pass
    assert caught.value.holder == ""


HOLD = """
import os, sys
from pathlib import Path
from bb.git.lock import lock
from bb.git.repository import find
with lock(find(Path(sys.argv[1])), "bb match"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_killed_command_is_free(organisation: Repository) -> None:
    command = [sys.executable, "-c", HOLD, str(organisation.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(BusyError, match=f"bb match, proces {other.pid}"),
            lock(organisation, "bb log", patience=0.0),
        ):
            pass
        other.kill()
        other.wait()
        with lock(organisation, "bb log", patience=0.0):
            pass
