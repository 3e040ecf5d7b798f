"""Copies that add keys and share the ring at once, and are killed while they do: no key that was kept is lost.

`make fuzz` runs it at full size: three copies, fifty keys each, and a kill every other second.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from hypothesis import settings

from bb.actions.ring_sync import sync_ring, take_ring
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault, change_ring, repository_of
from bb.git.remote import remote_of
from bb.vault.dossier import DossierKey, new_key
from tests.actions.organisation import git
from tests.vault.test_ring_sync import Office, office
from tests.vault.world import Desk

__all__ = ["office"]

COPIES = 3
FORK = get_context("fork")


def added(vault: Vault, record: str, key: DossierKey) -> Vault:
    return change_ring(vault, lambda ring: ring.with_key(record, key))


def add_keys(desk: Desk, name: str, told: Path, count: int) -> None:
    """Add keys until there are so many of this name; each is told once it is kept, and then shared.

    Told that others are busy, one tries again: so would whoever sits there.
    """
    remote = remote_of(repository_of(desk.opened))
    assert remote is not None
    vault = desk.vault
    with told.open("ab", buffering=0) as file:
        while sum(record.startswith(name) for record, _ in vault.ring.keys.values()) < count:
            key, record = new_key(), f"{name}{len(vault.ring.keys):03}"
            try:
                vault = added(vault, record, key)
                os.write(file.fileno(), key.id.hex().encode() + b"\n")
                vault, _ = sync_ring(vault, remote)
            except Stop as stop:
                if stop.status != Status.LATER:
                    raise
                vault = desk.vault


def started(desk: Desk, number: int, told: Path, count: int) -> BaseProcess:
    process = FORK.Process(target=add_keys, args=(desk, f"203{number}-0", told, count))
    process.start()
    return process


@pytest.mark.hypothesis
def test_no_key_that_was_kept_is_lost_when_copies_race_and_are_killed(office: Office, tmp_path: Path) -> None:
    full = settings.default is not None and settings.default.max_examples > 1000
    count, kills = (50, 40) if full else (3, 3)
    desks = []
    for number in range(COPIES):
        root = tmp_path / f"kopie-{number}"
        git(tmp_path, "clone", "--quiet", str(office.shared), str(root))
        desk = replace(office.noor, root=root)
        repository = repository_of(desk.opened)
        remote = remote_of(repository)
        assert remote is not None
        take_ring(repository, remote)
        desks.append(desk)
    told = [tmp_path / f"gezegd-{number}" for number in range(COPIES)]
    working = [started(desk, number, told[number], count) for number, desk in enumerate(desks)]
    chance = random.Random(count)
    for turn in range(kills):
        time.sleep(chance.uniform(0.05, 0.6))
        number = turn % COPIES
        working[number].kill()
        working[number].join()
        working[number] = started(desks[number], number, told[number], count)
    for process in working:
        process.join()
    assert [process.exitcode for process in working] == [0, 0, 0]
    kept = {bytes.fromhex(line) for path in told for line in path.read_text().split()}
    assert len(kept) >= COPIES * count - kills  # a kill may come between keeping a key and telling of it
    for desk in (*desks, *desks):
        remote = remote_of(repository_of(desk.opened))
        assert remote is not None
        sync_ring(desk.vault, remote)
    for desk in desks:
        assert kept <= desk.vault.ring.keys.keys()
        assert len(desk.vault.ring.keys) >= COPIES * count
