"""Findings on a screen: the place, the user's own line with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from bb.actions.validate import Checked, Shown
from bb.cli.output import say
from bb.domain.finding import Severity
from bb.text.plain import safe
from bb.text.plurals import count_nl, join_nl

_LONGEST = 100


def say_findings(shown: Sequence[Shown]) -> None:
    """Print findings one below the other."""
    for one in shown:
        say("\n".join(finding_lines(one)))
        say()


def finding_lines(shown: Shown) -> list[str]:
    """Return the lines of one finding: place and message, the user's line with a mark, what to do."""
    found = shown.finding
    place = f"{found.path}:{found.position.line}:{found.position.column}"
    lines = [f"{place}: {found.severity} {found.code} {found.message}"]
    if shown.line is not None and shown.line.strip():
        excerpt, column = _excerpt(safe(shown.line), found.position.column - 1)
        number = str(found.position.line)
        lines.append(f"  {number} | {excerpt}")
        lines.append(f"  {' ' * len(number)} | {' ' * column}^")
    if found.remedy:
        lines.extend(f"  {line}" for line in found.remedy.split("\n"))
    return lines


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return at most 100 characters of a line around a column, and where the column is in them."""
    if len(line) <= _LONGEST:
        return line, min(column, len(line))
    start = max(0, min(column - _LONGEST // 2, len(line) - _LONGEST))
    return line[start : start + _LONGEST], min(column - start, _LONGEST)


def summary(checked: Checked) -> str:
    """Return one sentence about a check: all right, or how much was found in how many files."""
    read = count_nl(checked.files, "bestand", "bestanden")
    if not checked.shown:
        return f"Alles klopt: {read} gelezen, niets gevonden."
    counted = [
        count_nl(number, one, more)
        for severity, one, more in (
            (Severity.ERROR, "fout", "fouten"),
            (Severity.WARNING, "waarschuwing", "waarschuwingen"),
            (Severity.REMARK, "opmerking", "opmerkingen"),
        )
        if (number := checked.count(severity))
    ]
    where = len({one.finding.path for one in checked.shown})
    explain = checked.shown[0].finding.code
    return (
        f"{join_nl(counted)} in {count_nl(where, 'bestand', 'bestanden')} ({read} gelezen).\n"
        f"Wat een melding betekent: bb explain {explain}"
    )
