"""The invented organisation Buurtbemiddeling Waterstad: for trying out, for tests and for benchmarks.

`generate` makes up everything that happened until a day, `write` puts it in a folder with a git
history in which every action is one commit. Same seed, same sizes and same day: same commit ids.

Nothing here comes from the rest of `bb`: this package knows the format for itself, and is so an
independent witness against the code that reads the files and derives from them. Nobody in it
exists.

Example:
    >>> from datetime import date
    >>> organisation = generate(seed=1, cases=70, volunteers=18, today=date(2026, 11, 23))
    >>> "bb.yaml" in organisation.files()
    True
"""

from __future__ import annotations

from bb.demo.dossiers import Dossier, dossiers, forgotten
from bb.demo.generator import DEFAULT_CASES, default_volunteers, generate
from bb.demo.history import write
from bb.demo.organisation import Commit, DemoError, Organisation

__all__ = [
    "DEFAULT_CASES",
    "Commit",
    "DemoError",
    "Dossier",
    "Organisation",
    "default_volunteers",
    "dossiers",
    "forgotten",
    "generate",
    "write",
]
