"""What is kept when `bb` itself fails: where in the program, never what was in the files."""

from __future__ import annotations

import os
import platform
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bb import __version__


def keep_crash(error: Exception) -> Path | None:
    """Write a file with the kind of error and the places it passed in the program, and return its path.

    The text of the error is left out: it may quote a file. None when it cannot be written.
    """
    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "bb"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"bb {__version__}, Python {platform.python_version()}, {platform.system()}",
        type(error).__name__,
        *(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    path = folder / f"fout-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path
    return None
