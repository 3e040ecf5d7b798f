"""A copied folder that was prepared by somebody else: links that lead out of it, pipes, names that look alike."""

from __future__ import annotations

import ctypes
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.actions.organisation import CASE
from tests.cli.terminal import bb

OPENED = 0x20 | 0x1  # IN_OPEN, IN_ACCESS
SECRET = "Buitenstaander"
LINKS = (
    "casus/2026/2026-0008.md",
    "casus/2026/2026-0008.prive",
    "casus/2024",
    "vrijwilligers/v-008.md",
    "vrijwilligers/v-002.prive",
    "netwerk/hoek.md",
    "netwerk/woonstad.prive",
    "activiteiten",
    "rapporten/2025.json",
    "templates",
    ".git/bb/concept-2026-0001.prive",
    ".git/bb/vergeten.json",
    ".git/bb/sleutelring-gezien",
)
"""What leads out of the folder: each to a file of its own, or to a folder with one."""
ALIKE = ("casus/2026/2026-０００１.md", "casus/2026/2026-0001 .md", "casus/2026/2026-0001.MD", "vrijwilligers/V-001.md")
LOOKING = (
    *("validate", "list zaken", "list vrijwilligers", "list partners", "show 1", "show 2026-0008", "why 1", "today"),
    *("followups", "match", "pool", "network", "report 2025", "doctor", "keys doctor", "outbox", "undo", "letter 1"),
    *("dossier show 1", "dossier show v-002", "dossier show woonstad", "dossier search buiten", "forget 1 --leak"),
    *("handover 1 --to v-001", "dossier set 1 verhaal=kort", "log 1 contact met=A via=deur", "forget --due --yes"),
)


@contextmanager
def watching(folder: Path) -> Iterator[list[bytes]]:
    """Give what is opened or read in a folder, by anybody, while this lasts (Linux: inotify)."""
    libc, told = ctypes.CDLL(None, use_errno=True), list[bytes]()
    descriptor = libc.inotify_init()
    assert descriptor >= 0
    try:
        for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            assert libc.inotify_add_watch(descriptor, os.fsencode(place), OPENED) >= 0
        yield told
        while select.select([descriptor], [], [], 0)[0]:
            told.append(os.read(descriptor, 65536))
    finally:
        os.close(descriptor)


def test_nothing_outside_the_folder_is_read(unlocked: Path, tmp_path: Path) -> None:
    outside = tmp_path / "buiten"
    for number, name in enumerate(LINKS):
        link, target = unlocked / name, outside / f"{number}"
        link.parent.mkdir(exist_ok=True)
        if Path(name).suffix or "gezien" in name:
            target.parent.mkdir(exist_ok=True)
            target.write_text(CASE.replace("Een drukke week", SECRET))
        else:
            target.mkdir()
            (target / "2024-0001.md").write_text(CASE.replace("Een drukke week", SECRET))
            (target / "overdracht.md.j2").write_text(SECRET)
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    for name in ALIKE:
        (unlocked / name).write_text(CASE)
    os.mkfifo(unlocked / "casus/2026/2026-0007.md")
    (unlocked / "netwerk/ding.md").mkdir()
    with (unlocked / "netwerk/groot.md").open("wb") as sparse:
        sparse.truncate(2**40)

    with watching(outside) as read:
        said = [bb(unlocked, *typed.split()) for typed in LOOKING]
    assert read == []
    for typed, done in zip(LOOKING, said, strict=True):
        assert done.returncode in {0, 1, 2}, (typed, done.stderr)
        assert SECRET not in done.stdout + done.stderr, typed
    assert all((unlocked / name).is_symlink() for name in LINKS if not name.startswith(".git/bb"))
    found = said[0].stdout + said[0].stderr
    for name in ("2026-0008.md", "casus/2024", "v-008.md", "hoek.md", "2026-0007.md", "ding.md", "groot.md", *ALIKE):
        assert name.removeprefix("casus/2026/").removeprefix("vrijwilligers/") in found, name


def test_the_watch_itself_sees_a_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with watching(tmp_path) as read:
        (tmp_path / "x").read_text()
    assert read
