"""Forgetting that is killed at any moment: nothing was done, or the next command finishes it, and says so."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bb.actions.forgetting import Note, write_note
from bb.actions.reading import open_readable
from bb.actions.unfinished import settle
from bb.actions.unlock import keep_unlocked, lock
from bb.actions.vault import change_ring, open_vault
from bb.domain.retention import is_forgotten
from tests.actions.crash import State, state
from tests.actions.faults import KILLS, Server, server
from tests.vault.test_forget import close, put
from tests.vault.world import Desk

GO = ["forget", "2026-0001", "--ground", "verzoek", "--yes"]
LOOK = ["show", "2025-0007"]


@pytest.fixture
def start(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("BB_TODAY", "2028-03-01")
    monkeypatch.setenv("BB_INDEX", "no")  # its own writes would shift the moments
    close(noor)
    put(noor, "2026-0001")
    return noor


def try_one(served: Server, desk: Desk, moment: int, fault: str, before: State, after: State) -> str:
    """Kill it at a moment, look with an ordinary command, and tell how it ended in words."""
    root = desk.root
    ended = served.run(["-C", str(root), *GO], moment, fault)
    where = f"moment {moment} ({ended.moments[moment]}), {fault}: {ended.status} {ended.said}"
    looked = served.run(["-C", str(root), *LOOK])
    assert looked.status == 0, f"{looked.said}; {where}"
    ring = open_vault(open_readable(root)).ring
    key_left = any(record == "2026-0001" for record, _ in ring.keys.values())
    done = state(root) == after
    assert done or state(root) == before, f"in between; {where}; {looked.said}"
    assert done != key_left, f"the event stands there beside a key, or neither; {where}"
    assert not (root / ".git/bb/vergeten.json").exists(), where
    if "afgemaakt" in looked.said:
        return "finished by the next command, which says so"
    if done:
        return "done"
    return "as before, which is said" if "niet doorgegaan" in looked.said else "as before"


def test_killed_at_any_moment(start: Desk, tmp_path: Path) -> None:
    """Around the one step that cannot be taken back each moment, of the others some (`every` as a program: all)."""
    told: Counter[str] = Counter()
    for outcome, _ in every(start, tmp_path / "begin", step=6):
        told[outcome] += 1
    assert told["as before"]
    assert told["as before, which is said"]
    assert told["finished by the next command, which says so"] > 5


def every(start: Desk, kept: Path, step: int = 1) -> Iterator[tuple[str, int]]:
    before = state(start.root)
    shutil.copytree(start.root, kept)
    with server() as served:
        whole = served.run(["-C", str(start.root), *GO])
        assert whole.status == 0, whole.said
        after = state(start.root)
        ring = whole.moments.index("git update-ref")
        last = whole.moments.index("git prune") + 5  # what comes after only looks
        for moment in sorted({*range(0, last, step), *range(ring - 1, ring + 4)}):
            shutil.rmtree(start.root)
            shutil.copytree(kept, start.root)
            yield try_one(served, start, moment, KILLS[moment % len(KILLS)], before, after), moment


def test_stopped_right_after_the_ring_and_locked_since_it_waits_and_says_so(start: Desk) -> None:
    repository = start.vault.repository
    kept = start.vault.kept
    write_note(repository, Note(ids=("2026-0001",), grond="verzoek", op=date(2028, 3, 1), ring=kept.commit))
    change_ring(start.vault, lambda ring: ring.forget("2026-0001"))
    organisatie = start.opened.register.organisatie
    identity = start.vault.identity
    lock(organisatie)
    assert "bb keys unlock" in (settle(start.root) or "")
    assert not is_forgotten(start.opened.register.casus["2026-0001"])
    keep_unlocked(organisatie, identity, timedelta(hours=1))
    assert "afgemaakt" in (settle(start.root) or "")
    assert is_forgotten(start.opened.register.casus["2026-0001"])
    assert settle(start.root) is None


def test_a_note_that_nobody_of_us_wrote_does_nothing(start: Desk) -> None:
    before = state(start.root)
    for text in (
        "",
        "[]",
        '{"bb": 1, "ids": ["../../x"], "grond": "x", "op": "2026-01-01", "ring": null, "vernietigd": true}',
    ):
        (start.root / ".git/bb/vergeten.json").write_text(text)
        assert settle(start.root) is None
        assert state(start.root) == before
