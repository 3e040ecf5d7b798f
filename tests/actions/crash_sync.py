"""Every moment of `bb sync`, stopped or refused: one copy joins, keeps a hand's change, and sends; another waits.

Right after: every file whole, and the histories here and in the shared place whole. After the next command, which only
looks: the files as before or as after. After syncing again, at the other copy and here, all is equal to what an
undisturbed sync gives, so nothing is lost and nothing is there twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bb.actions.keys_ring import RING_REF, keep_ring
from bb.git.repository import find
from tests.actions.crash import FINISHED, LOOK, Result, state
from tests.actions.faults import KILLS, REFUSALS, Ended, Server
from tests.actions.organisation import CASUS, git, make

SYNC = ["sync", "--yes"]
OTHER = "casus/2025/2025-0007.md"
CONTACT = "  - {{op: 2026-11-1{day}, wat: contact, met: {party}, via: telefoon}}\n---\nEen"


@dataclass(frozen=True, slots=True)
class Office:
    """Noor's copy, Sam's copy, and the shared place."""

    folder: Path

    @property
    def noor(self) -> Path:
        """The copy in which things go wrong."""
        return self.folder / "noor"

    @property
    def sam(self) -> Path:
        """The copy of a colleague, who shared something."""
        return self.folder / "sam"

    @property
    def shared(self) -> Path:
        """The shared place."""
        return self.folder / "gedeeld.git"


def begin(folder: Path) -> Office:
    """Both made changes since they were equal; those of Sam are shared."""
    office = Office(folder)
    folder.mkdir(parents=True)
    make(office.noor)
    git(office.noor, "branch", "-M", "main")
    git(folder, "init", "--quiet", "--bare", "-b", "main", str(office.shared))
    git(office.noor, "remote", "add", "origin", str(office.shared))
    git(office.noor, "push", "--quiet", "-u", "origin", "main")
    git(folder, "clone", "--quiet", str(office.shared), str(office.sam))
    _edit(office.sam, CASUS, "---\nEen", CONTACT.format(day=0, party="A"))
    _edit(office.sam, "vrijwilligers/v-001.md", "wijk: noord", "wijk: dijk")
    (office.sam / "netwerk/oud.md").write_text("---\nsoort: anders\nverloop: []\n---\n")
    _keep(office.sam)
    git(office.sam, "push", "--quiet", "origin", "main")
    _edit(office.noor, CASUS, "---\nEen", CONTACT.format(day=2, party="B"))
    _keep(office.noor)
    _edit(office.noor, OTHER, "drukke", "rustige")  # by hand, and not kept yet
    repository = find(office.noor)
    assert repository is not None
    keep_ring(repository, b"sealed", None)
    return office


def _edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def _keep(root: Path) -> None:
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "wijziging")


def every(served: Server, folder: Path, faults: Sequence[str], *, step: int = 1, first: int = 0) -> Iterator[Result]:
    """Try every so many moments from `first` on, with all of these faults, or (`step` over 1) with one in turn."""
    office = begin(folder / "werk")
    kept = folder / "begin"
    shutil.copytree(office.folder, kept)
    before = state(office.noor)[0]
    whole = _sync(served, office.noor)
    _sync(served, office.sam)
    after, tree = state(office.noor)[:2]
    for moment in range(first, len(whole.moments), step):
        for fault in faults if step == 1 else [faults[moment // step % len(faults)]]:
            shutil.rmtree(office.folder)
            shutil.copytree(kept, office.folder)
            yield Result(
                action="sync", fault=fault, outcome=_try_one(served, office, moment, fault, (before, after), tree)
            )
    shutil.rmtree(office.folder)


def _sync(served: Server, root: Path) -> Ended:
    done = served.run(["-C", str(root), *SYNC])
    assert done.status == 0, done.said
    return done


def _try_one(
    served: Server, office: Office, moment: int, fault: str, allowed: tuple[dict[str, bytes], ...], tree: str
) -> str:
    ended = served.run(["-C", str(office.noor), *SYNC], moment, fault)
    where = f"moment {moment} ({ended.moments[moment]}), {fault}: {ended.status} {ended.said}"
    if fault in REFUSALS:
        assert ended.status in {0, 1, 75}, where
        assert "Er ging iets mis in bb zelf" not in ended.said, where
    for path, data in state(office.noor)[0].items():
        if not path.endswith(".tmp"):
            assert data in {one.get(path) for one in allowed}, f"{path} is not whole; {where}"
    for root in (office.noor, office.shared):
        git(root, "fsck", "--strict")
    looked = served.run(["-C", str(office.noor), *LOOK])
    assert looked.status == 0, f"{looked.said}; {where}"
    standing = state(office.noor)[0]
    assert standing in allowed, f"in between; {where}; {looked.said}"
    assert not (office.noor / ".git/bb/intent.json").exists(), where
    for root in (office.noor, office.sam, office.noor):
        again = served.run(["-C", str(root), *SYNC])
        assert again.status == 0, f"{again.said}; {where}"
    for root in (office.noor, office.sam):
        assert state(root) == (allowed[1], tree, ""), f"not equal in the end: {git(root, 'diff')}; {where}"
    assert git(office.noor, "rev-parse", "HEAD") == git(office.sam, "rev-parse", "HEAD"), where
    assert git(office.shared, "rev-parse", RING_REF), where
    if FINISHED in looked.said:
        return "finished by the next command, which says so"
    return "done" if standing == allowed[1] else "as before"


def every_kill(served: Server, folder: Path, *, step: int = 1) -> Iterator[Result]:
    yield from every(served, folder, KILLS, step=step)


def every_refusal(served: Server, folder: Path, *, step: int = 1) -> Iterator[Result]:
    yield from every(served, folder, REFUSALS, step=step)
