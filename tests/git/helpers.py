"""What the tests of the history share: small steps an action takes, and git as a person would run it."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bb.git.commit import Change, Prepared, finish, prepare
from bb.git.objects import Author

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bb.git.repository import Repository

NOOR = Author("Noor Example", "noor@buurt.example")
WHEN = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
CASUS = "casus/2026/2026-0001.md"


def change(repository: Repository, files: Mapping[str, bytes | None]) -> list[Change]:
    """Changes from what stands in the folder to what is given."""
    now = {path: repository.root / path for path in files}
    return [
        Change(path=path, old=now[path].read_bytes() if now[path].is_file() else None, new=new)
        for path, new in files.items()
    ]


def ready(repository: Repository, files: Mapping[str, bytes | None], message: str = "Bijgewerkt") -> Prepared:
    return prepare(repository, change(repository, files), message=message, author=NOOR, when=WHEN)


def place(repository: Repository, prepared: Prepared) -> None:
    """Put the files where they belong, as an action does; a second time changes nothing."""
    for swap in prepared.swaps:
        path = repository.root / swap.path
        if swap.new is None:
            path.unlink(missing_ok=True)
            continue
        content = repository.read_object(swap.new)
        assert content is not None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def keep(repository: Repository, files: Mapping[str, bytes | None], message: str = "Bijgewerkt") -> Prepared:
    prepared = ready(repository, files, message)
    place(repository, prepared)
    finish(repository, prepared)
    return prepared


def git(repository: Repository, *args: str, check: bool = True) -> str:
    """Git as a person would run it in the folder."""
    person = ("-c", "user.name=Sam Voorbeeld", "-c", "user.email=sam@buurt.example")
    done = subprocess.run(["git", *person, *args], cwd=repository.root, capture_output=True, check=check)
    return done.stdout.decode()
