"""What a code of the check means."""

from __future__ import annotations

from dataclasses import dataclass

from bb.actions.stop import Status, Stop
from bb.domain.codes import CODES
from bb.domain.detectors import quoted
from bb.domain.finding import Mends
from bb.rules import RULES, explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A code in words. `example` is what is wrong in the file `path`, `better` what to write instead.

    Codes about reading a file have no example but a `remedy`.
    """

    code: str
    title: str
    severity: str
    what: str
    why: str
    remedy: str = ""
    path: str = ""
    example: str = ""
    better: str = ""
    mends: Mends = Mends.NEVER


def all_codes() -> dict[str, str]:
    """Return every code with its title, in order."""
    titles = {code: row.title for code, row in CODES.items()}
    titles.update({rule.CODE: rule.TITLE for rule in RULES})
    return dict(sorted(titles.items()))


def meaning(typed: str) -> Meaning:
    """Return what a code means.

    Raises:
        Stop: there is no such code.
    """
    code = typed.strip().upper()
    code = f"BB{code}" if code.isdigit() else code
    rule = explain(code)
    if rule is not None:
        return Meaning(
            code=code,
            title=rule.title,
            severity=str(rule.severity),
            what=rule.what,
            why=rule.why,
            path=rule.path,
            example=rule.example,
            better=rule.better,
            mends=rule.mends,
        )
    row = CODES.get(code)
    if row is None:
        raise Stop(f"De code '{quoted(typed)}' bestaat niet. Alle codes: bb explain", Status.USAGE)
    return Meaning(
        code=code,
        title=row.title,
        severity="fout",
        what=row.what,
        why=row.why,
        remedy=row.remedy,
        mends=row.mends,
    )
