"""Three copies at work at once, each a real process that is killed now and then: records, keys and events end equal."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bb.actions.key_reading import open_kept
from bb.actions.keys_ring import kept_ring
from bb.actions.reading import open_readable
from bb.git.repository import find
from bb.vault.dossier import key_id, open_dossier
from tests.actions.faults import KILLS, Server, server
from tests.actions.organisation import CASE, git
from tests.vault.world import Desk

STEPS = int(os.environ.get("BB_STEPS", "3"))
SEED = int(os.environ.get("BB_SEED", "1"))
IDS = ("2026-0001", "2025-0007", "2026-0002")
"""The case whose dossier is written in the first, second and third copy."""


@dataclass
class Copy:
    """One copy, what was acknowledged there, and what may have been done when it was killed."""

    root: Path
    number: int
    sure: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    texts: list[tuple[str, bool]] = field(default_factory=list)

    def work(self, served: Server) -> None:
        """So many things in a row, some of them killed at any moment."""
        dice = random.Random(SEED * 3 + self.number)
        for step in range(STEPS):
            killed = dice.random() < 0.4
            at, fault = (dice.randrange(150), dice.choice(KILLS)) if killed else (-1, "")
            mark = self.number * 1000 + step + 1
            match (step + self.number) % 4:
                case 0:
                    args, told = (
                        ["log", "2026-0001", "contact", "met=A", "via=telefoon", f"minuten={mark}"],
                        f"minuten: {mark}",
                    )
                case 1:
                    args, told = ["new", "partner", f"school-{mark}", "soort=anders"], f"school-{mark}"
                case 2:
                    args, told = ["dossier", "set", IDS[self.number], f"verhaal=tekst {mark}"], ""
                case _:
                    args, told = ["sync", "--yes"], ""
            done = served.run(["-C", str(self.root), *args], at, fault).status
            assert done in {0, 1, 75, -9}, (args, at, fault)
            if told:
                (self.sure if done == 0 else self.perhaps).add(told)
            if args[0] == "dossier":
                self.texts.append((f"tekst {mark}", done == 0))


@pytest.fixture
def copies(noor: Desk, tmp_path: Path) -> list[Copy]:
    """Three copies on computers of one coördinator, so one key opens what is written in any of them."""
    shared = tmp_path / "gedeeld.git"
    (noor.root / "casus/2026/2026-0002.md").write_text(CASE)
    git(noor.root, "add", ".")
    git(noor.root, "commit", "--quiet", "-m", "nog een")
    git(noor.root, "branch", "-M", "main")
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(shared))
    git(noor.root, "remote", "add", "origin", str(shared))
    git(noor.root, "push", "--quiet", "origin", "main", "refs/bb/sleutelring")
    made = [Copy(noor.root, 0)]
    for number in (1, 2):
        root = tmp_path / f"kopie-{number}"
        shutil.copytree(noor.root, root)
        made.append(Copy(root, number))
    return made


def test_three_copies_at_work_at_once_and_killed_end_equal(copies: list[Copy], noor: Desk) -> None:
    with server() as one, server() as two, server() as three:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(Copy.work, copies, (one, two, three)))
        for copy in (*copies, *copies):
            done = one.run(["-C", str(copy.root), "sync", "--yes"])
            assert done.status == 0, done.said
    assert len({git(copy.root, "rev-parse", "HEAD") for copy in copies}) == 1
    for copy in copies:
        git(copy.root, "fsck", "--strict")
        assert git(copy.root, "status", "--porcelain") == ""
        assert open_readable(copy.root).findings == ()
    text = "".join(path.read_text() for path in (noor.root / "casus").rglob("*.md"))
    told = Counter({mark: text.count(f"{mark}}}") for copy in copies for mark in copy.sure | copy.perhaps})
    names = {path.stem for path in (noor.root / "netwerk").glob("*.md")}
    for copy in copies:
        assert all(told[mark] == 1 or mark in names for mark in copy.sure), (copy.sure, told)
        assert all(told[mark] <= 1 for mark in copy.perhaps)
    rings = []
    for copy in copies:
        repository = find(copy.root)
        assert repository is not None
        kept = kept_ring(repository)
        assert kept is not None
        rings.append(open_kept(kept, noor.vault.identity))
    assert rings[0] == rings[1] == rings[2]
    for copy in copies:
        last = max((n for n, (_, done) in enumerate(copy.texts) if done), default=None)
        if last is not None:
            data = (copy.root / f"casus/{IDS[copy.number][:4]}/{IDS[copy.number]}.prive").read_bytes()
            key = rings[0].key_for(key_id(data))
            assert key is not None
            opened = open_dossier(IDS[copy.number], key, data).decode()
            assert any(words in opened for words, _ in copy.texts[last:])
