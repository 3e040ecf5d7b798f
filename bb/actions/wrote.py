"""What `bb` wrote where on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bb.files.index import cache_folder
from bb.files.root import find_root
from bb.git.errors import GitError
from bb.git.repository import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on disk, and what is in it."""

    what: str
    path: Path

    @property
    def exists(self) -> bool:
        """Whether there is anything."""
        return self.path.exists()


def wrote(start: Path) -> list[Place]:
    """Return every place where `bb` writes, for the organisation `start` lies in and for this user."""
    places = []
    root = find_root(start)
    if root is not None:
        places.append(Place(what="de bestanden van de organisatie", path=root))
        places += _history(root)
    return [*places, *outside()]


def outside() -> list[Place]:
    """Return every place where `bb` writes for this user outside an organisation's folder."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [
        Place(what="mail die klaarstaat, en verslagen van fouten (zonder persoonsgegevens)", path=state / "bb"),
        Place(what="instellingen van u alleen", path=config / "bb"),
        Place(what="wat bb onthoudt van de bestanden om sneller te zijn; mag altijd weg", path=cache_folder()),
    ]


def _history(root: Path) -> list[Place]:
    try:
        repository = find(root)
    except GitError:
        return []
    if repository is None:
        return []
    own = repository.git_dir / "bb"
    return [
        Place(what="de geschiedenis", path=repository.git_dir),
        Place(what="wie er bezig is, en wat onderbroken is of is teruggezet", path=own),
    ]
