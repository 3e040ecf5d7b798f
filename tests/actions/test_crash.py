from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.actions import crash_sync
from tests.actions.crash import every_kill, every_refusal
from tests.actions.faults import KILLS, REFUSALS, server

STEP = 41  # of the moments of `bb sync` only so many are tried here


@pytest.fixture(autouse=True)
def nobody_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("BB_TODAY", "2026-11-23")


def test_killed_at_any_moment_an_action_is_whole_or_absent_after_the_next_command(tmp_path: Path) -> None:
    with server() as served:
        results = list(every_kill(served, tmp_path / "kill", times=1))
    told = Counter(result.outcome for result in results)
    assert {result.fault for result in results} == set(KILLS)
    assert told["as before"] > 20
    assert told["finished by the next command, which says so"] > 20


def test_a_disk_that_refuses_any_step_leaves_all_or_nothing_and_says_which(tmp_path: Path) -> None:
    with server() as served:
        results = list(every_refusal(served, tmp_path / "refuse"))
    told = Counter(result.outcome for result in results)
    assert {result.fault for result in results} == set(REFUSALS)
    assert told["as before"] > 20


def test_killed_anywhere_in_sync_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Some moments; `python -m tests.actions.faults --only sync-kill` tries all."""
    with server() as served:
        results = list(crash_sync.every_kill(served, tmp_path / "kill", step=STEP))
        results += crash_sync.every_refusal(served, tmp_path / "refuse", step=2 * STEP)
    assert len({result.outcome for result in results}) > 1
