"""Whether an interrupted action may be waiting. Every command asks, so this loads nothing and runs nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "intent.json"
"""The crash journal (`bb.git.intent`), in the folder `bb` among git's own files."""

FORGETTING = "vergeten.json"
"""The note of a forgetting that is under way, in the same folder (`bb.actions.forgetting`)."""


def pending(root: Path, name: str = NAME) -> bool:
    """Whether there is a crash journal (or another note of that kind) in the working copy of the folder `root`."""
    git = root / ".git"
    with suppress(OSError, ValueError):
        if git.is_file():  # a linked working copy tells where its own part of the history is
            told = git.read_text("utf-8", "surrogateescape").strip()
            git = root / told.removeprefix("gitdir: ")
    return os.path.lexists(git / "bb" / name)
