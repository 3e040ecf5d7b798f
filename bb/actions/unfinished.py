"""Before every command: is there an interrupted action to finish?

Looking costs next to nothing; what finishing needs is loaded only when there is something to finish.
"""

from __future__ import annotations

from pathlib import Path

from bb.files.root import find_root
from bb.git.pending import FORGETTING, pending


def settle(start: Path) -> str | None:
    """Finish what an interrupted command had begun in the organisation `start` lies in, and return what to say of it.

    None when there is nothing to say. A command that is at work now is let alone.
    """
    root = find_root(start)
    if root is None:
        return None
    told = []
    if pending(root):
        from bb.actions.keeping import settle_in  # noqa: PLC0415 - see above

        told.append(settle_in(root))
    if pending(root, FORGETTING):
        from bb.actions.forget import finish_forgetting  # noqa: PLC0415 - see above

        told.append(finish_forgetting(root))
    return "\n".join(filter(None, told)) or None
