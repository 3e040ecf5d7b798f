"""The same joining for those who use git themselves: git asks `bb` to merge each record, key by key.

What git runs stands in the settings of each copy, as a copied repository may not bring programs along.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote

from bb.actions.join import Outcome, outcome_alone
from bb.actions.join_dossiers import joining
from bb.actions.stop import Status, Stop
from bb.domain.kinds import FOLDERS
from bb.files.disk import SETTINGS
from bb.git.repository import Repository
from bb.text.plain import safe

DRIVER, NAME = "merge.bb.driver", "merge.bb.name"
SETTINGS_OF_OURS = (DRIVER, NAME)
_ATTRIBUTES = "".join(f"{path} merge=bb\n" for path in (*(f"{folder}/**" for folder in FOLDERS.values()), SETTINGS))


def is_set_up(repository: Repository) -> bool:
    """Tell whether git asks `bb` in this copy."""
    told = repository.git("config", "--local", "--get", DRIVER, accept=(0, 1)).out.decode("utf-8", "surrogateescape")
    return told.rstrip("\n") == _command() and _ATTRIBUTES in _attributes(repository)


def set_up(repository: Repository) -> None:
    """Have git ask `bb` in this copy; doing it again changes nothing.

    Raises:
        GitError: git cannot keep the setting.
        OSError: the disk refuses.
    """
    if is_set_up(repository):
        return
    repository.git("config", "--local", NAME, "bb voegt samen per veld en per gebeurtenis")
    repository.git("config", "--local", DRIVER, _command())
    now = _attributes(repository)
    if _ATTRIBUTES not in now:
        path = _path(repository)
        path.parent.mkdir(exist_ok=True)
        kept = now if not now or now.endswith("\n") else f"{now}\n"
        path.write_text(kept + _ATTRIBUTES, "utf-8", errors="surrogateescape")


def merge_files(base: Path, ours: Path, theirs: Path, path: str) -> Outcome:
    """Merge one file for git: three temporary files of its own, and the path it is about. `ours` gets the result.

    Raises:
        Stop: it cannot be merged; nothing was written.
    """
    try:
        was, mine, other = (file.read_bytes() for file in (base, ours, theirs))
        made = outcome_alone(path, (was or None, mine, other), joining(lambda: None))
        if made.new is not None:
            ours.write_bytes(made.new)
    except OSError as error:
        raise Stop(f"{safe(path)} kan niet worden samengevoegd.", Status.USAGE) from error
    return made


def _command() -> str:
    return f"{quote(sys.executable)} -m bb merge-file %O %A %B %P"


def _path(repository: Repository) -> Path:
    told = repository.git("rev-parse", "--git-path", "info/attributes").out.decode("utf-8", "surrogateescape")
    return repository.root / told.rstrip("\n")


def _attributes(repository: Repository) -> str:
    try:
        return _path(repository).read_text("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""
