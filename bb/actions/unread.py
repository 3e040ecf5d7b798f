"""Cases that could not be read wholly: what is due on them may be missing, and whoever reads the agenda must know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from bb.domain.finding import Finding, Severity
from bb.domain.ids import is_id
from bb.domain.kinds import FOLDERS
from bb.files import pack
from bb.files.index import Index
from bb.text.plurals import count_nl

NAMELESS = "(zonder zaaknummer)"
"""What stands for a file among the cases whose name is no number, and may tell anything."""


def unread_cases(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the numbers of the cases with mistakes in reading, of the findings of reading an organisation."""
    paths = {one.path for one in findings if one.severity is Severity.ERROR}
    names = (PurePosixPath(path).stem for path in sorted(paths) if path.startswith(f"{FOLDERS['casus']}/"))
    return tuple(name if is_id("casus", name) else NAMELESS for name in names)


def known_unread(index: Index) -> tuple[str, ...]:
    """Return the same from the index."""
    kept = index.db.execute("SELECT path, findings FROM record WHERE findings <> '[]'")
    return unread_cases(one for path, told in kept for one in pack.unpacked_findings(told, path))


def unread_nl(cases: Sequence[str]) -> str:
    """Return the sentence about cases that could not be read, by their numbers alone; empty when there are none."""
    if not cases:
        return ""
    are, count = ("is", "telt") if len(cases) == 1 else ("zijn", "tellen")
    number = count_nl(len(cases), "zaak", "zaken")
    return f"{number} {are} niet (helemaal) te lezen en {count} hier niet mee: {', '.join(cases)}. Zie: bb validate"
