"""Findings on a screen: the place, the user's own line with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from bb.actions.validate import Checked, Shown
from bb.cli.output import say
from bb.domain.finding import Severity
from bb.text.plain import safe
from bb.text.plurals import count_nl, join_nl

_LONGEST = 100
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REMARK: "notice"}


def say_findings(shown: Sequence[Shown]) -> None:
    """Print findings one below the other."""
    for one in shown:
        say("\n".join(finding_lines(one)))
        say()


def finding_lines(shown: Shown) -> list[str]:
    """Return the lines of one finding: place and message, the user's line with a mark, what to do."""
    found = shown.finding
    place = f"{shown.path}:{found.position.line}:{found.position.column}"
    level = "" if found.severity is Severity.ERROR else f"{found.severity}: "
    lines = [f"{place}: {found.code} {level}{found.message}"]
    if shown.line is not None and shown.line.strip():
        excerpt, column = _excerpt(safe(shown.line), found.position.column - 1)
        number = str(found.position.line)
        lines.append(f"  {number} | {excerpt}")
        lines.append(f"  {' ' * len(number)} | {' ' * column}^")
    if found.remedy:
        lines.extend(f"  {line}" for line in found.remedy.split("\n"))
    return lines


def github_line(shown: Shown) -> str:
    """Return a finding as GitHub reads it from the output of a workflow, to show it beside the line."""
    found = shown.finding
    place = {"file": shown.path, "line": found.position.line, "col": found.position.column, "title": found.code}
    told = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in place.items())
    return f"::{_GITHUB[found.severity]} {told}::{_escaped(f'{found.message} {found.remedy}'.rstrip())}"


def _escaped(text: str, signs: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{signs}" else sign for sign in text)


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return at most 100 characters of a line around a column, and where the column is in them."""
    if len(line) <= _LONGEST:
        return line, min(column, len(line))
    start = max(0, min(column - _LONGEST // 2, len(line) - _LONGEST))
    return line[start : start + _LONGEST], min(column - start, _LONGEST)


def summary(checked: Checked) -> str:
    """Return one sentence about a check: all right, or how much was found in how many files."""
    read = count_nl(checked.files, "bestand", "bestanden")
    left_out = f"\nNiet getoond: {count_nl(checked.left_out, 'melding', 'meldingen')}." if checked.left_out else ""
    if not checked.shown and left_out:
        return f"Van wat u vroeg is niets gevonden ({read} gelezen).{left_out}"
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
    mendable = f"\nHiervan kan bb er zelf {checked.mendable} verbeteren. Kijk eerst: bb validate --diff"
    return (
        f"{join_nl(counted)} in {count_nl(where, 'bestand', 'bestanden')} ({read} gelezen).{left_out}"
        f"{mendable if checked.mendable else ''}\n"
        f"Wat een melding betekent: bb explain {checked.shown[0].finding.code}"
    )
