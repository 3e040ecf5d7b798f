"""One check of a doctor on the screen."""

from __future__ import annotations

from bb.actions.check import Check
from bb.actions.doctor import mend
from bb.cli.output import say


def shown(check: Check, *, fix: bool = False) -> bool:
    """Print one check, mend it when asked; tell whether it is in order then."""
    say(f"{check.state:<7} {check.name}: {check.text}")
    if check.state == "goed":
        return True
    if fix and check.fix:
        failed = mend(check)
        say(f"{'':<7} {'Dat is nu in orde.' if failed is None else f'Dat lukte niet: {failed}'}")
        return failed is None
    if check.remedy:
        say(f"{'':<7} {check.remedy}")
    return False
